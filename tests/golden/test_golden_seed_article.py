"""The article that the project began with: what an expert expects of it, asserted by facts and never by its sentences."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import workspace

from rashomon.model import Brief, Facet, Incident, Statement

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def brief(corpora: Path) -> Brief:
    article = corpora.parent / "seed" / "iraq-bombings.txt"
    if not article.is_file():
        pytest.skip(f"no seed article at {article}")
    with workspace() as opened:
        opened.add(article, published="2021-07-22")
        return opened.brief().data


@pytest.fixture(scope="module")
def bombing(brief: Brief) -> Incident:
    return next(i for i in brief.incidents if i.type == "bombing")


@pytest.fixture(scope="module")
def killing(brief: Brief) -> Incident:
    return next(i for i in brief.incidents if i.type == "assassination")


def said(brief: Brief, incident: Incident, facet: Facet, **wanted: Any) -> list[Statement]:
    """The incident's statements that assert this."""
    return [
        s
        for s in brief.statements
        if s.id in incident.statements
        and any(a.facet is facet and all(getattr(a, k) == v for k, v in wanted.items()) for a in s.asserts)
    ]


def names(statements: list[Statement]) -> set[str | None]:
    return {s.speaker.name or s.speaker.role for s in statements if s.speaker is not None}


def test_two_incidents(brief: Brief, bombing: Incident, killing: Incident) -> None:
    assert len(brief.incidents) == 2
    assert bombing.place is not None
    assert bombing.place.name == "Sadr City"
    assert bombing.when is not None
    assert (bombing.when.earliest, bombing.when.latest) == ("2021-07-19", "2021-07-19")
    assert bombing.target == "market"
    assert any("Hashimi" in v.text for v in killing.victims)
    assert {link.incident for link in bombing.links} == {killing.id}


def test_toll_with_who_says_so(brief: Brief, bombing: Incident) -> None:
    assert {(t.killed.low, t.killed.best, t.killed.high) for t in bombing.toll if t.killed} == {(30, 30, 30)}
    assert any(t.injured and t.injured.low and t.injured.high is None for t in bombing.toll)
    told = said(brief, bombing, Facet.TOLL)
    assert {s.speaker.source_type for s in told if s.speaker} == {"security_forces"}


def test_how_it_was_done_is_contradicted_by_claimant_and_security_forces(brief: Brief, bombing: Incident) -> None:
    (found,) = [c for c in bombing.contradictions if c.facet is Facet.TACTIC and c.kind == "incompatible"]
    assert set(found.values) == {"planted_device", "suicide_bombing"}
    types = {a.id: a.source_type for a in bombing.accounts}
    assert {types[a] for a in found.accounts} == {"security_forces", "claimant"}
    assert names(said(brief, bombing, Facet.TACTIC, value="suicide_bombing")) == {"ISIS"}


def test_the_claim_names_its_attacker(bombing: Incident) -> None:
    (claim,) = bombing.claims
    assert (claim.claimant, claim.named_attacker, claim.status) == ("islamic-state", "Abu Hamza", "contested")


@pytest.mark.parametrize(
    ("name", "role", "kind"),
    [
        ("Salah Al-Pachachi", "researcher", "expert"),
        ("Hossam Youssef", "political analyst", "expert"),
        ("Salah Allawi", "strategic analyst", "expert"),
        ("Mahmoud Ahmadinejad", "former Iranian president", "political_actor"),
    ],
)
def test_everybody_quoted_by_name_with_role_and_type(brief: Brief, name: str, role: str, kind: str) -> None:
    own = [s.speaker for s in brief.statements if s.speaker is not None and s.speaker.name == name]
    assert own
    assert any(role in (s.role or "") for s in own)
    assert {s.source_type for s in own} == {kind}


@pytest.mark.parametrize(
    ("facet", "wanted", "who"),
    [
        (Facet.PERPETRATOR, {"actor": "iran"}, "Mahmoud Ahmadinejad"),
        (Facet.PERPETRATOR, {"actor": "iran-backed-militias-iraq"}, "Mahmoud Ahmadinejad"),
        (Facet.PERPETRATOR, {"actor": "iran"}, "Hossam Youssef"),
        (Facet.PERPETRATOR, {"actor": "iran-backed-militias-iraq"}, "Hossam Youssef"),
        (Facet.ADOPTER, {"actor": "islamic-state"}, "Hossam Youssef"),
        (Facet.ADOPTER, {"actor": "islamic-state"}, "Salah Al-Pachachi"),
        (Facet.ACCESS, {"value": "lacks", "about": "islamic-state"}, "Hossam Youssef"),
        (Facet.ACCESS, {"value": "has", "about": "iran-backed-militias-iraq"}, "Hossam Youssef"),
        (Facet.CAPABILITY, {"value": "lacks", "about": "islamic-state"}, "Hossam Youssef"),
        (Facet.CAPABILITY, {"value": "has", "about": "iran-backed-militias-iraq"}, "Hossam Youssef"),
        (Facet.MOTIVE, {"value": "benefit", "about": "iran"}, "Salah Al-Pachachi"),
        (Facet.MOTIVE, {"value": "benefit", "about": "islamic-state"}, "Salah Al-Pachachi"),
        (Facet.MOTIVE, {"value": "objective"}, "Salah Allawi"),
        (Facet.COINCIDENCE, {"value": "coincides"}, "Salah Allawi"),
        (Facet.TARGET_SELECTION, {"value": "fits"}, "Salah Allawi"),
        (Facet.TARGET_SELECTION, {"value": "does_not_fit", "about": "islamic-state"}, "Salah Allawi"),
        (Facet.TRACK_RECORD, {"value": "false_claims", "about": "islamic-state"}, "Salah Al-Pachachi"),
        (Facet.CLAIMING_PATTERN, {"value": "service", "about": "islamic-state"}, "Hossam Youssef"),
        (Facet.CLAIMING_PATTERN, {"value": "service", "about": "islamic-state"}, "Salah Al-Pachachi"),
    ],
    ids=str,
)
def test_what_each_argues(brief: Brief, bombing: Incident, facet: Facet, wanted: dict[str, str], who: str) -> None:
    assert who in names(said(brief, bombing, facet, **wanted))


def test_the_objective_behind_the_attacks_is_not_the_claimants(brief: Brief, bombing: Incident) -> None:
    own = said(brief, bombing, Facet.MOTIVE, value="objective", about="islamic-state")
    assert "Salah Allawi" not in names(own)


def test_targets_are_not_said_to_fit_the_claimant(brief: Brief, bombing: Incident) -> None:
    assert not said(brief, bombing, Facet.TARGET_SELECTION, value="fits", about="islamic-state")


def test_the_headline_is_the_outlets_own_accusation(brief: Brief, bombing: Incident) -> None:
    first = min((s for s in brief.statements), key=lambda s: s.content.spans[0].start or 0)
    assert first.speaker is not None
    assert (first.speaker.role, first.speaker.start, first.mode) == ("outlet", None, "outlet")
    assert first.id in bombing.statements
    actors = {(a.facet, a.actor) for a in first.asserts}
    assert (Facet.PERPETRATOR, "iran-backed-militias-iraq") in actors
    assert (Facet.ADOPTER, "islamic-state") in actors


def test_the_headlines_act_is_an_accusation(brief: Brief) -> None:
    first = min((s for s in brief.statements), key=lambda s: s.content.spans[0].start or 0)
    assert first.act == "accuse"


def test_the_suspect_of_the_killing(killing: Incident) -> None:
    (suspect,) = [s for s in killing.suspects if "Kinani" in s.text]
    assert suspect.status in ("claimed", "accused_by_authorities")
    affiliations = " | ".join(suspect.affiliations)
    for body in ("Interior Ministry", "Hezbollah", "armed Shiite faction", "outlaw group"):
        assert body in affiliations


def test_iraqi_hezbollah_is_the_faction(brief: Brief, killing: Incident) -> None:
    assert said(brief, killing, Facet.AFFILIATION, actor="kataib-hezbollah")


def test_the_confession_is_an_admission(brief: Brief, killing: Incident) -> None:
    assert any(s.act == "admit" for s in brief.statements if s.id in killing.statements)


def test_one_outlet_is_one_origin_and_decides_nothing(brief: Brief) -> None:
    (report,) = brief.reports
    for incident in brief.incidents:
        assert {a.origin for a in incident.accounts} == {report.id}
        assert incident.assessment is not None
        assert incident.assessment.n_origins == 1
        assert incident.assessment.undetermined
        assert incident.assessment.confidence == "low"


def test_the_hypothesis_of_a_mere_adopter_is_there(bombing: Incident) -> None:
    pairs = {(h.perpetrator, h.adopter) for h in bombing.hypotheses}
    assert ("iran-backed-militias-iraq", "islamic-state") in pairs
    assert ("islamic-state", None) in pairs
    assert any(h.kind == "unknown_other" for h in bombing.hypotheses)

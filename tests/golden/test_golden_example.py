"""The shipped example: what a person would expect of sixteen reports, and, marked, what the product gets wrong today."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import workspace

from rashomon.model import Brief, Facet, Incident


@pytest.fixture(scope="module")
def brief(repository: Path) -> Brief:
    examples = repository / "examples"
    with workspace() as opened:
        opened.add(examples / "sadr-city-2021")
        return opened.brief(
            events=[examples / "sadr-city-2021.events.csv"], calendar=[examples / "sadr-city-2021.calendar.csv"]
        ).data


@pytest.fixture(scope="module")
def main(brief: Brief) -> Incident:
    return brief.incidents[0]


def days(brief: Brief) -> list[str]:
    return [(i.when.earliest or "")[:10] if i.when else "" for i in brief.incidents]


def test_the_main_bombing(brief: Brief, main: Incident) -> None:
    assert main.when is not None
    assert (main.when.earliest, main.when.latest) == ("2021-07-19", "2021-07-19")
    assert main.place is not None
    assert main.place.lat == pytest.approx(33.39, abs=0.05)
    assert (main.type, main.target) == ("bombing", "market")
    assert len(main.reports) >= 12


def test_the_earlier_attacks_are_incidents_of_their_own(brief: Brief) -> None:
    told = days(brief)
    assert "2021-01-21" in told
    assert "2020-07-06" in told
    assert any(day.startswith("2021-06") for day in told)


@pytest.mark.xfail(
    strict=True, reason="the car bomb of 15 April is merged into another attack in Sadr City or not drafted"
)
def test_the_car_bomb_in_april_is_an_incident_of_its_own(brief: Brief) -> None:
    assert "2021-04-15" in days(brief)


@pytest.mark.xfail(strict=True, reason="one report's account of the main bombing stays an incident of its own")
def test_one_attack_on_the_day_and_five_in_all(brief: Brief) -> None:
    assert days(brief).count("2021-07-19") == 1
    assert len(brief.incidents) == 5


def test_the_tactic_is_contradicted(main: Incident) -> None:
    found = [c for c in main.contradictions if c.facet is Facet.TACTIC and c.kind == "incompatible"]
    assert {frozenset(c.values) for c in found} == {frozenset({"planted_device", "suicide_bombing"})}
    types = {a.id: a.source_type for a in main.accounts}
    sides = {types[a] for c in found for a in c.accounts}
    assert {"claimant", "security_forces"} <= sides


def test_the_claim_with_its_named_attacker(main: Incident) -> None:
    claims = [c for c in main.claims if c.claimant == "islamic-state"]
    assert [c.named_attacker for c in claims] == ["Abu Hamza al-Iraqi"]


def test_nobody_else_claims_the_bombing(main: Incident) -> None:
    assert {c.claimant for c in main.claims} == {"islamic-state"}


def test_the_suspect_of_the_killing_has_his_name(brief: Brief) -> None:
    (killing,) = [i for i in brief.incidents if i.when and (i.when.earliest or "").startswith("2020-07-06")]
    assert any("Kinani" in s.text or "Oweid" in s.text for s in killing.suspects)


def test_a_toll_that_grew_is_an_update(main: Incident) -> None:
    tolls = [c for c in main.contradictions if c.facet is Facet.TOLL]
    assert ("35 killed", "36 killed") in {c.values for c in tolls if c.kind == "update"}
    assert [c for c in tolls if c.kind not in ("update", "granularity", "scope")] == []


def test_the_copied_newspaper_is_one_origin_with_the_wire(brief: Brief, main: Incident) -> None:
    origin = {r.id: r.origin for r in brief.reports}
    edges = [
        (origin[e.report].rsplit("/", 1)[-1][:2], origin[e.parent].rsplit("/", 1)[-1][:2])
        for e in brief.lineage
        if e.how == "copy"
    ]
    assert edges == [("07", "01")]
    (copied,) = [e for e in brief.lineage if e.how == "copy"]
    assert copied.report not in {a.origin for a in main.accounts}


def test_the_arabic_report_is_kept_and_named_as_not_analysed(brief: Brief) -> None:
    (arabic,) = [r for r in brief.reports if r.language == "ar"]
    assert [(i.code, i.level) for i in brief.issues if i.report == arabic.id] == [("language_not_analysed", "info")]
    assert not [s for s in brief.statements if s.report == arabic.id]


def test_undetermined_with_a_mere_adopter_among_the_hypotheses(main: Incident) -> None:
    assert main.assessment is not None
    assert main.assessment.undetermined
    assert main.assessment.n_origins > 1
    pairs = {(h.perpetrator, h.adopter) for h in main.hypotheses}
    assert [who for who, adopter in pairs if adopter == "islamic-state" and who not in (None, "islamic-state")]
    assert ("islamic-state", None) in pairs


def test_events_and_calendar_are_counts_without_a_ratio(main: Incident) -> None:
    found = {f.test: f for f in main.findings if f.basis == "counted"}
    assert {"reach", "coincidence"} <= set(found)
    assert "Eid al-Adha" in found["coincidence"].detail
    assert all(f.log10_lr is None for f in main.findings)


def test_nothing_was_unreadable(brief: Brief) -> None:
    assert [i for i in brief.issues if i.level != "info"] == []


def test_nobody_is_acquitted_by_a_remark(main: Incident) -> None:
    assert [s.text for s in main.suspects if s.status == "acquitted"] == []

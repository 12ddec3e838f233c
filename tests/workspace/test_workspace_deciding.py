"""What a person decides is applied in the brief and never overturned by a re-run."""

from __future__ import annotations

from pathlib import Path

import pytest
from constructed_reports import POOL, jsonl, reader

from rashomon import Workspace
from rashomon.errors import InvalidDecision, UnknownSubject, UsageError
from rashomon.model import Facet, Statement
from rashomon.store import Store


def claim_of(opened: Workspace) -> Statement:
    return next(s for s in opened.brief().data.statements if s.act == "claim" and s.report == "claim")


def shown(opened: Workspace, statement: str) -> Statement | None:
    return next((s for s in opened.brief().data.statements if s.id == statement), None)


def test_accept_marks_as_reviewed(three: Workspace) -> None:
    claim = claim_of(three)
    assert claim.reviewed_by is None
    three.correct(claim.id, "accept", reason="checked", by="reviewer")
    found = shown(three, claim.id)
    assert found is not None
    assert found.reviewed_by == "reviewer"


def test_reject_and_undo(three: Workspace) -> None:
    before = three.brief().json()
    claim = claim_of(three)
    three.correct(claim.id, "reject", reason="not a claim")
    assert shown(three, claim.id) is None
    assert claim.id not in three.brief().json().decode()
    assert claim.id not in three.brief().html()
    three.correct(claim.id, "undo", reason="it is one after all")
    assert three.brief().json() == before
    assert [d.verdict for d in three.decisions] == ["reject", "undo"]


def test_rejecting_every_accusation_takes_the_hypothesis_away(three: Workspace) -> None:
    def suspected() -> set[str | None]:
        return {h.perpetrator for i in three.incidents() for h in i.hypotheses if "analyst" in i.reports}

    assert "islamic-state" in suspected()
    for statement in three.brief().data.statements:
        if any(a.actor == "islamic-state" for a in statement.asserts):
            three.correct(statement.id, "reject", reason="constructed test")
    assert "islamic-state" not in suspected()


def test_change_of_a_field(three: Workspace) -> None:
    claim = claim_of(three)
    three.correct(claim.id, "change", reason="only reported", field="act", value="report")
    found = shown(three, claim.id)
    assert found is not None
    assert found.act == "report"
    three.correct(claim.id, "undo", reason="no")
    assert claim_of(three).id == claim.id


def test_change_of_a_facet_reaches_the_contradictions(three: Workspace) -> None:
    def tactics() -> set[tuple[str, ...]]:
        return {
            c.values
            for i in three.incidents()
            for c in i.contradictions
            if c.facet == "tactic" and c.kind == "incompatible"
        }

    assert ("planted_device", "suicide_bombing") in tactics()
    for statement in three.brief().data.statements:
        n = [a.value for a in statement.asserts if a.facet is Facet.TACTIC].count("suicide_bombing")
        if n:
            at = [a.value for a in statement.asserts if a.facet is Facet.TACTIC].index("suicide_bombing")
            three.correct(
                f"{statement.id}.tactic[{at}]", "change", reason="misread", field="value", value="planted_device"
            )
    assert ("planted_device", "suicide_bombing") not in tactics()


def test_reject_of_a_facet(three: Workspace) -> None:
    claim = claim_of(three)
    three.correct(f"{claim.id}.perpetrator", "reject", reason="named, not accused")
    found = shown(three, claim.id)
    assert found is not None
    assert not [a for a in found.asserts if a.facet is Facet.PERPETRATOR]
    assert [a for a in found.asserts if a.facet is Facet.CLAIMANT]


def test_reject_of_a_link_takes_the_statement_out_of_the_incident(three: Workspace) -> None:
    claim = claim_of(three)
    (incident,) = claim.incidents
    three.correct(f"{claim.id}~{incident}", "reject", reason="another attack")
    document = three.brief()
    assert claim.id in {s.id for s in document.data.statements}
    for one in document.incidents:
        assert claim.id not in one.statements
        assert claim.id not in {s for a in one.accounts for s in a.statements}
        assert claim.id not in {c.statement for c in one.claims}
    three.correct(three.decisions[-1].subject, "undo", reason="no")
    assert claim_of(three).incidents == (incident,)


def test_change_of_a_link_takes_incidents_as_the_brief_names_them(three: Workspace) -> None:
    claim = claim_of(three)
    (old,) = claim.incidents
    kabul = next(i for i in three.incidents() if "kabul" in i.reports)
    with pytest.raises(InvalidDecision):
        three.correct(f"{claim.id}~{old}", "change", reason="x", field="incidents", value="i0000000000")
    assert three.decisions == ()
    three.correct(f"{claim.id}~{old}", "change", reason="it speaks of Kabul", field="incidents", value=kabul.id)
    document = three.brief()
    assert [i.reports for i in document.incidents if claim.id in i.statements] == [("kabul",)]
    assert [i for i in document.issues if i.level != "info"] == []


def test_change_of_a_link_moves_the_statement(three: Workspace) -> None:
    claim = claim_of(three)
    (old,) = claim.incidents
    kabul = next(i for i in three.incidents() if "kabul" in i.reports)
    (draft,) = kabul.drafts
    three.correct(f"{claim.id}~{old}", "change", reason="it speaks of Kabul", field="incidents", value=draft)
    moved = {i.id: i for i in three.incidents()}
    holding = [i for i in moved.values() if claim.id in i.statements]
    assert [i.id for i in holding] == [next(i.id for i in moved.values() if draft in i.drafts)]


def test_decisions_stand_after_a_re_run_and_a_reopening(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    source = jsonl(tmp_path / "a.jsonl", POOL["wire"], POOL["claim"])
    with Workspace(Store.open(place), reader=reader()) as opened:
        opened.add(source)
        claim = claim_of(opened)
        opened.correct(claim.id, "change", reason="misread", field="status", value="possible")
        opened.correct(f"{claim.id}.perpetrator", "reject", reason="misread")
    with Workspace(Store.open(place), reader=reader()) as again:
        again.add(source)
        again.add(jsonl(tmp_path / "b.jsonl", POOL["analyst"], POOL["later"]))
        found = shown(again, claim.id)
        assert found is not None
        assert found.status == "possible"
        assert not [a for a in found.asserts if a.facet is Facet.PERPETRATOR]
        assert found.reviewed_by == "analyst"
        assert len(again.decisions) == 2
        assert not [i for i in again.brief().issues if i.level != "info"]


def test_a_decision_on_a_hidden_report_is_no_orphan(three: Workspace) -> None:
    kabul = next(s for s in three.brief().data.statements if s.report == "kabul")
    three.correct(kabul.id, "accept", reason="checked")
    document = three.brief(as_of="2020-03-05")
    assert [i for i in document.issues if i.code == "decision_orphaned"] == []
    assert kabul.id not in document.json().decode()


@pytest.mark.parametrize(
    "subject", ["s0000000000", "nonsense", "", "s0000000000.tactic", "s0000000000~i00", "a b", "\x00"]
)
@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_unknown_subject(three: Workspace, subject: str, verdict: str) -> None:
    with pytest.raises(UnknownSubject):
        three.correct(subject, verdict, reason="why not")
    assert three.decisions == ()


def test_unknown_parts_of_a_known_statement(three: Workspace) -> None:
    claim = claim_of(three)
    for subject in (
        f"{claim.id}.colour",
        f"{claim.id}.coincidence",
        f"{claim.id}.tactic[99]",
        f"{claim.id}~i0000000000",
    ):
        with pytest.raises(UnknownSubject):
            three.correct(subject, "reject", reason="why not")


def test_unknown_subject_in_an_empty_workspace(empty: Workspace) -> None:
    for subject in ("s0000000000", "s0000000000~i0000000000"):
        with pytest.raises(UnknownSubject):
            empty.correct(subject, "accept", reason="nothing is here")


def test_decisions_that_cannot_be_applied(three: Workspace) -> None:
    claim = claim_of(three)
    for reason, by in (("", "analyst"), ("  ", "analyst"), ("why", "")):
        with pytest.raises(InvalidDecision):
            three.correct(claim.id, "accept", reason=reason, by=by)
    for field, value in (
        ("act", "sing"),
        ("colour", "red"),
        (None, None),
        ("act", None),
        ("hearsay_depth", "-1"),
        ("said_on", "soon"),
    ):
        with pytest.raises(InvalidDecision):
            three.correct(claim.id, "change", reason="why", field=field, value=value)
    with pytest.raises(InvalidDecision):
        three.correct(claim.id, "accept", reason="why", field="act", value="claim")
    with pytest.raises(InvalidDecision):
        three.correct(claim.id, "undo", reason="nothing was decided")
    with pytest.raises(UsageError):
        three.correct(claim.id, "maybe", reason="no such verdict")
    assert three.decisions == ()


def test_undo_takes_the_subject_as_it_was_given(three: Workspace) -> None:
    """A facet or link is kept in a lasting form; a person who undoes it need not know that form."""
    claim = claim_of(three)
    (incident,) = claim.incidents
    before = three.brief().json()
    for subject in (f"{claim.id}.tactic[0]", f"{claim.id}~{incident}"):
        three.correct(subject, "reject", reason="wrong")
        assert three.brief().json() != before
        three.correct(subject, "undo", reason="right after all")
        assert three.brief().json() == before


def test_what_a_decision_names_as_untrusted_is_escaped(three: Workspace) -> None:
    claim = claim_of(three)
    three.correct(
        claim.id, "change", reason="x", field="speaker.name", value="<script>alert(1)</script>", by="<b>me</b>"
    )
    page = three.brief().html()
    assert "<script>alert" not in page
    assert "<b>me</b>" not in page

"""What people decide holds, whatever the machine proposes next."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import WHEN, a_statement, an_assertion

from rashomon.errors import InvalidDecision, UnknownSubject
from rashomon.model import (
    TACTIC_PARENT,
    Act,
    Decision,
    Effect,
    Facet,
    Level,
    Modality,
    Polarity,
    Range,
    Statement,
    TimePrecision,
    Verdict,
)
from rashomon.store import apply_decisions, apply_links, check_decision, check_subject, standing
from rashomon.store.changes import FACET_VALUES

PERPETRATORS = (
    an_assertion(value="Group A", actor="group-a"),
    an_assertion(value="Group B", start=30, actor="group-b"),
)
TOLL = an_assertion(Facet.TOLL, "killed:30-35", start=50, quantity=Range(30, None, 35), effect=Effect.KILLED)
PLACE = an_assertion(Facet.PLACE, "Town", start=70)
TIME = an_assertion(Facet.TIME, "Monday", start=80)
ONE = a_statement("s1", *PERPETRATORS, TOLL, PLACE, TIME, incidents=("d1", "d2"))
TWO = a_statement("s2", an_assertion(Facet.TACTIC, "bombing"), incidents=("d3",))
ALL = (ONE, TWO)


def decision(verdict: str, subject: str, sequence: int = 1, by: str = "A. Person", **fields: str) -> Decision:
    return Decision(
        id=f"c{sequence}",
        subject=subject,
        verdict=Verdict(verdict),
        reason="a reason",
        by=by,
        made_on=WHEN,
        sequence=sequence,
        **fields,  # type: ignore[arg-type]
    )


def change(subject: str, field: str, value: str | None, sequence: int = 1) -> Decision:
    return replace(decision("change", subject, sequence), field=field, value=value)


def applied(*decisions: Decision, statements: tuple[Statement, ...] = ALL) -> dict[str, Statement]:
    found, issues = apply_decisions(statements, decisions)
    assert issues == []
    return {statement.id: statement for statement in found}


def test_nothing_decided_changes_nothing() -> None:
    assert apply_decisions(ALL, ()) == (ALL, [])
    assert apply_links(ALL, ()) == (ALL, [])


def test_accept_names_the_person() -> None:
    found = applied(decision("accept", "s1"))
    assert found["s1"] == replace(ONE, reviewed_by="A. Person")
    assert found["s2"].reviewed_by is None


def test_reject_leaves_the_statement_out() -> None:
    assert applied(decision("reject", "s1")) == {"s2": TWO}


@pytest.mark.parametrize(
    ("subject", "left"),
    [
        ("s1.perpetrator", []),
        ("s1.perpetrator[0]", ["Group B"]),
        ("s1.perpetrator[1]", ["Group A"]),
        (check_subject("s1.perpetrator[1]", ALL), ["Group A"]),
    ],
)
def test_reject_leaves_the_assertion_out(subject: str, left: list[str]) -> None:
    found = applied(decision("reject", subject))["s1"]
    assert [a.value for a in found.asserts if a.facet == Facet.PERPETRATOR] == left
    assert [a for a in found.asserts if a.facet != Facet.PERPETRATOR] == [TOLL, PLACE, TIME]
    assert found.reviewed_by == "A. Person"


def test_fields_of_a_statement_change() -> None:
    found = applied(
        change("s1", "act", "claim", 1),
        change("s1", "modality", "hedged", 2),
        change("s1", "speaker.actor", "group-a", 3),
        change("s1", "said_on", "2024-05-01", 4),
        change("s1", "act", "deny", 5),
    )["s1"]
    assert (found.act, found.modality, found.said_on) == (Act.DENY, Modality.HEDGED, "2024-05-01")
    assert found.speaker is not None
    assert (found.speaker.actor, found.speaker.text) == ("group-a", None)
    assert found.asserts == ONE.asserts


def test_a_new_name_is_no_longer_the_old_actor() -> None:
    first, second = applied(change("s1.perpetrator[0]", "value", "Group C"))["s1"].asserts[:2]
    assert (first.value, first.actor, first.text) == ("Group C", None, "Group A")
    assert second == PERPETRATORS[1]
    both = change("s1.perpetrator[0]", "actor", "group-c", 1), change("s1.perpetrator[0]", "value", "Group C", 2)
    assert applied(*both)["s1"].asserts[0].actor == "group-c"


def test_polarity_of_an_assertion_is_its_own() -> None:
    found = applied(change("s1.perpetrator[0]", "polarity", "negated"))["s1"]
    assert [a.polarity for a in found.asserts[:2]] == [Polarity.NEGATED, Polarity.AFFIRMED]
    assert found.polarity == ONE.polarity


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("injured:3-5", (Effect.INJURED, Range(3, None, 5))),
        ("killed:4-4", (Effect.KILLED, Range(4, 4, 4))),
        ("killed:30-", (Effect.KILLED, Range(30, None, None))),
        ("killed:-9", (Effect.KILLED, Range(None, None, 9))),
    ],
)
def test_a_new_toll_is_read(value: str, expected: tuple[Effect, Range]) -> None:
    toll = applied(change("s1.toll", "value", value))["s1"].asserts[2]
    assert (toll.effect, toll.quantity) == expected


def test_a_new_day_and_a_new_place() -> None:
    days = applied(change("s1.time", "value", "2024-04-29/2024-04-30"))["s1"].asserts[4].when
    day = applied(change("s1.time", "value", "2024-04-29"))["s1"].asserts[4].when
    assert days is not None
    assert day is not None
    assert (days.earliest, days.latest, days.precision) == ("2024-04-29", "2024-04-30", None)
    assert (day.earliest, day.latest, day.precision) == ("2024-04-29", "2024-04-29", TimePrecision.DAY)
    place = applied(change("s1.place", "value", "Other Town"))["s1"].asserts[3].place
    assert place is not None
    assert (place.text, place.name, place.lat) == ("Town", "Other Town", None)


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [
        ("s1", "act", "boast"),
        ("s1", "act", None),
        ("s1", "hearsay_depth", "-1"),
        ("s1", "said_on", "yesterday"),
        ("s1", "channel", " "),
        ("s1", "value", "x"),
        ("s1", None, "x"),
        ("s1.perpetrator", "value", None),
        ("s1.perpetrator", "value", ""),
        ("s1.perpetrator", "facet", "tactic"),
        ("s1.tactic", "value", "no_such_tactic"),
        ("s1.weapon", "value", "Bombing"),
        ("s1.toll", "value", "thirty"),
        ("s1.toll", "value", "killed:-"),
        ("s1.toll", "value", "killed:5-3"),
        ("s1.toll", "value", "maimed:3-5"),
        ("s1.time", "value", "2024-05-02/2024-05-01"),
        ("s1.time", "value", "a/b/c"),
        ("s1~d1", "act", "claim"),
        ("s1~d1", "incidents", " , "),
    ],
)
def test_what_cannot_be_written_there_is_refused(subject: str, field: str, value: str | None) -> None:
    with pytest.raises(InvalidDecision):
        check_decision(change(subject, field, value), ())
    found, issues = apply_decisions(ALL, [change(subject, field, value)])  # recorded by an earlier version, say
    if "~" not in subject and subject not in ("s1.tactic", "s1.weapon"):
        assert [(issue.code, issue.level) for issue in issues] == [("decision_inapplicable", Level.WARNING)] * bool(
            field
        )
        assert [replace(s, reviewed_by=None) for s in found] == list(ALL)


def test_vocabularies_are_those_of_the_reference(repository: Path) -> None:
    table = (repository / "docs" / "reference" / "assertions.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", table, re.MULTILINE))
    for facet, allowed in FACET_VALUES.items():
        if facet == Facet.TACTIC:
            assert allowed == set(TACTIC_PARENT)
            continue
        words = re.sub(r"\([^)]*\)", "", rows[facet]).replace("`", "").replace(" or ", "·")
        assert {word.strip() for word in words.split("·")} == allowed


# Undoing, orphans, later decisions


def test_undo_takes_back_the_latest_that_stands() -> None:
    decisions = [
        decision("reject", "s1", 1),
        change("s1", "act", "deny", 2),
        decision("undo", "s1", 3),
        decision("accept", "s2", 4),
    ]
    assert [d.id for d in standing(decisions)] == ["c1", "c4"]
    assert [d.id for d in standing([*decisions, decision("undo", "s1", 5)])] == ["c4"]
    assert [d.id for d in standing([*decisions[:2], decision("undo", "s1", 3, undoes="c1")])] == ["c2"]


@pytest.mark.parametrize(("last", "there"), [("accept", True), ("reject", False)])
def test_the_last_word_holds(last: str, there: bool) -> None:
    other = "reject" if there else "accept"
    assert ("s1" in applied(decision(other, "s1", 1), decision(last, "s1", 2))) is there
    assert "s1" in applied(decision("reject", "s1", 1), change("s1", "act", "deny", 2))


@pytest.mark.parametrize(
    "subject", ["s9", "s9.toll", "s1.weapon", "s1.perpetrator[2]", "s1.toll@00000000", "s1.gone_facet"]
)
def test_a_decision_about_what_is_gone_stays_and_warns(subject: str) -> None:
    found, (issue,) = apply_decisions(ALL, [decision("accept", subject)])
    assert (issue.code, issue.level, issue.subject) == ("decision_orphaned", Level.WARNING, subject)
    assert found[1] == TWO


def test_an_undone_decision_is_no_orphan() -> None:
    assert apply_decisions(ALL, [decision("accept", "s9"), decision("undo", "s9", 2)]) == (ALL, [])


def test_a_judgement_stays_with_its_words_when_the_engine_finds_more() -> None:
    subject = check_subject("s1.perpetrator[0]", ALL)
    found_more = replace(ONE, asserts=(an_assertion(value="Group Z", start=5), *reversed(ONE.asserts)))
    left = applied(decision("reject", subject), statements=(found_more,))["s1"].asserts
    assert [a.value for a in left if a.facet == Facet.PERPETRATOR] == ["Group Z", "Group B"]


# Subjects


@pytest.mark.parametrize(
    "subject", ["s1", "s1.toll", "s1.perpetrator", "s1.perpetrator[1]", "s2.tactic[0]", "s1~d1", "s1~d3"]
)
def test_what_is_there_is_known_and_its_lasting_form_too(subject: str) -> None:
    lasting = check_subject(subject, ALL)
    assert check_subject(lasting, ALL) == lasting


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "s9",
        "s1.",
        "s1.weapon",
        "s1.nothing",
        "s1.perpetrator[2]",
        "s1.toll[x]",
        "s1~",
        "s1~d9",
        "s1.toll~d1",
        "s 1",
        "~d1",
    ],
)
def test_what_is_not_there_is_unknown(subject: str) -> None:
    with pytest.raises(UnknownSubject):
        check_subject(subject, ALL)


def test_an_incident_becomes_the_draft_that_lasts() -> None:
    incidents = {"i1": ["d1"], "i2": ["d3", "d4"], "i3": ["d1", "d2"]}
    assert check_subject("s1~i1", ALL, incidents) == "s1~d1"
    assert check_subject("s1~i2", ALL, incidents) == "s1~d3"
    assert check_subject("s2~d4", ALL, incidents) == "s2~d4"
    with pytest.raises(InvalidDecision, match="s1~d2"):
        check_subject("s1~i3", ALL, incidents)


def test_a_change_is_of_one_thing() -> None:
    with pytest.raises(InvalidDecision, match="name one"):
        check_subject("s1.perpetrator", ALL, verdict=Verdict.CHANGE)
    assert check_subject("s1.perpetrator", ALL, verdict=Verdict.REJECT) == "s1.perpetrator"
    assert check_subject("s1.toll", ALL, verdict=Verdict.CHANGE).startswith("s1.toll@")


# Links


def links(*decisions: Decision, **known: object) -> dict[str, tuple[str, ...]]:
    found, issues = apply_links(ALL, decisions, **known)  # type: ignore[arg-type]
    assert issues == []
    return {statement.id: statement.incidents for statement in found}


def test_links_are_kept_removed_added_and_moved() -> None:
    assert links(decision("accept", "s1~d1"))["s1"] == ("d1", "d2")
    assert links(decision("reject", "s1~d1"))["s1"] == ("d2",)
    assert links(decision("accept", "s1~d3"))["s1"] == ("d1", "d2", "d3")
    assert links(change("s1~d1", "incidents", "d3"))["s1"] == ("d2", "d3")
    assert links(change("s1~d1", "incidents", "d1, d3"))["s1"] == ("d1", "d2", "d3")
    assert links(change("s1~d1", "incidents", "d3"), decision("reject", "s1~d3", 2))["s1"] == ("d2",)
    assert links(decision("accept", "s1~d9"), known={"d9"})["s1"] == ("d1", "d2", "d9")


def test_links_to_drafts_hold_for_their_incidents() -> None:
    clustered = (replace(ONE, incidents=("I1",)), replace(TWO, incidents=("I2",)))
    incident_of = {"d1": "I1", "d2": "I1", "d3": "I2"}
    found, issues = apply_links(clustered, [change("s1~d2", "incidents", "d3")], incident_of=incident_of)
    assert (found[0].incidents, issues) == (("I2",), [])


def test_links_that_are_gone_warn() -> None:
    gone = [decision("accept", "s9~d1", 1), decision("accept", "s1~d9", 2), change("s1~d1", "incidents", "d8", 3)]
    found, issues = apply_links(ALL, gone)
    assert found == ALL
    assert [(i.code, i.subject) for i in issues] == [
        ("decision_inapplicable", "s1~d1"),
        ("decision_orphaned", "s1~d9"),
        ("decision_orphaned", "s9~d1"),
    ]


def test_a_link_of_a_rejected_statement_is_no_orphan() -> None:
    both = [decision("reject", "s1", 1), decision("accept", "s1~d1", 2)]
    left, _ = apply_decisions(ALL, both)
    assert apply_links(left, both) == ((TWO,), [])


# Laws

SUBJECTS = ("s1", "s2", "s1.toll", "s1.perpetrator[0]", "s1.perpetrator[1]", "s2.tactic", "s9", "s9.toll")
LINKS = ("s1~d1", "s1~d2", "s2~d3", "s2~d1", "s9~d1")
CHANGES = {
    "": ("act", "deny"),
    "toll": ("value", "killed:1-2"),
    "perpetrator": ("value", "Group C"),
    "tactic": ("value", "arson"),
}


@st.composite
def verdicts(draw: st.DrawFn, subjects: tuple[str, ...] = SUBJECTS + LINKS, undo: bool = True) -> Decision:
    """One decision that can be recorded, before it has its place in the order."""
    subject = draw(st.sampled_from(subjects))
    verdict = draw(st.sampled_from(["accept", "reject", "change", *(["undo"] if undo else [])]))
    made = decision(verdict, subject, 0, draw(st.sampled_from(["A. Person", "B. Person"])))
    if verdict != "change":
        return made
    facet = "incidents" if "~" in subject else subject.partition(".")[2].partition("[")[0]
    field, value = ("incidents", "d3") if facet == "incidents" else CHANGES[facet]
    return replace(made, field=field, value=value)


def in_order(decisions: list[Decision]) -> list[Decision]:
    return [replace(d, id=f"c{number}", sequence=number) for number, d in enumerate(decisions, 1)]


def outcome(decisions: list[Decision], statements: tuple[Statement, ...] = ALL) -> object:
    """Statements by id with their links, and the issues without the decisions' own ids."""
    left, issues = apply_decisions(statements, decisions)
    linked, more = apply_links(left, decisions, known={"d1", "d2", "d3"})
    named = {(i.code, i.subject, re.sub(r"\bc\d+\b", "c", i.message)) for i in (*issues, *more)}
    return {statement.id: statement for statement in linked}, named


DECISIONS = st.lists(verdicts(), max_size=8).map(in_order)


@given(DECISIONS, verdicts(undo=False))
def test_undo_restores_exactly(before: list[Decision], made: Decision) -> None:
    undone = in_order([*before, made, decision("undo", made.subject)])
    assert outcome(undone) == outcome(before)


@given(DECISIONS, st.sampled_from(SUBJECTS + LINKS))
def test_accepting_twice_is_accepting_once(before: list[Decision], subject: str) -> None:
    once = in_order([*before, decision("accept", subject)])
    assert outcome(in_order([*once, decision("accept", subject)])) == outcome(once)


@given(DECISIONS, verdicts(), verdicts())
def test_decisions_on_different_subjects_commute(before: list[Decision], one: Decision, other: Decision) -> None:
    if one.subject != other.subject:
        assert outcome(in_order([*before, one, other])) == outcome(in_order([*before, other, one]))


@given(DECISIONS, st.randoms(use_true_random=False))
def test_the_order_of_statements_and_of_the_list_is_irrelevant(decisions: list[Decision], random: object) -> None:
    shuffled = random.sample(decisions, len(decisions))  # type: ignore[attr-defined]
    assert outcome(shuffled, ALL[::-1]) == outcome(decisions)
    assert apply_decisions(ALL, shuffled) == apply_decisions(ALL, decisions)
    assert apply_links(ALL, shuffled) == apply_links(ALL, decisions)


@settings(deadline=None)
@given(DECISIONS)
def test_only_what_was_decided_on_changes(decisions: list[Decision]) -> None:
    about = {re.split(r"[.~]", d.subject)[0] for d in decisions}
    found, _ = outcome(decisions)  # type: ignore[misc]
    for statement in ALL:
        if statement.id not in about:
            assert found[statement.id] == statement

import pytest
from weighing_cases import ACTORS, incident, says, statement

from rashomon.model import Act, Facet, HypothesisKind, Role, SourceType, Statement, Status, Suspect
from rashomon.weigh import HypothesisDraft, hypotheses_for


def drafts(*said: Statement, **more: object) -> list[HypothesisDraft]:
    return list(hypotheses_for(incident({"o": said}, **more), {one.id: one for one in said}, ACTORS))


def labels(*said: Statement, **more: object) -> list[str]:
    return [one.label for one in drafts(*said, **more)]


def claim(actor: str, *more: object) -> Statement:
    return statement(
        f"claim-{actor}",
        Act.CLAIM,
        says(Facet.CLAIMANT, actor),
        *more,
        speaker=actor,
        actor=actor,  # type: ignore[arg-type]
    )


OTHER = "Someone not named in these accounts carried it out"


def test_nobody_named_leaves_unknown_alone() -> None:
    (only,) = drafts(statement("s", Act.CONDEMN))
    assert only.kind is HypothesisKind.UNKNOWN_OTHER
    assert only.label == OTHER


def test_perpetrator_and_adopter_are_two_axes() -> None:
    found = labels(claim("a"), statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "b")))
    assert found == [
        "Group A carried it out and claimed it",
        "Group B carried it out; Group A only adopted it",
        f"{OTHER}; Group A only adopted it",
    ]


def test_several_claimants_keep_the_number_linear() -> None:
    found = drafts(claim("a"), claim("b"), statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "c")))
    assert len(found) == 4
    by = {one.perpetrator: one for one in found}
    assert by["c"].adopter == "a+b"
    assert by["a"].adopter == "b"
    assert by["c"].label == "Group C carried it out; Group A and Group B only adopted it"


def test_a_denied_perpetrator_is_a_hypothesis_too() -> None:
    assert "Group A carried it out" in labels(statement("s", Act.DENY, says(Facet.PERPETRATOR, "a", negated=True)))


def test_unnamed_perpetrators_make_no_hypothesis() -> None:
    assert labels(
        statement("s1", Act.REPORT, says(Facet.PERPETRATOR, "gunmen")),
        statement("s2", Act.REPORT, says(Facet.PERPETRATOR, value="masked men")),
        statement("s3", Act.REPORT, says(Facet.PERPETRATOR, value="Unidentified Gunmen")),
    ) == [OTHER]


def test_a_name_without_an_id_is_an_actor_of_its_own_and_finds_its_like() -> None:
    found = drafts(
        statement("s1", Act.ACCUSE, says(Facet.PERPETRATOR, value="Free Column")),
        statement("s2", Act.ACCUSE, says(Facet.PERPETRATOR, value="FREE  COLUMN")),
        statement("s3", Act.ACCUSE, says(Facet.PERPETRATOR, value="Group A")),
        statement("s4", Act.ACCUSE, says(Facet.PERPETRATOR, "a")),
    )
    assert [one.perpetrator for one in found] == ["a", "text:free column", None]


def test_umbrella_contains_its_members_and_another() -> None:
    found = drafts(*(statement(f"s{x}", Act.ACCUSE, says(Facet.PERPETRATOR, x)) for x in ("u", "m1", "m2", "a")))
    umbrella = next(one for one in found if not one.leaf)
    assert umbrella.perpetrator == "u"
    inside = [one for one in found if one.parent == umbrella.id]
    assert [one.label for one in inside] == [
        "Member One carried it out",
        "Member Two carried it out",
        "Another member of Umbrella U carried it out",
    ]
    assert sum(one.share for one in inside) == pytest.approx(umbrella.share) == pytest.approx(1 / 2)


def test_umbrella_without_members_is_a_leaf() -> None:
    found = drafts(statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "u")))
    assert [one.label for one in found] == ["A member of Umbrella U carried it out", OTHER]
    assert all(one.leaf for one in found)


def test_a_claim_by_an_umbrella_is_true_for_its_members() -> None:
    found = drafts(claim("u"), statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "m1")))
    member = next(one for one in found if one.perpetrator == "m1")
    assert member.adopter is None
    assert member.label == "Member One carried it out; Umbrella U claimed it"


def test_a_state_named_with_a_group_enables_and_is_alone_only_if_asserted_alone() -> None:
    joint = statement("s1", Act.ASSESS, says(Facet.PERPETRATOR, "s"), says(Facet.PERPETRATOR, "u"))
    found = drafts(joint)
    assert {one.perpetrator for one in found} == {"u", None}
    roles = [(one.actor, one.role) for one in found[0].roles]
    assert roles == [("u", Role.EXECUTED), ("s", Role.ENABLED)]
    member = drafts(joint, statement("s3", Act.ACCUSE, says(Facet.PERPETRATOR, "m1"), speaker="x"))
    assert all(("s", Role.ENABLED) in {(r.actor, r.role) for r in one.roles} for one in member if one.perpetrator)
    alone = drafts(joint, statement("s2", Act.ACCUSE, says(Facet.PERPETRATOR, "s")))
    assert {one.perpetrator: one.kind for one in alone}["s"] is HypothesisKind.STATE


def test_persons_stand_for_the_group_they_are_said_to_belong_to() -> None:
    accused = statement("s1", Act.ACCUSE, says(Facet.ATTACKER, "p"))
    assert [one.kind for one in drafts(accused)] == [HypothesisKind.LONE_ACTOR, HypothesisKind.UNKNOWN_OTHER]
    member = statement("s2", Act.REPORT, says(Facet.AFFILIATION, "a", about="p"))
    assert [one.perpetrator for one in drafts(accused, member)] == ["a", None]
    employed = statement("s3", Act.REPORT, says(Facet.AFFILIATION, "ministry", about="p"))
    assert [one.perpetrator for one in drafts(accused, employed)] == ["p", None]
    named = statement("s5", Act.ACCUSE, says(Facet.PERPETRATOR, "ministry"), speaker="x")
    assert [one.perpetrator for one in drafts(accused, employed, named)] == ["ministry", None]
    nameless = statement("s4", Act.REPORT, says(Facet.AFFILIATION, value="an outlaw group", about="p"))
    assert [one.perpetrator for one in drafts(accused, nameless)] == [None]
    unknown = statement("s6", Act.REPORT, says(Facet.AFFILIATION, value="Some Body", about="p"))
    assert [one.perpetrator for one in drafts(accused, unknown)] == [None]
    suspect = Suspect(text="Person P", actor="p", status=Status.ACCUSED, affiliations=("b",), statements=("s1",))
    assert [one.perpetrator for one in drafts(accused, suspects=(suspect,))] == ["b", None]


def test_an_attacker_named_in_a_claim_is_no_hypothesis_of_its_own() -> None:
    assert [one.perpetrator for one in drafts(claim("a", says(Facet.ATTACKER, "p")))] == ["a", None]


def test_accident_only_if_somebody_speaks_of_one() -> None:
    accident = statement("s", Act.ASSESS, says(Facet.TACTIC, value="accident"), kind=SourceType.GOVERNMENT)
    found = drafts(accident, claim("a"))
    assert [one.kind for one in found] == [
        HypothesisKind.GROUP,
        HypothesisKind.ACCIDENT,
        HypothesisKind.UNKNOWN_OTHER,
    ]
    assert not any(one.kind is HypothesisKind.ACCIDENT for one in drafts(claim("a")))


def test_a_claim_that_nobody_made_is_none() -> None:
    silent = statement("s", Act.REPORT, says(Facet.CLAIMANT, "a", negated=True))
    assert labels(silent) == [OTHER]


def test_labels_are_the_same_for_a_state_a_movement_and_a_faction() -> None:
    said = [statement(f"s{x}", Act.ACCUSE, says(Facet.PERPETRATOR, x)) for x in ("a", "s", "army")]
    assert labels(*said)[:3] == ["Group A carried it out", "Army of T carried it out", "State S carried it out"]


def test_ids_are_those_of_incident_perpetrator_and_adopters() -> None:
    one = drafts(claim("a"), statement("s", Act.ACCUSE, says(Facet.PERPETRATOR, "b")))
    other = drafts(statement("t", Act.ASSESS, says(Facet.PERPETRATOR, "b"), speaker="else"), claim("a"))
    assert [x.id for x in one] == [x.id for x in other]
    assert len({x.id for x in one}) == len(one)
    elsewhere = hypotheses_for(incident({}, id="J"), {}, ACTORS)
    assert elsewhere[0].id != drafts()[0].id

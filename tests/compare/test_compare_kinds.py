"""Every kind of difference between accounts, and what is none."""

from __future__ import annotations

import pytest
from compare_builders import CITY, EAST, FAR, asserts, at, by_id, report, says, told, toll, when

from rashomon.compare import contradictions
from rashomon.model import Act, Actor, ActorType, Contradiction, Effect, Facet, Modality, Statement, TimeBasis

SUICIDE, PLANTED = asserts(Facet.TACTIC, "suicide_bombing"), asserts(Facet.TACTIC, "planted_device")
BY_A = asserts(Facet.PERPETRATOR, "Group A", actor="group-a")
NOT_A = asserts(Facet.PERPETRATOR, "Group A", actor="group-a", not_so=True)
BY_B = asserts(Facet.PERPETRATOR, "Group B", actor="group-b")


def differ(*said: Statement, actors: dict[str, Actor] | None = None) -> tuple[Contradiction, ...]:
    return contradictions(told(said), statements=by_id(said), reports={"r1": report("r1")}, actors=actors)


def kinds(*said: Statement, actors: dict[str, Actor] | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.facet.value, c.kind.value, c.values) for c in differ(*said, actors=actors)]


def test_suicide_or_planted_is_incompatible_with_the_words_of_both_sides() -> None:
    first, second = says("group-a", SUICIDE, act=Act.CLAIM), says("police", PLANTED)
    (found,) = differ(first, second)
    assert (found.facet, found.kind.value) == (Facet.TACTIC, "incompatible")
    assert found.values == ("planted_device", "suicide_bombing")
    assert set(found.statements) == {first.id, second.id}
    assert len(found.accounts) == 2
    assert found.why.endswith("cannot both be the tactic of one attack.")


def test_bombing_and_suicide_bombing_are_granularity() -> None:
    assert kinds(says("police", asserts(Facet.TACTIC, "bombing")), says("analyst", SUICIDE)) == [
        ("tactic", "granularity", ("bombing", "suicide_bombing"))
    ]


def test_one_source_against_itself() -> None:
    found = kinds(says("police", SUICIDE), says("police", PLANTED, on="2021-07-21"))
    assert found == [("tactic", "self_contradiction", ("planted_device", "suicide_bombing"))]


def test_one_statement_that_names_both_versions_is_no_self_contradiction() -> None:
    assert kinds(says("outlet", SUICIDE, PLANTED)) == []


@pytest.mark.parametrize(
    ("facet", "one", "other", "kind"),
    [
        (Facet.WEAPON, "explosive_vest", "vehicle_bomb", "incompatible"),
        (Facet.WEAPON, "explosive_device", "explosive_vest", "granularity"),
        (Facet.WEAPON, "firearm", "grenade", None),
        (Facet.TARGET, "market", "military", "incompatible"),
        (Facet.TARGET, "civilians", "market", "granularity"),
        (Facet.TARGET, "government", "market", None),
    ],
)
def test_weapons_and_targets(facet: Facet, one: str, other: str, kind: str | None) -> None:
    found = kinds(says("police", asserts(facet, one)), says("analyst", asserts(facet, other)))
    assert found == ([(facet.value, kind, (one, other))] if kind else [])


def test_two_weapons_that_one_statement_names_together_do_not_exclude_each_other() -> None:
    vest, car = asserts(Facet.WEAPON, "explosive_vest"), asserts(Facet.WEAPON, "vehicle_bomb")
    assert kinds(says("police", vest), says("analyst", car), says("hospital", vest, car)) == []


def test_places_apart_are_incompatible_and_a_quarter_of_the_city_is_granularity() -> None:
    assert [k for _, k, _ in kinds(says("police", at(EAST)), says("analyst", at(FAR)))] == ["incompatible"]
    assert [k for _, k, _ in kinds(says("police", at(EAST)), says("analyst", at(CITY)))] == ["granularity"]


def test_days_apart_are_incompatible_a_day_in_a_month_is_granularity_and_an_inferred_day_is_nothing() -> None:
    day = says("police", when("2021-07-19"))
    assert kinds(day, says("analyst", when("2021-07-18"))) == [("time", "incompatible", ("2021-07-18", "2021-07-19"))]
    assert [k for _, k, _ in kinds(day, says("analyst", when("2021-07-01", "2021-07-31")))] == ["granularity"]
    assert kinds(day, says("analyst", when("2021-07-25", basis=TimeBasis.INFERRED))) == []


def test_counts_of_one_day_that_do_not_meet_are_numeric() -> None:
    assert kinds(says("police", toll(30)), says("hospital", toll(36))) == [
        ("toll", "numeric", ("30 killed", "36 killed"))
    ]


@pytest.mark.parametrize(
    ("one", "other"), [(toll(30, None), toll(36)), (toll(24, None), toll(30, 35)), (toll(30, 36), toll(36))]
)
def test_ranges_that_meet_are_no_difference(one, other) -> None:  # type: ignore[no-untyped-def]
    assert kinds(says("police", one), says("hospital", other)) == []


def test_killed_and_injured_are_never_compared() -> None:
    assert kinds(says("police", toll(30)), says("hospital", toll(60, effect=Effect.INJURED))) == []


@pytest.mark.parametrize("later", ["police", "hospital", "outlet:b"])
def test_a_count_that_grew_is_an_update(later: str) -> None:
    found = kinds(says("police", toll(30)), says(later, toll(36), on="2021-07-22"))
    assert found == [("toll", "update", ("30 killed", "36 killed"))]


def test_a_source_that_is_worse_placed_or_a_later_lower_count_is_no_update() -> None:
    assert [k for _, k, _ in kinds(says("police", toll(30)), says("group-a", toll(90), on="2021-07-22"))] == ["numeric"]
    assert [k for _, k, _ in kinds(says("police", toll(30)), says("outlet:b", toll(12), on="2021-07-22"))] == [
        "numeric"
    ]
    assert [k for _, k, _ in kinds(says("police", toll(30)), says("hospital", toll(28), on="2021-07-22"))] == ["update"]


def test_one_source_with_two_counts_of_one_day_contradicts_itself() -> None:
    assert kinds(says("police", toll(30)), says("police", toll(36), text="again")) == [
        ("toll", "self_contradiction", ("30 killed", "36 killed"))
    ]


def test_attackers_counted_or_not_is_scope() -> None:
    found = kinds(says("police", toll(31), text="31 dead, including the bomber"), says("hospital", toll(30)))
    assert found == [("toll", "scope", ("30 killed", "31 killed"))]


def test_a_part_of_the_total_is_scope_and_a_part_larger_than_it_is_not() -> None:
    part = says("hospital", toll(30, party="civilians"))
    assert kinds(says("police", toll(36)), part) == [("toll", "scope", ("30 civilians killed", "36 killed"))]
    assert [k for _, k, _ in kinds(says("police", toll(20)), part)] == ["numeric"]


def test_accused_and_denied_is_a_contradiction_between_accounts() -> None:
    found = kinds(says("police", BY_A, act=Act.ACCUSE), says("group-a", NOT_A, act=Act.DENY))
    assert found == [("perpetrator", "incompatible", ("Group A", "not Group A"))]


def test_two_claims_exclude_each_other_unless_one_contains_the_other() -> None:
    first, second = says("group-a", BY_A, act=Act.CLAIM), says("group-b", BY_B, act=Act.CLAIM)
    (found,) = differ(first, second)
    assert (found.kind.value, "both claim it" in found.why) == ("incompatible", True)
    part = {"group-b": Actor(id="group-b", name="Group B", type=ActorType.FACTION, parent="group-a")}
    assert [k for _, k, _ in kinds(first, second, actors=part)] == ["granularity"]


def test_a_backer_and_its_client_are_two_roles_and_not_two_versions() -> None:
    said = says("police", BY_A), says("analyst", BY_B)
    client = {"group-b": Actor(id="group-b", name="Group B", type=ActorType.FACTION, sponsor="group-a")}
    assert kinds(*said, actors=client) == []
    land, militia = asserts(Facet.PERPETRATOR, "Alphaland"), asserts(Facet.PERPETRATOR, "Alphalandian militia")
    assert [k for _, k, _ in kinds(says("police", land), says("analyst", militia))] == ["granularity"]


def test_perpetrators_named_together_do_not_exclude_each_other() -> None:
    assert kinds(says("analyst", BY_A, BY_B), says("police", BY_A), says("politician", BY_B)) == []


def test_who_is_only_described_excludes_nobody() -> None:
    gunmen = asserts(Facet.PERPETRATOR, "unknown gunmen")
    assert kinds(says("police", gunmen), says("analyst", BY_A)) == []


def test_the_perpetrator_against_the_mere_adopter() -> None:
    adopts = asserts(Facet.ADOPTER, "Group A", actor="group-a")
    assert kinds(says("group-a", BY_A, act=Act.CLAIM), says("analyst", adopts)) == [
        ("perpetrator", "incompatible", ("Group A", "Group A as adopter only"))
    ]


def test_a_claim_denied_later_by_its_own_maker_is_a_retraction() -> None:
    found = kinds(says("group-a", BY_A, act=Act.CLAIM), says("group-a", NOT_A, act=Act.DENY, on="2021-07-25"))
    assert found == [("perpetrator", "retraction", ("Group A", "Group A withdrawn"))]


def test_the_act_of_retracting_takes_back_ones_own_words_only() -> None:
    back = says("police", PLANTED, act=Act.RETRACT, on="2021-07-25")
    assert [k for _, k, _ in kinds(says("police", PLANTED), back)] == ["retraction"]
    assert [k for _, k, _ in kinds(says("analyst", PLANTED), back)] == []


def test_has_and_lacks_access_oppose_each_other_for_one_actor() -> None:
    has, lacks = (asserts(Facet.ACCESS, value, about="group-a") for value in ("has", "lacks"))
    assert kinds(says("politician", has), says("analyst", lacks)) == [("access", "incompatible", ("has", "lacks"))]
    assert kinds(says("politician", asserts(Facet.ACCESS, "has", about="group-b")), says("analyst", lacks)) == []


def test_a_claims_named_attacker_is_checked_against_other_names() -> None:
    claim = says("group-a", asserts(Facet.ATTACKER, "Abu Sample"), act=Act.CLAIM)
    assert [k for _, k, _ in kinds(claim, says("police", asserts(Facet.ATTACKER, "Karim Beta")))] == ["incompatible"]
    assert kinds(claim, says("police", asserts(Facet.ATTACKER, "Sample al-Abu"))) == []


def test_questions_and_conditions_contradict_nothing() -> None:
    for modality in (Modality.QUESTION, Modality.CONDITIONAL, Modality.HYPOTHETICAL):
        assert kinds(says("police", PLANTED), says("analyst", SUICIDE, modality=modality)) == []


def test_a_count_said_of_two_attacks_at_once_belongs_to_neither() -> None:
    assert kinds(says("police", toll(30)), says("hospital", toll(60), incidents=("i1", "i2"))) == []


def test_many_values_are_bounded_and_the_rest_is_named() -> None:
    said = [says(f"source{n}", toll(10 + n)) for n in range(60)]
    found = differ(*said)
    assert 0 < len(found) <= 66
    assert all("48 further values" in c.why for c in found)

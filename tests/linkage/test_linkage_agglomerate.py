"""Grouping under constraints, on numbers on a line: near ones belong together, chains do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.linkage.agglomerate import Agglomeration, Grouping, Rules
from rashomon.linkage.weights import Contribution, Match, Weight

Thing = tuple[float, str]


def score(one: Thing, other: Thing) -> Match:
    weight = 2.0 - abs(one[0] - other[0])
    return Match(weight, (Contribution("distance", Weight(weight, "by distance", veto=weight < -50)),))


def run(things: list[Thing], margin: float = 0.0, cap: int = 16) -> Grouping[Thing]:
    return Agglomeration[Thing](
        keys=lambda thing: frozenset({str(round(thing[0]) // 10), str(round(thing[0] + 5) // 10)}),
        marks=lambda thing: frozenset({thing[1]}),
        score=score,
        rules=Rules(join=1.0, keep=0.5, margin=margin, representatives=3, cap=cap),
    ).run(sorted(things))


def members(grouping: Grouping[Thing]) -> list[list[float]]:
    return [[value for value, _ in group.members] for group in grouping.groups]


def test_near_things_join_and_chains_break_where_the_group_as_a_whole_no_longer_fits() -> None:
    assert members(run([(0, "a"), (1, "b"), (20, "c")])) == [[0, 1], [20]]
    assert members(run([(0, "a"), (1, "b"), (2, "c")])) == [[0, 1], [2]]  # connected components would make one of them


def test_what_shares_a_mark_never_joins() -> None:
    assert members(run([(0, "a"), (0.5, "a")])) == [[0], [0.5]]
    assert members(run([(0, "a"), (0.25, "b"), (0.5, "a")])) == [[0, 0.25], [0.5]]


def test_a_thing_between_two_groups_stays_alone_and_is_reported() -> None:
    found = run([(0, "a"), (0.9, "b"), (1.8, "a")], margin=0.3)
    assert members(found) == [[0, 0.9], [1.8]]
    torn = Agglomeration[Thing](
        keys=lambda thing: frozenset({"all"}),
        marks=lambda thing: frozenset({thing[1]}),
        score=score,
        rules=Rules(join=1.0, keep=0.5, margin=0.3),
    ).run([(0, "a"), (2, "a"), (1, "b")])
    assert members(torn) == [[0], [2], [1]]
    assert torn.torn == [(2, 0, 1)]


def test_each_join_keeps_its_reason() -> None:
    (group,) = run([(0, "a"), (1, "b")]).groups
    assert [match.explain() for match in group.joined] == ["+1.0 by distance"]


@given(st.lists(st.tuples(st.integers(0, 400).map(lambda n: n / 4), st.sampled_from("abcd")), max_size=30))
def test_nothing_is_lost_and_every_pair_of_representatives_fits(things: list[Thing]) -> None:
    found = run(things)
    assert sorted(member for group in found.groups for member in group.members) == sorted(things)
    for group in found.groups:
        marks = [mark for _, mark in group.members]
        assert len(marks) == len(set(marks))
        first = group.members[:3]
        assert all(score(one, other).total >= 0.5 for one in first for other in first)


def test_comparisons_are_bounded_by_things_times_cap() -> None:
    things = [(n * 3.0 % 5, f"m{n}") for n in range(200)]
    found = run(things, cap=4)
    assert found.comparisons <= 3 * 200 * 4 * 9

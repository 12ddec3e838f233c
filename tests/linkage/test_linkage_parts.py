"""Names, kinds, ranges, blocks and weights."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.linkage.blocking import BlockIndex
from rashomon.linkage.kinds import TARGET_PARENT, WEAPON_PARENT, agreed, target_relation, weapon_relation
from rashomon.linkage.names import distinctive, is_name, name_key, names_match
from rashomon.linkage.ranges import ends, log2_ratio, meet, written
from rashomon.linkage.weights import Scorer, Weight
from rashomon.model import TACTIC_PARENT, Range

WEAPONS = (
    "explosive_device explosive_vest vehicle_bomb rocket mortar missile grenade firearm drone aircraft knife vehicle fire "
    "chemical dynamite other"
)
TARGETS = (
    "market civilians residential religious_site school hospital checkpoint police military government diplomatic media "
    "political_figure activist infrastructure energy airport transport hotel business prison humanitarian militia other"
)
BOUND = st.one_of(st.none(), st.integers(0, 500).map(float))
RANGES = st.builds(Range, BOUND, BOUND, BOUND)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hisham al-Hashimi", "Al-Hashemi"), ("MOHAMED SAMPLE", "Mohammed Sample"), ("Abu Sample al-Alphi", "Abu Sample")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert names_match(one, other)
    assert name_key(one) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hisham Alpha", "Hisham Beta"), ("a police officer", "a police officer"), ("Ali", "Ali Sample"), ("", "Ali")],
)
def test_other_names_and_descriptions_do_not_match(one: str, other: str) -> None:
    assert not names_match(one, other)


@pytest.mark.parametrize(
    "text", ["30 shoppers", "a police officer", "several civilians", "THREE SOLDIERS", "", "two Jesuits"]
)
def test_descriptions_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["Hashim Alpha", "HASHIM ALPHA", "al-Hashimi", "Officer Karim Beta"])
def test_names_are_names(text: str) -> None:
    assert is_name(text)


# Words that are spelt in several ways: two random strings match only when they are the same.
NAMES = st.lists(
    st.sampled_from("Hisham Hashimi al-Hashimi Al-Hashemi Mohammed MOHAMED Sample Abu Ali officer a".split()),
    max_size=3,
).map(" ".join)


@given(NAMES | st.text(max_size=30), NAMES | st.text(max_size=30))
def test_matching_names_is_symmetric(one: str, other: str) -> None:
    assert names_match(one, other) == names_match(other, one)
    assert all(word for word in distinctive(one, "site"))


@pytest.mark.parametrize(
    ("relation", "names"), [(weapon_relation, WEAPONS.split()), (target_relation, TARGETS.split())]
)
def test_relations_are_symmetric_and_closed(relation, names: list[str]) -> None:  # type: ignore[no-untyped-def]
    for one, other in product(names, names):
        assert relation(one, other) == relation(other, one)
        assert relation(one, other) in ("same", "granularity", "compatible", "incompatible")
        assert (relation(one, other) == "same") == (one == other)
    assert all(relation("other", name) != "incompatible" for name in names)
    assert relation("never heard of", names[0]) == "compatible"


def test_parents_are_of_the_vocabulary() -> None:
    assert {*WEAPON_PARENT, *WEAPON_PARENT.values()} <= set(WEAPONS.split())
    assert {*TARGET_PARENT, *TARGET_PARENT.values()} <= set(TARGETS.split())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], None),
        (["bombing"], "bombing"),
        (["bombing", "suicide_bombing"], "suicide_bombing"),
        (["suicide_bombing", "planted_device"], "bombing"),
        (["suicide_bombing", "planted_device", "bombing"], "bombing"),
        (["suicide_bombing", "rocket"], None),
        (["shooting", "kidnapping"], None),
    ],
)
def test_what_nobody_disputes(told: list[str], expected: str | None) -> None:
    assert agreed(told, TACTIC_PARENT) == expected


@given(RANGES, RANGES)
def test_meeting_is_symmetric_and_about_shared_counts(one: Range, other: Range) -> None:
    assert meet(one, other) == meet(other, one)
    (low, high), (other_low, other_high) = ends(one), ends(other)
    assert meet(one, other) == (max(low, other_low) <= min(high, other_high))
    ratio = log2_ratio(one, other)
    assert ratio is None or (ratio >= 0 and math.isfinite(ratio) and ratio == log2_ratio(other, one))


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Range(30, 30, 30), "30"),
        (Range(30, None, None), "at least 30"),
        (Range(None, None, 5), "up to 5"),
        (Range(30, 33, 36), "30–36"),
        (Range(None, 7, None), "about 7"),
        (Range(None, None, None), "unknown"),
    ],
)
def test_ranges_as_written(quantity: Range, text: str) -> None:
    assert written(quantity) == text


def test_a_feature_without_a_docstring_is_refused() -> None:
    def silent(one: int, other: int) -> Weight | None:
        return None

    with pytest.raises(TypeError, match="silent"):
        Scorer[int]((silent,))


def test_a_score_explains_itself() -> None:
    def near(one: int, other: int) -> Weight | None:
        """Close numbers."""
        return Weight(0.5, "close") if abs(one - other) < 2 else Weight(-1.5, "far", veto=True)

    def big(one: int, other: int) -> Weight | None:
        """Both big."""
        return Weight(1.0, "both big", strong=True) if min(one, other) > 9 else None

    scorer = Scorer[int]((near, big))
    assert scorer.score(10, 11).total == 1.5
    assert scorer.score(10, 11).explain() == "+1.0 both big; +0.5 close"
    assert scorer.score(10, 11).strong
    assert scorer.score(1, 9).vetoed


def test_a_block_over_the_cap_is_read_from_its_end_and_counted() -> None:
    index = BlockIndex(cap=3)
    for number in range(6):
        index.file(number, ["all", f"own{number}"])
    assert index.candidates(["all"]) == (3, 4, 5)
    assert index.overflowed == 1
    assert index.candidates(["all", "own4"])[0] == 4
    assert index.candidates(["own1"]) == (1,)
    assert index.candidates(["nothing"]) == ()

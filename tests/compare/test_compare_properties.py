"""Whatever is said: order and copies change nothing, no side is preferred, and updates stay updates."""

from __future__ import annotations

from dataclasses import replace

from compare_builders import CITY, EAST, FAR, asserts, at, by_id, incident, says, told, toll, when
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare import claims, contradictions
from rashomon.compare.numbers import PLACED
from rashomon.model import TACTIC_PARENT, Act, Contradiction, Facet, SourceType, Statement, stable_id, tactic_relation

ASSERTIONS = st.sampled_from(
    [
        *(asserts(Facet.TACTIC, tactic) for tactic in ("bombing", "suicide_bombing", "planted_device", "rocket")),
        *(asserts(Facet.WEAPON, weapon) for weapon in ("explosive_device", "explosive_vest", "rocket", "firearm")),
        *(toll(low) for low in (0, 3, 30, 36)),
        toll(24, None),
        toll(20, party="civilians"),
        at(EAST), at(CITY), at(FAR), when("2021-07-19"), when("2021-07-20"), when("2021-07-01", "2021-07-31"),
        *(asserts(Facet.PERPETRATOR, f"Group {g.upper()}", actor=f"group-{g}") for g in "abc"),
        *(asserts(Facet.PERPETRATOR, f"Group {g.upper()}", actor=f"group-{g}", not_so=True) for g in "ab"),
        asserts(Facet.ADOPTER, "Group A", actor="group-a"),
        asserts(Facet.ACCESS, "has", about="group-a"), asserts(Facet.ACCESS, "lacks", about="group-a"),
    ]
)  # fmt: skip
WHO = st.sampled_from(["police", "hospital", "group-a", "group-b", "analyst", "outlet:x", "outlet:y"])


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    return [
        says(
            who := draw(WHO),
            *draw(st.lists(ASSERTIONS, min_size=1, max_size=3)),
            on=draw(st.sampled_from([None, "2021-07-19", "2021-07-20", "2021-07-22"])),
            report="r-" + who[-1] if who.startswith("outlet") else f"r{draw(st.integers(0, 3))}",
            act=draw(st.sampled_from([Act.REPORT, Act.CLAIM, Act.DENY, Act.RETRACT, Act.ACCUSE])),
            text=f"words {n}",
        )
        for n in range(draw(st.integers(1, 8)))
    ]


def differ(said: list[Statement], origins: dict[str, str] | None = None) -> tuple[Contradiction, ...]:
    return contradictions(told(said, origins), statements=by_id(said), reports={})


@settings(max_examples=150, deadline=None)
@given(statements(), st.randoms(use_true_random=False))
def test_the_order_of_anything_never_matters(said: list[Statement], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(said)
    random.shuffle(shuffled)
    accounts, other = list(told(said)), list(told(shuffled))
    assert accounts == other
    random.shuffle(other)
    found = contradictions(other, statements=by_id(shuffled), reports={})
    assert found == contradictions(accounts, statements=by_id(said), reports={})
    whole = incident(said)
    assert claims(whole, statements=by_id(said), sources={}) == claims(whole, statements=by_id(shuffled), sources={})


@settings(max_examples=150, deadline=None)
@given(statements(), st.integers(0, 3), st.integers(1, 3))
def test_a_copied_report_adds_no_pair_of_values_and_no_origin(said: list[Statement], which: int, times: int) -> None:
    chosen = sorted({s.report for s in said})[which % len({s.report for s in said})]
    origins = {s.report: s.report for s in said}
    copies = []
    for n in range(times):
        origins[f"copy{n}"] = chosen
        for s in said:
            if s.report == chosen and s.speaker is not None:
                own = s.speaker.role == "outlet"
                speaker = replace(s.speaker, source=f"outlet:copy{n}") if own else s.speaker
                copies.append(replace(s, id=stable_id("c", s.id, n), report=f"copy{n}", speaker=speaker))
    before, after = differ(said, origins), differ(said + copies, origins)
    assert {(c.facet, c.kind, c.values) for c in before} == {(c.facet, c.kind, c.values) for c in after}
    assert {a.origin for a in told(said, origins)} == {a.origin for a in told(said + copies, origins)}
    first = claims(incident(said), statements=by_id(said), sources={})
    second = claims(incident(said + copies), statements=by_id(said + copies), sources={})
    assert [(c.claimant, c.status) for c in first] == [(c.claimant, c.status) for c in second]


@settings(max_examples=150, deadline=None)
@given(statements())
def test_every_contradiction_shows_words_and_accounts_of_both_sides(said: list[Statement]) -> None:
    accounts = {a.id: a for a in told(said)}
    for found in differ(said):
        assert len(found.values) == 2
        assert found.values[0] != found.values[1]
        assert found.why.endswith(".")
        assert set(found.accounts) <= set(accounts)
        words = {sid for account in found.accounts for sid in accounts[account].statements}
        assert set(found.statements) <= words
        assert found.statements


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=2, max_size=6, unique=True))
def test_counts_that_grow_from_day_to_day_are_updates(counts: list[int]) -> None:
    said = [says("police", toll(low), on=f"2021-07-{20 + day}") for day, low in enumerate(sorted(counts))]
    assert {c.kind.value for c in differ(said)} == {"update"}


@settings(max_examples=60, deadline=None)
@given(ASSERTIONS, ASSERTIONS)
def test_who_says_which_makes_no_difference(one, other) -> None:  # type: ignore[no-untyped-def]
    first, second = says("analyst", one), says("politician", other)
    turned = says("politician", one), says("analyst", other)
    assert [(c.facet, c.kind, c.values) for c in differ([first, second])] == [
        (c.facet, c.kind, c.values) for c in differ(list(turned))
    ]


def test_the_table_of_tactics_is_sane() -> None:
    for one in TACTIC_PARENT:
        assert tactic_relation(one, one) == "same"
        for other in TACTIC_PARENT:
            assert tactic_relation(one, other) == tactic_relation(other, one)
            if TACTIC_PARENT[one] == other:
                assert tactic_relation(one, other) == "granularity"
    assert tactic_relation("suicide_bombing", "planted_device") == "incompatible"
    assert tactic_relation("kidnapping", "bombing") == "incompatible"


def test_every_type_of_source_has_a_rank_for_counting() -> None:
    assert set(PLACED) == set(SourceType)

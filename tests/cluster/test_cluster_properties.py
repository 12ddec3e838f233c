"""Whatever the drafts: order and copies change nothing, and the work grows with their number, not its square."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from cluster_builders import CITY, EAST, FAR, MARKET, WEST, count, draft, on, report
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.cluster import cluster, group
from rashomon.model import DraftIncident, IncidentType, Place, PlacePrecision, Stage, TimeBasis, stable_id

PLACES = st.sampled_from([None, CITY, EAST, WEST, FAR, MARKET])
DAYS = st.sampled_from(
    [
        None,
        on("2021-07-19"),
        on("2021-07-20"),
        on("2021-07-01", "2021-07-31"),
        on("2021-07-20", basis=TimeBasis.INFERRED),
    ]
)
KINDS = st.sampled_from([IncidentType.BOMBING, IncidentType.ATTACK, IncidentType.ASSASSINATION])
COUNTS = st.sampled_from([None, count(0), count(3), count(30), count(36), count(24, None)])
VICTIMS = st.sampled_from([(), ("Hashim Alpha",), ("Karim Beta",), ("30 shoppers",)])
TACTICS = st.sampled_from([None, "bombing", "suicide_bombing", "planted_device", "shooting"])


@st.composite
def some_drafts(draw: st.DrawFn) -> list[DraftIncident]:
    number = draw(st.integers(1, 9))
    return [
        draft(
            f"r{draw(st.integers(0, 5))}",
            number=i,
            kind=draw(KINDS),
            when=draw(DAYS),
            place=draw(PLACES),
            tactic=draw(TACTICS),
            killed=draw(COUNTS),
            victims=draw(VICTIMS),
            words=f"an attack of which the words are these in number {i} of several",
        )
        for i in range(number)
    ]


def run(drafts: list[DraftIncident]) -> frozenset[frozenset[str]]:
    reports = {d.report: report(d.report) for d in drafts}
    return frozenset(frozenset(i.drafts) for i in cluster(drafts, reports=reports, statements={}))


@settings(max_examples=80, deadline=None)
@given(some_drafts(), st.randoms(use_true_random=False))
def test_the_order_of_drafts_never_matters(drafts: list[DraftIncident], random: object) -> None:
    shuffled = list(drafts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    reports = {d.report: report(d.report) for d in drafts}
    first = cluster(drafts, reports=reports, statements={})
    assert first == cluster(shuffled, reports=dict(reversed(reports.items())), statements={})


@settings(max_examples=80, deadline=None)
@given(some_drafts(), st.integers(0, 5), st.integers(1, 3))
def test_a_copy_of_a_report_adds_no_incident_and_moves_no_draft(
    drafts: list[DraftIncident], which: int, times: int
) -> None:
    before = run(drafts)
    own = [d for d in drafts if d.report == f"r{which}"]
    copies = [replace(d, id=stable_id("c", d.id, n), report=f"copy{n}") for n in range(times) for d in own]
    after = run(drafts + copies)
    ids = {d.id for d in drafts}
    assert frozenset(frozenset(group & ids) for group in after) == before


@settings(max_examples=80, deadline=None)
@given(some_drafts())
def test_every_draft_is_in_one_incident_and_no_incident_holds_two_of_a_report(drafts: list[DraftIncident]) -> None:
    reports = {d.report: report(d.report) for d in drafts}
    found = cluster(drafts, reports=reports, statements={})
    told = [d for incident in found for d in incident.drafts]
    assert sorted(told) == sorted({d.id for d in drafts})
    of = {d.id: d.report for d in drafts}
    words = {d.id: (d.type, d.date, d.location, d.tactic, d.toll, d.victims, d.spans) for d in drafts}
    for incident in found:
        for one in incident.drafts:
            for other in incident.drafts:
                assert one == other or of[one] != of[other] or words[one] == words[other]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([(EAST, WEST), (EAST, FAR), (WEST, FAR)]), COUNTS, COUNTS, TACTICS, TACTICS)
def test_two_attacks_of_one_day_in_different_places_stay_apart(pair: tuple[Place, Place], a, b, s, t) -> None:  # type: ignore[no-untyped-def]
    one = draft("a", when=on("2021-07-19"), place=pair[0], killed=a, tactic=s)
    other = draft("b", when=on("2021-07-19"), place=pair[1], killed=b, tactic=t)
    assert len(run([one, other])) == 2


def spread(number: int) -> list[DraftIncident]:
    """Drafts over 40 towns, one attack a day told by three reports each."""
    found = []
    for i in range(number):
        attack = i // 3
        town = Place(
            text=f"Town {attack % 40}", name=f"Town {attack % 40}", country="XA", lat=float(attack % 40), lon=10.0,
            radius_m=4000.0, precision=PlacePrecision.CITY, gazetteer_id=f"g:{attack % 40}", within=("XA",),
        )  # fmt: skip
        day = (date(2000, 1, 1) + timedelta(days=attack)).isoformat()
        found.append(draft(f"r{i}", when=on(day), place=town, killed=count(5 + attack % 7), stage=Stage.ACCOMPLISHED))
    return found


def comparisons(drafts: list[DraftIncident]) -> int:
    return group(drafts, reports={d.report: report(d.report) for d in drafts}, statements={}).comparisons


def test_twice_the_drafts_make_about_twice_the_comparisons() -> None:
    small, large = comparisons(spread(300)), comparisons(spread(600))
    assert small > 0
    assert large <= 2.1 * small
    assert len(run(spread(300))) == 100


def test_a_crowded_day_stays_bounded() -> None:
    def crowd(number: int) -> list[DraftIncident]:
        places = [
            replace(EAST, text=f"Spot {i}", name=f"Spot {i}", gazetteer_id=f"g:{i}", lat=10 + i) for i in range(number)
        ]
        return [draft(f"r{i}", when=on("2021-07-19"), place=place) for i, place in enumerate(places)]

    small, large = comparisons(crowd(150)), comparisons(crowd(300))
    assert large <= 2.2 * small + 64

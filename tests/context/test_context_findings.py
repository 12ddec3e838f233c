"""Context: what is argued about an actor, how far it has reached, and which dates lie near, each against brute force."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.context import EventIndex, asserted_findings, coincidence_findings, reach_findings
from rashomon.model import (
    Act,
    Assertion,
    Basis,
    CalendarEntry,
    Content,
    EventRecord,
    Facet,
    Incident,
    IncidentType,
    Modality,
    Mode,
    Place,
    Polarity,
    Source,
    SourceType,
    Speaker,
    Stage,
    Statement,
    Status,
    TimePrecision,
    TimeSpan,
)

LAT, LON = 33.39, 44.46
DAY = date(2020, 3, 3)


def incident(
    day: str | None = "2020-03-03", precision: TimePrecision | None = TimePrecision.DAY, placed: bool = True
) -> Incident:
    place = Place(text="Sadr City", lat=LAT, lon=LON, radius_m=4000.0, country="IQ") if placed else None
    when = TimeSpan(text="Tuesday", earliest=day, latest=day, precision=precision) if day else None
    return Incident(
        id="i1", label="", type=IncidentType.BOMBING, stage=Stage.ACCOMPLISHED, tactic=None, weapon=None, target=None,
        place=place, when=when, drafts=(), statements=(), reports=(),
    )  # fmt: skip


def event(
    row: int,
    day: str,
    actor: str | None = "Group A",
    lat: float | None = LAT,
    lon: float | None = LON,
    latest: str | None = None,
) -> EventRecord:
    return EventRecord(
        dataset="constructed", row=row, actor=actor, date_earliest=day, date_latest=latest or day, lat=lat, lon=lon
    )


def statement(n: int, facet: Facet, value: str, about: str | None, source: str | None, **fields: object) -> Statement:
    speaker = None if source is None else Speaker(text=source, start=0, end=1, source=source)
    settled: dict[str, object] = {"act": Act.ASSESS, "modality": Modality.ASSERTED} | fields
    return Statement(
        id=f"s{n}", report="r1", status=Status.POSSIBLE, polarity=Polarity.AFFIRMED, mode=Mode.INDIRECT,
        basis=Basis.UNKNOWN, hearsay_depth=1, said_on=None, speaker=speaker, via=(), cue=None,
        content=Content(text="", spans=()), incidents=("i1",),
        asserts=(Assertion(facet=facet, value=value, text="", start=None, end=None, about=about),), extracted_by="test",
        **settled,  # type: ignore[arg-type]
    )  # fmt: skip


VALUES = [
    (Facet.TRACK_RECORD, "false_claims"), (Facet.TRACK_RECORD, "true_claims"), (Facet.TRACK_RECORD, "past_attacks"),
    (Facet.ACCESS, "has"), (Facet.ACCESS, "lacks"), (Facet.CAPABILITY, "has"), (Facet.CAPABILITY, "lacks"),
    (Facet.MOTIVE, "benefit"), (Facet.MOTIVE, "objective"), (Facet.COINCIDENCE, "coincides"), (Facet.TARGET_SELECTION, "fits"),
    (Facet.TARGET_SELECTION, "does_not_fit"), (Facet.CLAIMING_PATTERN, "service"), (Facet.CLAIMING_PATTERN, "adopts"),
    (Facet.CLAIMING_PATTERN, "selective"),
]  # fmt: skip
SOURCES = {name: Source(id=name, name=f"Source {name}", type=SourceType.EXPERT, reliability=None, reliability_by=None, stake=None)
           for name in ("e1", "e2")}  # fmt: skip


@pytest.mark.parametrize(("facet", "value"), VALUES)
def test_every_documented_argument_is_a_finding_without_a_number(facet: Facet, value: str) -> None:
    (found,) = asserted_findings([statement(1, facet, value, "group-a", "e1")], SOURCES)
    assert (found.log10_lr, found.basis, found.null_model, found.data) == (None, "asserted", None, None)
    assert (found.actor, found.n, found.statements) == ("group-a", 1, ("s1",))
    assert "Source e1" in found.detail
    assert found.limitation


def test_other_facets_are_no_context() -> None:
    others = [f for f in Facet if f not in {facet for facet, _ in VALUES}]
    assert asserted_findings([statement(n, f, "x", None, "e1") for n, f in enumerate(others)], SOURCES) == ()


def test_grouped_by_test_actor_and_value_counting_sources_not_sentences() -> None:
    said = [
        statement(1, Facet.ACCESS, "lacks", "group-a", "e1"),
        statement(2, Facet.ACCESS, "lacks", "group-a", "e1"),
        statement(3, Facet.ACCESS, "lacks", "group-a", "e2"),
        statement(4, Facet.ACCESS, "has", "group-a", "e2"),
        statement(5, Facet.ACCESS, "lacks", "group-b", "e2"),
    ]
    found = {(f.actor, f.supports): (f.n, f.statements) for f in asserted_findings(said, SOURCES)}
    assert found == {
        ("group-a", False): (2, ("s1", "s2", "s3")),
        ("group-a", True): (1, ("s4",)),
        ("group-b", False): (1, ("s5",)),
    }


def test_what_was_taken_back_is_no_argument() -> None:
    assert asserted_findings([statement(1, Facet.ACCESS, "has", "g", "e1", act=Act.RETRACT)], SOURCES) == ()


@given(
    st.permutations(
        [statement(n, *VALUES[n % 15], f"g{n % 3}" if n % 4 else None, ("e1", "e2", None)[n % 3]) for n in range(20)]
    )
)
def test_order_of_statements_never_matters(said: list[Statement]) -> None:
    assert asserted_findings(said, SOURCES) == asserted_findings(sorted(said, key=lambda s: s.id), SOURCES)


def km(lat: float, lon: float) -> float:
    """Haversine on a sphere of 6371 km, written out again."""
    a = sin(radians(lat - LAT) / 2) ** 2 + cos(radians(LAT)) * cos(radians(lat)) * sin(radians(lon - LON) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(a))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_reach_counts_as_brute_force_does(seed: int) -> None:
    rng = random.Random(seed)
    events = [
        event(
            row,
            (DAY - timedelta(days=rng.randrange(-200, 1500))).isoformat(),
            rng.choice(["Group A", "Group B", "Nobody Known", None]),
            *rng.choice([(LAT + rng.uniform(-1, 1), LON + rng.uniform(-1, 1)), (None, None)]),
        )
        for row in range(rng.randrange(40))
    ]
    ids = {"Group A": "a", "Group B": "b"}
    for finding in reach_findings(incident(), ["a", "b", "c"], EventIndex(events, ids)):
        window = [e for e in events if DAY - timedelta(days=3 * 365) <= date.fromisoformat(e.date_latest) < DAY]
        own = [e for e in window if ids.get(e.actor or "") == finding.actor]
        assert finding.n == len(own)
        assert finding.log10_lr is None
        if not own:
            assert finding.detail.startswith("No data")
            continue
        last = (DAY - max(date.fromisoformat(e.date_latest) for e in own)).days
        assert f"the last {last} days before" in finding.detail
        placed = [e for e in own if e.lat is not None]
        if placed:
            near = [e for e in window if e.lat is not None and e.lon is not None and km(e.lat, e.lon) <= 50]
            mine = sum(ids.get(e.actor or "") == finding.actor for e in near)
            assert f"{mine} of the {len(near)} events within 50 km" in finding.detail
            assert f"the nearest {min(km(e.lat or 0, e.lon or 0) for e in placed):.0f} km away" in finding.detail


def test_events_of_the_day_and_after_never_count() -> None:
    events = [
        event(1, "2020-03-03"),
        event(2, "2020-03-04"),
        event(3, "2021-01-01"),
        event(4, "2020-02-28", latest="2020-03-05"),
    ]
    (found,) = reach_findings(incident(), ["a"], EventIndex(events, {"Group A": "a"}))
    assert found.n == 0
    assert found.detail.startswith("No data")


def test_a_month_that_holds_the_incident_is_not_wholly_past() -> None:
    """An event known only to its month may lie after the incident: it must not count as past."""
    events = [event(1, "2020-03-01", latest="2020-03-31"), event(2, "2020-02-01", latest="2020-02-29")]
    (found,) = reach_findings(incident(), ["a"], EventIndex(events, {"Group A": "a"}))
    assert found.n == 1


def test_an_actor_outside_the_data_gets_no_data_and_no_low_score() -> None:
    found = {
        f.actor: f
        for f in reach_findings(incident(), ["a", "z"], EventIndex([event(1, "2020-01-01")], {"Group A": "a"}))
    }
    assert found["z"].detail.startswith("No data")
    assert found["z"].supports is None
    assert found["z"].n == 0
    assert found["a"].n == 1


def test_no_events_or_no_day_no_reach() -> None:
    index = EventIndex([event(1, "2020-01-01")], {"Group A": "a"})
    assert reach_findings(incident(), ["a"], EventIndex([], {})) == ()
    assert reach_findings(incident(None), ["a"], index) == ()
    (found,) = reach_findings(incident(placed=False), ["a"], index)
    assert "km" not in found.detail


def entry(row: int, day: str, country: str | None = None, known: str | None = None) -> CalendarEntry:
    return CalendarEntry(
        dataset="constructed", row=row, date=day, label=f"Date {row:03d}", country=country, known_on=known
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-500, 500), min_size=1, max_size=25))
def test_base_rate_as_brute_force_counts_it(offsets: list[int]) -> None:
    entries = [entry(n, (DAY + timedelta(days=o)).isoformat()) for n, o in enumerate(offsets)]
    (found,) = coincidence_findings(incident(), entries, "IQ")
    covered = sum(any(abs(o - n) <= 30 for o in offsets) for n in range(-365, 366))
    assert f"Base rate: {covered / 731:.0%} of the days" in found.detail
    for n, offset in enumerate(offsets):
        assert (f"Date {n:03d}" in found.detail) == (abs(offset) <= 30)
    assert (found.log10_lr, found.basis, found.n) == (None, "counted", len(entries))


def test_coincidence_needs_a_day() -> None:
    entries = [entry(1, "2020-03-01")]
    assert coincidence_findings(incident(None), entries, None) == ()
    for precision in (TimePrecision.WEEK, TimePrecision.MONTH, TimePrecision.YEAR, None):
        assert coincidence_findings(incident(precision=precision), entries, None) == ()


def test_dates_of_other_countries_are_left_out() -> None:
    entries = [entry(1, "2020-03-01", "FR"), entry(2, "2020-03-02", "iq"), entry(3, "2020-03-02")]
    (found,) = coincidence_findings(incident(), entries, "IQ")
    assert found.n == 2
    assert "Date 001" not in found.detail
    assert coincidence_findings(incident(), entries[:1], "IQ") == ()


@given(st.permutations([entry(n, (DAY + timedelta(days=7 * n - 40)).isoformat()) for n in range(12)]))
def test_order_of_dates_never_matters(entries: list[CalendarEntry]) -> None:
    assert coincidence_findings(incident(), entries, None) == coincidence_findings(
        incident(), sorted(entries, key=lambda e: e.row), None
    )

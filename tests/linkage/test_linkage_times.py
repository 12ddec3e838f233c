from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rashomon.linkage.times import time_relation
from rashomon.model import TimePrecision, TimeSpan


def span(earliest: str | None, latest: str | None, precision: str | None = "day") -> TimeSpan:
    return TimeSpan(
        text="", earliest=earliest, latest=latest, precision=TimePrecision(precision) if precision else None
    )


@st.composite
def spans(draw: st.DrawFn) -> TimeSpan:
    first = draw(st.dates(date(2020, 1, 1), date(2020, 2, 1)))
    last = first + timedelta(days=draw(st.integers(0, 20)))
    return TimeSpan(
        text="",
        earliest=draw(st.sampled_from([None, first.isoformat()])),
        latest=draw(st.sampled_from([None, last.isoformat()])),
        precision=draw(st.none() | st.sampled_from(list(TimePrecision))),
    )


def test_days_months_and_open_ends() -> None:
    monday, tuesday = span("2021-07-19", "2021-07-19"), span("2021-07-20", "2021-07-20", "time")
    july, june = span("2021-07-01", "2021-07-31", "month"), span("2021-06-01", "2021-06-30", "month")
    assert time_relation(monday, monday) == "same"
    assert time_relation(monday, tuesday) == "apart"
    assert time_relation(monday, july) == "overlap"
    assert time_relation(july, july) == "overlap"
    assert time_relation(june, july) == "apart"
    assert time_relation(monday, span(None, "2021-07-22")) == "unknown"
    assert time_relation(monday, span(None, "2021-07-18")) == "apart"
    assert time_relation(monday, span(None, None, None)) == "unknown"


@given(spans(), spans())
def test_relation_is_symmetric_and_apart_means_no_common_day(a: TimeSpan, b: TimeSpan) -> None:
    relation = time_relation(a, b)
    assert relation == time_relation(b, a)
    starts = [s.earliest for s in (a, b) if s.earliest]
    ends = [s.latest for s in (a, b) if s.latest]
    assert (relation == "apart") == bool(
        (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
    )
    if relation in ("same", "overlap"):
        assert max(starts) <= min(ends)

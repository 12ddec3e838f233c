"""Day arithmetic for resolved times: units, calendar periods and the slack of round figures."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rashomon.model import TimeBasis, TimePrecision

_EDGE = re.compile(r"\b(?:(?P<early>early|beginning of|start of)|(?P<mid>mid|middle of)|(?P<late>late|end of))\b")


@dataclass(frozen=True, slots=True)
class Days:
    """Days that an expression can mean, both ends included; ``None`` is an open end."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    basis: TimeBasis
    future: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative words count from: publication, another day of the text, and whether the words speak of the past."""

    published: date | None
    anchor: date | None = None
    past: bool = True


def shift(day: date, days: int) -> date:
    """``day`` moved by ``days``, held inside the calendar that Python knows."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, ``None`` when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30.44, "year": 365.25, "decade": 3652.5}
_UNIT_PRECISION = {
    "minute": TimePrecision.DAY, "hour": TimePrecision.DAY, "day": TimePrecision.DAY, "night": TimePrecision.DAY,
    "week": TimePrecision.WEEK, "weekend": TimePrecision.DAY, "fortnight": TimePrecision.WEEK,
    "month": TimePrecision.MONTH, "year": TimePrecision.YEAR, "decade": TimePrecision.YEAR,
}  # fmt: skip


def step(origin: date, counted: tuple[int, int], unit: str, sign: int, half: bool) -> Days:
    """``counted`` units away from ``origin``. Weeks, months and years are round figures: half a unit of slack each way.

    Hours reach into the day before or after, since the hour of publication is not known.
    """
    precision = _UNIT_PRECISION[unit]
    if unit in ("minute", "hour"):
        most = (counted[1] + 23) // 24 if unit == "hour" else 1
        ends = sorted((shift(origin, 0), shift(origin, sign * most)))
        return Days(ends[0], ends[1], precision, TimeBasis.RELATIVE)
    size = _UNIT_DAYS[unit]
    slack = 0 if precision is TimePrecision.DAY else size / 2
    low, high = (number * size + (size / 2 if half else 0) for number in counted)
    ends = sorted((shift(origin, round(sign * (low - slack))), shift(origin, round(sign * (high + slack)))))
    return Days(ends[0], ends[1], precision, TimeBasis.RELATIVE)


def running(published: date, counted: tuple[int, int], unit: str, ahead: bool) -> Days:
    """The stretch of so many units that ends (or, ``ahead``, begins) with publication."""
    reach = round(counted[1] * _UNIT_DAYS.get(unit, 2 if unit == "weekend" else 1))
    if unit in ("hour", "minute"):
        reach = max(1, (counted[1] + 23) // 24) if unit == "hour" else 1
    ends = sorted((published, shift(published, reach if ahead else -reach)))
    return Days(ends[0], ends[1], _UNIT_PRECISION[unit], TimeBasis.RELATIVE, future=ahead)


def calendar_unit(published: date, unit: str, turn: int) -> Days:
    """The calendar week (from Monday), month, year or weekend that is ``turn`` units away from publication."""
    if unit in ("week", "weekend"):
        monday = shift(published, -published.weekday() + 7 * turn)
        if unit == "weekend" and turn == 0 and published.weekday() < 5:
            monday = shift(monday, -7)
        first = shift(monday, 5) if unit == "weekend" else monday
        return Days(first, shift(monday, 6), _UNIT_PRECISION[unit], TimeBasis.RELATIVE)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + turn
        days = month_days(min(max(months // 12, 1), 9999), months % 12 + 1, TimeBasis.RELATIVE)
    else:
        days = year_days(published.year + turn, TimeBasis.RELATIVE)
    return days


def month_days(year: int, month: int, basis: TimeBasis) -> Days:
    """A whole month; ``year`` within 1–9999."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), TimePrecision.MONTH, basis)


def year_days(year: int, basis: TimeBasis) -> Days:
    """A whole year, held within 1–9999."""
    year = min(max(year, 1), 9999)
    return Days(date(year, 1, 1), date(year, 12, 31), TimePrecision.YEAR, basis)


def narrowed(days: Days, words: str) -> Days:
    """The first, middle or last third where the words say "early", "mid" or "late"."""
    edge = _EDGE.search(words)
    if not edge or not days.earliest or not days.latest:
        return days
    third = ((days.latest - days.earliest).days + 1) // 3
    if edge["early"]:
        return replace(days, latest=days.earliest + timedelta(days=third))
    if edge["mid"]:
        return replace(days, earliest=days.earliest + timedelta(days=third), latest=days.latest - timedelta(days=third))
    return replace(days, earliest=days.latest - timedelta(days=third))

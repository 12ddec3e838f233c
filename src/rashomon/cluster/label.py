"""A neutral line for an incident: what, whom or where, when. No word of a source, nothing about who did it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rashomon.linkage.names import distinctive
from rashomon.model import IncidentType, Place, TimePrecision, TimeSpan

_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = _MONTH_NAMES.split()
_PERSONAL = frozenset({IncidentType.ASSASSINATION, IncidentType.KIDNAPPING})


def label(
    kind: IncidentType,
    tactic: str | None,
    target: str | None,
    place: Place | None,
    when: TimeSpan | None,
    named: Sequence[str],
) -> str:
    """For example ``bombing, market, Sadr City, 19 July 2021`` or ``assassination, NAME, Zayouna, 6 July 2020``."""
    whom = _whom(named) if kind in _PERSONAL else None
    what = kind.value if kind in _PERSONAL or tactic is None else tactic
    parts = (what, whom or target, _where(place), _day(when))
    return ", ".join(part if part == whom else part.replace("_", " ") for part in parts if part)


def _whom(named: Sequence[str]) -> str | None:
    """The fullest of the victims' names."""
    best = sorted(set(named), key=lambda name: (-len(distinctive(name)), len(name), name))
    return best[0] if best else None


def _where(place: Place | None) -> str | None:
    return None if place is None else place.name or place.text


def _day(when: TimeSpan | None) -> str | None:
    if when is None:
        return None
    if when.earliest is None or when.latest is None:
        return when.text or None
    first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
    if first == last:
        return _day_of(first)
    if when.precision is TimePrecision.YEAR and first.year == last.year:
        return str(first.year)
    if when.precision is TimePrecision.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{_day_of(first)} to {_day_of(last)}"


def _day_of(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

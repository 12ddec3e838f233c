"""How two resolved times relate, with regard to how exactly each is known."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rashomon.model import TimePrecision, TimeSpan

TimeRelation = Literal["same", "overlap", "apart", "unknown"]

_DAYS = frozenset((TimePrecision.TIME, TimePrecision.DAY))


def time_relation(a: TimeSpan, b: TimeSpan) -> TimeRelation:
    """The relation of two times; symmetric.

    ``same``: both known to the day, and to the same days. ``overlap``: there are days that both can mean, one at least
    is vaguer than a day or a range. ``apart``: no day fits both. An open end (``None``) reaches without bound; spans that
    meet only because one of them has no beginning or end at all are ``unknown``, for such an overlap says nothing.
    """
    first, second = _bounds(a), _bounds(b)
    if _is_open(first) or _is_open(second):
        return "apart" if _disjoint(first, second) else "unknown"
    if _disjoint(first, second):
        return "apart"
    return "same" if first == second and a.precision in _DAYS and b.precision in _DAYS else "overlap"


def _bounds(span: TimeSpan) -> tuple[date | None, date | None]:
    return _day(span.earliest), _day(span.latest)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _is_open(bounds: tuple[date | None, date | None]) -> bool:
    return bounds[0] is None or bounds[1] is None


def _disjoint(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    return _before(a[1], b[0]) or _before(b[1], a[0])


def _before(latest: date | None, earliest: date | None) -> bool:
    return latest is not None and earliest is not None and latest < earliest

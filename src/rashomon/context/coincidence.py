"""Days between an incident and political dates, with the base rate: how much of all time lies that close to one.

A single case cannot be tested for coincidence; the base rate is shown beside the narrative instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rashomon.model import CalendarEntry, Finding, FindingBasis, Incident

WINDOW_DAYS = 30
SPAN_DAYS = 365


def coincidence_findings(
    incident: Incident, calendar: Iterable[CalendarEntry], country: str | None
) -> tuple[Finding, ...]:
    """The dates within ``WINDOW_DAYS`` before or after, and the share of days of the two surrounding years as close to any date.

    ``country`` (ISO 3166 alpha-2) keeps entries of that country and those of none. Needs a day for the incident.
    """
    if incident.when is None or incident.when.earliest is None or incident.when.precision not in ("day", "time"):
        return ()
    day = date.fromisoformat(incident.when.earliest[:10])
    entries = sorted(
        (e for e in calendar if not (e.country and country) or e.country.upper() == country.upper()),
        key=lambda e: (e.date, e.label, e.row),
    )
    dates = [date.fromisoformat(e.date[:10]) for e in entries]
    near = [(e, (d - day).days) for e, d in zip(entries, dates, strict=True) if abs((d - day).days) <= WINDOW_DAYS]
    if not entries:
        return ()
    share = _share(day, dates)
    data = ", ".join(sorted({e.dataset for e in entries}))
    if not near:
        detail = f"None of {len(entries)} dates lies within {WINDOW_DAYS} days."
    else:
        detail = "; ".join(f"{_gap(gap)} {e.label}" for e, gap in near) + "."
    detail += f" Base rate: {share:.0%} of the days of the surrounding two years lie as close to one of these dates."
    return (
        Finding(
            test="coincidence",
            actor=None,
            against=None,
            log10_lr=None,
            basis=FindingBasis.COUNTED,
            data=data,
            n=len(entries),
            null_model=None,
            detail=detail,
            diagnostics=("one case: no test is possible",),
            limitation="Timing speaks of timing, not of identity; which dates are listed was somebody's choice.",
        ),
    )


def _gap(days: int) -> str:
    if days == 0:
        return "on the day of:"
    count = f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    return f"{count} before:" if days > 0 else f"{count} after:"


def _share(day: date, dates: Sequence[date]) -> float:
    """Share of the days within ``SPAN_DAYS`` of ``day`` that are within ``WINDOW_DAYS`` of any date."""
    covered: set[date] = set()
    for d in set(dates):
        if abs((d - day).days) <= SPAN_DAYS + WINDOW_DAYS:
            covered.update(d + timedelta(days=n) for n in range(-WINDOW_DAYS, WINDOW_DAYS + 1))
    span = [day + timedelta(days=n) for n in range(-SPAN_DAYS, SPAN_DAYS + 1)]
    return sum(d in covered for d in span) / len(span)

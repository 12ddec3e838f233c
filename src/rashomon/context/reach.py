"""Distance and time from an incident to an actor's past events in the data given, as counts and base rates.

No likelihood ratio is drawn from them here: that takes a null model and held-out years.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from rashomon.linkage.places import distance_km
from rashomon.model import EventRecord, Finding, FindingBasis, Incident

NEAR_KM = 50.0
WINDOW_DAYS = 3 * 365


class EventIndex:
    """Event records by actor id and date. ``actors`` maps a name as written in the data to an actor id.

    Events whose actor is unknown to the map are kept under no id and count in the base rate only.
    """

    def __init__(self, events: Iterable[EventRecord], actors: Mapping[str, str]) -> None:
        ordered = sorted(events, key=lambda e: (e.date_latest, e.dataset, e.row))
        self._dates = [e.date_latest for e in ordered]
        self._events = ordered
        self._actor = [actors.get(e.actor or "") for e in ordered]
        self.datasets = tuple(sorted({e.dataset for e in ordered}))
        self.known = frozenset(a for a in self._actor if a)

    def between(self, first: str, before: str) -> list[tuple[EventRecord, str | None]]:
        """Events that ended on or after ``first`` and before ``before`` (ISO 8601 days)."""
        low, high = bisect_left(self._dates, first), bisect_left(self._dates, before)
        return list(zip(self._events[low:high], self._actor[low:high], strict=True))


def reach_findings(incident: Incident, actors: Sequence[str], index: EventIndex) -> tuple[Finding, ...]:
    """One finding per actor: its share of the past events near the place, its nearest and its last one.

    Looks at the ``WINDOW_DAYS`` before the incident's earliest day and at ``NEAR_KM`` around its place. An actor outside the
    data's scope gets "no data", never a low score.
    """
    if not index.datasets or incident.when is None or incident.when.earliest is None:
        return ()
    day = date.fromisoformat(incident.when.earliest[:10])
    past = index.between((day - timedelta(days=WINDOW_DAYS)).isoformat(), day.isoformat())
    near = [(e, a) for e, a in past if (km := _km(incident, e)) is not None and km <= NEAR_KM]
    shares = Counter(a for _, a in near)
    return tuple(_reach(incident, actor, day, past, near, shares, index) for actor in sorted(set(actors)))


def _km(incident: Incident, event: EventRecord) -> float | None:
    place = incident.place
    if place is None or place.lat is None or place.lon is None or event.lat is None or event.lon is None:
        return None
    return distance_km(place.lat, place.lon, event.lat, event.lon)


def _reach(
    incident: Incident,
    actor: str,
    day: date,
    past: Sequence[tuple[EventRecord, str | None]],
    near: Sequence[tuple[EventRecord, str | None]],
    shares: Counter[str | None],
    index: EventIndex,
) -> Finding:
    own = [e for e, a in past if a == actor]
    data = ", ".join(index.datasets)
    if not own:
        scope = "names it, but not in these years" if actor in index.known else "does not name it"
        detail = f"No data: {data} {scope}. This says nothing about reach."
        return _finding(actor, data, 0, detail, ("no past event of this actor",))
    last = max(own, key=lambda e: (e.date_latest, e.dataset, e.row))
    days = (day - date.fromisoformat(last.date_latest[:10])).days
    parts = [f"{len(own)} past events in three years, the last {days} days before"]
    distances = [d for d in (_km(incident, e) for e in own) if d is not None]
    diagnostics = []
    if distances:
        parts.append(f"the nearest {min(distances):.0f} km away")
        parts.append(f"{shares[actor]} of the {len(near)} events within {NEAR_KM:.0f} km")
    else:
        diagnostics.append("no distance: the place of the incident or of the events is unknown")
    if len(own) < 10:
        diagnostics.append("fewer than ten past events")
    if incident.place is not None and incident.place.radius_m is not None and incident.place.radius_m > 1000 * NEAR_KM:
        diagnostics.append("the place is known only within a radius larger than the circle counted")
    return _finding(actor, data, len(own), "; ".join(parts) + ".", tuple(diagnostics))


def _finding(actor: str, data: str, n: int, detail: str, diagnostics: tuple[str, ...]) -> Finding:
    return Finding(
        test="reach",
        actor=actor,
        against="everybody named in the data near the place",
        log10_lr=None,
        basis=FindingBasis.COUNTED,
        data=data,
        n=n,
        null_model=None,
        detail=detail,
        diagnostics=diagnostics,
        limitation="Counts, not a test: the data's attributions come from the same news, and claims are among them.",
    )

"""Where and when, from several tellings: the most precise that the others allow, with what else was said kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rashomon.cluster.profile import Profile, rank, span_days
from rashomon.linkage.places import place_relation
from rashomon.model import Place, PlaceAlternative, TimeBasis, TimePrecision, TimeSpan, fold

MAX_PLACES = 24
"""Different places of one incident that are weighed against each other."""

_BASES = (TimeBasis.STATED, TimeBasis.RELATIVE, TimeBasis.INFERRED, TimeBasis.UNKNOWN)


def where_told(members: Sequence[Profile]) -> Place | None:
    """The most precise place that most tellings agree with; resolved places elsewhere become alternatives.

    An alternative's ``score`` is the share of the located tellings that name it.
    """
    told: dict[str, list[Place]] = {}
    for member in members:
        located = member.drafts[0].location
        for place in (*member.places, *([located] if located else ()))[:1]:
            told.setdefault(place.gazetteer_id or fold(place.name or place.text), []).append(place)
    if not told:
        return None
    groups = sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))[:MAX_PLACES]
    chosen_key, chosen = min(
        ((key, _clearest(places)) for key, places in groups),
        key=lambda item: (-_support(item[1], groups), rank(item[1]), -len(told[item[0]]), item[0]),
    )
    total = sum(len(places) for places in told.values())
    others = tuple(
        _alternative(_clearest(places), len(places) / total)
        for key, places in groups
        if key != chosen_key and place_relation(chosen, _clearest(places)) == "apart"
    )
    return replace(chosen, alternatives=(*chosen.alternatives, *(other for other in others if other is not None)))


def _clearest(places: Sequence[Place]) -> Place:
    return min(places, key=lambda place: (rank(place), place.radius_m or float("inf"), place.text, place.start or 0))


def _support(place: Place, groups: Sequence[tuple[str, list[Place]]]) -> int:
    """Tellings that agree minus tellings that speak of a place apart."""
    total = 0
    for _, places in groups:
        relation = place_relation(place, _clearest(places))
        total += len(places) * (1 if relation in ("same", "contains", "near") else -1 if relation == "apart" else 0)
    return total


def _alternative(place: Place, share: float) -> PlaceAlternative | None:
    if place.lat is None or place.lon is None:
        return None
    return PlaceAlternative(
        name=place.name or place.text,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        gazetteer_id=place.gazetteer_id,
        score=round(share, 3),
    )


def when_told(members: Sequence[Profile]) -> TimeSpan | None:
    """Days that all stated times allow, narrowed by relative and then by inferred ones where these agree.

    Times of one basis that exclude each other give their hull. Unresolved words are kept only where nothing was resolved.
    """
    told = sorted({_key(member.when): member.when for member in members if member.when is not None}.items())
    spans = [when for _, when in told]
    resolved = [when for when in spans if span_days(when) is not None]
    if not resolved:
        return spans[0] if spans else None
    basis = min((when.basis for when in resolved), key=_BASES.index)
    first, last = _meet_or_hull([when for when in resolved if when.basis is basis])
    for weaker in _BASES[_BASES.index(basis) + 1 :]:
        for low, high in (days for when in resolved if when.basis is weaker and (days := span_days(when))):
            if max(first, low) <= min(last, high):
                first, last = max(first, low), min(last, high)
    return _span(resolved, basis, first, last)


def _meet_or_hull(spans: Sequence[TimeSpan]) -> tuple[date, date]:
    days = [found for when in spans if (found := span_days(when))]
    first, last = max(low for low, _ in days), min(high for _, high in days)
    if first <= last:
        return first, last
    return min(low for low, _ in days), max(high for _, high in days)


def _span(resolved: Sequence[TimeSpan], basis: TimeBasis, first: date, last: date) -> TimeSpan:
    own = [when for when in resolved if when.basis is basis]
    exact = [when for when in own if span_days(when) == (first, last)]
    model = min(exact or own, key=_key)
    if exact:
        return model
    return replace(
        model, earliest=first.isoformat(), latest=last.isoformat(), precision=_precision((last - first).days + 1)
    )


def _precision(days: int) -> TimePrecision:
    limits = ((1, TimePrecision.DAY), (7, TimePrecision.WEEK), (31, TimePrecision.MONTH))
    return next((precision for limit, precision in limits if days <= limit), TimePrecision.YEAR)


def _key(when: TimeSpan) -> tuple[str, str, str, str, int]:
    return (when.earliest or "", when.latest or "", when.text, when.basis.value, when.start or 0)

"""Blocking keys of a draft: what two drafts of one attack are bound to share.

A dated draft is filed under each of its days (widened by one where the date is relative or inferred), an undated one under
the days before its publication, with each place that it names or lies in and with a cell of the globe. Names of victims,
attackers and sites need no date.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from rashomon.cluster.features import FRESH_DAYS, is_spot
from rashomon.cluster.profile import ONE_DAY, Profile, span_days
from rashomon.linkage.kinds import TARGET_PARENT, line
from rashomon.linkage.names import distinctive, name_key
from rashomon.model import Place, PlacePrecision, TimeBasis, fold

MAX_DAYS = 35
"""Longest span, in days, that is filed day by day; what is wider is filed under no day."""

CELL_DEG = 0.5
"""Width of a cell in degrees (about 55 km north to south); a point is filed in the four cells nearest to it."""

_COARSE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1})


def keys(profile: Profile) -> frozenset[str]:
    """All keys of ``profile``. A draft that names nobody, no site and no claim, and no place or no day, has none."""
    found = {f"{kind}|{name}" for kind, name in _undated(profile)}
    where = sorted(_place_keys(profile))
    for each in _days(profile):
        found.update(f"{each.isoformat()}|{key}" for key in where)
    return frozenset(found)


def _days(profile: Profile) -> Iterator[date]:
    span = span_days(profile.when)
    if span is None and profile.published is not None:
        first, last = profile.published - FRESH_DAYS * ONE_DAY, profile.published
    elif span is None or profile.when is None or (span[1] - span[0]).days > MAX_DAYS:
        return
    elif profile.when.basis is TimeBasis.STATED:
        first, last = span
    else:
        first, last = span[0] - ONE_DAY, span[1] + ONE_DAY
    while first <= last:
        yield first
        first += ONE_DAY


def _place_keys(profile: Profile) -> set[str]:
    found: set[str] = set()
    for place in profile.places[:4]:
        found.update(_names(place))
        found.update(_cells(place))
        country = place.country or (place.within[-1] if place.within else None)
        if country:
            found.update(f"{country}|{target}" for target in _target_lines(profile))
            found.update(f"{country}|{tactic}" for tactic in profile.tactics)
    return found


def _names(place: Place) -> Iterator[str]:
    """The place's own name and those around it, without the country, which would hold everything."""
    around = [name for name in place.within if name != place.country and len(name) > 2]
    for name in (place.name, place.text, *around):
        if name and (place.precision is not PlacePrecision.COUNTRY or name != place.name):
            yield fold(name)
    if key := name_key(place.text, "site"):
        yield f"~{key}"


def _cells(place: Place) -> Iterator[str]:
    if place.lat is None or place.lon is None or place.precision in _COARSE:
        return
    for lat_step in (0.0, 0.5):
        for lon_step in (0.0, 0.5):
            row = math.floor(place.lat / CELL_DEG + lat_step)
            column = math.floor(place.lon / CELL_DEG + lon_step)
            yield f"cell{lat_step}{lon_step}:{row}:{column}"


def _target_lines(profile: Profile) -> set[str]:
    return {step for target in profile.targets for step in line(target, TARGET_PARENT)}


def _undated(profile: Profile) -> Iterator[tuple[str, str]]:
    for kind, names in (("victim", profile.victims), ("attacker", profile.attackers)):
        for name in names[:20]:
            if key := name_key(name):
                yield kind, key
    for place in profile.places[:4]:
        if is_spot(place) and distinctive(place.text, "site"):
            yield "site", name_key(place.text, "site") or ""
    for claimant in profile.claimants:
        for target in profile.targets:
            yield "claim", f"{claimant}|{target}"
    if len(profile.words) >= 8:
        yield "words", " ".join(profile.words[:8])

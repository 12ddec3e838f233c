"""How two resolved places relate, with regard to how exactly each is known.

Every room that asks "is that the same place?" asks here, so that clustering, comparison and context agree.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Literal

from rashomon.model import Place, PlacePrecision, fold

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

NEAR_MARGIN_KM = 10.0
"""Two places are near when the gap between their circles is at most this: a neighbouring quarter or village."""

PlaceRelation = Literal["same", "contains", "near", "apart", "unknown"]

_AREAS = frozenset((PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY))


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    p1, p2 = radians(lat1), radians(lat2)
    h = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, max(0.0, h))))


def place_relation(a: Place, b: Place) -> PlaceRelation:
    """The relation of two places; symmetric: ``contains`` says that one holds the other, whichever.

    Names and gazetteer entries speak first (a market in Sadr City is in Baghdad), coordinates second, and only as far as
    the radii allow: a province's centre is not a point, so a circle that covers a town proves ``near``, never ``contains``.
    ``unknown`` when too little is resolved to tell.
    """
    if _is_same(a, b):
        return "same"
    if _encloses(a, b) or _encloses(b, a):
        return "contains"
    if a.country and b.country and a.country != b.country and PlacePrecision.COUNTRY in (a.precision, b.precision):
        return "apart"
    if None in (a.lat, a.lon, b.lat, b.lon):
        return "apart" if a.country and b.country and a.country != b.country else "unknown"
    return _by_distance(a, b)


def _is_same(a: Place, b: Place) -> bool:
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return True
    if a.gazetteer_id and b.gazetteer_id:
        return False
    if a.country and b.country and a.country != b.country:
        return False
    if fold(a.name or a.text) != fold(b.name or b.text) or not fold(a.name or a.text):
        return False
    gap = _gap_km(a, b)
    return gap is None or gap <= 0


def _encloses(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` names ``outer`` among its enclosing places, or is a place in the country ``outer``."""
    if outer.country and inner.country and outer.country != inner.country:
        return False
    if outer.precision is PlacePrecision.COUNTRY:
        return (
            inner.precision is not PlacePrecision.COUNTRY
            and outer.country is not None
            and outer.country == inner.country
        )
    if outer.precision and inner.precision and _rank(outer.precision) < _rank(inner.precision):
        return False
    names = {fold(name) for name in (outer.name, None if outer.name else outer.text) if name}
    if names & {fold(name) for name in inner.within}:
        gap = _gap_km(outer, inner)
        return gap is None or gap <= 0
    return _covers(outer, inner)


def _covers(outer: Place, inner: Place) -> bool:
    """Whether the circle of a city or district holds a much smaller one; circles of provinces are too rough for that."""
    if outer.precision in _AREAS or not outer.radius_m or not inner.radius_m or inner.radius_m * 2 > outer.radius_m:
        return False
    distance = _distance(outer, inner)
    return distance is not None and distance * 1000 + inner.radius_m <= outer.radius_m


def _by_distance(a: Place, b: Place) -> PlaceRelation:
    gap = _gap_km(a, b)
    if gap is None:
        return "unknown"
    return "near" if gap <= NEAR_MARGIN_KM else "apart"


def _gap_km(a: Place, b: Place) -> float | None:
    """Kilometres between the circles of two places, negative when they overlap, ``None`` when one has no coordinates."""
    distance = _distance(a, b)
    return None if distance is None else distance - ((a.radius_m or 0.0) + (b.radius_m or 0.0)) / 1000


def _distance(a: Place, b: Place) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _rank(precision: PlacePrecision) -> int:
    """Position from the most exact (0) to a country (6)."""
    return list(PlacePrecision).index(precision)

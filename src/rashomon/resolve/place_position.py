"""Positions of what no gazetteer lists: so many kilometres off, somewhere around a town, in a town."""

from __future__ import annotations

from dataclasses import replace
from math import asin, atan2, cos, degrees, radians, sin

from rashomon.linkage.places import EARTH_RADIUS_KM
from rashomon.model import Place, PlacePrecision
from rashomon.resolve.gazetteer import GazetteerEntry
from rashomon.resolve.place_words import PlaceWords

UNLISTED_PROVINCE_RADIUS_M = 100_000.0
"""Radius given to a province that is only known by the town it is named after (judgement)."""


def displaced(place: Place, words: PlaceWords) -> Place:
    """For "40 km north of X" the spot that far off, known to a third of the distance; without a direction, a circle."""
    away_m = (words.offset_km or 0.0) * 1000
    own_m = place.radius_m or 0.0
    enclosing = tuple(name for name in place.within if name == place.country)
    moved = replace(place, name=place.text, gazetteer_id=None, precision=PlacePrecision.ADMIN2, within=enclosing)
    if words.bearing is None or place.lat is None or place.lon is None:
        return replace(moved, radius_m=away_m + own_m)
    lat, lon = _destination(place.lat, place.lon, words.bearing, away_m / 1000)
    return replace(moved, lat=lat, lon=lon, radius_m=max(own_m, away_m / 3))


def _destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point ``km`` from a point in direction ``bearing`` (degrees from north) on the great circle."""
    p, d, b = radians(lat), km / EARTH_RADIUS_KM, radians(bearing)
    q = asin(max(-1.0, min(1.0, sin(p) * cos(d) + cos(p) * sin(d) * cos(b))))
    turn = atan2(sin(b) * sin(d) * cos(p), cos(d) - sin(p) * sin(q))
    return round(degrees(q), 5), round((lon + degrees(turn) + 540) % 360 - 180, 5)


def around_seat(place: Place) -> Place:
    """A province that the gazetteer lacks, located by the town it is named after: roughly around there."""
    radius_m = max(place.radius_m or 0.0, UNLISTED_PROVINCE_RADIUS_M)
    enclosing = tuple(name for name in place.within if name == place.country)
    return replace(
        place, name=place.text, radius_m=radius_m, precision=PlacePrecision.ADMIN1, gazetteer_id=None, within=enclosing
    )


def at_town(place: Place, town: str, where: Place | GazetteerEntry) -> Place:
    """A site of which only the town or quarter is known: it has their coordinates, radius and precision, and no id."""
    return replace(
        place,
        name=place.text,
        country=where.country,
        lat=where.lat,
        lon=where.lon,
        radius_m=where.radius_m,
        precision=where.precision,
        within=(town, *where.within),
    )

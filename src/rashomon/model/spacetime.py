"""Places and times: as written, and as resolved with their precision."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.vocabulary import PlacePrecision, TimeBasis, TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAlternative:
    """Another place that the words may mean; ``score`` in 0–1, comparable within one mention only."""

    name: str
    country: str | None
    lat: float
    lon: float
    gazetteer_id: str | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as written (``text``, ``start``, ``end``) and, after ``resolve``, where that is.

    ``lat``/``lon`` in degrees WGS 84, ``radius_m`` the radius in metres within which the spot lies. ``within`` names
    the enclosing places from small to large ("Sadr City", "Baghdad", "IQ"). Unresolved: everything but ``text`` is ``None``.
    """

    text: str
    start: int | None = None
    end: int | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_m: float | None = None
    precision: PlacePrecision | None = None
    gazetteer_id: str | None = None
    within: tuple[str, ...] = ()
    alternatives: tuple[PlaceAlternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time as written and, after ``resolve``, the days it can mean (ISO 8601, both ends included)."""

    text: str
    start: int | None = None
    end: int | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: TimePrecision | None = None
    basis: TimeBasis = TimeBasis.UNKNOWN

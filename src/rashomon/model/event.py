"""Rows of event data sets and calendars."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One past event of a data set. ``actor`` as written there; ``claim`` in {claimed, denied, suspected, unclaimed} or ``None``.

    ``date_earliest``/``date_latest`` ISO 8601; ``lat``/``lon`` degrees or ``None``; ``row`` is the line in the file.
    """

    dataset: str
    row: int
    actor: str | None
    date_earliest: str
    date_latest: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    place: str | None = None
    tactic: str | None = None
    weapon: str | None = None
    target: str | None = None
    killed: int | None = None
    injured: int | None = None
    claim: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A political date: an election, a disclosure, a holiday. ``known_on`` is when it became public, if known."""

    dataset: str
    row: int
    date: str
    label: str
    kind: str | None = None
    country: str | None = None
    known_on: str | None = None
    source: str | None = None

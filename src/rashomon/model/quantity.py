"""Quantities, always as ranges."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A quantity as a range; an unknown end or middle is ``None``, never a midpoint."""

    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The exact extremes over all ranges."""

    low: float
    high: float

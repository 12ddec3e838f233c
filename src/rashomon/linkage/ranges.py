"""Counts as ranges: whether two can be one number, and how far apart they are."""

from __future__ import annotations

import math

from rashomon.model import Range


def ends(quantity: Range) -> tuple[float, float]:
    """Lowest and highest count that the range allows; an open end is 0 below and infinity above."""
    low = 0.0 if quantity.low is None else float(quantity.low)
    high = math.inf if quantity.high is None else float(quantity.high)
    return (low, high) if low <= high else (high, low)


def meet(one: Range, other: Range) -> bool:
    """Whether some count lies in both ranges ("at least 30" meets 36, "30" does not)."""
    (low, high), (other_low, other_high) = ends(one), ends(other)
    return low <= other_high and other_low <= high


def typical(quantity: Range) -> float | None:
    """``best``, else the lower end, else the upper one; ``None`` for a wholly open range."""
    for value in (quantity.best, quantity.low, quantity.high):
        if value is not None:
            return float(value)
    return None


def log2_ratio(one: Range, other: Range) -> float | None:
    """How many doublings lie between two counts, each with one added so that nought is a count like any other."""
    first, second = typical(one), typical(other)
    if first is None or second is None:
        return None
    return abs(math.log2(max(first, 0.0) + 1.0) - math.log2(max(second, 0.0) + 1.0))


def written(quantity: Range) -> str:
    """The range for a sentence: ``30``, ``30–36``, ``at least 30``, ``up to 5``, ``unknown``."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return "unknown" if quantity.best is None else f"about {quantity.best:g}"
    if high is None:
        return f"at least {low:g}"
    if low is None:
        return f"up to {high:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"

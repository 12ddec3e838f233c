"""Words for probabilities: the seven bands of ICD 203 (US Intelligence Community Directive 203, 2015, section D.6.e.2)."""

from __future__ import annotations

BANDS: tuple[tuple[float, float, str], ...] = (
    (0.0, 0.05, "almost no chance"),
    (0.05, 0.20, "very unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "roughly even chance"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very likely"),
    (0.95, 1.0, "almost certain"),
)
"""``(from, to, term)``. The directive leaves out 0–1 % and 99–100 %; they take the outermost term, never a stronger one."""


def word(probability: float) -> str:
    """The term of the band that holds ``probability`` (0–1); a limit belongs to the band above it.

    Raises ``ValueError`` outside 0–1 (with room for rounding).
    """
    if not -1e-9 <= probability <= 1 + 1e-9:
        raise ValueError(f"not a probability: {probability}")
    return next(term for _, upper, term in BANDS if probability < upper or upper == 1.0)


def words(low: float, high: float) -> str:
    """The term for a range of probabilities: one term, or "A to B" when its ends fall into different bands."""
    first, last = word(low), word(high)
    return first if first == last else f"{first} to {last}"

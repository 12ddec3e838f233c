"""Elicited ranges: what a draw from one is, and how two are multiplied.

A range is ``(low, best, high)``: nothing lies outside ``low``–``high``, and the true value is as likely below ``best`` as above.
The distribution of greatest entropy under these three statements is uniform on either side of ``best`` with half the mass on
each; nothing else is assumed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def quantile(low: Floats, best: Floats, high: Floats, u: Floats) -> Floats:
    """The value at quantile ``u`` (0–1) of ranges that broadcast against it; ``u = 0.5`` gives ``best``."""
    below = best + (low - best) * (1.0 - 2.0 * u)
    above = best + (high - best) * (2.0 * u - 1.0)
    return np.where(u < 0.5, below, above)


def product_ends(a_low: Floats, a_high: Floats, b_low: Floats, b_high: Floats) -> tuple[Floats, Floats]:
    """The ends of the product of two intervals (element-wise), signs allowed."""
    corners = np.stack((a_low * b_low, a_low * b_high, a_high * b_low, a_high * b_high))
    return corners.min(axis=0), corners.max(axis=0)

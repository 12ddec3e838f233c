"""How much n dependent voices are worth.

For correlation matrix R of n voices the effective number is n_eff = 1ᵀ R⁻¹ 1, the information that the best linear
combination of them carries in units of one voice. Under one common correlation ρ it is n / (1 + (n - 1) ρ), which never
exceeds 1/ρ however many voices join.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np
from numpy.typing import NDArray

from rashomon.stats.ranges import Floats

Ints = NDArray[np.int64]

_TINY = 1e-9


def effective_n(correlation: Floats) -> float:
    """n_eff of a symmetric correlation matrix ``(n, n)``; 0 for no voice.

    Exact copies (correlation 1) make R singular: directions without variance are left out, so that they add nothing. A
    matrix that is no correlation matrix, as pairwise judgements may give, is first replaced by its positive part with a unit
    diagonal. Raises ``ValueError`` unless square.
    """
    if correlation.ndim != 2 or correlation.shape[0] != correlation.shape[1]:
        raise ValueError(f"not a square matrix: {correlation.shape}")
    if correlation.shape[0] == 0:
        return 0.0
    values, vectors = np.linalg.eigh(correlation)
    if values[0] < -_TINY:
        positive = (vectors * np.maximum(values, 0.0)) @ vectors.T
        scale = np.sqrt(np.diag(positive))
        values, vectors = np.linalg.eigh(positive / np.outer(scale, scale))
    keep = values > _TINY
    projected = vectors.T @ np.ones(len(values))
    return float(np.sum(projected[keep] ** 2 / values[keep]))


def effective_n_of(channel: Ints, principal: Ints, rho_channel: float, rho_principal: float) -> float:
    """n_eff of voices of which two are correlated when they have equal numbers in ``channel`` or ``principal`` ((n,) each).

    The greater correlation holds where both are equal. Voices that no chain connects are worked out apart, and a set with one
    common correlation in closed form, so that many voices cost little.
    """
    total = 0.0
    for members in _connected(channel, principal):
        same_channel = channel[members][:, None] == channel[members][None, :]
        same_principal = principal[members][:, None] == principal[members][None, :]
        n = len(members)
        matrix = np.maximum(rho_channel * same_channel, rho_principal * same_principal)
        np.fill_diagonal(matrix, 1.0)
        off = matrix[~np.eye(n, dtype=np.bool_)]
        common = float(off[0]) if n > 1 and np.ptp(off) == 0.0 else None
        total += n / (1.0 + (n - 1) * common) if common is not None else effective_n(matrix)
    return total


def _connected(channel: Ints, principal: Ints) -> list[list[int]]:
    """Sets of voices connected through common channels and principals, each in order."""
    return connected([("channel", int(c)), ("principal", int(p))] for c, p in zip(channel, principal, strict=True))


def connected(keys: Iterable[Iterable[Hashable]]) -> list[list[int]]:
    """Numbers of the things that share a key with each other, directly or through others, each set in order (union-find).

    ``keys`` holds the keys of every thing in turn; near-linear in their number.
    """
    parent: list[int] = []

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[Hashable, int] = {}
    for i, each in enumerate(keys):
        parent.append(i)
        for key in each:
            parent[root(i)] = root(first.setdefault(key, i))
    sets: dict[int, list[int]] = {}
    for i in range(len(parent)):
        sets.setdefault(root(i), []).append(i)
    return list(sets.values())


def increment(n: Floats, rho: Floats | float) -> Floats:
    """What the ``n``-th of equally correlated voices adds to n_eff: 1 for the first, less and less for the others.

    n_eff(n) - n_eff(n - 1) = (1 - ρ) / ((1 + (n - 1) ρ)(1 + (n - 2) ρ)); falls with ``rho`` (0 ≤ ρ < 1) and with ``n`` (≥ 1).
    """
    r = np.asarray(rho, dtype=np.float64)
    later = (1.0 - r) / ((1.0 + (n - 1.0) * r) * (1.0 + np.maximum(n - 2.0, 0.0) * r))
    return np.where(n <= 1.0, 1.0, later)

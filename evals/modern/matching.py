"""What was said against what was wanted, when two coders may both be right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from evals.harness import Stat
from evals.modern.quotes import Span

T = TypeVar("T")
Spans = tuple[Span, ...]
Weight = Callable[[T, T], float]
_FAVOUR = 0.05
"""What a wanted thing is worth more than a merely accepted one, where a prediction fits both."""


@dataclass(frozen=True, slots=True)
class Wanted(Generic[T]):
    """One thing of the gold: as each coder put it. Not ``required``: one coder has it, the other hasn't, so it counts neither way."""

    variants: tuple[T, ...]
    required: bool = True


def shared(one: Spans, other: Spans) -> float:
    """Characters in both, as a share of the characters in either (intersection over union), 0–1."""
    a = {i for start, end in one for i in range(start, end)}
    b = {i for start, end in other for i in range(start, end)}
    return len(a & b) / len(a | b) if a | b else 0.0


def assigned(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one matching of rows to columns with the greatest sum; pairs of weight 0 are none."""
    if not weights or not weights[0]:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    table = np.array(weights, dtype=float)
    rows, columns = linear_sum_assignment(table, maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if table[r, c] > 0]


def merged(one: Sequence[T], other: Sequence[T] | None, weight: Weight[T]) -> list[Wanted[T]]:
    """The gold of two coders: what both have is required, what one has is accepted; of a single coder all is required."""
    if other is None:
        return [Wanted((item,)) for item in one]
    pairs = assigned([[weight(a, b) for b in other] for a in one])
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    both = [Wanted((one[a], other[b])) for a, b in pairs]
    single = [item for n, item in enumerate(one) if n not in left] + [b for n, b in enumerate(other) if n not in right]
    return both + [Wanted((item,), required=False) for item in single]


def matched(said: Sequence[T], wanted: Sequence[Wanted[T]], weight: Weight[T]) -> list[tuple[T, Wanted[T]]]:
    """Each prediction with the gold it answers, one to one, as good as possible."""

    def best(item: T, gold: Wanted[T]) -> float:
        value = max(weight(item, variant) for variant in gold.variants)
        return value + _FAVOUR * gold.required if value else 0.0

    pairs = assigned([[best(item, gold) for gold in wanted] for item in said])
    return [(said[s], wanted[w]) for s, w in pairs]


def f1_stat(
    said: int, wanted: Sequence[Wanted[T]], pairs: Sequence[tuple[T, Wanted[T]]], right: int | None = None
) -> Stat:
    """Counts for an F1: what only one coder has is neither wanted nor held against who found it.

    ``right``: how many of the pairs with required gold count as right; default all.
    """
    required = sum(gold.required for _, gold in pairs)
    hits = required if right is None else right
    return (hits, said - (len(pairs) - required), hits, sum(gold.required for gold in wanted))

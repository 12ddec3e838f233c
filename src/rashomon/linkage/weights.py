"""Match weights that explain themselves.

A feature compares two things and gives a weight as base-10 logarithm of a likelihood ratio (same against different), with
the reason in words. A feature without a docstring is refused (after nomenklatura's ``matching``; the additive weights are
those of Fellegi & Sunter 1969). Weights are set by hand and stated in ``docs/methods/clustering.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weight:
    """What one feature says: ``log10_lr``, why, and whether it forbids (``veto``) or by itself carries a match (``strong``)."""

    log10_lr: float
    why: str
    veto: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """A feature's weight inside a score."""

    feature: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Match:
    """A score with everything that made it. ``total`` is the sum of the weights."""

    total: float
    contributions: tuple[Contribution, ...]

    @property
    def vetoed(self) -> bool:
        """Some feature says that it cannot be."""
        return any(part.weight.veto for part in self.contributions)

    @property
    def strong(self) -> bool:
        """Some feature carries the match by itself."""
        return any(part.weight.strong for part in self.contributions)

    def explain(self) -> str:
        """One line: ``+1.2 same day; -0.4 …``, heaviest first."""
        parts = sorted(self.contributions, key=lambda part: (-abs(part.weight.log10_lr), part.feature))
        return "; ".join(f"{part.weight.log10_lr:+.1f} {part.weight.why}" for part in parts)


class Scorer(Generic[T]):
    """Sums features over a pair. Raises ``TypeError`` for a feature that does not say what it does."""

    def __init__(self, features: Sequence[Callable[[T, T], Weight | None]]) -> None:
        for feature in features:
            if not (feature.__doc__ or "").strip():
                raise TypeError(f"the feature {feature.__name__} has no docstring")
        self._features = tuple(features)

    def score(self, one: T, other: T) -> Match:
        """Ask every feature; a feature that knows nothing gives ``None`` and does not count."""
        parts = []
        for feature in self._features:
            weight = feature(one, other)
            if weight is not None:
                parts.append(Contribution(feature.__name__, weight))
        return Match(round(sum(part.weight.log10_lr for part in parts), 6), tuple(parts))

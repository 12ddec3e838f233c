"""Posterior over exclusive hypotheses (leaves) from evidence whose every number is a range.

    log10 p(leaf) = log10 prior(leaf) + Σ over items that support it of weight × log10 LR

The weights come from dependence and lie in 0–1. Each item has one likelihood ratio, for the leaves that it supports against all
others, so p(leaf) rises with the ratio of every item that supports it and falls with that of every other item. The exact
extremes over all ranges are therefore reached at their ends.

Shapes: ``m`` items, ``L`` leaves, ``D`` draws, ``S`` sub-sets of the items, ``G`` groups of leaves. Logarithms have base 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rashomon.stats.dependence import increment
from rashomon.stats.ranges import Floats, product_ends, quantile

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

_SHARED = 0.5
_BLOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class Triple:
    """One range ``low ≤ best ≤ high``."""

    low: float
    best: float
    high: float

    def at(self, u: Floats) -> Floats:
        """Values at quantiles ``u``."""
        return quantile(np.float64(self.low), np.float64(self.best), np.float64(self.high), u)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Model:
    """Items and leaves as arrays.

    ``low``/``best``/``high`` (m,) log10 likelihood ratios; ``effects`` (m, L) which leaves an item supports; ``proposition``
    (m,) equal numbers for items that say the same; ``channel`` (m,) through which single channel an item came, -1 when through
    several; ``principal`` (m,) for whom its voice speaks; ``row`` (m,) from which line of the table its range comes.
    ``share`` (L,) splits the prior among the named leaves (sum 1) and among the ``unnamed`` ones (sum 1, (L,) bool);
    ``unnamed_prior`` is the prior probability of the latter together. ``cap``: the most that one channel may move any leaf.
    """

    low: Floats
    best: Floats
    high: Floats
    effects: Bools
    proposition: Ints
    channel: Ints
    principal: Ints
    row: Ints
    share: Floats
    unnamed: Bools
    unnamed_prior: Triple
    rho_channel: Triple
    rho_principal: Triple
    cap: float

    @cached_property
    def order(self) -> Ints:
        """Items from the strongest to the weakest at ``best``; equal ones as given."""
        extreme = np.maximum(np.abs(self.low), np.abs(self.high))
        return np.lexsort((np.arange(len(self.best)), -extreme, -np.abs(self.best))).astype(np.int64)

    @cached_property
    def all_items(self) -> Floats:
        """(1, m): the mask that leaves nothing out."""
        return np.ones((1, len(self.best)))

    @cached_property
    def _full_weights(self) -> Weights:
        return Weights.of(self, self.all_items)

    def weights(self, mask: Floats | None = None) -> Weights:
        """Weights of the items when only those of ``mask`` (S, m; 1 keeps) are there; all of them by default."""
        return self._full_weights if mask is None else Weights.of(self, mask)

    def log10_prior(self, unnamed_prior: Floats) -> Floats:
        """(…, L) for prior probabilities (…) of the unnamed leaves."""
        mass = np.where(self.unnamed, unnamed_prior[..., None], 1.0 - unnamed_prior[..., None])
        return np.log10(mass * self.share)

    def at_best(self, mask: Floats | None = None) -> Floats:
        """(S, L) probabilities with every range at its best value; (1, L) without a mask."""
        weight = self.weights(mask).at(self.rho_channel.best, self.rho_principal.best)
        totals = (weight * self.best) @ self.effects.astype(np.float64)
        return normalise(totals + self.log10_prior(np.array([self.unnamed_prior.best])))

    def draw(self, rng: np.random.Generator, draws: int) -> Floats:
        """(D, L) probabilities, each from one draw of every range.

        How far the author of a table errs is partly the same for all items of one line: with probability one half an item
        takes its line's quantile, else one of its own (rank correlation .5 within a line).
        """
        block = max(1, min(draws, _BLOCK // max(len(self.best), 1)))
        parts = [self._block(rng, min(block, draws - start)) for start in range(0, draws, block)]
        return np.concatenate(parts) if parts else np.empty((0, len(self.share)))

    def _block(self, rng: np.random.Generator, draws: int) -> Floats:
        """Some of the draws, so that memory stays bounded whatever the number of items."""
        lines = int(self.row.max()) + 1 if len(self.row) else 0
        common = rng.random((draws, 3))
        shared = rng.random((draws, lines))[:, self.row]
        own = rng.random((draws, len(self.best)))
        u = np.where(rng.random((draws, len(self.best))) < _SHARED, shared, own)
        ratio = quantile(self.low, self.best, self.high, u)
        rho = self.rho_channel.at(common[:, :1]), self.rho_principal.at(common[:, 1:2])
        totals = (self.weights().at(*rho) * ratio) @ self.effects.astype(np.float64)
        return normalise(totals + self.log10_prior(self.unnamed_prior.at(common[:, 2])))

    def weighted_ends(self) -> tuple[Floats, Floats]:
        """(m,) each: the least and the greatest weight × log10 LR of every item over all ranges."""
        weights = self.weights()
        least = weights.at(self.rho_channel.high, self.rho_principal.high)[0]
        most = weights.at(self.rho_channel.low, self.rho_principal.low)[0]
        return product_ends(least, most, self.low, self.high)

    def bounds(self, groups: Bools) -> tuple[Floats, Floats]:
        """(G,) each: the extremes of the probability of each group of leaves (G, L) over all ranges.

        Exact in likelihood ratios and prior; the weight of each item is taken at its own extreme, although the correlations
        that drive them are common, and an item that supports part of a group together with a leaf outside is split: both
        can only widen the bounds.
        """
        low, high = self.weighted_ends()
        prior_low = np.array([self.unnamed_prior.low])
        prior_high = np.array([self.unnamed_prior.high])
        unnamed = np.array([bool(np.any(group & self.unnamed)) for group in groups])[:, None]
        most = np.where(unnamed, self.log10_prior(prior_high), self.log10_prior(prior_low))
        least = np.where(unnamed, self.log10_prior(prior_low), self.log10_prior(prior_high))
        return self._extreme(groups, own=low, others=high, prior=least), self._extreme(
            groups, own=high, others=low, prior=most
        )

    def _extreme(self, groups: Bools, *, own: Floats, others: Floats, prior: Floats) -> Floats:
        """(G,) with items at ``own`` where they support a group and at ``others`` where they support something else."""
        effects = self.effects.astype(np.float64)
        size = groups.sum(axis=1)[:, None]
        covered = (groups.astype(np.float64) @ effects.T) == size
        outside = np.where(covered, own[None, :], others[None, :])
        inside = np.broadcast_to(own, outside.shape)
        totals = np.where(groups, inside @ effects, outside @ effects)
        return np.asarray((normalise(totals + prior) * groups).sum(axis=1), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Weights:
    """What dependence leaves of each item, for ``S`` sub-sets of ``m`` items.

    ``in_channel``/``for_principal`` (S, m): the rank of an item among those that say the same through the same channel, or for
    the same principal, the strongest first. ``room`` (S, m; 0–1): what the cap on its channel leaves it; 0 for items left out.
    """

    in_channel: Floats
    for_principal: Floats
    room: Floats

    @classmethod
    def of(cls, model: Model, mask: Floats) -> Weights:
        """Ranks and room for every sub-set in ``mask``."""
        alone = np.where(model.channel < 0, -1 - np.arange(len(model.channel)), model.channel)
        n_channel, n_principal = _ranks(model, mask, alone), _ranks(model, mask, model.principal)
        most = _weight(n_channel, n_principal, model.rho_channel.low, model.rho_principal.low) * mask
        return cls(n_channel, n_principal, _room(model, most) * mask)

    def at(self, rho_channel: Floats | float, rho_principal: Floats | float) -> Floats:
        """(S, m) or, for correlations of shape (D, 1) and one sub-set, (D, m)."""
        return _weight(self.in_channel, self.for_principal, rho_channel, rho_principal) * self.room


def _ranks(model: Model, mask: Floats, shared: Ints) -> Floats:
    """(S, m): 1 + how many stronger items of the sub-set say the same and have the same number in ``shared`` (m,)."""
    strength = np.empty(len(model.order), dtype=np.int64)
    strength[model.order] = np.arange(len(model.order))
    line = np.lexsort((strength, shared, model.proposition))
    same = (np.diff(shared[line]) == 0) & (np.diff(model.proposition[line]) == 0)
    first = np.maximum.accumulate(np.where(np.append(False, same), 0, np.arange(len(line)))) if len(line) else line
    before = np.cumsum(mask[:, line], axis=1) - mask[:, line]
    ranks = np.empty_like(mask)
    ranks[:, line] = 1.0 + before - before[:, first]
    return ranks


def _weight(
    in_channel: Floats, for_principal: Floats, rho_channel: Floats | float, rho_principal: Floats | float
) -> Floats:
    """The smaller of the two increments: what a voice adds to those of its channel, and to those of its principal."""
    return np.minimum(increment(in_channel, rho_channel), increment(for_principal, rho_principal))


def _room(model: Model, most: Floats) -> Floats:
    """(S, m): the factor that keeps what each channel carries to each leaf, upwards and downwards, within the cap.

    Counted with every ratio at its extreme and every weight (``most``) at its greatest, so that no draw exceeds the cap. All
    items that push a full leaf the same way shrink alike: none is silenced, and a fuller channel says no more.
    """
    room = np.ones_like(most)
    up, down = np.maximum(model.high, 0.0), np.maximum(-model.low, 0.0)
    for channel in np.unique(model.channel[model.channel >= 0]):
        members = np.flatnonzero(model.channel == channel)
        effects = model.effects[members]
        for reach in (up[members], down[members]):
            if reach.sum() > model.cap:
                carried = (most[:, members] * reach) @ effects.astype(np.float64)
                fits = model.cap / np.maximum(carried, model.cap)
                least = np.where(effects, fits[:, None, :], 1.0).min(axis=2)
                room[:, members] = np.where(reach > 0.0, np.minimum(room[:, members], least), room[:, members])
    return room


def normalise(log10_weights: Floats) -> Floats:
    """Probabilities (…, L) from unnormalised base-10 logarithms, without overflow."""
    scaled = 10.0 ** (log10_weights - log10_weights.max(axis=-1, keepdims=True))
    return np.asarray(scaled / scaled.sum(axis=-1, keepdims=True), dtype=np.float64)

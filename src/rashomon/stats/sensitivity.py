"""What would change the answer: the smallest set of items without which another hypothesis leads."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from rashomon.stats.posterior import Bools, Model
from rashomon.stats.ranges import Floats

EXACT_UP_TO = 12
"""Up to so many items every sub-set is tried; above, the search is greedy and its answer may be too large, never wrong."""

_TIE = 1e-12
_CHUNK = 32
_PRUNE = 32


def flip_set(model: Model, groups: Bools, leader: int) -> tuple[int, ...]:
    """Indices of the smallest set of items whose removal makes another group of leaves lead; empty when none does.

    ``groups`` (G, L) are the hypotheses that compete, ``leader`` the row of the one that leads with everything there. Ranks within
    channels and the room under their caps are worked out anew for what remains. Among sets of one size the one that
    leaves the leader furthest behind is given, then the first.
    """
    items = len(model.best)
    if items == 0 or len(groups) < 2:
        return ()
    return _exact(model, groups, leader) if items <= EXACT_UP_TO else _greedy(model, groups, leader)


def margins(model: Model, groups: Bools, leader: int, mask: Floats) -> Floats:
    """(S,): how far the leader is ahead of the best other group for each sub-set of items; negative when it is behind."""
    totals = model.at_best(mask) @ groups.T.astype(np.float64)
    others = np.delete(totals, leader, axis=1).max(axis=1)
    return np.asarray(totals[:, leader] - others, dtype=np.float64)


def _exact(model: Model, groups: Bools, leader: int) -> tuple[int, ...]:
    items = len(model.best)
    for size in range(1, items + 1):
        sets = np.array(list(combinations(range(items), size)))
        mask = np.ones((len(sets), items))
        np.put_along_axis(mask, sets, 0.0, axis=1)
        ahead = margins(model, groups, leader, mask)
        if ahead.min() < -_TIE:
            first = int(np.flatnonzero(ahead <= ahead.min() + _TIE)[0])
            return tuple(int(i) for i in sets[first])
    return ()


def _greedy(model: Model, groups: Bools, leader: int) -> tuple[int, ...]:
    """Take away what speaks most for the leader against its nearest rival until it falls behind; put back what was not needed."""
    push = _push(model, groups, leader)
    ranked = [int(i) for i in np.argsort(-push, kind="stable") if push[i] > 0.0]
    length = _first_flip(model, groups, leader, ranked)
    removed = ranked[:length]
    keep = np.ones((1, len(model.best)))
    keep[0, removed] = 0.0
    for item in removed[-_PRUNE:-1]:
        keep[0, item] = 1.0
        if margins(model, groups, leader, keep)[0] < -_TIE:
            removed = [i for i in removed if i != item]
        else:
            keep[0, item] = 0.0
    return tuple(sorted(removed))


def _first_flip(model: Model, groups: Bools, leader: int, ranked: list[int]) -> int:
    """How many of the first ``ranked`` items must go before the leader falls behind; 0 when not even all of them suffice."""
    for start in range(1, len(ranked) + 1, _CHUNK):
        lengths = range(start, min(start + _CHUNK, len(ranked) + 1))
        mask = np.ones((len(lengths), len(model.best)))
        for line, length in enumerate(lengths):
            mask[line, ranked[:length]] = 0.0
        behind = np.flatnonzero(margins(model, groups, leader, mask) < -_TIE)
        if len(behind):
            return lengths[int(behind[0])]
    return 0


def _push(model: Model, groups: Bools, leader: int) -> Floats:
    """(m,): by how much each item raises the leader over its nearest rival (difference of the mean log10 over their leaves)."""
    totals = (model.at_best() @ groups.T.astype(np.float64))[0]
    totals[leader] = -1.0
    rival = int(np.argmax(totals))
    weight = model.weights().at(model.rho_channel.best, model.rho_principal.best)[0]
    effects = model.effects.astype(np.float64)
    for_leader = effects[:, groups[leader]].mean(axis=1)
    return np.asarray(weight * model.best * (for_leader - effects[:, groups[rival]].mean(axis=1)), dtype=np.float64)

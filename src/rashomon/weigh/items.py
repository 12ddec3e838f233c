"""From propositions to items of evidence: what is one word counts once, and what depends on each other is known to.

Three rules, from certain to elicited. A voice that says the same thing again adds nothing, wherever it is printed; nor do the
same words in one origin, whoever prints them. Different voices that say the same through one channel, or for one principal,
are correlated. Everything through one channel together is capped. The last two are worked out in ``rashomon.stats.posterior``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.model import stable_id
from rashomon.stats.dependence import connected, effective_n_of
from rashomon.stats.posterior import Model, Triple
from rashomon.weigh.findings import DATA
from rashomon.weigh.hypotheses import HypothesisDraft
from rashomon.weigh.propositions import Proposition
from rashomon.weigh.table import Row, Table
from rashomon.weigh.worth import Worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of evidence; fields as in ``Proposition``, with all ``statements`` that say it and all their ``origins``."""

    id: str
    statements: tuple[str, ...]
    origins: frozenset[str]
    voice: str
    principal: str
    who: str
    leaves: frozenset[str]
    worth: Worth
    direct: bool

    @property
    def accounts(self) -> frozenset[str]:
        """Origins that are accounts, not data sets."""
        return frozenset(one for one in self.origins if not one.startswith(DATA))

    @property
    def channel(self) -> str | None:
        """The one channel through which it came, ``None`` for several and for data."""
        return next(iter(self.origins)) if len(self.origins) == 1 and self.accounts else None


def items_of(incident: str, propositions: Iterable[Proposition]) -> tuple[Item, ...]:
    """Items in an order that depends neither on that of ``propositions`` nor on how often one of them is repeated."""
    clusters = _clusters(list(propositions))
    return tuple(sorted((_item(incident, one) for one in clusters), key=_place))


def _place(item: Item) -> tuple[str, str, list[str], bool]:
    return item.voice, item.worth.row.row, sorted(item.leaves), item.worth.best < 0.0


def _family(one: Proposition) -> str:
    """Kind of argument: two different ones by one voice are two (dependent) items, the same one twice is one."""
    return one.worth.row.row.split(":")[0] if one.worth.row.kind == "facet" else one.worth.row.kind


def _clusters(propositions: list[Proposition]) -> list[list[Proposition]]:
    """Connected sets of propositions that say the same by the same voice, or in the same words in the same origin."""
    ordered = sorted(propositions, key=_rank)
    return [[ordered[i] for i in group] for group in connected(map(_said_same, ordered))]


def _said_same(one: Proposition) -> Iterator[tuple[object, ...]]:
    """What two propositions share that are one argument said again."""
    same = (one.leaves, one.worth.best < 0.0, _family(one))
    yield "voice", one.voice, *same
    yield from (("words", origin, one.words, *same) for origin in one.origins if one.words)


def _rank(one: Proposition) -> tuple[float, float, float, float, str, str, tuple[str, ...]]:
    """The strongest first; among equals the order is that of rows and voices."""
    worth = one.worth
    return (
        -abs(worth.best),
        -abs(worth.low + worth.high),
        worth.low,
        worth.high,
        worth.name,
        one.voice,
        one.statements,
    )


def _item(incident: str, cluster: list[Proposition]) -> Item:
    """The strongest of a cluster stands for all of it."""
    best = min(cluster, key=_rank)
    sign = "-" if best.worth.best < 0.0 else "+"
    return Item(
        id=stable_id("E", incident, best.voice, _family(best), sign, *sorted(best.leaves)),
        statements=tuple(sorted({one for proposition in cluster for one in proposition.statements})),
        origins=frozenset().union(*(one.origins for one in cluster)),
        voice=best.voice,
        principal=best.principal,
        who=best.who,
        leaves=best.leaves,
        worth=best.worth,
        direct=best.direct,
    )


def model_of(items: Sequence[Item], drafts: Sequence[HypothesisDraft], table: Table) -> Model:
    """The arrays of the weighing; leaves in the order of ``drafts``, items as given."""
    leaves = [one for one in drafts if one.leaf]
    named = any(one.kind != "unknown_other" for one in leaves)
    prior = table.named("prior/unknown_other")
    effects = np.array([[leaf.id in item.leaves for leaf in leaves] for item in items], dtype=np.bool_)
    return Model(
        low=np.array([one.worth.low for one in items], dtype=np.float64),
        best=np.array([one.worth.best for one in items], dtype=np.float64),
        high=np.array([one.worth.high for one in items], dtype=np.float64),
        effects=effects.reshape(len(items), len(leaves)),
        proposition=_numbered([_says(one) for one in items]),
        channel=np.array(_channels(items), dtype=np.int64),
        principal=_numbered([one.principal for one in items]),
        row=_numbered([one.worth.row.line for one in items]),
        share=np.array([one.share for one in leaves], dtype=np.float64),
        unnamed=np.array([one.kind == "unknown_other" for one in leaves], dtype=np.bool_),
        unnamed_prior=_triple(prior) if named else Triple(1.0, 1.0, 1.0),
        rho_channel=_triple(table.named("dependence/same_channel")),
        rho_principal=_triple(table.named("dependence/same_principal")),
        cap=table.named("cap/one_origin").best,
    )


def _says(item: Item) -> tuple[object, ...]:
    """What an item says: for whom, which way, and whether as a voice or by a comparison of voices, which repeats none of them."""
    return tuple(sorted(item.leaves)), item.worth.best < 0.0, item.worth.row.kind == "item"


def _triple(row: Row) -> Triple:
    return Triple(row.low, row.best, row.high)


def _numbered(keys: Sequence[object]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Equal numbers for equal keys, in order of appearance."""
    seen: dict[object, int] = {}
    return np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.int64)


def _channels(items: Sequence[Item]) -> list[int]:
    known = {one: n for n, one in enumerate(sorted({item.channel for item in items if item.channel is not None}))}
    return [known[item.channel] if item.channel is not None else -1 for item in items]


def voices_worth(items: Iterable[Item], table: Table) -> float:
    """n_eff of the voices behind ``items``: correlated through a common single channel and through a common principal."""
    voices: dict[str, tuple[set[str], str]] = {}
    for item in items:
        origins, _ = voices.setdefault(item.voice, (set(), item.principal))
        origins |= item.origins
    known = [voices[key] for key in sorted(voices)]
    return effective_n_of(
        _numbered([min(origins) if len(origins) == 1 else f"\x00{n}" for n, (origins, _) in enumerate(known)]),
        _numbered([principal for _, principal in known]),
        table.named("dependence/same_channel").best,
        table.named("dependence/same_principal").best,
    )

"""The weighing of one incident: from statements, contradictions and findings to hypotheses with ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.model import (
    Actor,
    Assessment,
    Bounds,
    Contribution,
    Hypothesis,
    HypothesisKind,
    Incident,
    Range,
    Source,
    SourceType,
    Statement,
)
from rashomon.stats.posterior import Bools, Model
from rashomon.stats.ranges import Floats
from rashomon.stats.sensitivity import flip_set
from rashomon.stats.words import words
from rashomon.weigh.cast import cast_of
from rashomon.weigh.findings import contradicted_claims, finding_propositions
from rashomon.weigh.hypotheses import HypothesisDraft, drafts_of
from rashomon.weigh.items import Item, items_of, model_of, voices_worth
from rashomon.weigh.propositions import Setting, propositions_in
from rashomon.weigh.suggestions import suggestions
from rashomon.weigh.table import Table
from rashomon.weigh.verdict import Footing, confidence, limitations, reasons_undetermined, summary

_DIGITS = 9
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Weighing:
    """One incident as arrays: ``groups`` (G, L) marks the leaves of each draft, ``top`` (T,) the drafts that compete."""

    setting: Setting
    statements: tuple[Statement, ...]
    items: tuple[Item, ...]
    model: Model
    groups: Bools
    top: tuple[int, ...]


def assess(
    incident: Incident,
    *,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    table: Table,
    seed: int = 0,
    draws: int = 2000,
) -> tuple[tuple[Hypothesis, ...], Assessment]:
    """Weigh one incident.

    ``statements``, ``sources`` and ``actors`` are looked up by id and may hold more than this incident needs; ids without an entry
    are passed over. ``seed`` alone gives the stream of the ``draws``, the same for every incident, so that neither ids nor names
    nor the order of statements matters. The leader is sought among the hypotheses on top (an umbrella competes as a whole, so that
    naming its members does not cost it the lead); an exact tie goes to the smaller id and is undetermined.
    """
    weighing = weighing_of(incident, statements, sources, actors, table)
    rng = np.random.default_rng(seed)
    drawn = weighing.model.draw(rng, draws) @ weighing.groups.T.astype(np.float64)
    best = weighing.model.at_best()[0]
    hypotheses = _hypotheses(weighing, best, drawn)
    return hypotheses, _assessment(weighing, best, drawn, hypotheses)


def weighing_of(
    incident: Incident,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    table: Table,
) -> Weighing:
    """Hypotheses, items and arrays of one incident, before any number is drawn."""
    own = tuple(statements[one] for one in sorted(set(incident.statements)) if one in statements)
    cast = cast_of(incident, own, actors)
    drafts = drafts_of(incident.id, cast)
    setting = Setting(incident, cast, drafts, sources, table, *_accounts(incident, own))
    found = [one for statement in own for one in propositions_in(setting, statement)]
    found += [*contradicted_claims(setting, statements), *finding_propositions(setting)]
    items = items_of(incident.id, found)
    groups = np.array([_group(drafts, draft) for draft in drafts], dtype=np.bool_)
    top = tuple(n for n, draft in enumerate(drafts) if draft.parent is None)
    return Weighing(setting, own, items, model_of(items, drafts, table), groups, top)


def _accounts(incident: Incident, own: Sequence[Statement]) -> tuple[dict[str, str], dict[str, SourceType]]:
    """Origin and source type per statement, from the account that holds it; a statement in none is its report's own."""
    origins = {one.id: f"report:{one.report}" for one in own}
    types: dict[str, SourceType] = {}
    for account in sorted(incident.accounts, key=lambda one: one.id, reverse=True):
        for statement in account.statements:
            if statement in origins:
                origins[statement] = account.origin
                types[statement] = account.source_type
    return origins, types


def _group(drafts: Sequence[HypothesisDraft], draft: HypothesisDraft) -> list[bool]:
    """Which leaves a draft contains: itself, or everything below it."""
    parents = {one.id: one.parent for one in drafts}

    def below(leaf: str | None) -> bool:
        while leaf is not None and leaf != draft.id:
            leaf = parents[leaf]
        return leaf is not None

    return [below(one.id) for one in drafts if one.leaf]


def _hypotheses(weighing: Weighing, best: Floats, drawn: Floats) -> tuple[Hypothesis, ...]:
    """Drafts with their numbers. The band is the central 90 % of the draws, widened where it would leave out the best value."""
    at_best = weighing.groups.astype(np.float64) @ best
    low, high = np.quantile(drawn, (0.05, 0.95), axis=0)
    least, most = weighing.model.bounds(weighing.groups)
    found = []
    for n, draft in enumerate(weighing.setting.drafts):
        middle = _rounded(at_best[n])
        band = Range(min(_rounded(low[n]), middle), middle, max(_rounded(high[n]), middle))
        found.append(
            Hypothesis(
                id=draft.id,
                label=draft.label,
                perpetrator=draft.perpetrator,
                adopter=draft.adopter,
                kind=draft.kind,
                parent=draft.parent,
                roles=draft.roles,
                probability=band,
                bounds=Bounds(_rounded(least[n]), _rounded(most[n])),
                words=words(band.low or 0.0, band.high or 0.0),
            )
        )
    return tuple(found)


def _rounded(value: float) -> float:
    """Nine digits, so that the last bits of a processor's arithmetic do not show; within 0–1."""
    return round(min(max(float(value), 0.0), 1.0), _DIGITS)


def _assessment(weighing: Weighing, best: Floats, drawn: Floats, hypotheses: tuple[Hypothesis, ...]) -> Assessment:
    """Everything that is said about the whole."""
    table, items, top = weighing.setting.table, weighing.items, weighing.top
    leader = min(top, key=lambda n: (-(hypotheses[n].probability.best or 0.0), hypotheses[n].id))
    footing = _footing(weighing, drawn, hypotheses, leader)
    level, reasons = confidence(footing)
    flips = flip_set(weighing.model, weighing.groups[list(top)], top.index(leader)) if not footing.tie else ()
    named = [n for n in top if hypotheses[n].kind is not HypothesisKind.UNKNOWN_OTHER]
    leading = min(named or top, key=lambda n: (-(hypotheses[n].probability.best or 0.0), hypotheses[n].id))
    return Assessment(
        leader=hypotheses[leader].id,
        undetermined=bool(reasons_undetermined(footing)),
        confidence=level,
        confidence_reasons=reasons,
        n_statements=len({one for item in items for one in item.statements}),
        n_origins=footing.n_origins,
        contributions=_contributions(weighing),
        flip_set=tuple(items[n].id for n in flips),
        would_help_most=suggestions(
            weighing.setting,
            weighing.statements,
            best,
            weighing.groups[leader],
            weighing.groups[leading],
            footing.n_origins,
        ),
        limitations=limitations(footing, weighing.setting.cast, weighing.statements, items, _capped(weighing)),
        n_eff=round(voices_worth(items, table), 6),
        lead_share=round(footing.lead_share, 6),
        summary=summary(footing),
    )


def _footing(weighing: Weighing, drawn: Floats, hypotheses: tuple[Hypothesis, ...], leader: int) -> Footing:
    """What the answer stands on."""
    items, table = weighing.items, weighing.setting.table
    leaves = {one.id for one, inside in zip(_leaves(weighing), weighing.groups[leader], strict=True) if inside}
    speaking = [one for one in items if one.worth.best > 0.0 and one.leaves & leaves]
    others = [n for n in weighing.top if n != leader]
    ahead = drawn[:, leader] > drawn[:, others].max(axis=1) if others else np.ones(len(drawn), dtype=np.bool_)
    probability = hypotheses[leader].probability.best or 0.0
    return Footing(
        leader=hypotheses[leader],
        hypotheses=len(_leaves(weighing)),
        items=len(items),
        n_origins=len({origin for one in items for origin in one.accounts}),
        n_eff=voices_worth(items, table),
        n_eff_leader=voices_worth(speaking, table),
        direct_share=sum(one.direct for one in items) / max(len(items), 1),
        lead_share=float(ahead.mean()),
        tie=any(abs((hypotheses[n].probability.best or 0.0) - probability) <= _TIE for n in others),
    )


def _leaves(weighing: Weighing) -> list[HypothesisDraft]:
    return [one for one in weighing.setting.drafts if one.leaf]


def _contributions(weighing: Weighing) -> tuple[Contribution, ...]:
    """Every item after dependence, the weightiest first. At best they add up to the log-odds between any two leaves."""
    model = weighing.model
    weight = model.weights().at(model.rho_channel.best, model.rho_principal.best)[0]
    low, high = model.weighted_ends()
    order = [one.id for one in weighing.setting.drafts if one.leaf]
    found = []
    for n, item in enumerate(weighing.items):
        best = _shown(weight[n] * model.best[n])
        found.append(
            Contribution(
                item=item.id,
                statements=item.statements,
                origin=" + ".join(sorted(item.origins)),
                supports=tuple(one for one in order if one in item.leaves),
                log10_lr=Range(_shown(low[n]), best, _shown(high[n])),
                weight=_shown(weight[n]),
                row=item.worth.name,
                why=f"{item.who} — {item.worth.why}{_discount(model, n)}.",
            )
        )
    return tuple(sorted(found, key=lambda one: (-abs(one.log10_lr.best or 0.0), one.item)))


def _shown(value: float) -> float:
    """Nine digits, and no negative zero."""
    return round(float(value), _DIGITS) + 0.0


def _discount(model: Model, n: int) -> str:
    """Why an item counts for less than its row says."""
    weights = model.weights()
    reasons = []
    if weights.in_channel[0, n] > 1.0:
        reasons.append("others say the same through the same channel")
    if weights.for_principal[0, n] > 1.0:
        reasons.append("the same voice or its principal says as much elsewhere")
    if weights.room[0, n] < 1.0:
        reasons.append("its channel is at the most that one may carry")
    return f"; counts for less, because {' and '.join(reasons)}" if reasons else ""


def _capped(weighing: Weighing) -> list[str]:
    room = weighing.model.weights().room[0]
    return sorted(
        {item.channel for item, left in zip(weighing.items, room, strict=True) if left < 1.0 and item.channel}
    )

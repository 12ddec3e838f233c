"""What contradictions and context findings say about who did it, in the form of propositions."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.model import ContradictionKind, Facet, Finding, FindingBasis, Statement
from rashomon.weigh.cast import claimants_in
from rashomon.weigh.propositions import Proposition, Setting
from rashomon.weigh.table import Row
from rashomon.weigh.worth import Worth

DATA = "data:"
"""Prefix of the origin of a finding that rests on a data set; such origins are no accounts."""

_METHOD_FACETS = frozenset({Facet.TACTIC, Facet.WEAPON, Facet.ATTACKER, Facet.TARGET, Facet.PLACE, Facet.TIME})


def contradicted_claims(setting: Setting, statements: Mapping[str, Statement]) -> list[Proposition]:
    """Claims that accounts of other speakers contradict on how, where or by whom it was done."""
    found = []
    for one in setting.incident.contradictions:
        if one.kind is not ContradictionKind.INCOMPATIBLE or one.facet not in _METHOD_FACETS:
            continue
        sides = [statements[s] for s in sorted(one.statements) if s in statements and s in setting.origins]
        claimants = {key: s for s in reversed(sides) for key in claimants_in(setting.cast, s)}
        others = [s for s in sides if not claimants_in(setting.cast, s)]
        for key in sorted(claimants) if others else []:
            found.append(_contradicted(setting, key, [claimants[key], *others]))
    return [one for one in found if one.leaves]


def _contradicted(setting: Setting, claimant: str, sides: list[Statement]) -> Proposition:
    return Proposition(
        statements=tuple(sorted(s.id for s in sides)),
        voice=f"contradiction:{claimant}",
        principal=f"contradiction:{claimant}",
        who=f"The claim of {setting.cast.name(claimant)}",
        origins=frozenset(setting.origins[s.id] for s in sides),
        words="",
        leaves=setting.leaves({claimant}),
        worth=Worth.of(setting.table.named("contradiction/claim")),
        direct=False,
    )


def finding_propositions(setting: Setting) -> list[Proposition]:
    """Context findings that have a number, cut to the limit of their test. Those without one are there as asserted, if at all."""
    found = []
    for one in setting.incident.findings:
        if one.log10_lr is None or one.actor is None or one.basis not in (FindingBasis.MEASURED, FindingBasis.ELICITED):
            continue
        key = setting.cast.key(one.actor, one.actor)
        worth = _limited(one, setting.table.limit(one.test))
        if key is not None and worth is not None:
            found.append(_finding(setting, one, key, worth))
    return [one for one in found if one.leaves]


def _limited(finding: Finding, limit: Row) -> Worth | None:
    """The finding's range within the limit; ``None`` when an end is unknown. An unknown best value is 0 or the end next to it."""
    value = finding.log10_lr
    if value is None or value.low is None or value.high is None:
        return None
    low, high = (min(max(end, limit.low), limit.high) for end in (value.low, value.high))
    best = 0.0 if value.best is None else value.best
    return Worth(low=low, best=min(max(best, low), high), high=high, row=limit)


def _finding(setting: Setting, one: Finding, key: str, worth: Worth) -> Proposition:
    name = f"finding:{one.test}:{one.data or ''}"
    return Proposition(
        statements=tuple(sorted(one.statements)),
        voice=name,
        principal=name,
        who=f"{one.test} ({one.data or one.basis})",
        origins=frozenset({f"{DATA}{one.data or one.test}"}),
        words="",
        leaves=setting.leaves({key}),
        worth=worth,
        direct=one.basis is FindingBasis.MEASURED,
    )

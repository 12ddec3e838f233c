"""Where the accounts of one incident differ, facet by facet, with the words of both sides.

Kinds as in ``docs/methods/contradictions.md``. Accounts are grouped by value first, so the work is linear in the statements
and bounded in the values: at most ``MAX_VALUES`` per facet are compared, and the record says when there were more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.compare.attribution import attacker_contradictions, perpetrator_contradictions, retractions
from rashomon.compare.evidence import Said, gather
from rashomon.compare.manner import (
    OPPOSITES,
    RELATIONS,
    manner_contradictions,
    opposite_contradictions,
    place_contradictions,
    polarity_contradictions,
    time_contradictions,
)
from rashomon.compare.numbers import toll_contradictions
from rashomon.model import Account, Actor, Contradiction, ContradictionKind, Facet, Report, Statement

_KINDS = tuple(ContradictionKind)
_FACETS = tuple(Facet)
_NO_POLARITY = frozenset({Facet.PERPETRATOR, Facet.TOLL})
"""Perpetrators have rules of their own; a rejected count puts none in its place."""


def contradictions(
    incident_accounts: Iterable[Account],
    *,
    statements: Mapping[str, Statement],
    reports: Mapping[str, Report],
    actors: Mapping[str, Actor] | None = None,
) -> tuple[Contradiction, ...]:
    """All differences between the accounts of one incident, real contradictions first.

    ``actors`` tells which perpetrators contain which; without it only names do. The order of accounts never matters, and a
    copy of a report adds statements to a side but no pair of values.
    """
    found = gather(incident_accounts, statements=statements, reports=reports)
    result: list[Contradiction] = []
    for facet, said in found.items():
        result.extend(_of_facet(facet, said))
        if facet not in _NO_POLARITY:
            result.extend(polarity_contradictions(facet, said))
    perpetrators, adopters = found.get(Facet.PERPETRATOR, ()), found.get(Facet.ADOPTER, ())
    result.extend(perpetrator_contradictions(perpetrators, adopters, actors or {}))
    result.extend(retractions(found))
    return tuple(sorted(dict.fromkeys(result), key=_order))


def _of_facet(facet: Facet, said: Sequence[Said]) -> list[Contradiction]:
    if facet in RELATIONS:
        return manner_contradictions(facet, said)
    if facet in OPPOSITES:
        return opposite_contradictions(facet, said)
    if facet is Facet.TOLL:
        return toll_contradictions(said)
    if facet is Facet.PLACE:
        return place_contradictions(said)
    if facet is Facet.TIME:
        return time_contradictions(said)
    return attacker_contradictions(said) if facet is Facet.ATTACKER else []


def _order(each: Contradiction) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
    rank = {
        ContradictionKind.INCOMPATIBLE: 0,
        ContradictionKind.SELF_CONTRADICTION: 1,
        ContradictionKind.RETRACTION: 2,
        ContradictionKind.NUMERIC: 3,
    }.get(each.kind, 4 + _KINDS.index(each.kind))
    return (rank, _FACETS.index(each.facet), each.values, each.statements)

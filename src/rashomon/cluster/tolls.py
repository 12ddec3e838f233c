"""Tolls of an incident: every count as its source gave it, by party. Nothing is averaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.model import Assertion, DraftIncident, Effect, Facet, Polarity, Range, Statement, Toll, fold

_Key = tuple[str, str, str, str, str]


def tolls(drafts: Iterable[DraftIncident], statements: Sequence[Statement]) -> tuple[Toll, ...]:
    """Counts of drafts, and of statements where no draft has them. Alike in party, figures and wording: one, statements joined.

    ``as_of`` is the first day on which the count was given for its day or, failing that, said.
    """
    found: dict[_Key, Toll] = {}
    said_on = {statement.id: statement.said_on[:10] for statement in statements if statement.said_on}
    told: set[tuple[str, str]] = set()
    for draft in drafts:
        for toll in draft.toll:
            _add(found, toll, said_on)
            counted = ((Effect.KILLED, toll.killed), (Effect.INJURED, toll.injured), (Effect.MISSING, toll.missing))
            for effect, count in counted:
                told.update((sid, f"{effect.value}{_ends(count)}") for sid in toll.statements if count is not None)
    for statement in statements:
        for said in statement.asserts:
            if said.facet is not Facet.TOLL or said.polarity is not Polarity.AFFIRMED:
                continue
            if said.quantity is None or said.effect is None:
                continue
            if (statement.id, f"{said.effect.value}{_ends(said.quantity)}") not in told:
                _add(found, _asserted(statement, said, said.effect, said.quantity), said_on)
    return tuple(found[key] for key in sorted(found))


def _add(found: dict[_Key, Toll], toll: Toll, said_on: Mapping[str, str]) -> None:
    key = (
        fold(toll.party),
        _ends(toll.killed),
        _ends(toll.injured),
        _ends(toll.missing),
        f"{fold(toll.wording)}|{toll.attackers_included}",
    )
    known = found.get(key)
    ids = set(toll.statements) | set(known.statements if known else ())
    first = min(toll, known, key=lambda each: (each.wording, each.party)) if known else toll
    days = [toll.as_of or min((said_on[sid] for sid in toll.statements if sid in said_on), default=None)]
    days.append(known.as_of if known else None)
    found[key] = replace(first, as_of=min((day for day in days if day), default=None), statements=tuple(sorted(ids)))


def _asserted(statement: Statement, said: Assertion, effect: Effect, count: Range) -> Toll:
    return Toll(
        party=said.party or "",
        killed=count if effect is Effect.KILLED else None,
        injured=count if effect is Effect.INJURED else None,
        missing=count if effect is Effect.MISSING else None,
        wording=said.wording or said.text,
        statements=(statement.id,),
    )


def _ends(count: Range | None) -> str:
    """Sorts by the lower end; ``None`` first."""
    if count is None:
        return ""
    low, high = (f"{value:012.1f}" if value is not None else "" for value in (count.low, count.high))
    return f"{low}–{high}"

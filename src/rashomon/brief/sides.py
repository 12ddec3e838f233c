"""Accounts side by side: the matrix of sources and facets, tied to the points on which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.brief.disputes import Dispute, disputes
from rashomon.brief.index import Index, Ref
from rashomon.brief.words import FACET, SOURCE_TYPE, value_words
from rashomon.model import Account, ContradictionKind, Facet, FacetValue, Incident


@dataclass(frozen=True, slots=True)
class Entry:
    """One value in a cell."""

    text: str
    negated: bool
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """The tie of a cell to a contradiction (or mere difference) shown below."""

    n: int
    href: str
    difference: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says about one facet."""

    facet: str
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]
    contested: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account: its source, what kind that is, where its information enters (empty where all enter alike), its cells."""

    source: str
    source_type: str
    origin: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Everything side by side for one incident; ``silent`` are sources that tell of nothing that has a column, ``pairs`` counts
    the contradictions behind the points."""

    columns: tuple[str, ...]
    rows: tuple[AccountRow, ...]
    silent: tuple[str, ...]
    one_origin: str
    contradictions: tuple[Dispute, ...]
    differences: tuple[Dispute, ...]
    pairs: int


def sides(incident: Incident, index: Index) -> Sides:
    """The matrix and the disputes of one incident, numbered alike."""
    found = disputes(incident, index)
    used = {value.facet for account in incident.accounts for value in account.facets}
    columns = [facet for facet in Facet if facet in used]
    marks: dict[tuple[str, Facet], list[Mark]] = {}
    for each in found:
        for account in each.accounts:
            if each.kind is not ContradictionKind.GRANULARITY:  # hardly a cell would be without such a mark
                marks.setdefault((account, each.of), []).append(Mark(each.n, f"#{each.key}", each.difference))
    origins = {account.origin for account in incident.accounts}
    alone = index.origin_name(next(iter(origins))) if len(origins) == 1 else ""
    contradictions = tuple(each for each in found if not each.difference)
    rows = [_row(account, columns, marks, index, alone) for account in incident.accounts if account.facets]
    return Sides(
        columns=tuple(FACET[facet] for facet in columns),
        rows=tuple(sorted(rows, key=_telling)),
        silent=tuple(index.account_name(account) for account in incident.accounts if not account.facets),
        one_origin=alone,
        contradictions=contradictions,
        differences=tuple(each for each in found if each.difference),
        pairs=sum(each.size for each in contradictions),
    )


def _telling(row: AccountRow) -> tuple[int, int, str]:
    """What contradicts another comes first, then what tells most."""
    contested_, told = (
        sum(map(bool, each)) for each in ([c.contested for c in row.cells], [c.entries for c in row.cells])
    )
    return -contested_, -told, row.source


def _row(
    account: Account, columns: Sequence[Facet], marks: dict[tuple[str, Facet], list[Mark]], index: Index, alone: str
) -> AccountRow:
    by_facet: dict[Facet, list[FacetValue]] = {}
    for value in account.facets:
        by_facet.setdefault(value.facet, []).append(value)
    cells = []
    for facet in columns:
        tied = tuple(marks.get((account.id, facet), ())) if facet in by_facet else ()
        entries = tuple(_entry(value, index) for value in by_facet.get(facet, ()))
        cells.append(Cell(FACET[facet], entries, tied, any(not mark.difference for mark in tied)))
    source, origin = index.account_name(account), index.origin_name(account.origin)
    return AccountRow(
        source, SOURCE_TYPE[account.source_type], "" if alone or origin == source else origin, tuple(cells)
    )


def _entry(value: FacetValue, index: Index) -> Entry:
    words = value_words(value.facet, value.value, value.text)
    return Entry(words, value.polarity == "negated", index.refs(value.statements))

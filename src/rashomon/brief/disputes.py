"""Where accounts differ: what contradicts what, put together by point, with the words of every side.

``compare`` gives pairs. Five names for one perpetrator make ten of them; a reader wants one point with five sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.brief.index import Index, Ref, anchor
from rashomon.brief.words import DIFFERENCES, FACET, KIND, KIND_OF_MANY, value_words
from rashomon.model import (
    Account,
    Assertion,
    Contradiction,
    ContradictionKind,
    Facet,
    Incident,
    Polarity,
    Statement,
    fold,
)

QUOTE_MARGIN = 110


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a side: before, the very words at issue, after, and the reference."""

    before: str
    words: str
    after: str
    href: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Side:
    """One value in dispute, who gives it, in which words."""

    value: str
    source: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One point on which accounts differ. ``pairs`` says which sides are meant where not each contradicts each other one."""

    n: int
    key: str
    facet: str
    kind: ContradictionKind
    kind_words: str
    difference: bool
    sides: tuple[Side, ...]
    whys: tuple[str, ...]
    pairs: tuple[str, ...]
    accounts: frozenset[str]
    of: Facet
    size: int


@dataclass
class _Point:
    """A point while it is put together: the contradictions, and per value its statements in order."""

    facet: Facet
    kind: ContradictionKind
    records: list[Contradiction] = field(default_factory=list)
    told: dict[str, dict[str, None]] = field(default_factory=dict)


def disputes(incident: Incident, index: Index) -> tuple[Dispute, ...]:
    """All points of an incident, contradictions before differences, numbered in that order."""
    points = _points(incident, index)
    return tuple(_dispute(point, n, incident, index) for n, point in enumerate(points, 1))


def _points(incident: Incident, index: Index) -> list[_Point]:
    """Contradictions of one facet and kind that share a value, together: those about who did it first."""
    by_id = {account.id: account for account in incident.accounts}
    order = {facet: n for n, facet in enumerate(Facet)}
    ranked = sorted(incident.contradictions, key=lambda c: (c.kind in DIFFERENCES, order[c.facet], c.kind, c.values))
    points: list[_Point] = []
    for each in ranked:
        same = [p for p in points if p.facet is each.facet and p.kind is each.kind and set(p.told) & set(each.values)]
        point = same[0] if same else _Point(each.facet, each.kind)
        if not same:
            points.append(point)
        for other in same[1:]:
            point.records += other.records
            for value, keys in other.told.items():
                point.told.setdefault(value, {}).update(keys)
            points.remove(other)
        point.records.append(each)
        for value, mine in _placed(each, by_id, index):
            point.told.setdefault(value, {}).update(dict.fromkeys(mine))
    return points


def _placed(each: Contradiction, by_id: dict[str, Account], index: Index) -> list[tuple[str, list[str]]]:
    """Each value with its statements. They come side after side: one that shows no value goes with the one before it."""
    accounts = [by_id.get(each.accounts[n]) if n < len(each.accounts) else None for n in range(len(each.values))]
    mine: list[list[str]] = [[] for _ in each.values]
    last = 0
    for key in dict.fromkeys(each.statements):
        statement = index.statements.get(key)
        if statement is not None and mine:
            for n in _sides_of(statement, each, accounts, last):
                mine[n].append(key)
                last = n
    return list(zip(each.values, mine, strict=True))


def _sides_of(
    statement: Statement, each: Contradiction, accounts: Sequence[Account | None], last: int
) -> Sequence[int]:
    """Which values a statement stands for: those that it asserts; else its account's, else that of the statement before."""
    shown = {fold(words) for assertion in statement.asserts for words in _shown_as(assertion, each.facet)}
    exact = [n for n, value in enumerate(each.values) if fold(value) in shown]
    own = [n for n, account in enumerate(accounts) if account is not None and statement.id in account.statements]
    return exact or ([last] if last in own or not own else own[:1])


def _shown_as(assertion: Assertion, facet: Facet) -> Iterator[str]:
    """How a value of an assertion may be written in a contradiction."""
    if assertion.facet is not facet and not (facet is Facet.PERPETRATOR and assertion.facet is Facet.ADOPTER):
        return
    written = (assertion.value, assertion.text, assertion.wording or "", value_words(assertion.facet, assertion.value))
    if assertion.polarity is Polarity.NEGATED:
        yield from (f"not {words}" for words in written if words)
    elif assertion.facet is not facet:
        yield from (f"{words} as adopter only" for words in written if words)
    else:
        yield from (words for words in written if words)


def _dispute(point: _Point, n: int, incident: Incident, index: Index) -> Dispute:
    values = list(point.told)
    paired = {frozenset(each.values) for each in point.records if len(set(each.values)) == 2}
    every = len(values) * (len(values) - 1) // 2 == len(paired)
    return Dispute(
        n=n,
        key=f"{anchor('c', incident.id)}-{n}",
        facet=FACET[point.facet],
        kind=point.kind,
        kind_words=KIND[point.kind] if len(values) < 3 else KIND_OF_MANY[point.kind],
        difference=point.kind in DIFFERENCES,
        sides=tuple(_side(value, point.facet, list(keys), index) for value, keys in point.told.items()),
        whys=tuple(dict.fromkeys(each.why for each in point.records if each.why)),
        pairs=()
        if every or point.kind in DIFFERENCES
        else tuple(" / ".join(value_words(point.facet, v) for v in each.values) for each in point.records),
        accounts=frozenset(account for each in point.records for account in each.accounts),
        of=point.facet,
        size=len(point.records),
    )


def _side(value: str, facet: Facet, keys: Sequence[str], index: Index) -> Side:
    statements = sorted((index.statements[key] for key in keys), key=lambda s: index.number[s.id])
    names = tuple(dict.fromkeys(index.speaker_name(each) for each in statements))
    quotes = []
    for each in statements:
        ref = index.ref(each.id)
        if ref is not None:
            quotes.append(Quote(*_words(each, _at_issue(each, value, facet)), index.passage(each), ref))
    return Side(value_words(facet, value), names, tuple(quotes))


def _at_issue(statement: Statement, value: str, facet: Facet) -> Assertion | None:
    """The assertion whose words are marked: one that shows the value, else one of the facet."""
    for each in statement.asserts:
        if fold(value) in {fold(words) for words in _shown_as(each, facet)}:
            return each
    return next((each for each in statement.asserts if each.facet is facet), None)


def _words(statement: Statement, assertion: Assertion | None) -> tuple[str, str, str]:
    """A statement's words around the words at issue."""
    text = statement.content.text
    if assertion is None or not assertion.text or (at := text.find(assertion.text)) < 0:
        return (text[: 2 * QUOTE_MARGIN] + ("…" if len(text) > 2 * QUOTE_MARGIN else ""), "", "")
    end = at + len(assertion.text)
    before, after = text[max(0, at - QUOTE_MARGIN) : at], text[end : end + QUOTE_MARGIN]
    if at > QUOTE_MARGIN:
        before = "…" + before[before.find(" ") + 1 :]
    if end + QUOTE_MARGIN < len(text):
        after = after[: after.rfind(" ") + 1 or None] + "…"
    return before, assertion.text, after

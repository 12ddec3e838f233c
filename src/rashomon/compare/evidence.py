"""The assertions behind accounts, and which voices put forward which value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import (
    Account,
    Assertion,
    Contradiction,
    ContradictionKind,
    Facet,
    Modality,
    Polarity,
    Report,
    SourceType,
    Statement,
)

MAX_VALUES = 12
"""Values of one facet that are compared with each other; those with fewest voices are left out first, and it is said."""

MAX_STATEMENTS = 40
"""Statements shown for one side of a contradiction."""

_PUT_FORWARD = frozenset({Modality.ASSERTED, Modality.HEDGED})
_OF_ONE_ATTACK = frozenset({Facet.TACTIC, Facet.WEAPON, Facet.TARGET, Facet.TOLL, Facet.PLACE, Facet.TIME})


@dataclass(frozen=True, slots=True)
class Said:
    """One assertion of one account. ``on`` is the day or time (ISO 8601) it was said or, failing that, published.

    ``voice`` is who is bound by it: the source, and for an outlet's own words the origin, so that a copy is no second voice.
    """

    account: str
    voice: str
    source_type: SourceType
    statement: Statement
    assertion: Assertion
    on: str | None

    @property
    def identity(self) -> str:
        """The actor who speaks where that is known, else the voice."""
        speaker = self.statement.speaker
        return speaker.actor if speaker is not None and speaker.actor else self.voice


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one facet with everybody who put it forward. ``shown`` is how the brief writes it."""

    key: str
    shown: str
    said: tuple[Said, ...]

    @property
    def voices(self) -> frozenset[str]:
        """Who put it forward."""
        return frozenset(each.voice for each in self.said)


def gather(
    accounts: Iterable[Account], *, statements: Mapping[str, Statement], reports: Mapping[str, Report]
) -> dict[Facet, tuple[Said, ...]]:
    """What the accounts assert, by facet, in a fixed order. Questions, conditions and hypotheses assert nothing.

    A statement about several attacks does not say which of them its count, place, time or manner belongs to: left out.
    """
    found: dict[Facet, list[Said]] = {}
    for account in sorted(accounts, key=lambda each: each.id):
        for sid in sorted(set(account.statements)):
            statement = statements.get(sid)
            if statement is None or statement.modality not in _PUT_FORWARD:
                continue
            voice = f"outlet:{account.origin}" if statement.outlet_answers else account.source
            on = statement.said_on or _published(reports.get(statement.report))
            several = len(set(statement.incidents)) > 1
            for assertion in statement.asserts:
                if not (several and assertion.facet in _OF_ONE_ATTACK):
                    said = Said(account.id, voice, account.source_type, statement, assertion, on)
                    found.setdefault(assertion.facet, []).append(said)
    return {facet: tuple(found[facet]) for facet in sorted(found, key=lambda facet: facet.value)}


def _published(report: Report | None) -> str | None:
    return report.published if report is not None else None


def values(
    said: Iterable[Said],
    key: Callable[[Said], str | None],
    shown: Callable[[Said], str],
    polarity: Polarity = Polarity.AFFIRMED,
) -> tuple[Value, ...]:
    """Group by ``key`` (``None`` is left out), most voices first, then by key; the longest writing is shown."""
    groups: dict[str, list[Said]] = {}
    for each in said:
        name = key(each) if each.assertion.polarity is polarity else None
        if name is not None:
            groups.setdefault(name, []).append(each)
    found = []
    for name, members in groups.items():
        writings = sorted({shown(each) for each in members}, key=lambda text: (-len(text), text))
        found.append(Value(name, writings[0], tuple(members)))
    return tuple(sorted(found, key=lambda value: (-len(value.voices), value.key)))


def pairs(found: Sequence[Value]) -> list[tuple[Value, Value]]:
    """Every pair of the first ``MAX_VALUES`` values, each pair and the list in the order of the keys."""
    kept = sorted(found[:MAX_VALUES], key=lambda value: value.key)
    return [(one, other) for index, one in enumerate(kept) for other in kept[index + 1 :]]


def left_out(found: Sequence[Value]) -> str:
    """The sentence that says how many values were not compared; empty where all were."""
    more = len(found) - MAX_VALUES
    return f" {more} further values with fewer voices were not compared." if more > 0 else ""


def different_voices(one: Value, other: Value) -> bool:
    """Whether somebody says the one and somebody else the other."""
    return len(one.voices | other.voices) > 1


def self_opposed(one: Value, other: Value) -> tuple[str, ...]:
    """Voices that put forward both, in different statements (one statement with both tells of two versions or two parts)."""
    found = []
    for voice in sorted(one.voices & other.voices):
        first = {each.statement.id for each in one.said if each.voice == voice}
        second = {each.statement.id for each in other.said if each.voice == voice}
        if first - second and second - first:
            found.append(voice)
    return tuple(found)


def of_voices(value: Value, voices: Iterable[str]) -> Value:
    """``value`` as put forward by ``voices`` alone."""
    kept = set(voices)
    return Value(value.key, value.shown, tuple(each for each in value.said if each.voice in kept))


def contradiction(facet: Facet, kind: ContradictionKind, one: Value, other: Value, why: str) -> Contradiction:
    """A record with the accounts and words of both sides, the side whose value sorts first given first."""
    sides = sorted((one, other), key=lambda value: (value.shown, value.key))
    accounts = [each.account for side in sides for each in side.said]
    words = [sid for side in sides for sid in _words(side)]
    return Contradiction(
        facet=facet,
        kind=kind,
        accounts=tuple(dict.fromkeys(accounts)),
        values=tuple(side.shown for side in sides),
        statements=tuple(dict.fromkeys(words)),
        why=why,
    )


def _words(side: Value) -> list[str]:
    """Statements of one side, one per account before a second of any, at most ``MAX_STATEMENTS``."""
    first: dict[str, str] = {}
    rest: list[str] = []
    for each in side.said:
        if first.setdefault(each.account, each.statement.id) != each.statement.id:
            rest.append(each.statement.id)
    return [*first.values(), *rest][:MAX_STATEMENTS]

"""Counts of one text: a reading (or a coder) against the gold of one or two coders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evals.harness import Stat
from evals.modern.coding import Asserted, CodedIncident, CodedStatement, Coding, Count, Party
from evals.modern.matching import Wanted, f1_stat, matched, merged, shared
from evals.modern.quotes import Span
from evals.modern.values import NAMES
from rashomon.model import Facet, Status

T = TypeVar("T")
_HALF = 0.5
_EDGES = "\"“”'‘’.,;:?! \n"
LABELS = ("act", "status", "polarity", "modality", "mode", "depth")
ROLES = ("perpetrators", "victims", "targets", "weapons")


@dataclass(frozen=True, slots=True)
class Unit:
    """One assertion with the contents of its statement."""

    asserted: Asserted
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The gold of one text: what both coders have is required, either label of both is right."""

    attack: frozenset[bool]
    counts: frozenset[int]
    incidents: tuple[Wanted[CodedIncident], ...]
    statements: tuple[Wanted[CodedStatement], ...]
    units: tuple[Wanted[Unit], ...]


def same_statement(one: CodedStatement, other: CodedStatement) -> float:
    """How well two statements fit by their contents; the same speaker and depth decide between nested ones."""
    overlap = shared(one.content, other.content)
    speakers = (one.speaker is None) == (other.speaker is None) and (
        one.speaker is None or other.speaker is None or shared((one.speaker,), (other.speaker,)) > 0
    )
    return overlap + 0.2 * speakers + 0.1 * (one.depth == other.depth) if overlap else 0.0


def same_unit(one: Unit, other: Unit) -> float:
    """Two assertions of one facet and polarity: names by their words, closed values and tolls by value in overlapping contents."""
    a, b = one.asserted, other.asserted
    if a.facet is not b.facet or a.negated != b.negated:
        return 0.0
    words = shared((a.span,), (b.span,))
    if a.facet in NAMES:
        return words
    return 0.5 + words if a.value == b.value and shared(one.content, other.content) else 0.0


def same_party(one: Party, other: Party) -> float:
    """Two participants by their words."""
    return shared((one.span,), (other.span,))


def same_count(one: Count, other: Count) -> float:
    """Two counts by effect and both ends of the range."""
    return float((one.effect, one.low, one.high) == (other.effect, other.low, other.high))


def _any(one: Sequence[T], other: Sequence[T], same: Callable[[T, T], float]) -> bool:
    return any(same(a, b) for a in one for b in other)


def same_incident(one: CodedIncident, other: CodedIncident) -> float:
    """How well two incidents fit: type, days, places, participants and tolls; 0 where nothing agrees."""
    days = bool(one.date and other.date and one.date[0] <= other.date[1] and other.date[0] <= one.date[1])
    return (
        float(one.type is other.type)
        + 2 * days
        + 2 * (shared(one.places, other.places) > 0)
        + sum(_any(getattr(one, role), getattr(other, role), same_party) for role in ROLES)
        + _any(one.toll, other.toll, same_count)
    )


def _units(statements: Sequence[CodedStatement]) -> list[Unit]:
    """Assertions of all statements; a value counts once per statement."""
    found: dict[tuple[object, ...], Unit] = {}
    for statement in statements:
        for a in statement.asserts:
            key = (statement.id, a.facet, a.negated, a.span if a.facet in NAMES else a.value)
            found.setdefault(key, Unit(a, statement.content))
    return list(found.values())


def gold_of(one: Coding, other: Coding | None = None) -> Gold:
    """The gold of a text from one coder or from two."""
    codings = [one] if other is None else [one, other]
    incidents = None if other is None else other.incidents
    statements = None if other is None else other.statements
    units = None if other is None else _units(other.statements)
    return Gold(
        attack=frozenset(c.attack for c in codings),
        counts=frozenset(len(c.incidents) for c in codings),
        incidents=tuple(merged(one.incidents, incidents, same_incident)),
        statements=tuple(merged(one.statements, statements, same_statement)),
        units=tuple(merged(_units(one.statements), units, same_unit)),
    )


def trimmed(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans without quotation marks, blanks and punctuation at their ends."""
    made = []
    for start, end in spans:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        made.append((start, end))
    return tuple(made)


def _labelled(said: CodedStatement, wanted: Wanted[CodedStatement], label: str) -> bool:
    return any(getattr(said, label) == getattr(v, label) for v in wanted.variants)


def statement_stats(
    text: str, said: Sequence[CodedStatement], gold: Sequence[Wanted[CodedStatement]]
) -> dict[str, Stat]:
    """Detection, labels and spans of statements."""
    pairs = matched(said, gold, same_statement)
    sure = [(s, w) for s, w in pairs if w.required]
    half = [(s, w) for s, w in pairs if max(shared(s.content, v.content) for v in w.variants) >= _HALF]
    stats: dict[str, Stat] = {
        "statement_f1": f1_stat(len(said), gold, pairs, sum(_labelled(s, w, "act") for s, w in sure)),
        "content_f1": f1_stat(len(said), gold, pairs),
        "content_half_f1": f1_stat(len(said), gold, pairs, sum(w.required for _, w in half)),
        "speaker_f1": _role_stat(said, gold, pairs, "speaker"),
        "cue_f1": _role_stat(said, gold, pairs, "cue"),
    }
    for label in LABELS:
        stats[f"{label}_accuracy"] = (sum(_labelled(s, w, label) for s, w in sure), len(sure))
    named = [(s, w) for s, w in sure if all(v.status is not Status.FACT for v in w.variants)]
    stats["status_attributed_accuracy"] = (sum(_labelled(s, w, "status") for s, w in named), len(named))
    stats["content_exact"] = (
        sum(any(trimmed(text, s.content) == trimmed(text, v.content) for v in w.variants) for s, w in sure),
        len(sure),
    )
    for role in ("speaker", "cue"):
        both = [(getattr(s, role), [getattr(v, role) for v in w.variants]) for s, w in sure]
        told = [(span, spans) for span, spans in both if span is not None and any(spans)]
        stats[f"{role}_exact"] = (sum(span in spans for span, spans in told), len(told))
    return stats


def _role_stat(
    said: Sequence[CodedStatement],
    gold: Sequence[Wanted[CodedStatement]],
    pairs: Sequence[tuple[CodedStatement, Wanted[CodedStatement]]],
    role: str,
) -> Stat:
    """Statements whose speaker (or cue) overlaps the gold's, among all that have one.

    Where the two coders differ on whether there is one, the statement counts neither way.
    """

    def span(statement: CodedStatement) -> tuple[Span, ...]:
        found = getattr(statement, role)
        return () if found is None else (found,)

    def wants(wanted: Wanted[CodedStatement]) -> bool:
        return wanted.required and all(map(span, wanted.variants))

    right = sum(wants(w) and any(shared(span(s), span(v)) > 0 for v in w.variants) for s, w in pairs)
    free = {id(s) for s, w in pairs if not wants(w) and (not w.required or any(map(span, w.variants)))}
    return (right, sum(bool(span(s)) for s in said if id(s) not in free), right, sum(map(wants, gold)))


def facet_stats(said: Sequence[Unit], gold: Sequence[Wanted[Unit]]) -> dict[str, Stat]:
    """An F1 for every facet, and one over all."""
    stats: dict[str, Stat] = {}
    for facet in Facet:
        mine = [u for u in said if u.asserted.facet is facet]
        theirs = [w for w in gold if w.variants[0].asserted.facet is facet]
        stats[f"facet_{facet}_f1"] = f1_stat(len(mine), theirs, matched(mine, theirs, same_unit))
    return {"facet_f1": tuple(sum(values) for values in zip(*stats.values(), strict=True)), **stats}


def incident_stats(said: Sequence[CodedIncident], gold: Gold) -> dict[str, Stat]:
    """How many, which, and what is right in those that were found."""
    pairs = matched(said, gold.incidents, same_incident)
    sure = [(s, w) for s, w in pairs if w.required]
    stats: dict[str, Stat] = {
        "incident_count_exact": (float(len(said) in gold.counts), 1.0),
        "incident_f1": f1_stat(len(said), gold.incidents, pairs),
        "type_accuracy": _right(sure, "type"),
        "stage_accuracy": _right(sure, "stage"),
        "date_exact": _right(sure, "date"),
        "country_accuracy": _right(sure, "country"),
    }
    placed = [(s, w) for s, w in sure if any(v.places for v in w.variants)]
    near = sum(any(shared(s.places, v.places) > 0 for v in w.variants) for s, w in placed)
    stats["place_accuracy"] = (near, len(placed))
    stats.update(dict.fromkeys(("toll_f1", *(f"{role}_f1" for role in ROLES)), (0.0,) * 4))
    stats["perpetrator_status_accuracy"] = (0.0, 0.0)
    for s, w in sure:
        _add(stats, "toll_f1", _parts(s.toll, [v.toll for v in w.variants], same_count))
        for role in ROLES:
            _add(stats, f"{role}_f1", _parts(getattr(s, role), [getattr(v, role) for v in w.variants], same_party))
        _add(stats, "perpetrator_status_accuracy", _statuses(s, w))
    return stats


def _right(pairs: Sequence[tuple[CodedIncident, Wanted[CodedIncident]]], key: str) -> Stat:
    """Pairs with the gold's value, among those for which the gold says one."""
    told = [(s, [getattr(v, key) for v in w.variants]) for s, w in pairs]
    told = [(s, values) for s, values in told if any(v is not None for v in values)]
    return (sum(getattr(s, key) in values for s, values in told), len(told))


def _parts(said: Sequence[T], variants: Sequence[Sequence[T]], same: Callable[[T, T], float]) -> Stat:
    gold = merged(variants[0], variants[1] if len(variants) > 1 else None, same)
    return f1_stat(len(said), gold, matched(said, gold, same))


def _statuses(said: CodedIncident, wanted: Wanted[CodedIncident]) -> Stat:
    """Status of the perpetrators that both name."""
    gold = merged(wanted.variants[0].perpetrators, wanted.variants[-1].perpetrators, same_party)
    pairs = matched(said.perpetrators, gold, same_party)
    return (sum(any(s.status is v.status for v in w.variants) for s, w in pairs), len(pairs))


def _add(stats: dict[str, Stat], name: str, counts: Stat) -> None:
    stats[name] = tuple(a + b for a, b in zip(stats[name], counts, strict=True))


def score(text: str, said: Coding, gold: Gold) -> dict[str, Stat]:
    """All counts of one text (see the harness for their form)."""
    return {
        "relevance_accuracy": (float(said.attack in gold.attack), 1.0),
        **statement_stats(text, said.statements, gold.statements),
        **facet_stats(_units(said.statements), gold.units),
        **incident_stats(said.incidents, gold),
    }

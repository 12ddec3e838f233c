"""What was kept of passages that were not analysed: the names, places, numbers and dates that stand in them, report by report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.brief.index import Index, anchor
from rashomon.brief.words import days, number, span_of
from rashomon.model import Effect, Mention, MentionKind, TimeBasis

ROWS = {
    MentionKind.ACTOR: "Names",
    MentionKind.PLACE: "Places",
    MentionKind.TIME: "Dates",
    MentionKind.NUMBER: "Numbers",
}
_EFFECT = {Effect.KILLED: "the dead", Effect.INJURED: "the injured"}
MOST = 40


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they stand in the report (``language``: theirs), what they can mean, and how often they stand there."""

    text: str
    language: str | None
    meaning: str
    times: int


@dataclass(frozen=True, slots=True)
class Untold:
    """One report with passages that were not analysed. ``rows``: kind of mention → its words; ``more``: how many are not shown."""

    outlet: str
    href: str
    rows: tuple[tuple[str, tuple[Words, ...]], ...]
    more: int


def untold(index: Index) -> tuple[Untold, ...]:
    """Reports with mentions, in the order of the page."""
    of_report: dict[str, list[Mention]] = {}
    for mention in index.brief.mentions:
        of_report.setdefault(mention.report, []).append(mention)
    return tuple(
        _untold(report.id, of_report[report.id], index) for report in index.brief.reports if report.id in of_report
    )


def _untold(report: str, mentions: Sequence[Mention], index: Index) -> Untold:
    counted: dict[tuple[MentionKind, str, str | None, str], int] = {}
    for mention in mentions:
        key = (mention.kind, mention.text, mention.language, _meaning(mention, index))
        counted[key] = counted.get(key, 0) + 1
    rows = []
    more = 0
    for kind, label in ROWS.items():
        found = [Words(text, lang, meaning, n) for (k, text, lang, meaning), n in counted.items() if k is kind]
        more += max(0, len(found) - MOST)
        rows += [(label, tuple(found[:MOST]))] if found else []
    return Untold(index.outlet(report), f"#{anchor('r', report)}", tuple(rows), more)


def _meaning(mention: Mention, index: Index) -> str:
    """What the words can mean, as far as that is known; empty where it is not."""
    if mention.kind is MentionKind.ACTOR:
        return index.name(mention.actor) if mention.actor else ""
    if mention.kind is MentionKind.PLACE:
        place = mention.place
        named = (place.name, place.country if place.country not in (place.name, None) else None) if place else ()
        return ", ".join(part for part in named if part) or (index.name(mention.actor) if mention.actor else "")
    if mention.kind is MentionKind.TIME:
        known = mention.when is not None and mention.when.basis is not TimeBasis.UNKNOWN
        return days(mention.when) if known and mention.when else "day unknown"
    said = span_of(mention.count) if mention.count else number(float(mention.value))
    return f"{said}; by the nearest words, of {_EFFECT[mention.effect]}" if mention.effect in _EFFECT else said

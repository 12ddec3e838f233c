"""One coder's work on one text: records with exact quotes, read, checked and compiled into offsets.

The format stands in ``docs/reference/coding-rubric.md`` (section 9). Everything that does not fit is a ``CodingError`` with file and line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.corpora import CorpusError
from evals.modern.quotes import QuoteError, Span, locate
from evals.modern.texts import ModernText
from evals.modern.values import check_value, day_range, member, vocabulary
from rashomon.model import Act, Effect, Facet, IncidentType, Modality, Mode, ParticipantKind, Polarity, Stage, Status


class CodingError(CorpusError):
    """Codings that don't fit their text or the format; the message has one line ``file:line: …`` for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """What a coded statement asserts: facet, normalised value (a name: the words), where, and whether it rejects it."""

    facet: Facet
    value: str
    span: Span
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedStatement:
    """A statement as coded, spans as offsets in code points."""

    id: str
    incidents: tuple[str, ...]
    act: Act
    status: Status
    polarity: Polarity
    modality: Modality
    mode: Mode
    depth: int
    speaker: Span | None
    via: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    asserts: tuple[Asserted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A perpetrator, victim, target or weapon of a coded incident."""

    span: Span
    kind: ParticipantKind | None = None
    status: Status | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of one effect told of an incident; ``high`` is ``None`` for "at least". ``attackers``: included, not, unsaid."""

    effect: Effect
    low: int
    high: int | None
    attackers: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedIncident:
    """An incident as coded. ``date``: first and last day (ISO 8601); ``country``: ISO 3166-1 alpha-2."""

    id: str
    type: IncidentType
    stage: Stage
    date: tuple[str, str] | None
    places: tuple[Span, ...]
    country: str | None
    perpetrators: tuple[Party, ...]
    victims: tuple[Party, ...]
    targets: tuple[Party, ...]
    weapons: tuple[Party, ...]
    toll: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All that one coder wrote about one text."""

    text: str
    attack: bool
    incidents: tuple[CodedIncident, ...]
    statements: tuple[CodedStatement, ...]


_KEYS = {
    "report": {"report"},
    "incident": {
        *(
            "incident",
            "type",
            "stage",
            "date",
            "places",
            "country",
            "perpetrators",
            "victims",
            "targets",
            "weapons",
            "toll",
        )
    },
    "statement": {
        *(
            "statement",
            "in",
            "act",
            "status",
            "polarity",
            "modality",
            "mode",
            "depth",
            "speaker",
            "via",
            "cue",
            "content",
        ),
        "asserts",
    },
}


def _known(row: Mapping[str, Any], allowed: set[str]) -> None:
    extra = set(row) - allowed
    if extra:
        raise QuoteError(f"unknown key {sorted(extra)[0]!r}")


def _party(text: str, given: Any) -> Party:
    """A participant: a quote, or a quote's keys with kind, status, effect."""
    if not isinstance(given, dict):
        return Party(span=locate(text, given))
    _known(given, {"words", "n", "kind", "status", "effect"})
    quote = {key: given[key] for key in ("words", "n") if key in given}
    return Party(
        span=locate(text, quote),
        kind=vocabulary(ParticipantKind, given["kind"]) if "kind" in given else None,
        status=vocabulary(Status, given["status"]) if "status" in given else None,
        effect=vocabulary(Effect, given["effect"]) if "effect" in given else None,
    )


def _perpetrator(text: str, given: Any) -> Party:
    party = _party(text, given)
    if party.status is None:
        raise QuoteError(f"perpetrator {given!r} has no status")
    return Party(span=party.span, kind=party.kind or ParticipantKind.ORGANIZATION, status=party.status)


def _count(given: Mapping[str, Any]) -> Count:
    _known(given, {"effect", "low", "high", "attackers"})
    low, high, attackers = given.get("low"), given.get("high"), given.get("attackers")
    if not isinstance(low, int) or not (high is None or (isinstance(high, int) and high >= low)):
        raise QuoteError(f"toll {dict(given)!r}: low must be a number, high null or a number not below it")
    return Count(effect=vocabulary(Effect, given["effect"]), low=low, high=high, attackers=attackers)


def _incident(text: str, row: Mapping[str, Any]) -> CodedIncident:
    def parties(key: str, read: Callable[[str, Any], Party] = _party) -> tuple[Party, ...]:
        return tuple(read(text, given) for given in row.get(key, ()))

    return CodedIncident(
        id=row["incident"],
        type=vocabulary(IncidentType, row["type"]),
        stage=vocabulary(Stage, row.get("stage", "accomplished")),
        date=day_range(row.get("date")),
        places=tuple(locate(text, quote) for quote in row.get("places", ())),
        country=row.get("country"),
        perpetrators=parties("perpetrators", _perpetrator),
        victims=parties("victims"),
        targets=parties("targets"),
        weapons=parties("weapons"),
        toll=tuple(map(_count, row.get("toll", ()))),
    )


def _asserted(text: str, given: Mapping[str, Any], content: Sequence[Span], speaker: Span | None) -> Asserted:
    _known(given, {"facet", "value", "words", "n", "negated"})
    facet = vocabulary(Facet, given["facet"])
    quote = {key: given[key] for key in ("words", "n") if key in given}
    own = [speaker] if speaker else []
    span = locate(text, quote, [content, own])
    if not any(a <= span[0] and span[1] <= b for a, b in [*content, *own]):
        raise QuoteError(f"{given['words']!r} lies neither in the content nor in the speaker")
    value = given.get("value", given["words"])
    check_value(facet, value)
    return Asserted(facet=facet, value=value, span=span, negated=bool(given.get("negated", False)))


def _statement(text: str, row: Mapping[str, Any], incidents: Sequence[str]) -> CodedStatement:
    def span(key: str) -> Span | None:
        return locate(text, row[key]) if row.get(key) is not None else None

    speaker, cue = span("speaker"), span("cue")
    if not row.get("content"):
        raise QuoteError("content is missing")
    content = tuple(locate(text, quote) for quote in row["content"])
    mode = vocabulary(Mode, row.get("mode", "indirect" if speaker or cue else "outlet"))
    if (mode is Mode.OUTLET) != (speaker is None and cue is None):
        raise QuoteError("mode outlet has neither speaker nor cue, every other mode has one of them")
    named = row.get("in", list(incidents) if len(incidents) == 1 else None)
    if named is None:
        raise QuoteError("which incidents? (in)")
    return CodedStatement(
        id=row["statement"],
        incidents=tuple(member(name, incidents, "incident") for name in named),
        act=vocabulary(Act, row.get("act", "report")),
        status=vocabulary(Status, row.get("status", "fact")),
        polarity=vocabulary(Polarity, row.get("polarity", "affirmed")),
        modality=vocabulary(Modality, row.get("modality", "asserted")),
        mode=mode,
        depth=row.get("depth", 0 if mode is Mode.OUTLET else 1),
        speaker=speaker,
        via=tuple(locate(text, quote) for quote in row.get("via", ())),
        cue=cue,
        content=content,
        asserts=tuple(_asserted(text, given, content, speaker) for given in row.get("asserts", ())),
    )


def _rows(file: Path) -> list[tuple[int, str, dict[str, Any]]]:
    """Line number, kind and record of every line. The first wrong line raises ``CodingError``."""
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CodingError(f"{file}:{number}: {error}") from error
        kinds = [kind for kind in _KEYS if isinstance(row, dict) and kind in row]
        if len(kinds) != 1:
            raise CodingError(f"{file}:{number}: neither a report nor an incident nor a statement")
        rows.append((number, kinds[0], row))
    return rows


def read_coding(file: Path, text: ModernText) -> Coding:
    """The codings of one text. ``CodingError`` lists everything that is wrong, each with file and line."""
    wrong: list[str] = []
    made: dict[str, list[Any]] = {kind: [] for kind in _KEYS}
    rows = _rows(file)
    incidents = [row["incident"] for _, kind, row in rows if kind == "incident"]
    names = incidents + [row["statement"] for _, kind, row in rows if kind == "statement"]
    read: dict[str, Callable[[Mapping[str, Any]], Any]] = {
        "report": lambda row: bool(row["report"]["attack"]),
        "incident": lambda row: _incident(text.text, row),
        "statement": lambda row: _statement(text.text, row, incidents),
    }
    for number, kind, row in rows:
        try:
            _known(row, _KEYS[kind])
            if kind != "report" and names.count(row[kind]) > 1:
                raise QuoteError(f"{row[kind]!r} is there more than once")
            made[kind].append(read[kind](row))
        except KeyError as error:
            wrong.append(f"{file}:{number}: {error.args[0]!r} is missing")
        except (TypeError, AttributeError, ValueError) as error:
            wrong.append(f"{file}:{number}: {error}")
    if len(made["report"]) != 1:
        wrong.append(f"{file}:1: one line must say whether an attack is told")
    elif made["report"][0] != bool(incidents):
        wrong.append(f"{file}:1: an attack is told if and only if there are incidents")
    if wrong:
        raise CodingError("\n".join(wrong))
    return Coding(
        text=text.id, attack=made["report"][0], incidents=tuple(made["incident"]), statements=tuple(made["statement"])
    )


def read_codings(folder: Path, texts: Sequence[ModernText]) -> dict[str, Coding]:
    """Text id → coding, for the texts that this coder did. ``CodingError`` gathers what is wrong in all files."""
    codings, wrong = {}, []
    by_id = {text.id: text for text in texts}
    for file in sorted(folder.glob("*.jsonl")):
        try:
            if file.stem not in by_id:
                raise CodingError(f"{file}:1: there is no text {file.stem!r}")
            codings[file.stem] = read_coding(file, by_id[file.stem])
        except CodingError as error:
            wrong.append(str(error))
    if wrong:
        raise CodingError("\n".join(wrong))
    return codings

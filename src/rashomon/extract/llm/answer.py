"""What a model is asked to answer, in one place: the JSON Schema that is sent and the check of what comes back.

Only the kind of each value is checked here. Whether the words are in the report is for ``locating`` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from rashomon.extract.lexicon import objects
from rashomon.model import TACTIC_PARENT, Act, Basis, Effect, Facet, IncidentType, Modality, Polarity, Stage

MAX_ITEMS = 400
"""More statements, assertions or incidents than this in one answer are no extraction; the rest is left out."""

CODED: Mapping[Facet, frozenset[str]] = {
    Facet.TACTIC: frozenset(TACTIC_PARENT),
    Facet.WEAPON: frozenset(objects().weapon_of.values()) | {"vehicle", "other"},
    Facet.TARGET: frozenset(objects().target_of.values()) | {"other"},
    Facet.MOTIVE: frozenset({"benefit", "objective"}),
    Facet.CAPABILITY: frozenset({"has", "lacks"}),
    Facet.ACCESS: frozenset({"has", "lacks"}),
    Facet.COINCIDENCE: frozenset({"coincides"}),
    Facet.TRACK_RECORD: frozenset({"false_claims", "true_claims", "past_attacks"}),
    Facet.CLAIMING_PATTERN: frozenset({"adopts", "service", "selective"}),
    Facet.TARGET_SELECTION: frozenset({"fits", "does_not_fit"}),
}
"""Facets whose value is one of a closed list (``docs/reference/assertions.md``); the others take the words themselves."""

Code = StrEnum("Code", {code: code for code in sorted(frozenset[str]().union(*CODED.values()))})  # type: ignore[misc]


class SpeakerKind(StrEnum):
    """What a speaker is, as far as the attribution status depends on it."""

    ARMED_GROUP = "armed_group"
    SUSPECT = "suspect"
    AUTHORITY = "authority"
    COURT = "court"
    EXPERT = "expert"
    WITNESS = "witness"
    MEDIA = "media"
    POLITICAL = "political"
    OTHER = "other"


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True)


class AnsweredVictim(_Item):
    """Somebody whom an attack hit."""

    passage: int
    quote: str
    effect: Effect


class AnsweredIncident(_Item):
    """One attack; ``quote`` are the first words that tell it, ``ref`` is what statements call it by."""

    ref: int
    type: IncidentType
    stage: Stage
    passage: int
    quote: str
    victims: list[AnsweredVictim]


class AnsweredSpeaker(_Item):
    """Who speaks, in the words of the passage; the other words may stand anywhere in the report."""

    quote: str
    name: str | None
    role: str | None
    organization: str | None
    kind: SpeakerKind


class AnsweredAssertion(_Item):
    """One thing asserted; ``quote`` lies in the content, or is the speaker."""

    facet: Facet
    quote: str
    code: Code | None
    stands_for: str | None
    about: str | None
    effect: Effect | None
    polarity: Polarity
    incident: int | None


class AnsweredStatement(_Item):
    """One act of one speaker; ``speaker`` null: the outlet's own voice."""

    passage: int
    speaker: AnsweredSpeaker | None
    cue: str | None
    content: list[str]
    via: list[str]
    act: Act
    modality: Modality
    basis: Basis
    channel: str | None
    incidents: list[int]
    asserts: list[AnsweredAssertion]


class Extraction(_Item):
    """The whole answer to one part of a report."""

    incidents: list[AnsweredIncident]
    statements: list[AnsweredStatement]


@dataclass(slots=True)
class Answer:
    """What of an answer is of the right kind, and where and why the rest is not."""

    incidents: list[AnsweredIncident] = field(default_factory=list)
    statements: list[AnsweredStatement] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def answer_schema() -> dict[str, Any]:
    """JSON Schema of an answer in the strict form: every property required, none besides."""
    schema = Extraction.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        part.pop("description", None)
        part.pop("title", None)
        if part.get("type") == "object":
            part["additionalProperties"] = False
            part["required"] = list(part["properties"])
            for each in part["properties"].values():
                each.pop("title", None)
    return schema


def read_answer(value: object) -> Answer | None:
    """The items of parsed JSON that are of the right kind; ``None`` when it is no answer at all. Never raises."""
    if not isinstance(value, dict):
        return None
    incidents, statements = value.get("incidents"), value.get("statements")
    if not isinstance(incidents, list) or not isinstance(statements, list):
        return None
    answer = Answer()
    for where, raw in _first(incidents, "incidents", answer):
        found = _checked(AnsweredIncident, _with_good(raw, "victims", AnsweredVictim, where, answer), where, answer)
        answer.incidents += [found] if found else []
    for where, raw in _first(statements, "statements", answer):
        told = _checked(AnsweredStatement, _with_good(raw, "asserts", AnsweredAssertion, where, answer), where, answer)
        answer.statements += [told] if told else []
    return answer


_T = TypeVar("_T", bound=_Item)


def _first(items: list[Any], name: str, answer: Answer) -> Iterator[tuple[str, Any]]:
    if len(items) > MAX_ITEMS:
        answer.refused.append(f"{name}: {len(items)} of them, only the first {MAX_ITEMS} are read")
    return ((f"{name}[{n}]", item) for n, item in enumerate(items[:MAX_ITEMS]))


def _with_good(raw: Any, name: str, kind: type[_T], where: str, answer: Answer) -> Any:
    """``raw`` with only those items of its list ``name`` that are of the right kind: one bad one costs no more than itself."""
    if not isinstance(raw, dict) or not isinstance(raw.get(name), list):
        return raw
    checked = (_checked(kind, item, at, answer) for at, item in _first(raw[name], f"{where}.{name}", answer))
    return {**raw, name: [item for item in checked if item is not None]}


def _checked(kind: type[_T], raw: Any, where: str, answer: Answer) -> _T | None:
    try:
        return kind.model_validate(raw)
    except (ValidationError, RecursionError) as error:
        answer.refused.append(f"{where}{_why(error)}")
        return None


def _why(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return ": nested too deeply"
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return "".join(f".{part}" for part in first["loc"]) + f": {first['msg'][:160]}"

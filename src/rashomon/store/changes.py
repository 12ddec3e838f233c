"""Which fields a person may change, what may be written there, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from rashomon.errors import InvalidDecision
from rashomon.model import (
    TACTIC_PARENT,
    Act,
    Assertion,
    Basis,
    Effect,
    Facet,
    Modality,
    Mode,
    Place,
    Polarity,
    Range,
    SourceType,
    Speaker,
    Statement,
    Status,
    TimeBasis,
    TimePrecision,
    TimeSpan,
)
from rashomon.store.subjects import Subject


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FACET_VALUES: dict[Facet, frozenset[str]] = {
    Facet.TACTIC: frozenset(TACTIC_PARENT),
    Facet.WEAPON: _words(
        "explosive_device explosive_vest vehicle_bomb rocket mortar missile grenade firearm drone aircraft knife vehicle fire "
        "chemical dynamite other"
    ),
    Facet.TARGET: _words(
        "market civilians residential religious_site school hospital checkpoint police military government diplomatic media "
        "political_figure activist infrastructure energy airport transport hotel business prison humanitarian militia "
        "other"
    ),
    Facet.MOTIVE: frozenset({"benefit", "objective"}),
    Facet.CAPABILITY: frozenset({"has", "lacks"}),
    Facet.ACCESS: frozenset({"has", "lacks"}),
    Facet.COINCIDENCE: frozenset({"coincides"}),
    Facet.TRACK_RECORD: frozenset({"false_claims", "true_claims", "past_attacks"}),
    Facet.CLAIMING_PATTERN: frozenset({"adopts", "service", "selective"}),
    Facet.TARGET_SELECTION: frozenset({"fits", "does_not_fit"}),
}
"""The closed vocabularies of ``docs/reference/assertions.md``; a facet that is not here takes a name or words."""

_Word = TypeVar("_Word", bound=StrEnum)
_Reader = Callable[[str | None], Any]
_TOLL = re.compile(r"(?P<effect>[a-z]+):(?P<low>\d*)-(?P<high>\d*)")


def one_of(vocabulary: type[_Word], value: str | None) -> _Word:
    """The member of a closed vocabulary. Raises ``InvalidDecision``."""
    try:
        return vocabulary(value or "")
    except ValueError as problem:
        raise InvalidDecision(f"{value!r} is none of {', '.join(vocabulary)}") from problem


def _one_of_or_none(vocabulary: type[_Word], value: str | None) -> _Word | None:
    return None if value is None else one_of(vocabulary, value)


def _words_or_none(value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise InvalidDecision("an empty value; leave it out to say that it is unknown")
    return value


def _day_or_none(value: str | None) -> str | None:
    if value is not None:
        _days(value)
    return value


def _count(value: str | None) -> int:
    if value is None or not re.fullmatch(r"[0-9]{1,2}", value):
        raise InvalidDecision(f"{value!r} is no small whole number")
    return int(value)


STATEMENT_FIELDS: Mapping[str, _Reader] = {
    "act": partial(one_of, Act),
    "status": partial(one_of, Status),
    "polarity": partial(one_of, Polarity),
    "modality": partial(one_of, Modality),
    "mode": partial(one_of, Mode),
    "basis": partial(one_of, Basis),
    "hearsay_depth": _count,
    "said_on": _day_or_none,
    "channel": _words_or_none,
    "speaker.actor": _words_or_none,
    "speaker.name": _words_or_none,
    "speaker.role": _words_or_none,
    "speaker.organization": _words_or_none,
    "speaker.source": _words_or_none,
    "speaker.source_type": partial(_one_of_or_none, SourceType),
}
"""Fields of a statement that may be changed, with what reads their value."""

FACET_FIELDS: Mapping[str, _Reader] = {
    "actor": _words_or_none,
    "about": _words_or_none,
    "polarity": partial(one_of, Polarity),
    "party": _words_or_none,
}
"""Fields of an assertion that may be changed, beside ``value``, whose reading depends on the facet."""


def read_change(subject: Subject, field: str | None, value: str | None) -> Any:
    """``value`` as ``field`` of ``subject`` takes it. Raises ``InvalidDecision``."""
    if subject.target is not None:
        return _links(field, value)
    if subject.facet is not None and field == "value":
        return _facet_value(subject.facet, value)
    fields = STATEMENT_FIELDS if subject.facet is None else FACET_FIELDS
    if field is None or field not in fields:
        names = [*fields, *(() if subject.facet is None else ("value",))]
        raise InvalidDecision(f"field {field!r} cannot be changed here; one of {', '.join(sorted(names))}")
    return fields[field](value)


def changed_statement(statement: Statement, changes: Mapping[str, Any]) -> Statement:
    """``statement`` with read ``changes``, by field."""
    if not changes:
        return statement
    own = {field: value for field, value in changes.items() if "." not in field}
    speaker = {field.removeprefix("speaker."): value for field, value in changes.items() if "." in field}
    if speaker:
        # Somebody whom the engine did not find has no words in the text.
        own["speaker"] = replace(statement.speaker or Speaker(text=None, start=None, end=None), **speaker)
    return replace(statement, **own)


def changed_assertion(assertion: Assertion, changes: Mapping[str, Any]) -> Assertion:
    """``assertion`` with read ``changes``, by field. A new value takes what hung on the old one with it."""
    if not changes:
        return assertion
    own = dict(changes)
    if "value" in own:
        own = {**_consequences(assertion, own["value"]), **own}
    return replace(assertion, **own)


def _consequences(assertion: Assertion, value: str) -> dict[str, Any]:
    if assertion.facet == Facet.TOLL:
        effect, quantity = _toll(value)
        return {"effect": effect, "quantity": quantity}
    if assertion.facet == Facet.PLACE:
        return {"place": Place(text=assertion.text, start=assertion.start, end=assertion.end, name=value)}
    if assertion.facet == Facet.TIME:
        earliest, latest = _days(value)
        return {
            "when": TimeSpan(
                text=assertion.text,
                start=assertion.start,
                end=assertion.end,
                earliest=earliest,
                latest=latest,
                precision=TimePrecision.DAY if earliest == latest else None,
                basis=TimeBasis.STATED,
            )
        }
    return {"actor": None} if value != assertion.value else {}


def _facet_value(facet: Facet, value: str | None) -> str:
    if value is None or not value.strip():
        raise InvalidDecision(f"a {facet} needs a value; reject it to say that nothing is asserted")
    allowed = FACET_VALUES.get(facet)
    if allowed is not None and value not in allowed:
        raise InvalidDecision(f"{value!r} is no {facet}; one of {', '.join(sorted(allowed))}")
    if facet == Facet.TOLL:
        _toll(value)
    if facet == Facet.TIME:
        _days(value)
    return value


def _toll(value: str) -> tuple[Effect, Range]:
    match = _TOLL.fullmatch(value)
    if match is None or not (match["low"] or match["high"]):
        raise InvalidDecision(f"{value!r} is no toll; write EFFECT:LOW-HIGH, an unknown end left empty")
    low, high = (int(end) if end else None for end in (match["low"], match["high"]))
    if low is not None and high is not None and low > high:
        raise InvalidDecision(f"{value!r}: {low} is more than {high}")
    return one_of(Effect, match["effect"]), Range(low, low if low == high else None, high)


def _days(value: str) -> tuple[str, str]:
    """The two ends of ``YYYY-MM-DD``, a date with time, or ``FROM/TO``."""
    ends = value.split("/")
    try:
        times = [datetime.fromisoformat(end) for end in ends]
    except ValueError as problem:
        raise InvalidDecision(f"{value!r} is no ISO 8601 date, nor two with a slash between") from problem
    days: list[date] = [time.date() for time in times]
    if len(ends) > 2 or days[0] > days[-1]:
        raise InvalidDecision(f"{value!r} is no ISO 8601 date, nor two in order with a slash between")
    return ends[0], ends[-1]


def _links(field: str | None, value: str | None) -> tuple[str, ...]:
    if field != "incidents":
        raise InvalidDecision(f"field {field!r} cannot be changed here; only incidents")
    names = tuple(dict.fromkeys(part.strip() for part in (value or "").split(",") if part.strip()))
    if not names:
        raise InvalidDecision("no incident named; reject the link to remove it")
    return names

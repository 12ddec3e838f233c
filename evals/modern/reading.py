"""What an engine read, in the terms of a coding, so that machines and coders are scored alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.modern.coding import Asserted, CodedIncident, CodedStatement, Coding, Count, Party
from evals.modern.quotes import Span
from rashomon.model import (
    Assertion,
    DraftIncident,
    Effect,
    Mode,
    Participant,
    Polarity,
    Range,
    Reading,
    Statement,
    Toll,
)


def _spans(pieces: Iterable[object]) -> tuple[Span, ...]:
    """Offsets of what has offsets (spans, places, times, speakers)."""
    found = ((getattr(p, "start", None), getattr(p, "end", None)) for p in pieces)
    return tuple((start, end) for start, end in found if start is not None and end is not None)


def _span(piece: object) -> Span | None:
    return next(iter(_spans([piece])), None)


def _asserted(assertion: Assertion) -> Asserted | None:
    span = _span(assertion)
    negated = assertion.polarity is Polarity.NEGATED
    return Asserted(facet=assertion.facet, value=assertion.value, span=span, negated=negated) if span else None


def coded_statement(statement: Statement) -> CodedStatement:
    """A statement of an engine; the outlet's own voice has no speaker."""
    outlet = statement.mode is Mode.OUTLET
    return CodedStatement(
        id=statement.id,
        incidents=statement.incidents,
        act=statement.act,
        status=statement.status,
        polarity=statement.polarity,
        modality=statement.modality,
        mode=statement.mode,
        depth=statement.hearsay_depth,
        speaker=None if outlet else _span(statement.speaker),
        via=_spans(statement.via),
        cue=_span(statement.cue),
        content=_spans(statement.content.spans),
        asserts=tuple(a for a in map(_asserted, statement.asserts) if a is not None),
    )


def _parties(participants: Sequence[Participant]) -> tuple[Party, ...]:
    return tuple(
        Party(span=span, kind=p.kind, status=p.status, effect=p.effect) for p in participants if (span := _span(p))
    )


def _counts(tolls: Sequence[Toll]) -> tuple[Count, ...]:
    made = []
    for toll in tolls:
        told = {Effect.KILLED: toll.killed, Effect.INJURED: toll.injured, Effect.MISSING: toll.missing}
        made += [_count(effect, r, toll.attackers_included) for effect, r in told.items() if r is not None]
    return tuple(made)


def _count(effect: Effect, told: Range, attackers: bool | None) -> Count:
    low = told.low if told.low is not None else told.best
    return Count(
        effect=effect,
        low=int(low or 0),
        high=None if told.high is None else int(told.high),
        attackers=attackers,
    )


def coded_incident(draft: DraftIncident) -> CodedIncident:
    """A draft incident of an engine."""
    when, where = draft.date, draft.location
    return CodedIncident(
        id=draft.id,
        type=draft.type,
        stage=draft.stage,
        date=(when.earliest, when.latest) if when and when.earliest and when.latest else None,
        places=_spans([where] if where else []),
        country=where.country if where else None,
        perpetrators=_parties(draft.perpetrators),
        victims=_parties(draft.victims),
        targets=_parties(draft.targets),
        weapons=_parties(draft.weapons),
        toll=_counts(draft.toll),
    )


def as_coding(reading: Reading) -> Coding:
    """A whole reading; an attack is told where there is a draft incident."""
    return Coding(
        text=reading.report,
        attack=bool(reading.drafts),
        incidents=tuple(map(coded_incident, reading.drafts)),
        statements=tuple(map(coded_statement, reading.statements)),
    )

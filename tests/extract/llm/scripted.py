"""A stand-in for a model that reads well: what the rules find in a text, told in the form in which a model answers.

It has no offsets and no ids in it. So what comes back through the engine went through every check, and can be held against the rules.
"""

from __future__ import annotations

from typing import Any

from rashomon.extract.actors import clean_name
from rashomon.extract.llm.answer import CODED
from rashomon.extract.llm.assertions import NAMING
from rashomon.extract.llm.passages import Passage, passages
from rashomon.model import Act, Assertion, DraftIncident, Facet, Mode, Reading, Report, Statement, Status


def answer_of(reading: Reading, report: Report) -> dict[str, Any]:
    """The answer that a model would give which reads as the rules do."""
    found = passages(report.text)
    refs = {draft.id: n for n, draft in enumerate(reading.drafts, 1)}
    told = [s for s in reading.statements if s.content.spans]  # a title apart from the text is not sent
    return {
        "incidents": [_incident(d, refs[d.id], report.text, found) for d in reading.drafts],
        "statements": [_statement(s, refs, report.text, found) for s in told],
    }


def _number(found: tuple[Passage, ...], start: int | None) -> int:
    return next((p.number for p in reversed(found) if p.start <= (start or 0)), 1)


def _incident(draft: DraftIncident, ref: int, text: str, found: tuple[Passage, ...]) -> dict[str, Any]:
    first = draft.spans[0]
    victims = [
        {"passage": _number(found, v.start), "quote": text[v.start : v.end], "effect": v.effect or "unknown"}
        for v in draft.victims
    ]
    return {
        "ref": ref, "type": draft.type, "stage": draft.stage, "passage": _number(found, first.start), "quote": first.text,
        "victims": victims,
    }  # fmt: skip


def _statement(s: Statement, refs: dict[str, int], text: str, found: tuple[Passage, ...]) -> dict[str, Any]:
    speaker = s.speaker
    outlet = s.mode is Mode.OUTLET or speaker is None
    return {
        "passage": _number(found, s.content.spans[0].start),
        "speaker": None
        if outlet or speaker is None
        else {
            "quote": text[speaker.start : speaker.end], "name": speaker.name, "role": speaker.role,
            "organization": speaker.organization, "kind": _kind(s),
        },
        "cue": s.cue.text if s.cue else None,
        "content": [span.text for span in s.content.spans],
        "via": [hop.text for hop in s.via],
        "act": s.act,
        "modality": s.modality,
        "basis": s.basis,
        "channel": s.channel,
        "incidents": [refs[i] for i in s.incidents],
        "asserts": [_asserted(a, refs) for a in s.asserts if a.start is not None],
    }  # fmt: skip


def _kind(s: Statement) -> str:
    if s.act in (Act.CLAIM, Act.ADMIT):
        return "suspect" if any(a.facet is Facet.ATTACKER for a in s.asserts) else "armed_group"
    if s.status is Status.ACCUSED_BY_AUTHORITIES:
        return "authority"
    return "court" if s.act is Act.FIND and s.status is Status.FACT else "other"


def _asserted(a: Assertion, refs: dict[str, int]) -> dict[str, Any]:
    stands_for = a.value if a.facet in NAMING and clean_name(a.text) != a.value else None
    return {
        "facet": a.facet, "quote": a.text, "code": a.value if a.facet in CODED else None, "stands_for": stands_for,
        "about": a.about, "effect": a.effect, "polarity": a.polarity, "incident": refs.get(a.incident or ""),
    }  # fmt: skip

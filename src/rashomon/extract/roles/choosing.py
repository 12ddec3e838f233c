"""From scores to what is told: which types of attack, and which participants take part in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.extract.encoder.layout import ROLES, TYPES
from rashomon.extract.roles.fillers import Filler
from rashomon.extract.roles.scoring import RoleScores


@dataclass(frozen=True)
class Thresholds:
    """From which score on something counts. Tuned on MUC-4 ``tst1`` and ``tst2`` (see the model card)."""

    relevance: float = 0.4
    type: float = 0.5
    share: float = 0.5
    """Of its best type's score, what another type needs for a participant to take part in both."""
    role: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(ROLES, 0.3))


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: its best words first, then the other forms of it that were found."""

    role: str
    lead: Filler
    others: tuple[Filler, ...] = ()


def participants(listed: Sequence[Filler], at: Thresholds) -> list[Part]:
    """The surest forms, each participant once: forms that share a noun or hold each other's words are one participant.

    A victim by name takes the description beside it ("the mayor, X"): one person, told by name.
    """
    kept: dict[str, list[tuple[Filler, list[Filler]]]] = {role: [] for role in ROLES}
    for one in sorted(listed, key=lambda f: (-f.score, f.role, f.form)):
        rivals = kept[one.role] + (kept["victim"] if one.role == "described_victim" else [])
        rivals = rivals + (kept["described_victim"] if one.role == "victim" else [])
        same = next((known for known in rivals if _same(one, known[0])), None)
        if same is not None:
            same[1].append(one)
        elif one.score >= at.role[one.role]:
            kept[one.role].append((one, []))
    return [Part(role, lead, tuple(others)) for role in ROLES for lead, others in kept[role]]


def _same(one: Filler, other: Filler) -> bool:
    a, b = set(one.form.split()), set(other.form.split())
    return bool(one.heads & other.heads) or a <= b or b <= a


def told_types(scores: RoleScores, at: Thresholds) -> list[str]:
    """The incident types that the report tells, the likeliest alone where none reaches its threshold; none when irrelevant."""
    if scores.relevance < at.relevance:
        return []
    return [t for t in TYPES if scores.types[t] > at.type] or [max(TYPES, key=lambda t: scores.types[t])]


def by_type(
    parts: Sequence[Part], types: Sequence[str], scores: RoleScores, sentence_of: Sequence[int], at: Thresholds
) -> dict[str, list[Part]]:
    """Which participants take part in which of the told types, by the sentences that name them."""
    found: dict[str, list[Part]] = {t: [] for t in types}
    for part in parts:
        sentences = sorted({sentence_of[o.head] for o in part.lead.occurrences})
        share = {
            t: max(float(scores.sentence_types[s, 1 + TYPES.index(t)]) for s in sentences) * (0.1 + scores.types[t])
            for t in types
        }
        for t in types:
            if share[t] >= at.share * max(share.values()):
                found[t].append(part)
    return found

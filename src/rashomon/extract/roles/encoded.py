"""The encoder's say on the fillers, the types and the relevance that the role models judge: two judges, one opinion."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.extract.encoder.layout import ROLES, TYPES
from rashomon.extract.names import ARMED_KINDS, NameHit
from rashomon.extract.page import Page
from rashomon.extract.roles.fillers import Filler
from rashomon.extract.roles.scoring import RoleScores

if TYPE_CHECKING:
    from rashomon.extract.encoder import Encoder, EncoderScores
    from rashomon.extract.roles.fillers import Floats

PLACEHOLDER = "FMLN"
"""What stands for every known armed group when the encoder reads: exchanging two groups' names exchanges nothing it sees. The name is
one that its training texts are full of, in every role."""
_LEAST = 1e-4


@dataclass(frozen=True)
class Masked:
    """A text with the names of armed groups replaced by one and the same word, and the way back to the offsets."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[tuple[int, int, int], ...]

    def at(self, offset: int, *, end: bool = False) -> int:
        """Where an offset of the real text lies in the masked one; within a name, its beginning or (``end``) its end."""
        n = bisect_right(self.starts, offset - (1 if end else 0)) - 1
        if n < 0:
            return offset
        begin, stop, shift = self.shifts[n]
        if offset >= stop:
            return offset + shift
        masked = begin + (self.shifts[n - 1][2] if n else 0)
        return masked + len(PLACEHOLDER) if end else masked


def masked(text: str, names: Sequence[NameHit]) -> Masked:
    """Replace every known armed group's name."""
    pieces: list[str] = []
    shifts: list[tuple[int, int, int]] = []
    done = shift = 0
    for hit in names:
        if hit.kind not in ARMED_KINDS:
            continue
        pieces += [text[done : hit.start], PLACEHOLDER]
        done, shift = hit.end, shift + len(PLACEHOLDER) - (hit.end - hit.start)
        shifts.append((hit.start, hit.end, shift))
    return Masked("".join([*pieces, text[done:]]), tuple(s for s, _, _ in shifts), tuple(shifts))


@dataclass(frozen=True)
class Opinion:
    """How the two judges' log-odds are added: ``own`` and ``encoder`` weights and a constant."""

    own: float
    encoder: float
    constant: float

    def of(self, own: float, encoder: float) -> float:
        """The joint probability."""
        z = self.own * logit(own) + self.encoder * logit(encoder) + self.constant
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 5)


OPINIONS: Mapping[str, Opinion] = {
    "individual": Opinion(0.437, 0.284, 0.347),
    "organization": Opinion(0.531, 0.236, -0.179),
    "target": Opinion(0.392, 0.541, 0.531),
    "victim": Opinion(0.241, 0.463, -0.389),
    "described_victim": Opinion(0.374, 0.478, 0.455),
    "weapon": Opinion(0.298, 0.563, 0.918),
    "relevance": Opinion(0.379, 0.353, -0.147),
    "type": Opinion(0.656, 0.412, 0.61),
}
"""Fitted by logistic regression to MUC-4 ``tst1`` and ``tst2``, which neither judge was trained on: ``python -m evals.opinions``."""


def logit(p: float) -> float:
    """Log-odds, kept finite."""
    p = min(max(p, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


def span_probability(scores: EncoderScores, tags: Floats, start: int, end: int) -> float:
    """That exactly the words of ``start:end`` (offsets of the encoder's text) are a mention in a role, whose ``tags`` are given."""
    words = scores.between(start, end)
    if not words:
        return 0.0
    p = (
        float(tags[words.start, 1])
        if tags[words.start, 1] > tags[words.start, 2]
        else float(1 - tags[words.start, 0]) / 2
    )
    for k in words[1:]:
        p = min(p, float(tags[k, 2] + 0.5 * tags[k, 1]))
    after = words.stop
    return p * (1 - float(tags[after, 2]) if after < len(tags) else 1.0)


def encoder_scores(listed: Sequence[Filler], page: Page, mask: Masked, scores: EncoderScores) -> list[float]:
    """The encoder's score of each form: that of its best occurrence."""
    tags = {role: scores.role(role) for role in ROLES}  # once: each walks over the whole text
    return [
        max(
            span_probability(scores, tags[f.role], mask.at(page.starts[o.first]), mask.at(page.ends[o.last], end=True))
            for o in f.occurrences
        )
        for f in listed
    ]


def joined(page: Page, own: RoleScores, encoder: Encoder, opinions: Mapping[str, Opinion] = OPINIONS) -> RoleScores:
    """The scores that both judges give; ``opinions`` by role, ``relevance`` and ``type``."""
    mask = masked(page.text, page.names)
    theirs = encoder.scores(mask.text)
    said = encoder_scores(own.fillers, page, mask, theirs)
    listed = tuple(replace(f, score=opinions[f.role].of(f.score, p)) for f, p in zip(own.fillers, said, strict=True))
    kinds = {t: opinions["type"].of(own.types[t], theirs.types[t]) for t in TYPES}
    return replace(
        own, fillers=listed, relevance=opinions["relevance"].of(own.relevance, theirs.relevance), types=kinds
    )

"""From scores of words to mentions of participants."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.extract.encoder.layout import ROLES
from rashomon.extract.encoder.scores import DIGITS, EncoderScores


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A mention of a filler of ``role``: code points ``start`` to ``end``; ``score`` is its surest word's probability."""

    start: int
    end: int
    role: str
    score: float


def role_spans(scores: EncoderScores, least: float = 0.5, inner: float = 0.5) -> list[RoleSpan]:
    """Mentions in the order of the text, those of one role without overlap; mentions of different roles may nest.

    A mention goes over words that are more than ``inner`` likely in the role, and holds one that is more than ``least`` likely. A
    word that begins one rather than goes on begins a new one.
    """
    found = []
    for role in ROLES:
        probabilities = scores.role(role)
        inside = 1 - probabilities[:, 0]
        run: list[int] = []
        for number in range(len(inside) + 1):
            goes_on = number < len(inside) and inside[number] > inner
            begins = goes_on and probabilities[number, 1] > probabilities[number, 2]
            if run and (begins or not goes_on):
                score = round(float(inside[run].max()), DIGITS)
                if score > least:
                    found.append(RoleSpan(scores.words[run[0]][0], scores.words[run[-1]][1], role, score))
                run = []
            if goes_on:
                run.append(number)
    return sorted(found, key=lambda s: (s.start, s.end, s.role))

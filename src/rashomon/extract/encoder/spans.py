"""From scores of words to mentions of participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.encoder.layout import ROLES
from rashomon.extract.encoder.scores import DIGITS, EncoderScores

_NO_EDGE = frozenset("a an and at by de el for from in la las los of on or that the to which who with".split())
"""Words with which no mention begins or ends, in English and in the Spanish of names."""


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A mention of a filler of ``role``: code points ``start`` to ``end``; ``score`` is its surest word's probability."""

    start: int
    end: int
    role: str
    score: float


def role_spans(text: str, scores: EncoderScores, least: float = 0.5, inner: float = 0.5) -> list[RoleSpan]:
    """Mentions in the order of the text, those of one role without overlap; mentions of different roles may nest.

    A mention goes over words that are more than ``inner`` likely in the role, and holds one that is more than ``least`` likely. A
    word that begins one rather than goes on begins a new one. Punctuation, articles and prepositions at its edges are left out.
    ``text`` is the one that ``scores`` speak of.
    """
    found = []
    for role in ROLES:
        probabilities = scores.role(role)
        inside = 1 - probabilities[:, 0]
        begins = probabilities[:, 1] > probabilities[:, 2]
        for run in _runs((inside > inner).tolist(), begins.tolist()):
            score = round(float(inside[run].max()), DIGITS)
            kept = _trimmed([scores.words[number] for number in run], text)
            if score > least and kept:
                found.append(RoleSpan(kept[0][0], kept[-1][1], role, score))
    return sorted(found, key=lambda s: (s.start, s.end, s.role))


def _runs(inside: Sequence[bool], begins: Sequence[bool]) -> list[list[int]]:
    """Numbers of neighbouring words that are ``inside``, cut before each that ``begins``."""
    runs: list[list[int]] = []
    last = -2
    for number, within in enumerate(inside):
        if not within:
            continue
        if number == last + 1 and not begins[number]:
            runs[-1].append(number)
        else:
            runs.append([number])
        last = number
    return runs


def _trimmed(words: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Words without those at the edges that name nothing."""
    names = [
        i for i, (a, b) in enumerate(words) if text[a:b].lower() not in _NO_EDGE and any(map(str.isalnum, text[a:b]))
    ]
    return words[names[0] : names[-1] + 1] if names else []

"""What the encoder says of a text: a score for every word, sentence and span, and none of them a decision."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.extract.encoder.layout import ROLES, STATUS_AT, STATUSES, TAGS, TYPE_AT, TYPES, WEIGHT_AT

Array = NDArray[np.float64]
DIGITS = 4
"""Decimals that are kept, so that the last bits of a processor's sums are not in the answer."""


def logistic(logits: Array) -> Array:
    """Probabilities of independent yes-or-no answers."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def softmax(logits: Array) -> Array:
    """Probabilities over the last axis, of answers that exclude each other."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


@dataclass(frozen=True, slots=True, eq=False)
class EncoderScores:
    """Scores of one text of ``n`` words.

    ``words``: (start, end) of each word in code points of the text, in order. ``logits``: (n, ``layout.N_WORD``), in the order that
    ``layout`` gives. ``relevance``: probability that the text tells an attack of the kind trained on; ``types``: incident type →
    probability that the text tells one of it. An empty text has no words and zeros.
    """

    words: tuple[tuple[int, int], ...]
    logits: Array
    relevance: float
    types: Mapping[str, float]

    def role(self, name: str) -> Array:
        """Probabilities (n, 3) that each word is outside, begins or goes on a filler of a role (see ``layout.ROLES``)."""
        at = len(TAGS) * ROLES.index(name)
        return np.round(softmax(self.logits[:, at : at + len(TAGS)]), DIGITS)

    def between(self, start: int, end: int) -> range:
        """Numbers of the words that share a character with ``start:end``."""
        first = bisect_left(self.words, start + 1, key=lambda word: word[1])
        return range(first, max(first, bisect_left(self.words, end, key=lambda word: word[0])))

    def types_of(self, start: int, end: int) -> dict[str, float]:
        """Incident type → probability that the words of ``start:end`` (a sentence, a mention) belong to one of it."""
        inside = self.between(start, end)
        if not inside:
            return dict.fromkeys(TYPES, 0.0)
        means = self.logits[inside.start : inside.stop, TYPE_AT:STATUS_AT].mean(axis=0)
        return dict(zip(TYPES, np.round(logistic(means), DIGITS).tolist(), strict=True))

    def status(self, spans: Iterable[tuple[int, int]]) -> dict[str, float]:
        """Attribution status → probability, for the organisation that these spans of the text name, all taken together.

        Not to be relied on: measured, it is no better than always saying "fact" (docs/models/encoder.md). Raises ``ValueError`` when
        not one word is in the spans.
        """
        inside = sorted({number for start, end in spans for number in self.between(start, end)})
        if not inside:
            raise ValueError("no word of the text is in these spans")
        shares = softmax(self.logits[inside, WEIGHT_AT])
        probabilities = softmax(shares @ self.logits[inside, STATUS_AT:WEIGHT_AT])
        return dict(zip(STATUSES, np.round(probabilities, DIGITS).tolist(), strict=True))

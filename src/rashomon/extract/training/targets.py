"""From examples to what the network sees: windows of word pieces and the targets of their words, sentences and spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rashomon.extract.encoder.layout import ROLES, STATUSES, TYPES
from rashomon.extract.encoder.windows import Word, split_pieces, windows
from rashomon.extract.training.examples import Example, GoldSpan

_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words ``first`` to ``end`` of a window that are about incidents of ``types`` (indices), or about none."""

    first: int
    end: int
    types: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation's words in a window (indices) and the statuses that would be right (indices)."""

    words: tuple[int, ...]
    statuses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of a window (no end marks), where its words begin, and their targets.

    ``tags``: for each role and word 0 (outside), 1 (begin) or 2 (inside).
    """

    ids: tuple[int, ...]
    first_pieces: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]
    segments: tuple[Segment, ...]
    organizations: tuple[Organization, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A document's windows; ``relevant`` as in the example, ``types`` as indices."""

    windows: tuple[Window, ...]
    relevant: bool | None
    types: tuple[int, ...]

    @property
    def n_pieces(self) -> int:
        """Pieces over all windows."""
        return sum(len(w.ids) for w in self.windows)


def _indices(names: Iterable[str], among: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({among.index(name) for name in names}))


def _reach(span: tuple[int, int], words: Sequence[Word]) -> tuple[int, int]:
    """The words (first, end) that share a character with a span of text."""
    first = bisect_left(words, span[0] + 1, key=lambda w: w.end)
    return first, max(first, bisect_left(words, span[1], key=lambda w: w.start))


def _tags(spans: Sequence[GoldSpan], words: Sequence[Word]) -> tuple[tuple[int, ...], ...]:
    rows = []
    for role in ROLES:
        row = [0] * len(words)
        for span in spans:
            first, end = _reach((span.start, span.end), words)
            if span.role == role and end > first:
                row[first:end] = [1] + [2] * (end - first - 1)
        rows.append(tuple(row))
    return tuple(rows)


def _segments(example: Example, words: Sequence[Word]) -> tuple[Segment, ...]:
    """One for each sentence, with the types of the spans in it, and one for each span."""
    found = []
    bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(example.text)), len(example.text)]
    for start, end in pairwise(bounds):
        first, last = _reach((start, end), words)
        types = {t for s in example.spans if start <= s.start < end for t in s.types}
        if last > first:
            found.append(Segment(first, last, _indices(types, TYPES)))
    for span in example.spans:
        first, last = _reach((span.start, span.end), words)
        if last > first:
            found.append(Segment(first, last, _indices(span.types, TYPES)))
    return tuple(found)


def _organizations(spans: Sequence[GoldSpan], words: Sequence[Word]) -> tuple[Organization, ...]:
    by_entity: dict[int, list[GoldSpan]] = {}
    for span in spans:
        if span.status:
            by_entity.setdefault(span.entity, []).append(span)
    found = []
    for mentions in by_entity.values():
        inside = {i for span in mentions for i in range(*_reach((span.start, span.end), words))}
        statuses = _indices((s for span in mentions for s in span.status), STATUSES)
        if inside:
            found.append(Organization(tuple(sorted(inside)), statuses))
    return tuple(found)


def target(example: Example, tokenizer: Any) -> Target:
    """An example in windows. A span that a seam cuts is learnt in both windows, each with its part."""
    pieces = split_pieces(tokenizer, example.text)
    made = []
    for start, end in windows(len(pieces.ids)):
        words = [word for word in pieces.words if start <= word.piece < end]
        made.append(
            Window(
                ids=pieces.ids[start:end],
                first_pieces=tuple(word.piece - start for word in words),
                tags=_tags(example.spans, words),
                segments=_segments(example, words),
                organizations=_organizations(example.spans, words),
            )
        )
    return Target(tuple(made), example.relevant, _indices(example.types, TYPES))

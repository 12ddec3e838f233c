"""A report's text as numbered passages, and the parts in which it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.language import paragraph_starts

PASSAGE_CHARS = 1200
"""A passage longer than this is cut at white space, or where it must be."""

_END = re.compile(r"[.!?…。！？؟۔।]+[\"'”’»)\]]*\s+(?=[^\s\W]|[\"'“‘«(\[¿¡])")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, more or less: ``text[start:end]``, numbered from 1 through the whole report."""

    number: int
    start: int
    end: int
    opens_paragraph: bool


def passages(text: str) -> tuple[Passage, ...]:
    """Every stretch of ``text`` that holds anything, in order; whatever its language."""
    made: list[Passage] = []
    starts = [0, *paragraph_starts(text), len(text)]
    for n in range(len(starts) - 1):
        first = True
        for start, end in _sentences(text, starts[n], starts[n + 1]):
            made.append(Passage(len(made) + 1, start, end, first))
            first = False
    return tuple(made)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    ends = [
        m.end() for m in _END.finditer(text, start, end) if not text[m.end() : m.end() + 1].islower()
    ]  # "U.S. forces"
    for a, b in zip([start, *ends], [*ends, end], strict=True):
        yield from _pieces(text, a, b)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without white space at its ends, cut where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > PASSAGE_CHARS:
        space = max(text.rfind(" ", start, start + PASSAGE_CHARS), text.rfind("\n", start, start + PASSAGE_CHARS))
        cut = space if space > start else start + PASSAGE_CHARS
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def parts(found: Sequence[Passage], limit: int) -> tuple[tuple[Passage, ...], ...]:
    """``found`` in parts of at most ``limit`` characters each, cut at paragraphs where they fit, else between passages."""
    made: list[list[Passage]] = []
    for block in _paragraphs(found):
        fits = made and block[-1].end - made[-1][0].start <= limit
        if fits:
            made[-1].extend(block)
            continue
        made.append([])
        for passage in block:
            if made[-1] and passage.end - made[-1][0].start > limit:
                made.append([])
            made[-1].append(passage)
    return tuple(tuple(part) for part in made if part)


def _paragraphs(found: Sequence[Passage]) -> Iterator[list[Passage]]:
    block: list[Passage] = []
    for passage in found:
        if passage.opens_paragraph and block:
            yield block
            block = []
        block.append(passage)
    if block:
        yield block

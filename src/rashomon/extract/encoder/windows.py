"""Cutting a text of any length into overlapping windows, and which window speaks for a word at a seam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.extract.encoder.layout import OVERLAP, WINDOW


@dataclass(frozen=True, slots=True)
class Word:
    """A word (or punctuation mark) of the text: code points ``start`` to ``end``, and its first piece's number."""

    start: int
    end: int
    piece: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as word pieces (their numbers in the vocabulary, no end marks), and its words in order."""

    ids: tuple[int, ...]
    words: tuple[Word, ...]


def split_pieces(tokenizer: Any, text: str) -> Pieces:
    """The pieces and words of a text; ``tokenizer`` is one of the library ``tokenizers``, without truncation."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    words: list[Word] = []
    last = None
    for number, (word, (start, end)) in enumerate(zip(encoded.word_ids, encoded.offsets, strict=True)):
        if word == last and words:
            words[-1] = Word(words[-1].start, max(end, words[-1].end), words[-1].piece)
        else:
            words.append(Word(start, end, number))
        last = word
    return Pieces(tuple(encoded.ids), tuple(words))


def windows(n_pieces: int, size: int = WINDOW - 2, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Windows (first piece, end) over ``n_pieces``: as few as fit, of equal length, sharing at least ``overlap`` pieces.

    An empty text has none. Raises ``ValueError`` when ``overlap`` is not smaller than ``size``.
    """
    if overlap >= size:
        raise ValueError("windows must be longer than what they share")
    if n_pieces <= size:
        return [(0, n_pieces)] if n_pieces else []
    n = -(-(n_pieces - overlap) // (size - overlap))
    length = min(size, -(-(n_pieces + (n - 1) * overlap) // n))
    starts = [round(i * (n_pieces - length) / (n - 1)) for i in range(n)]
    return [(start, start + length) for start in starts]


def speaking_window(piece: int, spans: Sequence[tuple[int, int]], first: int = 0) -> int:
    """Which window (at or after ``first``) speaks for a piece: the one with the most text on the piece's poorer side.

    ``spans`` are windows in order. Asked for pieces in ascending order with the previous answer as ``first``, the whole takes linear time.
    """
    best, depth = first, -1
    for number in range(first, len(spans)):
        start, end = spans[number]
        if start > piece:
            break
        # the text's own ends are no seams: nothing is missing beyond them
        left = piece - start if number else piece + WINDOW
        right = end - 1 - piece if number < len(spans) - 1 else end + WINDOW - piece
        if piece < end and min(left, right) > depth:
            best, depth = number, min(left, right)
    return best

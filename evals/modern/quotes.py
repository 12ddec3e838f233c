"""From exact quotes to offsets: the words must be there, once or by their number, and never cut a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

ELLIPSIS = " [...] "
Span = tuple[int, int]


class QuoteError(ValueError):
    """A quote that is not in the text, or is there more often than it says."""


def occurrences(text: str, words: str) -> list[Span]:
    """Every place of ``words`` in ``text`` that cuts no word at either end."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        before = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        after = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not before and not after:
            found.append((at, end))
        at = text.find(words, at + 1)
    return found


def _stretches(text: str, words: str) -> list[Span]:
    """Places of a quote; of ``first [...] last`` from each ``first`` to the next ``last`` behind it."""
    if ELLIPSIS not in words:
        return occurrences(text, words)
    first, last = words.split(ELLIPSIS, 1)
    ends = occurrences(text, last)
    starts = occurrences(text, first)
    nearest = [(start, min((e for s, e in ends if s >= stop), default=-1)) for start, stop in starts]
    return [(start, end) for start, end in nearest if end >= 0]


def _parts(quote: Any) -> tuple[str, int | None]:
    """Words and number of a quote as written."""
    if isinstance(quote, str):
        return quote, None
    if isinstance(quote, dict) and set(quote) <= {"words", "n"} and isinstance(quote.get("words"), str):
        n = quote.get("n")
        if n is None or (isinstance(n, int) and n > 0):
            return quote["words"], n
    raise QuoteError(f'{quote!r} is no quote: words, or {{"words": …, "n": …}}')


def locate(text: str, quote: Any, scopes: Sequence[Sequence[Span]] = ()) -> Span:
    """The offsets of a quote in code points.

    ``scopes``: spans, tried in this order, in which words that stand there once need no number. ``QuoteError`` where the words
    are not in the text, or stand in it more often and no number says which is meant.
    """
    words, n = _parts(quote)
    found = _stretches(text, words)
    if not found:
        raise QuoteError(f"{words!r} is not in the text")
    if n is not None:
        if n > len(found):
            raise QuoteError(f"{words!r} is in the text {len(found)} times, not {n}")
        return found[n - 1]
    for scope in (*scopes, [(0, len(text))]):
        inside = [(s, e) for s, e in found if any(a <= s and e <= b for a, b in scope)]
        if len(inside) == 1:
            return inside[0]
        if inside:
            break
    raise QuoteError(f"{words!r} is in the text {len(found)} times: say which by its number")

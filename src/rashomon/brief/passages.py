"""Passages of a text: overlapping spans cut into segments that do not overlap, and excerpts around spans."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Marked = tuple[int, int, str]
"""A span to show: start, end (code points) and the key of what it belongs to."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that lies in exactly the spans with these ``keys`` (sorted); ``starts`` and ``ends`` are those
    of them that begin or end here."""

    start: int
    end: int
    keys: tuple[str, ...]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def segments(length: int, spans: Iterable[Marked]) -> list[Segment]:
    """Cut ``0 … length`` at every boundary of ``spans``: in order, without gaps or overlaps, covering everything.

    Spans are clipped to the text, empty ones dropped. Sweeping over the sorted boundaries costs O(n log n) plus the
    size of what is returned.
    """
    kept = sorted({(max(0, a), min(length, b), key) for a, b, key in spans if max(0, a) < min(length, b)})
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for a, b, key in kept:
        opening.setdefault(a, []).append(key)
        closing.setdefault(b, []).append(key)
    cuts = sorted({0, length, *opening, *closing})
    depth: dict[str, int] = {}
    found: list[Segment] = []
    for a, b in itertools.pairwise(cuts):
        for key in closing.get(a, ()):
            depth[key] -= 1
            if not depth[key]:
                del depth[key]
        for key in opening.get(a, ()):
            depth[key] = depth.get(key, 0) + 1
        starts, ends = opening.get(a, ()), closing.get(b, ())
        found.append(Segment(a, b, tuple(sorted(depth)), tuple(sorted(set(starts))), tuple(sorted(set(ends)))))
    return found


def windows(text: str, spans: Iterable[tuple[int, int]], margin: int) -> list[tuple[int, int]]:
    """The stretches within ``margin`` characters of a span, widened to whole words, merged where they meet."""
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        start, end = _word_start(text, max(0, a - margin)), _word_end(text, min(len(text), b + margin))
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def sentence_windows(text: str, spans: Iterable[tuple[int, int]], reach: int = 300) -> list[tuple[int, int]]:
    """The sentences that hold the spans, cut after ``reach`` characters where no sentence ends before; merged."""
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        start, end = _sentence_start(text, a, reach), _sentence_end(text, b, reach)
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a word, with an ellipsis where something was cut."""
    if len(text) <= limit:
        return text
    return text[: _word_start(text, limit) or limit].rstrip() + " …"


def inside(windows_: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int, bool]]:
    """Windows and the gaps between them over a text of ``length``: (start, end, shown)."""
    found: list[tuple[int, int, bool]] = []
    last = 0
    for start, end in windows_:
        if start > last:
            found.append((last, start, False))
        found.append((start, end, True))
        last = end
    if last < length:
        found.append((last, length, False))
    return found


_WORD_REACH = 40
_STOPS = ".!?؟。\n"


def _word_start(text: str, at: int) -> int:
    for back in range(min(_WORD_REACH, at)):
        if text[at - back - 1].isspace():
            return at - back
    return at


def _word_end(text: str, at: int) -> int:
    for ahead in range(min(_WORD_REACH, len(text) - at)):
        if text[at + ahead].isspace():
            return at + ahead
    return at


def _sentence_start(text: str, at: int, reach: int) -> int:
    floor = max(0, at - reach)
    cut = max(text.rfind(stop, floor, at) for stop in _STOPS) + 1
    start = cut if cut > floor or not floor else _word_start(text, floor)
    while start < at and text[start].isspace():
        start += 1
    return start


def _sentence_end(text: str, at: int, reach: int) -> int:
    if at and text[at - 1] in _STOPS:
        return _closed(text, at)
    ceiling = min(len(text), at + reach)
    stops = [where for stop in _STOPS if (where := text.find(stop, at, ceiling)) >= 0]
    if stops:
        end = min(stops)
        return end if text[end] == "\n" else _closed(text, end + 1)
    return ceiling if ceiling == len(text) else _word_end(text, ceiling)


def _closed(text: str, end: int) -> int:
    """Past the quotation marks and brackets that close a sentence."""
    while end < len(text) and text[end] in "\"'”’»)]":
        end += 1
    return end

"""Spans on PolNeAR: pieces of text, what two conventions differ in, and which attribution stands inside another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Spans = tuple[tuple[int, int], ...]
Attribution = Mapping[str, Spans]
ROLES = ("cue", "source", "content")
_LEAD = re.compile(r"[^\w$£€#@(\[]*(?:that\b[^\w$£€#@(\[]*)?", re.IGNORECASE)
_WORDLIKE = re.compile(r"[\w%)\]$]")


def overlaps(one: Spans, other: Spans) -> bool:
    """Whether any character belongs to both."""
    return any(a < d and c < b for a, b in one for c, d in other)


def agrees(one: Spans, other: Spans) -> bool:
    """Both empty, or overlapping."""
    return overlaps(one, other) if one and other else not one and not other


def trimmed(text: str, spans: Spans) -> Spans:
    """A span without what the two conventions differ in: quotation marks, punctuation and white space at its edges, a leading "that".

    Pieces between which there is nothing but such characters are one. Both sides are trimmed alike, before they are compared.
    """
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if pieces and not any(c.isalnum() for c in text[pieces[-1][1] : start]):
            start = pieces.pop()[0]
        pieces.append((start, end))
    kept = []
    for start, end in pieces:
        lead = _LEAD.match(text, start, end)
        start = lead.end() if lead else start
        while end > start and not _WORDLIKE.match(text[end - 1]):
            end -= 1
        if end > start:
            kept.append((start, end))
    return tuple(kept) or tuple(sorted(spans))  # a colon is a cue


def flat(found: Sequence[Attribution]) -> list[Attribution]:
    """Without those whose cue stands inside another's content: the annotators give each word one role, the outermost."""
    contents = [(s, e, n) for n, one in enumerate(found) for s, e in one["content"]]
    return [one for n, one in enumerate(found) if not any(s <= one["cue"][0][0] < e and m != n for s, e, m in contents)]

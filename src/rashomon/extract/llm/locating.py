"""Finds quoted words in a report, verbatim but for white space, and gives their offsets. A model's own offsets are never used."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rashomon.extract.llm.passages import Passage
from rashomon.extract.page import QUOTATION

_EDGE = " \t\r\n,;:–—"
_MARKS = '"“”«»„'

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that a model said and that was not taken; becomes a warning on the report."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


def plain(text: str) -> str:
    """``text`` as it is sent and compared: control characters as blanks, lone surrogates as U+FFFD; same length, same offsets."""
    if text.isprintable():
        return text
    return "".join(_plain(c) for c in text)


def _plain(c: str) -> str:
    if "\ud800" <= c <= "\udfff":
        return "\ufffd"
    return " " if (c < " " and c not in "\n\t") or c == "\x7f" else c


class Locator:
    """The words of one report as far as ``passages`` go, with runs of white space taken as one blank."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.text = text
        self._passages = {p.number: p for p in passages}
        kept: list[str] = []
        self._at: list[int] = []
        for offset, c in enumerate(plain(text[: passages[-1].end] if passages else "")):
            blank = c.isspace()
            if blank and (not kept or kept[-1] == " "):
                continue
            kept.append(" " if blank else c)
            self._at.append(offset)
        self._words = "".join(kept)
        self.quoted: tuple[Place, ...] = tuple(m.span("in") for m in QUOTATION.finditer(text))

    def passage(self, number: int) -> Passage | None:
        """The passage of this number, if the report has one."""
        return self._passages.get(number)

    def around(self, start: int, end: int, reach: int = 1) -> Place:
        """The stretch from the passage that holds ``start`` to the one that holds ``end``, and ``reach`` passages beyond."""
        touched = [p.number for p in self._passages.values() if p.start < end and start < p.end]
        if not touched:
            return start, end
        first = self._passages.get(touched[0] - reach) or self._passages[min(self._passages)]
        last = self._passages.get(touched[-1] + reach) or self._passages[max(self._passages)]
        return min(first.start, start), max(last.end, end)

    def places(self, quote: str, within: Place | None = None) -> Iterator[Place]:
        """Every place where the words of ``quote`` stand as whole words, in order; ``within`` bounds where they may lie."""
        wanted = " ".join(plain(quote).split())
        first, after = (0, len(self._at)) if within is None else (bisect_left(self._at, edge) for edge in within)
        at = self._words.find(wanted, first, after) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if self._whole(at, end):
                yield self._at[at], self._at[end - 1] + 1
            at = self._words.find(wanted, at + 1, after)

    def _whole(self, at: int, after: int) -> bool:
        words = self._words
        cut_before = at > 0 and words[at - 1].isalnum() and words[at].isalnum()
        cut_after = after < len(words) and words[after].isalnum() and words[after - 1].isalnum()
        return not (cut_before or cut_after)

    def told(self, quote: str, number: int) -> Place | Dropped:
        """The one place of a quote that is said to begin in passage ``number``.

        The first that begins in that passage; else the only one in the report (models miscount); of several, none.
        """
        passage = self.passage(number)
        if passage is not None:
            for place in self.places(quote, (passage.start, len(self.text))):
                if place[0] >= passage.end:
                    break
                return place
        return self._alone(quote)

    def nearest(self, quote: str, anchor: Place, within: Place, *, outside: Sequence[Place] = ()) -> Place | Dropped:
        """The place of a quote nearest to ``anchor`` in the stretch ``within``, if it can be not in one of ``outside``.

        When it does not stand there, the only one in the report.
        """
        places = list(self.places(quote, within))
        free = [p for p in places if not any(s < p[1] and p[0] < e for s, e in outside)]
        return min(free or places, key=lambda p: (_gap(p, anchor), p)) if places else self._alone(quote)

    def has(self, words: str) -> bool:
        """Whether the words stand anywhere in the report."""
        return next(self.places(words), None) is not None

    def trimmed(self, place: Place) -> Place:
        """A place without quotation marks, commas and blanks at its ends; as it is when nothing else is in it."""
        start, end = place
        while start < end and self.text[start] in _EDGE + _MARKS:
            start += 1
        while end > start and self.text[end - 1] in _EDGE + _MARKS:
            end -= 1
        return (start, end) if start < end else place

    def _alone(self, quote: str) -> Place | Dropped:
        """The only place of a quote in the report."""
        found = list(islice(self.places(quote), 2))
        if not found:
            return Dropped("quote_not_found", f"not in the report: {shown(quote)}")
        if len(found) > 1:
            return Dropped("quote_ambiguous", f"stands several times, and not where it was said to: {shown(quote)}")
        return found[0]


def _gap(place: Place, anchor: Place) -> int:
    return max(place[0] - anchor[1], anchor[0] - place[1], 0)


def shown(words: str) -> str:
    """A model's words for a message: one line, not long, no control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f"“{line[:80]}{'…' if len(line) > 80 else ''}”"

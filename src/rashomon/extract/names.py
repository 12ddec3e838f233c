"""Finding known names (groups, forces, outlets, places) in a text, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import fold

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
)
"""Combining marks of the scripts that reports come in (and the joiners of Persian): part of a word, which ``\\w`` denies."""

_WORD = re.compile(rf"[^\W_]+(?:[{MARKS}'’ʼ‘`]+[^\W_]+|[{MARKS}]+)*")
_POSSESSIVE = re.compile(r"['’]s$|['’]$", re.IGNORECASE)
_COMMON = frozenset(
    {"front", "group", "movement", "the party", "army", "police", "government", "state", "us", "as", "is", "it"}
)
ARMED_KINDS = frozenset({"group", "faction", "umbrella"})
"""Kinds of names that are organizations outside the state, or families of them."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A known name in a text: ``text[start:end]``, its kind, and the name as the list writes it."""

    start: int
    end: int
    kind: str
    name: str


class NameIndex:
    """Known names by their first word; ``find`` costs one dictionary look-up per word of the text.

    ``names`` maps a surface name to its kind (an ``ActorType`` value, or ``place``). Short acronyms match upper-case words
    only, so that "is" is not the Islamic State.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name, kind in sorted(names.items()):
            words = tuple(fold(word) for word in _WORD.findall(name))
            if not words or (len(words) == 1 and words[0] in _COMMON and not name.isupper()):
                continue
            self._by_first.setdefault(words[0], []).append((words, kind, name))
        for listed in self._by_first.values():
            listed.sort(key=lambda entry: (-len(entry[0]), entry[2]))

    def listed(self, first: str) -> Sequence[tuple[tuple[str, ...], str, str]]:
        """The names that begin with a folded word: (folded words, kind, name), the longest first."""
        return self._by_first.get(first, ())

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Every name as (folded words, kind, name)."""
        return (entry for listed in self._by_first.values() for entry in listed)

    def find(self, text: str) -> Iterator[NameHit]:
        """Longest matches from left to right, never overlapping."""
        spans = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
        folded = [fold(_POSSESSIVE.sub("", word)) for _, _, word in spans]
        all_caps = text.upper() == text
        i = 0
        while i < len(spans):
            hit = self._match(text, spans, folded, i, all_caps)
            if hit is None:
                i += 1
                continue
            found, length = hit
            yield found
            i += length

    def _match(
        self, text: str, spans: list[tuple[int, int, str]], folded: list[str], i: int, all_caps: bool
    ) -> tuple[NameHit, int] | None:
        for words, kind, name in self._by_first.get(folded[i], ()):
            n = len(words)
            if n > 1 and tuple(folded[i : i + n]) != words:
                continue
            start, end = spans[i][0], spans[i + n - 1][1]
            if "\n\n" in text[start:end]:
                continue
            end -= len(spans[i + n - 1][2]) - len(_POSSESSIVE.sub("", spans[i + n - 1][2]))
            if self.plausible(text[start:end], name, n, all_caps):
                return NameHit(start, end, kind, name), n
        return None

    @staticmethod
    def plausible(found: str, name: str, words: int, all_caps: bool) -> bool:
        """Whether words are written as a name is: one word with a capital, a short acronym in capitals."""
        if words > 1:
            return True
        if name.isupper() and len(name) <= 5:
            return found.isupper() and not (all_caps and len(name) <= 2)
        return found[:1].isupper() or not name[:1].isupper()

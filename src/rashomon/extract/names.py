"""Finding known names (groups, forces, outlets, places) in a text, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.model import fold

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
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
            if self._plausible(text[start:end], name, n, all_caps):
                return NameHit(start, end, kind, name), n
        return None

    @staticmethod
    def _plausible(found: str, name: str, words: int, all_caps: bool) -> bool:
        if words > 1:
            return True
        if name.isupper() and len(name) <= 5:
            return found.isupper() and not (all_caps and len(name) <= 2)
        return found[:1].isupper() or not name[:1].isupper()

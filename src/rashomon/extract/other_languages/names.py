"""Known names in other languages: with what Arabic joins to them, in Russian cases, after French elisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.extract.names import NameHit, NameIndex
from rashomon.extract.other_languages.tokens import Token, stem
from rashomon.extract.other_languages.words import Language

_BETWEEN = re.compile(r"[\s\-–'’ʼ«»\"“”.]{0,4}")
_SHORTEST = 3

Entry = tuple[tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    hit: NameHit
    after: int


class KnownNames:
    """The names of a ``NameIndex`` as passages in other languages write them."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    @cached_property
    def _by_stem(self) -> dict[str, list[Entry]]:
        """Names in Cyrillic by the stem of their first word; cases change all words of a name."""
        table: dict[str, list[Entry]] = {}
        for words, kind, name in self._names:
            if any("\u0400" <= letter <= "\u052f" for letter in words[0]):
                table.setdefault(stem(words[0])[0], []).append((words, kind, name))
        for listed in table.values():
            listed.sort(key=lambda entry: (-len(entry[0]), entry[2]))
        return table

    def find(self, text: str, words: Sequence[Token], lang: Language) -> Iterator[NameHit]:
        """Longest matches from left to right, never overlapping; ``words`` are the tokens of one passage."""
        all_caps = text.upper() == text
        i = 0
        while i < len(words):
            found = self._at(text, words, i, all_caps, lang.not_names)
            if found is None:
                i += 1
                continue
            yield found.hit
            i = found.after

    def _at(
        self, text: str, words: Sequence[Token], i: int, all_caps: bool, everyday: frozenset[str]
    ) -> _Found | None:
        best: _Found | None = None
        for form, cut in zip(words[i].forms, words[i].cut, strict=True):
            for entry in self._listed(form):
                n = len(entry[0])
                if best is not None and i + n <= best.after:
                    break  # a longer one, or one without anything cut off, was found before
                if not self._matches(text, words[i : i + n], form, entry[0]):
                    continue
                start, end = words[i].start + cut, words[i + n - 1].end
                if n == 1 and not self._alone(text[start:end], form, entry, all_caps, everyday):
                    continue
                best = _Found(NameHit(start, end, entry[1], entry[2]), i + n)
                break
        return best

    def _listed(self, form: str) -> Sequence[Entry]:
        if "\u0400" <= form[:1] <= "\u052f":
            return self._by_stem.get(stem(form)[0], ())
        return self._names.listed(form)

    @staticmethod
    def _matches(text: str, found: Sequence[Token], first: str, listed: Sequence[str]) -> bool:
        if len(found) != len(listed):
            return False
        if any(not _BETWEEN.fullmatch(text, a.end, b.start) for a, b in zip(found, found[1:], strict=False)):
            return False
        forms = [first, *(token.folded for token in found[1:])]
        return all(map(_same, forms, listed))

    @staticmethod
    def _alone(written: str, form: str, entry: Entry, all_caps: bool, everyday: frozenset[str]) -> bool:
        """Whether one word is a name: no everyday word, not too short, with the capital that its script would give it."""
        if form in everyday or len(form) < _SHORTEST:
            return False
        return NameIndex.plausible(written, entry[2], 1, all_caps) or not (written[:1].upper() != written[:1].lower())


def _same(form: str, listed: str) -> bool:
    """The same word; in Cyrillic in any case, but a name with an ending is never met bare ("газ" is not Gaza)."""
    if form == listed:
        return True
    if not "\u0400" <= form[:1] <= "\u052f":
        return False
    (one, ending), (other, listed_ending) = stem(form), stem(listed)
    return one == other and bool(ending) and (bool(listed_ending) or len(other) > 3)

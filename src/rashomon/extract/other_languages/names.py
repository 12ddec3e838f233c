"""Known names in other languages: with what Arabic joins to them, in Russian cases, after French elisions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rashomon.extract.names import NameHit, NameIndex
from rashomon.extract.other_languages.tokens import Token, cases
from rashomon.extract.other_languages.words import Language

_BETWEEN = re.compile(r"[\s\-–'’ʼ«»\"“”.]{0,4}")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:;…\n])[\s«»\"“”'’¿¡(\[—–-]*$")
_DATELINE_AFTER = re.compile(r"\s*[,(—–-]")
_SHORTEST = 3
_LOOK_BACK = 12

Entry = tuple[tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    hit: NameHit
    after: int
    sure: bool


class KnownNames:
    """The names of a ``NameIndex`` as passages in other languages write them."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    @cached_property
    def _declined(self) -> Mapping[str, Sequence[Entry]]:
        """Names in Cyrillic by each case of their first word."""
        table: dict[str, list[Entry]] = {}
        for entry in self._names:
            if _is_cyrillic(entry[0][0]):
                for form in dict.fromkeys(cases(entry[0][0])):
                    table.setdefault(form, []).append(entry)
        for form, listed in table.items():
            listed.sort(key=lambda entry: (-len(entry[0]), entry[0][0] != form, entry[2]))
        return table

    def find(self, text: str, words: Sequence[Token], lang: Language) -> Iterator[NameHit]:
        """Longest matches from left to right, never overlapping; ``words`` are the tokens of one passage.

        One word that begins a sentence, where any word has a capital, is a place only if it is set off ("Lima, 3 May") or the
        passage names it elsewhere, too.
        """
        own = text[words[0].start : words[-1].end] if words else ""
        all_caps = own.upper() == own
        found, i = [], 0
        while i < len(words):
            here = self._at(text, words, i, all_caps, lang.not_names)
            found += [here] if here is not None else []
            i = here.after if here is not None else i + 1
        sure = {each.hit.name for each in found if each.sure}
        return (each.hit for each in found if each.hit.name in sure)

    def _at(self, text: str, words: Sequence[Token], i: int, all_caps: bool, everyday: frozenset[str]) -> _Found | None:
        best: _Found | None = None
        for form, cut in zip(words[i].forms, words[i].cut, strict=True):
            for entry in self._listed(form):
                n = len(entry[0])
                if best is not None and i + n <= best.after:
                    break  # a longer one, or one without anything cut off, was found before
                if not _matches(text, words[i : i + n], entry[0]):
                    continue
                start, end = words[i].start + cut, words[i + n - 1].end
                if n == 1 and (
                    not everyday.isdisjoint((form, entry[0][0])) or not _alone(text[start:end], entry[2], all_caps)
                ):
                    continue
                sure = n > 1 or entry[1] != "place" or not _may_be_any_word(text, start, end)
                best = _Found(NameHit(start, end, entry[1], entry[2]), i + n, sure)
                break
        return best

    def _listed(self, form: str) -> Sequence[Entry]:
        return self._declined.get(form, ()) if _is_cyrillic(form) else self._names.listed(form)


def _is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[:1] <= "\u052f"


def _matches(text: str, found: Sequence[Token], listed: Sequence[str]) -> bool:
    """Whether words are those of a name whose first word fits already, with nothing but space, hyphens or quotes between."""
    if len(found) != len(listed):
        return False
    if any(not _BETWEEN.fullmatch(text, a.end, b.start) for a, b in pairwise(found)):
        return False
    rest = zip(found[1:], listed[1:], strict=True)
    return all(token.folded == word or (_is_cyrillic(word) and token.folded in cases(word)) for token, word in rest)


def _alone(written: str, name: str, all_caps: bool) -> bool:
    """Whether one word is written as this name is: long enough, with a capital where its script has them, with its own accents."""
    if len(written) < _SHORTEST:
        return False
    if written[:1].upper() == written[:1].lower():
        return True
    if not written.isascii() and not name.isascii() and _accents(written) != _accents(name) and not _is_cyrillic(name):
        return False
    return NameIndex.plausible(written, name, 1, all_caps) and ("ñ" in _composed(written)) <= ("ñ" in _composed(name))


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()


def _accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.combining(c))


def _may_be_any_word(text: str, start: int, end: int) -> bool:
    """Whether a capital says nothing here: at a sentence's start, unless set off as in a dateline."""
    if text[start : start + 1].upper() == text[start : start + 1].lower():
        return False
    before = text[max(0, start - _LOOK_BACK) : start]
    if start <= _LOOK_BACK:
        before = f"\n{before}"
    begins = _SENTENCE_BEFORE.search(before)
    return bool(begins) and not _DATELINE_AFTER.match(text, end)

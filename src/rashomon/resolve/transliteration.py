"""Near spellings of one name: "Kataeb Hezbollah" for "Kata'ib Hizballah", with guards against neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from rashomon.resolve.lexicon import lexicon

_MIN_LENGTH = 8
_MIN_SCORE = 92.0
_PARTICLES = frozenset(
    {"al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "e", "i", "l", "wal", "wa", "of", "the"}
)


def _respelt(name: str) -> str:
    """A folded name with the usual transliterations of one word written alike ("hizballah", "hezbollah")."""
    spellings = lexicon().spellings
    return " ".join(spellings.get(word, word) for word in name.split(" "))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split(" ") if word not in _PARTICLES)


def _blocks(names: Iterable[str]) -> dict[str, list[str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) >= _MIN_LENGTH and name.isascii():
            blocks[_initials(_respelt(name))].append(name)
    return blocks


class NearSpellings:
    """Looks up folded names in a fixed set of folded aliases; the index is built at the first use."""

    def __init__(self, names: Iterable[str], is_term: Callable[[str], bool]) -> None:
        self._names = names
        self._is_term = is_term
        self._index: dict[str, list[str]] | None = None

    def find(self, name: str) -> tuple[str, float] | None:
        """The alias spelt nearly as ``name`` with its score (92–98), or ``None``.

        Guards: at least 8 characters; the same initials of all words but particles ("al", "ul", "of"); at least 92 of
        100 by rapidfuzz's ratio; no differing word that names a country (Niger is not Nigeria), holds a digit
        or has at most three letters (ANC is not ACN).
        """
        if len(name) < _MIN_LENGTH or not name.isascii():
            return None
        from rapidfuzz import fuzz

        if self._index is None:
            self._index = _blocks(self._names)
        plain = _respelt(name)
        scored = [
            (min(fuzz.ratio(plain, _respelt(other)), 98.0), other)
            for other in self._index.get(_initials(plain), ())
            if abs(len(other) - len(name)) <= 6 and self._may_differ(plain, _respelt(other))
        ]
        best = min(((-score, other) for score, other in scored if score >= _MIN_SCORE), default=None)
        return (best[1], -best[0]) if best is not None else None

    def _may_differ(self, one: str, other: str) -> bool:
        different = set(one.split(" ")) ^ set(other.split(" "))
        return not any(
            self._is_term(word) or (len(word) <= 3 and word not in _PARTICLES) or any(c.isdigit() for c in word)
            for word in different
        )

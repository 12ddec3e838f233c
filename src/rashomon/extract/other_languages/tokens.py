"""Words of a passage with their offsets, in every script, composed or decomposed, and the forms under which lists know them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.extract.names import MARKS
from rashomon.extract.other_languages.words import folded

_TOKEN = re.compile(rf"\d+|[^\W\d_](?:[{MARKS}]|[^\W\d_])*")
_MARK = re.compile(rf"[{MARKS}]*")
_CLITICS = ("و", "ف", "ب", "ل", "ك", "س")
_ENDINGS = (
    "иями ями ами ого его ому ему ыми ими иях ией ой ей ий ый ая яя ое ее ые ие ых их ую юю ом ем ам ям ах ях ов ев ью ии ию ия "
    "а я у ю ы и о е ь й"
).split()
_ENDING = re.compile(f"(?:{'|'.join(map(folded, _ENDINGS))})$")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a run of digits: ``text[start:end]``; ``forms`` its folded form and, in Arabic, those without what is joined to it.

    ``cut[k]`` is how many characters of the word stand before ``forms[k]``.
    """

    start: int
    end: int
    text: str
    forms: tuple[str, ...]
    cut: tuple[int, ...]

    @property
    def folded(self) -> str:
        """The whole word, folded."""
        return self.forms[0]


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]`` in order."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        forms, cuts = _forms(match.group())
        found.append(Token(match.start(), match.end(), match.group(), forms, cuts))
    return found


def _forms(word: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The folded forms of a word, and how many characters stand before each: an Arabic word may have "and", "in" … joined to it."""
    forms, cuts = [folded(word)], [0]
    at = [(0, word)] if "\u0621" <= word[:1] <= "\u064a" else []
    for _ in range(2):  # a conjunction, then a preposition
        at = [_without_first(cut, rest) for cut, rest in at if rest[:1] in _CLITICS and len(rest) > 3]
        for cut, rest in at:
            if folded(rest) not in forms:
                forms.append(folded(rest))
                cuts.append(cut)
    return tuple(forms), tuple(cuts)


def _without_first(cut: int, word: str) -> tuple[int, str]:
    """Without the first letter and its vowel sign; "l-" swallows the alef of the article, which is given back."""
    taken = 1 + len(_MARK.match(word, 1).group())  # type: ignore[union-attr]
    rest = word[taken:]
    return cut + taken, f"ا{rest}" if word[0] == rest[:1] == "ل" else rest


def stem(form: str) -> tuple[str, str]:
    """A folded Cyrillic word and its ending, apart (endings of Russian nouns and adjectives; light, by rule)."""
    match = _ENDING.search(form)
    if match is None or match.start() < _SHORTEST_STEM:
        return form, ""
    return form[: match.start()], match.group()

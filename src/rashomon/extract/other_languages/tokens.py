"""Words of a passage with their offsets, in every script, composed or decomposed, and the forms under which lists know them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.extract.names import MARKS
from rashomon.extract.other_languages.words import folded

_TOKEN = re.compile(rf"\d+|[^\W\d_](?:[{MARKS}]|[^\W\d_])*")
_MARK = re.compile(rf"[{MARKS}]*")
_CLITICS = ("و", "ف", "ب", "ل", "ك", "س")
_CASES = (  # ending of the name → endings of its cases; the first that fits, written without the breve and dots that folding takes
    ("ия", "ии ию иеи"),
    ("ая", "ои ую"),
    ("яя", "еи юю"),
    ("ое", "ого ому ым ом"),
    ("ее", "его ему им ем"),
    ("ыи", "ого ому ым ом"),
    ("ие", "их им ими ия ию ием ии"),
    ("ые", "ых ым ыми"),
    ("ство", "ства ству ством стве"),
    ("а", "ы и е у ои еи"),
    ("я", "и е ю еи"),
    ("ь", "и ью я ю ем е"),
    ("ы", "ов ам ами ах "),
)
_INDECLINABLE = "аеиоуыэюя"
_STEMS = {"египет": "египт"}  # a vowel that the cases lose


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


def cases(form: str) -> tuple[str, ...]:
    """A folded Cyrillic word with the forms of its Russian cases, by the ending of the nominative; itself first.

    Light rules, for names: foreign ones in -o, -e, -i, -u ("Сочи", "Токио") are not declined.
    """
    for ending, others in _CASES:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: len(form) - len(ending)]
            return form, *(stem + other for other in others.split(" "))
    if form[-1:] in _INDECLINABLE:
        return (form,)
    return form, *(_STEMS.get(form, form) + ending for ending in ("а", "у", "ом", "ем", "е"))

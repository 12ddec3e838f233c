"""Names of people in one report: which words are a personal name, and which names are the same person's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.model import fold, slug
from rashomon.resolve.lexicon import lexicon
from rashomon.resolve.phrases import key, strip_title, tidy, without_article

_WORD = re.compile(r"[^\W\d_](?:[\w'’ʼ`.\-])*")
_AFTER = re.compile(r"[,(\[;:]|--")
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an"})


def is_personal(name: str, *, capitals_say_nothing: bool = False) -> bool:
    """Whether words look like a personal name: two to seven capitalised words, none of which names an organisation.

    A single word counts when it is capitalised and no everyday noun of the lists. In texts in capitals
    (``capitals_say_nothing``) the lists decide.
    """
    bare = bare_name(name)
    words = _WORD.findall(bare)
    lex = lexicon()
    if not words or len(words) > 7 or any(c.isdigit() for c in bare):
        return False
    folded = [fold(word) for word in words]
    parts = {part for word in folded for part in word.split(" ")}
    if parts & (lex.organization_words | lex.unnamed_heads | lex.trailing_nouns) or folded[0] in lex.determiners:
        return False
    if folded[-1] in lex.place_words or (len(words) == 1 and _is_initialism(words[0], capitals_say_nothing)):
        return False
    if folded[-1] in lex.speaking_nouns | lex.titles:
        return False
    if (len(words) == 1 or folded[-1].endswith("s")) and is_role(folded[-1]):
        return False
    for word, plain in zip(words, folded, strict=True):
        if word[0].islower() and not capitals_say_nothing and plain.split(" ")[0] not in lex.particles:
            return False
    return any(not word[0].islower() for word in words)


def _is_initialism(word: str, capitals_say_nothing: bool) -> bool:
    """Whether one word is written like an acronym: "MNR", and in ordinary text "AREMA" as well."""
    if not word.isupper() or len(word) > 6:
        return False
    return not capitals_say_nothing or not re.search("[AEIOUÁÉÍÓÚY]", word)


def is_role(word: str) -> bool:
    """Whether a word alone says what somebody is ("witnesses", "police")."""
    return any(pattern.fullmatch(word) for _, pattern in lexicon().source_patterns)


def bare_name(name: str) -> str:
    """A personal name without titles before it and what is said of the person after it ("…, a political analyst")."""
    return tidy(strip_title(_AFTER.split(tidy(name))[0]))


def _tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles; "al-Hashimi" is one word with its article."""
    words = fold(strip_title(name)).split(" ")
    joined: list[str] = []
    for word in words:
        # "Ash" may begin a name, "al" never stands for one.
        if joined and joined[-1] in (_ARTICLES if len(joined) > 1 else {"al", "el"}):
            joined.pop()
        joined.append(word)
    return tuple(joined)


class PeopleIndex:
    """Merges the variants of personal names within one report.

    A shorter name ("al-Pachachi", "Cristiani") belongs to the one longer name that ends in it, or that holds it after
    its first word (Spanish double surnames). When several longer names do, it stays apart.
    """

    def __init__(self, names: Iterable[str]) -> None:
        forms: dict[tuple[str, ...], str] = {}
        for name in sorted({bare_name(n) for n in names} - {""}, key=lambda n: (-len(n), n)):
            forms.setdefault(_tokens(name), name)
        self._display = forms
        self._full: dict[tuple[str, ...], tuple[str, ...]] = {}
        for tokens in forms:
            self._full[tokens] = self._longest(tokens)

    def _longest(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        longer = [other for other in self._display if len(other) > len(tokens)]
        ending = [other for other in longer if other[-len(tokens) :] == tokens]
        holding = [other for other in longer if len(tokens) == 1 and tokens[0] in other[1:]]
        for found in (ending, holding):
            # Of "Hisham al-Hashimi" and "Dr Hisham Ahmed al-Hashimi" one may be the other's variant.
            tops = [other for other in found if not any(_subsequence(other, more) for more in found if more != other)]
            if len(tops) == 1:
                return tops[0]
            if tops:
                return tokens
        spread = [other for other in longer if len(tokens) >= 2 and _subsequence(tokens, other)]
        return spread[0] if len(spread) == 1 else tokens

    def full_name(self, name: str) -> str:
        """The fullest form of ``name`` in this report, for display."""
        bare = bare_name(name)
        tokens = _tokens(bare)
        return self._display.get(self._full.get(tokens, tokens), bare)

    def variants(self, full: str) -> tuple[str, ...]:
        """Other forms of a full name in this report, sorted."""
        tokens = _tokens(full)
        return tuple(
            sorted(self._display[other] for other, top in self._full.items() if top == tokens and other != tokens)
        )


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether first and last words agree and all words of ``short`` come in ``long`` in this order."""
    if len(short) >= len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def person_id(full: str, report: str) -> str:
    """``person:salah-al-pachachi``; a name of one word is known within its report only (``person:youssef@r1``)."""
    name = strip_title(full)
    return f"person:{slug(name)}" if len(_tokens(name)) > 1 else f"person:{slug(name)}@{report}"


def is_generic(name: str) -> bool:
    """Whether a phrase describes perpetrators without naming them: its last noun is one of the lists' heads."""
    words = without_article(key(name)).split(" ")
    heads = lexicon().unnamed_heads
    return bool(words) and (words[-1] in heads or " ".join(words[-2:]) in heads or words[0] in heads)

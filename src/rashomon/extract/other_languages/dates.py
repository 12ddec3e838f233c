"""Days and months named in a passage, as English words that ``resolve`` understands in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.extract.other_languages.tokens import Token
from rashomon.extract.other_languages.words import Language, Phrase

_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})|(?P<d2>\d{1,2})([-/.])(?P<m2>\d{1,2})\6(?P<y2>\d{4}))(?![\d/-])"
)
_GAP = re.compile(r"[\s,،.ºªo°/\u200e\u200f\u2066-\u2069-]{0,4}")
_BETWEEN_DAY_AND_MONTH = frozenset({"er", "de", "du", "del", "من", "شهر", "го", "ое", "ميلادي"})
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class DateHit:
    """``text[start:end]`` names a time; ``value`` says it in English."""

    start: int
    end: int
    value: str


def find_dates(text: str, words: Sequence[Token], lang: Language) -> Iterator[DateHit]:
    """Dates from left to right: numeric ones (day first, or ISO), days with a month, months with a year, years, weekdays, "yesterday"."""
    end_of_passage = words[-1].end if words else 0
    taken = [
        hit for m in _NUMERIC.finditer(text, words[0].start if words else 0, end_of_passage) if (hit := _numeric(m))
    ]
    yield from taken
    numeric = {k for hit in taken for k in range(hit.start, hit.end)}
    i = 0
    while i < len(words):
        found = None
        if words[i].start not in numeric:
            found = _dated(text, words, i, lang) or _after_weekday(text, words, i, lang) or _loose(words, i, lang)
        if found is None:
            i += 1
            continue
        after, value = found
        yield DateHit(words[i].start, words[after - 1].end, value)
        i = after


def _numeric(match: re.Match[str]) -> DateHit | None:
    year, month, day = (int(match[name] or match[f"{name}2"]) for name in ("y", "m", "d"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateHit(match.start(), match.end(), f"{day} {_ENGLISH[month - 1]} {year}")


_ENGLISH = "January February March April May June July August September October November December".split()


def _number(token: Token, low: int, high: int) -> int | None:
    return int(token.text) if token.text.isdecimal() and low <= int(token.text) <= high else None


def _year(token: Token) -> int | None:
    return _number(token, 1900, 2100)


def _phrase(words: Sequence[Token], i: int, table: Mapping[Phrase, str]) -> tuple[int, str] | None:
    """The entry of a table that begins at ``i``, the longest first: (index after it, what it means)."""
    for n in range(min(_LONGEST, len(words) - i), 0, -1):
        rest = tuple(token.folded for token in words[i + 1 : i + n])
        for form in words[i].forms:
            if (form, *rest) in table:
                return i + n, table[form, *rest]
    return None


def _near(text: str, words: Sequence[Token], before: int, after: int) -> bool:
    return after < len(words) and _GAP.fullmatch(text, words[before].end, words[after].start) is not None


def _dated(text: str, words: Sequence[Token], i: int, lang: Language) -> tuple[int, str] | None:
    """ "3 février 2021", "3 de febrero", "3 февраля 2021 г.", "3 شباط/فبراير 2021", "février 2021", "1er mai"."""
    day, at = _number(words[i], 1, 31), i
    if day is not None:
        at = i + 1
        if at < len(words) and words[at].folded in _BETWEEN_DAY_AND_MONTH:
            at += 1
        if not _near(text, words, i, i + 1):
            return None
    month = _phrase(words, at, lang.months) if at < len(words) else None
    if month is None:
        return None
    after, name = month
    twice = _phrase(words, after, lang.months) if _near(text, words, after - 1, after) else None
    if twice is not None and twice[1] == name:  # "شباط/فبراير": the Levantine and the Egyptian name of one month
        after = twice[0]
    year, beyond = _year_after(text, words, after, lang)
    if day is None:
        return (beyond, f"{name} {year}") if year is not None else None
    return (beyond, f"{day} {name} {year}") if year is not None else (after, f"{day} {name}")


def _year_after(text: str, words: Sequence[Token], after: int, lang: Language) -> tuple[int | None, int]:
    """The year that follows a month, if one does, and the index after it and its word ("г.", "года")."""
    at = after
    if at < len(words) and words[at].folded in ("de", "del", "عام", "سنة") and _near(text, words, at - 1, at):
        at += 1
    if not _near(text, words, at - 1, at) or _year(words[at]) is None:
        return None, after
    year = _year(words[at])
    return year, _with_year_word(words, at + 1, lang)


def _with_year_word(words: Sequence[Token], at: int, lang: Language) -> int:
    return at + 1 if at < len(words) and lang.lists["year_after"].word(words[at].forms[:1]) else at


def _after_weekday(text: str, words: Sequence[Token], i: int, lang: Language) -> tuple[int, str] | None:
    """ "mardi 25 juillet": the date says it all, the weekday belongs to the words."""
    weekday = _phrase(words, i, lang.weekdays)
    if weekday is None or not _near(text, words, weekday[0] - 1, weekday[0]):
        return None
    return _dated(text, words, weekday[0], lang)


def _loose(words: Sequence[Token], i: int, lang: Language) -> tuple[int, str] | None:
    """A weekday, "yesterday", or a year after or before the word that makes it one ("en 2015", "в 2015 году")."""
    weekday = _phrase(words, i, lang.weekdays)
    if weekday is not None:
        return weekday[0], f"on {weekday[1]}"
    relative = _phrase(words, i, lang.relative)
    if relative is not None:
        return relative
    if _year(words[i]) is None:
        return None
    beyond = _with_year_word(words, i + 1, lang)
    said = beyond > i + 1 or (i > 0 and lang.lists["year"].word(words[i - 1].forms))
    return (beyond, str(int(words[i].text))) if said else None

"""The word lists by language (``data/languages.toml``), and the months and weekdays of ``dateparser``'s locale data."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rashomon.extract.lexicon import read_toml
from rashomon.model import fold

_TATWEEL = "ـ"
_MONTHS = ("january february march april may june july august september october november december").split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_RELATIVE = {"0 day ago": "today", "1 day ago": "yesterday", "in 1 day": "tomorrow"}

Phrase = tuple[str, ...]
"""Folded words one after the other."""


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """``fold`` without the stroke that lengthens Arabic letters."""
    return fold(word.replace(_TATWEEL, ""))


def phrase(words: str) -> Phrase:
    """The folded words of an entry of a list."""
    return tuple(folded(words).split())


@dataclass(frozen=True, slots=True)
class WordList:
    """Folded words and phrases; those that ended in "*" match any word that begins so."""

    phrases: frozenset[Phrase]
    stems: tuple[str, ...]
    longest: int

    @classmethod
    def of(cls, entries: Iterable[str]) -> WordList:
        """A list as the data file writes it."""
        listed = list(entries)
        whole = frozenset(phrase(entry) for entry in listed if not entry.endswith("*"))
        stems = tuple(sorted({folded(entry[:-1]) for entry in listed if entry.endswith("*")}))
        return cls(whole, stems, max((len(p) for p in whole), default=1))

    def word(self, forms: Iterable[str]) -> bool:
        """Whether a word (in any of its forms) is in the list."""
        return any((form,) in self.phrases or form.startswith(self.stems) for form in forms)


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of one language.

    ``numbers`` and ``round`` ("dizaine"): phrase → value; ``months``, ``weekdays`` and ``relative``: phrase → English words.
    """

    code: str
    name: str
    listed: bool
    lists: Mapping[str, WordList]
    numbers: Mapping[Phrase, int]
    round: Mapping[Phrase, int]
    months: Mapping[Phrase, str]
    weekdays: Mapping[Phrase, str]
    relative: Mapping[Phrase, str]
    joiners: frozenset[str]
    not_names: frozenset[str]


_LISTS = (
    "attack",
    "killed",
    "injured",
    "people",
    "breaks",
    "at_least",
    "more_than",
    "about",
    "up_to",
    "year",
    "year_after",
)


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    return read_toml("languages.toml")


@cache
def little_words() -> Mapping[str, frozenset[str]]:
    """Language → its articles, prepositions and the like; of English and the languages with lists of their own."""
    return {code: frozenset(entry["function"]) for code, entry in _data().items()}


@lru_cache(maxsize=64)
def language(code: str | None) -> Language:
    """What is known of a language: its lists, else months and weekdays alone, else nothing."""
    return _language(code or "", _data().get(code or "", {}))


def _language(code: str, entry: Mapping[str, Any]) -> Language:
    locale = _locale(code)
    months = _named(locale, _MONTHS)
    for english, forms in entry.get("months", {}).items():
        months |= {phrase(form): english.capitalize() for form in forms}
    weekdays = {words: day for words, day in _named(locale, _WEEKDAYS).items() if len("".join(words)) > 3}
    relative = locale.get("relative-type", {})
    return Language(
        code=code,
        name=entry.get("name", _name_of(code)),
        listed="attack" in entry,
        lists={name: WordList.of(entry.get(name, ())) for name in _LISTS},
        numbers=_values(entry.get("numbers", {})),
        round=_values(entry.get("round", {})),
        months=months,
        weekdays=weekdays,
        relative={phrase(form): said for key, said in _RELATIVE.items() for form in relative.get(key, ())},
        joiners=frozenset(entry.get("joiners", ())),
        not_names=frozenset(map(folded, entry.get("not_names", ()))),
    )


def _values(forms: Mapping[str, Iterable[str]]) -> dict[Phrase, int]:
    return {phrase(form): int(value) for value, each in forms.items() for form in each}


def _locale(code: str) -> Mapping[str, Any]:
    """``dateparser``'s locale data (from the Unicode CLDR), empty where it has none."""
    if not code.isalpha() or len(code) != 2:
        return {}
    try:
        info: Mapping[str, Any] = importlib.import_module(f"dateparser.data.date_translation_data.{code}").info
    except ModuleNotFoundError:
        return {}
    return info


def _named(locale: Mapping[str, Any], names: Iterable[str]) -> dict[Phrase, str]:
    return {phrase(form): name.capitalize() for name in names for form in locale.get(name, ()) if phrase(form)}


def _name_of(code: str) -> str:
    return _NAMES.get(code, f"a language ({code})" if code else "an unknown language")


_NAMES = {
    "de": "German", "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "tr": "Turkish", "fa": "Persian", "he": "Hebrew",
    "uk": "Ukrainian", "ur": "Urdu", "ps": "Pashto", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "hi": "Hindi",
    "id": "Indonesian", "pl": "Polish", "so": "Somali", "sw": "Swahili", "ku": "Kurdish", "el": "Greek", "bg": "Bulgarian",
}  # fmt: skip

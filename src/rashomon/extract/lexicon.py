"""The word lists of this room, read once from its data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rashomon.extract.inflection import inflect, plural


def read_toml(name: str) -> dict[str, Any]:
    """A data file of this room."""
    return tomllib.loads(resources.files("rashomon.extract").joinpath("data", name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class EventWord:
    """What a word or phrase says about an attack. ``weak``: needs support; ``generic``: never tells one alone."""

    name: str
    type: str
    tactic: str
    weak: bool
    generic: bool
    noun: bool


@dataclass(frozen=True)
class Events:
    """Single words and phrases that tell an attack."""

    words: Mapping[str, EventWord]
    verbs: Mapping[str, EventWord]
    phrases: re.Pattern[str]
    by_phrase: Mapping[str, EventWord]


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many phrases, longest first, at word boundaries; spaces match any white space."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) + r")(?![\w])")


@cache
def events() -> Events:
    """``data/events.toml``."""
    words: dict[str, EventWord] = {}
    verbs: dict[str, EventWord] = {}
    phrases: dict[str, EventWord] = {}
    for name, entry in read_toml("events.toml").items():
        common = (name, entry["type"], entry["tactic"], entry.get("weak", False), entry.get("generic", False))
        for noun in entry.get("nouns", ()):
            words.setdefault(noun, EventWord(*common, True))
            words.setdefault(plural(noun), EventWord(*common, True))
        for verb in entry.get("verbs", ()):
            for form in inflect(verb):
                verbs.setdefault(form, EventWord(*common, False))
        for phrase in entry.get("phrases", ()):
            phrases.setdefault(phrase, EventWord(*common, True))
    return Events(words, verbs, phrase_pattern(phrases), phrases)


@dataclass(frozen=True)
class Objects:
    """Weapons and targets: a pattern, and the normalised name of each phrase."""

    weapon: re.Pattern[str]
    weapon_of: Mapping[str, str]
    target: re.Pattern[str]
    target_of: Mapping[str, str]
    planted: re.Pattern[str]
    weapon_tactic: Mapping[str, str]


@cache
def objects() -> Objects:
    """``data/objects.toml``."""
    data = read_toml("objects.toml")
    weapon = {phrase: name for name, phrases in data["weapon"].items() for phrase in phrases}
    target: dict[str, str] = {}
    for name, phrases in data["target"].items():
        for phrase in phrases:
            target.setdefault(phrase, name)
    return Objects(
        phrase_pattern(weapon),
        weapon,
        phrase_pattern(target),
        target,
        phrase_pattern(data["planted"]["phrases"]),
        data["weapon_tactic"],
    )


@dataclass(frozen=True)
class Cues:
    """Words that introduce what somebody says."""

    verbs: Mapping[str, tuple[str, str]]
    """form → (base form, act)"""
    nouns: Mapping[str, str]
    phrasal: frozenset[tuple[str, str]]
    hedging_verbs: frozenset[str]
    hedged: frozenset[str]
    conditional: frozenset[str]
    hypothetical: frozenset[str]


@cache
def cues() -> Cues:
    """``data/cues.toml``."""
    data = read_toml("cues.toml")
    verbs: dict[str, tuple[str, str]] = {}
    for act, entry in data.items():
        for verb in entry.get("verbs", ()):
            for form in inflect(verb):
                verbs.setdefault(form, (verb, act))
    for first, _particle in data["report"]["phrasal"]:
        for form in inflect(first):
            verbs.setdefault(form, (first, "report"))
    nouns = {noun: act for act, listed in data["nouns"].items() for noun in listed}
    return Cues(
        verbs,
        nouns,
        frozenset((form, p) for first, p in data["report"]["phrasal"] for form in inflect(first)),
        frozenset(data["assess"]["hedge"]),
        frozenset(data["modality"]["hedged"]),
        frozenset(data["modality"]["conditional"]),
        frozenset(data["modality"]["hypothetical"]),
    )


@dataclass(frozen=True)
class Attitudes:
    """Words by which something is put down to somebody without a word on an attack (``data/attitudes.toml``)."""

    verbs: Mapping[str, tuple[str, str]]
    """form → (base form, ``speech``, ``thought``, ``wish``, ``stance`` or ``seeming``)"""
    prepositions: Mapping[str, frozenset[str]]
    """base form → prepositions that may lead to what it is about"""
    particles: frozenset[tuple[str, str]]
    """(form, particle)"""
    light: Mapping[str, frozenset[str]]
    """form → nouns that make an act of speech with it"""
    adjectives: Mapping[str, str]
    """adjective → ``certain``, ``doubtful`` or ``feeling``"""
    adverbs: frozenset[str]
    nouns: frozenset[str]


@cache
def attitudes() -> Attitudes:
    """``data/attitudes.toml``."""
    data = read_toml("attitudes.toml")
    verbs: dict[str, tuple[str, str]] = {}
    for kind in ("speech", "thought", "wish", "stance", "seeming"):
        for verb in data[kind]["verbs"]:
            for form in inflect(verb):
                verbs.setdefault(form, (verb, kind))
    prepositions: dict[str, set[str]] = {}
    for preposition, listed in data["prepositions"].items():
        for verb in listed:
            for form in inflect(verb):
                prepositions.setdefault(form, set()).add(preposition)
    return Attitudes(
        verbs,
        {form: frozenset(found) for form, found in prepositions.items()},
        frozenset((form, particle) for verb, particle in data["particles"]["verbs"] for form in inflect(verb)),
        {form: frozenset(nouns) for verb, nouns in data["light"].items() for form in inflect(verb)},
        {word: stand for stand, words in data["minds"].items() for word in words},
        frozenset(data["hearsay"]["adverbs"]),
        frozenset(form for noun in data["possessed"]["nouns"] for form in (noun, plural(noun))),
    )


@dataclass(frozen=True)
class People:
    """Nouns for people and bodies, singular and plural, with their kinds."""

    kinds: Mapping[str, frozenset[str]]
    perpetrators: frozenset[str]
    anaphors: frozenset[str]


@cache
def people() -> People:
    """``data/people.toml``."""
    data = read_toml("people.toml")
    perpetrators = data.pop("unnamed_perpetrator")
    anaphors = data.pop("anaphor")
    kinds: dict[str, set[str]] = {}
    for kind, nouns in data.items():
        for noun in nouns:
            kinds.setdefault(noun, set()).add(kind)
            kinds.setdefault(plural(noun), set()).add(kind)
    return People(
        {noun: frozenset(found) for noun, found in kinds.items()},
        frozenset(perpetrators) | frozenset(plural(noun) for noun in perpetrators),
        frozenset(anaphors),
    )


@dataclass(frozen=True, slots=True)
class ArgumentPattern:
    """A way of arguing, with the facet that it asserts."""

    facet: str
    value: str
    pattern: re.Pattern[str]


@cache
def arguments() -> tuple[ArgumentPattern, ...]:
    """``data/facets.toml``."""
    return tuple(
        ArgumentPattern(entry["facet"], entry["value"], re.compile(entry["regex"]))
        for entry in read_toml("facets.toml")["pattern"]
    )

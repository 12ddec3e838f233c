"""The word lists and records that ship with the registry: loaded once, never changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rashomon.model import Actor, ActorType, SourceType, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of the registry: the ``Actor`` and what is needed to find it.

    ``areas`` are further countries (ISO 3166-1 alpha-2) in which it acts; ``member_of`` further umbrellas beside its
    parent; ``in_country`` names that mean it only in its own country's news ("the militias"); ``weak`` names that mean
    it only when nobody else bears them; ``bodies`` the offices it fills ("army"); ``lineage`` a key shared by names
    that one organisation bore one after the other; ``main`` marks the best known bearer of an ambiguous name.
    """

    actor: Actor
    areas: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    in_country: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    lineage: str = ""
    main: bool = False
    source_type: SourceType | None = None
    adjectives: tuple[str, ...] = ()
    nationals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        """Home first, then further areas."""
        return ((self.actor.country,) if self.actor.country else ()) + self.areas


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A kind of state body ("army"); ``words`` maps folded wordings to one of ``keys``, the first of which is general."""

    name: str
    keys: tuple[str, ...]
    type: ActorType
    source_type: SourceType
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Word lists of ``data/roles.json``, folded."""

    articles: frozenset[str]
    titles: frozenset[str]
    office_titles: frozenset[str]
    determiners: frozenset[str]
    place_words: frozenset[str]
    particles: frozenset[str]
    organization_words: frozenset[str]
    trailing_nouns: frozenset[str]
    leading_modifiers: frozenset[str]
    speaking_nouns: frozenset[str]
    anaphora: frozenset[str]
    unnamed_heads: frozenset[str]
    not_phrases: frozenset[str]
    former: frozenset[str]
    spellings: dict[str, str]
    bodies: tuple[Body, ...]
    umbrella_phrases: frozenset[str]
    umbrella_loose: frozenset[str]
    source_patterns: tuple[tuple[SourceType, re.Pattern[str]], ...]
    publisher_patterns: tuple[tuple[SourceType, re.Pattern[str]], ...]


def _data(name: str) -> str:
    return files("rashomon.resolve").joinpath("data").joinpath(name).read_text(encoding="utf-8")


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _patterns(rows: list[dict[str, Any]]) -> tuple[tuple[SourceType, re.Pattern[str]], ...]:
    compiled = []
    for row in rows:
        words = sorted({fold(word) for word in row["words"]}, key=lambda word: (-len(word), word))
        compiled.append((SourceType(row["type"]), re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")))
    return tuple(compiled)


def _body(row: dict[str, Any]) -> Body:
    words = {fold(word): key for key, wordings in row["words"].items() for word in wordings}
    return Body(
        name=row["name"],
        keys=tuple(row["keys"]),
        type=ActorType(row["type"]),
        source_type=SourceType(row["source_type"]),
        words=words,
    )


def _umbrella(raw: dict[str, list[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Wordings that name the patron ("pro-Iran militias"), and those that mean it in some countries only."""
    patron = {f"{fold(q)} {head}" for q in raw["patron_qualifiers"] for head in raw["patron_heads"]}
    tails = [f"{link} {p}" for link in raw["links"] for p in raw["patrons"]]
    patron |= {f"{head} {tail}" for head in raw["patron_heads"] for tail in tails}
    loose = {f"{fold(q)} {head}" for q in raw["loose_qualifiers"] for head in raw["loose_heads"]}
    loose |= {f"{fold(q)} {head}" for q in raw["loose_qualifiers"] if "armed" in q for head in raw["armed_heads"]}
    return frozenset(patron), frozenset(loose)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped word lists (cached)."""
    raw = json.loads(_data("roles.json"))
    patron, loose = _umbrella(raw["umbrella"])
    return Lexicon(
        articles=_folded(raw["articles"]),
        titles=_folded(raw["titles"]),
        office_titles=_folded(raw["office_titles"]),
        determiners=_folded(raw["determiners"]),
        place_words=_folded(raw["place_words"]),
        particles=_folded(raw["name_particles"]),
        organization_words=_folded(raw["organization_words"]),
        trailing_nouns=_folded(raw["trailing_nouns"]),
        leading_modifiers=_folded(raw["leading_modifiers"]),
        speaking_nouns=_folded(raw["speaking_nouns"]),
        anaphora=_folded(raw["anaphora"]),
        unnamed_heads=_folded(raw["unnamed_heads"]),
        not_phrases=_folded(raw["not_phrases"]),
        former=_folded(raw["former"]),
        spellings={fold(variant): head for head, variants in raw["spellings"].items() for variant in variants},
        bodies=tuple(_body(row) for row in raw["bodies"]),
        umbrella_phrases=patron,
        umbrella_loose=loose,
        source_patterns=_patterns(raw["source_types"]),
        publisher_patterns=_patterns(raw["publisher_types"]),
    )


def _records(name: str) -> Iterator[dict[str, Any]]:
    for line in _data(name).splitlines():
        if line.strip():
            yield json.loads(line)


def _entry(row: dict[str, Any]) -> Entry:
    actor = Actor(
        id=row["id"],
        name=row["name"],
        type=ActorType(row["type"]),
        parent=row.get("parent"),
        sponsor=row.get("sponsor"),
        country=row.get("country"),
        active_from=row.get("active_from"),
        active_to=row.get("active_to"),
        identifiers=row.get("identifiers"),
        aliases=tuple(row["aliases"]),
        registered=True,
    )
    return Entry(
        actor=actor,
        areas=tuple(row.get("areas", ())),
        member_of=tuple(row.get("member_of", ())),
        in_country=tuple(row.get("in_country", ())),
        weak=tuple(row.get("weak", ())),
        bodies=tuple(row.get("body", ())),
        lineage=row.get("lineage") or row["id"],
        main=bool(row.get("main", False)),
        source_type=SourceType(row["source_type"]) if row.get("source_type") else None,
        adjectives=tuple(row.get("adjectives", ())) + tuple(row.get("adjectives_es", ())),
        nationals=tuple(row.get("nationals", ())),
        metonyms=tuple(row.get("metonyms", ())),
    )


def entries() -> tuple[Entry, ...]:
    """All records in a fixed order: groups and bodies, states, outlets and monitors."""
    return tuple(_entry(row) for name in ("actors.jsonl", "states.jsonl", "outlets.jsonl") for row in _records(name))

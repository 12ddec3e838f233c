"""Which country a report speaks of, from its own words: country names, adjectives, nationals and capitals, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.model import fold
from rashomon.resolve.lexicon import Entry
from rashomon.resolve.phrases import is_upper

_READ = 200_000
"""Only this many characters are counted: what a long text speaks of shows at its beginning."""

_MARGIN = 1.3
"""A country is the context only when it is named this many times as often as the next."""


@dataclass(frozen=True, slots=True)
class CountryContext:
    """``top`` is the country (ISO 3166-1 alpha-2) that a text speaks of, ``None`` when no one stands out; ``shares`` sum to 1."""

    top: str | None
    shares: Mapping[str, float]


class CountryLexicon:
    """Names, adjectives, nationals and capitals of states, for counting and for reading "Iraqi" off a phrase."""

    def __init__(self, states: Iterable[Entry]) -> None:
        self.adjectives: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.nationals: dict[str, str] = {}
        for state in states:
            country = state.actor.country
            if country is None:
                continue
            for word in (state.actor.name, *state.actor.aliases):
                self.names.setdefault(fold(word), country)
            for word in state.adjectives:
                self.adjectives.setdefault(fold(word), country)
            for word in state.nationals:
                self.nationals.setdefault(fold(word), country)
            for word in state.metonyms:
                self.capitals.setdefault(fold(word), country)
        self._phrases: dict[str, str] = {**self.capitals, **self.nationals, **self.adjectives, **self.names}
        # The pronoun "us" and the like say nothing about a country once case is gone.
        for noise in ("us", "america", "la paz", "of"):
            self._phrases.pop(noise, None)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._phrases), default=1)
        self._first = {phrase.split(" ", 1)[0] for phrase in self._phrases}

    def country_of(self, word: str) -> str | None:
        """The country that a folded word or phrase names as adjective or name, else ``None``."""
        return self.adjectives.get(word) or self.names.get(word)

    def is_term(self, word: str) -> bool:
        """Whether a folded word names a country, its people or its capital."""
        return word in self._phrases

    def counts(self, text: str) -> Counter[str]:
        """How often each country is named in ``text`` (its first 200,000 characters)."""
        part = text[:_READ]
        found: Counter[str] = Counter()
        if not is_upper(part):
            found["US"] += part.count(" US ") + part.count(" US,")
        words = fold(part).split(" ")
        position, total = 0, len(words)
        while position < total:
            step = 1
            if words[position] in self._first:
                for length in range(min(self._longest, total - position), 0, -1):
                    country = self._phrases.get(" ".join(words[position : position + length]))
                    if country is not None:
                        found[country] += 1
                        step = length
                        break
            position += step
        return +found

    def context(self, *texts: str | None) -> CountryContext:
        """The country that the texts together speak of."""
        found: Counter[str] = Counter()
        for text in texts:
            if text:
                found += self.counts(text)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        total = sum(found.values())
        if not ranked:
            return CountryContext(None, {})
        clear = len(ranked) == 1 or ranked[0][1] >= _MARGIN * ranked[1][1]
        return CountryContext(ranked[0][0] if clear else None, {country: n / total for country, n in ranked})

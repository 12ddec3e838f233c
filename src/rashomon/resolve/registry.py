"""The registry of groups, forces, states and outlets: find an actor by any of its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rashomon.model import Actor, ActorType, SourceType
from rashomon.resolve.bodies import Bodies
from rashomon.resolve.country_context import CountryLexicon
from rashomon.resolve.lexicon import Entry, entries, lexicon
from rashomon.resolve.phrases import forms, is_acronym, key, without_article
from rashomon.resolve.surface_names import surface_names
from rashomon.resolve.transliteration import NearSpellings

ARMED = frozenset({ActorType.GROUP, ActorType.FACTION, ActorType.UMBRELLA})
"""Types of actors that MUC and the event data sets would call organisations of perpetrators."""

NAME_IN_COUNTRY = "name used for it in its own country"
DESCRIPTION = "description of an umbrella"

_IRAN_BACKED = "iran-backed-militias"
_UMBRELLAS = {"IQ": "iran-backed-militias-iraq", "SY": "iran-backed-militias-syria"}


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """An actor found for a name. ``score`` is 0–100, ``alternatives`` are ids of others that the name may mean.

    100: one bearer, or the one that country and years single out. 85–99: found after words around the name were taken
    off, by a near spelling, or as the best known bearer. Below 80: a guess that needs more context.
    """

    actor: Actor
    score: float
    alternatives: tuple[str, ...]
    why: str


class Registry:
    """Actors by id and by name. Use ``Registry.load()``; the shipped records never change within a version."""

    def __init__(self, records: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {entry.actor.id: entry for entry in records}
        self._primary: dict[str, list[Entry]] = defaultdict(list)
        self._weak: dict[str, list[Entry]] = defaultdict(list)
        self._local: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            self._index(entry)
        states = [entry for entry in self._entries.values() if entry.actor.type is ActorType.STATE]
        self.countries = CountryLexicon(states)
        self._near_spellings = NearSpellings(self._primary, self.countries.is_term)
        self._state_of = {entry.actor.country: entry for entry in states}
        self.bodies = Bodies(self._entries.values(), self.countries)

    @classmethod
    def load(cls) -> Registry:
        """The registry that ships with this version (cached)."""
        return _shipped()

    def _index(self, entry: Entry) -> None:
        for name in {key(n): n for n in (entry.actor.name, *entry.actor.aliases)}:
            self._primary[name].append(entry)
        for name in {key(n) for n in entry.in_country}:
            self._local[name].append(entry)
        for name in {key(n) for n in (*entry.weak, *entry.metonyms)} - {key(entry.actor.name)}:
            self._weak[name].append(entry)

    def get(self, actor_id: str) -> Actor | None:
        """The actor with this id; ids of state bodies (``force:pe:police``) are read off the id itself."""
        entry = self._entries.get(actor_id)
        return entry.actor if entry is not None else self.bodies.from_id(actor_id, self.state)

    def entry(self, actor_id: str) -> Entry | None:
        """The full record, for those who need areas, further umbrellas or the kind of outlet."""
        return self._entries.get(actor_id)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Actor]:
        return (entry.actor for entry in self._entries.values())

    def state(self, country: str) -> Actor | None:
        """The state of an ISO 3166-1 alpha-2 code."""
        entry = self._state_of.get(country.upper())
        return entry.actor if entry is not None else None

    # -- finding ------------------------------------------------------------------------------------------------

    def find(self, name: str, *, country: str | None = None, year: int | None = None) -> ActorMatch | None:
        """The actor that ``name`` stands for, or ``None``.

        ``country`` (ISO 3166-1 alpha-2) and ``year`` say where and when, and separate bearers of one name. Tried in
        order: the name as it is; a state body ("Iraqi police", or "the police" with a country); a descriptive umbrella
        ("pro-Iran militias"); the name without words around it ("ELN guerrillas", "the Islamist group X"); and a near
        transliteration. Phrases that describe and name nobody ("Palestinian militants") find nothing.
        """
        place = country.upper() if country else None
        for wording, bracketed in forms(name):
            folded = key(wording)
            if not folded:
                continue
            match = (
                self._exact(folded, wording, place, year)
                or self._body(folded, place)
                or self._umbrella(folded, place)
                or self._trimmed(folded, wording, place, year)
                or self._near(folded, place, year)
            )
            # What stands in brackets may be the name's short form; "(Lebanon)" only says where.
            if match is not None and not (bracketed and match.actor.type is ActorType.STATE):
                return match
        return None

    def _exact(self, folded: str, wording: str, country: str | None, year: int | None) -> ActorMatch | None:
        for name in dict.fromkeys((folded, without_article(folded))):
            local = [entry for entry in self._local.get(name, ()) if country and country in entry.countries]
            local.sort(
                key=lambda entry: (-_fit(entry, country, year)[1], -_fit(entry, country, year)[0], entry.actor.id)
            )
            strong = self._primary.get(name, [])
            weak = self._weak.get(name, [])
            if local and not _stronger(strong, local[0], country, year):
                return self._match(local[0], 95.0, [*local[1:], *strong, *weak], NAME_IN_COUNTRY)
            if strong:
                return self._choose(strong, [*local, *weak], wording, country, year)
            if weak:
                return self._choose_weak(weak, country, year)
        return None

    def _choose(
        self, bearers: list[Entry], others: list[Entry], wording: str, country: str | None, year: int | None
    ) -> ActorMatch:
        if len(bearers) == 1:
            only = bearers[0]
            elsewhere = country is not None and only.countries and country not in only.countries
            if elsewhere and is_acronym(wording) and only.actor.type in ARMED | {ActorType.PARTY} and not only.main:
                return self._match(only, 70.0, others, "acronym of an actor of another country")
            return self._match(only, 100.0, others, "name")
        ranked = sorted(bearers, key=lambda entry: (_fit(entry, country, year), entry.actor.id), reverse=True)
        best = [entry for entry in ranked if _fit(entry, country, year) == _fit(ranked[0], country, year)]
        rest = [entry for entry in ranked if entry is not ranked[0]] + others
        if len(best) == 1:
            return self._match(ranked[0], 100.0, rest, "name, told apart by country or years")
        known = [entry for entry in best if entry.main]
        if len(known) == 1:
            rest = [entry for entry in ranked if entry is not known[0]] + others
            return self._match(known[0], 85.0, rest, "best known bearer of this name")
        first = min(best, key=lambda entry: entry.actor.id)
        rest = sorted((entry for entry in ranked if entry is not first), key=lambda entry: entry.actor.id) + others
        return self._match(first, 50.0, rest, "several bear this name and nothing tells them apart")

    def _choose_weak(self, bearers: list[Entry], country: str | None, year: int | None) -> ActorMatch | None:
        fitting = [entry for entry in bearers if entry.actor.type is ActorType.STATE or country in entry.countries]
        ranked = sorted(fitting, key=lambda entry: (-_fit(entry, country, year)[0], entry.actor.id))
        if not ranked:
            return None
        why = "capital for its government" if ranked[0].actor.type is ActorType.STATE else "name used in this country"
        return self._match(ranked[0], 88.0, ranked[1:], why)

    def _match(self, entry: Entry, score: float, others: Iterable[Entry], why: str) -> ActorMatch:
        alternatives = dict.fromkeys(other.actor.id for other in others if other is not entry)
        return ActorMatch(entry.actor, score, tuple(alternatives), why)

    def _body(self, folded: str, country: str | None) -> ActorMatch | None:
        found = self.bodies.find(without_article(folded), country, self.state)
        return ActorMatch(found, 95.0, (), "body of a state") if found is not None else None

    def _umbrella(self, folded: str, country: str | None) -> ActorMatch | None:
        lex = lexicon()
        name, said = self._with_place(without_article(folded), lex.umbrella_phrases | lex.umbrella_loose)
        place = said or country
        if name in lex.umbrella_loose and not name.startswith("iran") and place not in _UMBRELLAS:
            # "Shiite militias" elsewhere are not this umbrella.
            return None
        if place == "IR" or name not in lex.umbrella_phrases | lex.umbrella_loose:
            return None
        entry = self._entries.get(_UMBRELLAS.get(place or "", _IRAN_BACKED))
        return self._match(entry, 92.0, (), DESCRIPTION) if entry is not None else None

    def _with_place(self, name: str, known: frozenset[str]) -> tuple[str, str | None]:
        """A phrase without the country beside it ("… in Iraq", "Iraqi …"), when the rest is a known phrase."""
        head, _, tail = name.rpartition(" in ")
        if head in known and self.countries.country_of(tail):
            return head, self.countries.country_of(tail)
        first, _, rest = name.partition(" ")
        if rest in known and first in self.countries.adjectives:
            return rest, self.countries.adjectives[first]
        return name, None

    def _trimmed(self, folded: str, wording: str, country: str | None, year: int | None) -> ActorMatch | None:
        for name, place in self._cuts(without_article(folded)):
            match = self._exact(name, _cased(wording, name), place or country, year)
            if match is None or match.actor.type in {ActorType.STATE, ActorType.MEDIA}:
                continue
            known = self._entries[match.actor.id].countries
            if place and known and place not in known:
                # "Iraqi X" is not the X of another country.
                continue
            return ActorMatch(match.actor, min(match.score, 96.0), match.alternatives, "name among describing words")
        return None

    def _cuts(self, folded: str) -> list[tuple[str, str | None]]:
        """Shorter wordings with the country that a leading adjective named, longest first."""
        lex = lexicon()
        words = folded.split(" ")
        place: str | None = None
        start, cuts = 0, [(0, len(words), place)]
        while start < len(words) - 1:
            step = next((n for n in (4, 3, 2, 1) if " ".join(words[start : start + n]) in lex.leading_modifiers), 0)
            adjective = self.countries.adjectives.get(words[start])
            if not step and adjective:
                step, place = 1, adjective
            if not step and words[start] in lex.articles:
                step = 1
            if not step or start + step >= len(words):
                break
            start += step
            cuts.append((start, len(words), place))
        results: list[tuple[str, str | None]] = []
        for begin, stop, where in cuts:
            end = stop
            while end > begin:
                results.append((" ".join(words[begin:end]), where))
                if end - begin < 2 or words[end - 1] not in lex.trailing_nouns:
                    break
                end -= 1
        return sorted(dict.fromkeys(results), key=lambda item: (-len(item[0]), item[0]))[1:]

    def _near(self, folded: str, country: str | None, year: int | None) -> ActorMatch | None:
        name = without_article(folded)
        found = self._near_spellings.find(name)
        if found is None:
            return None
        alias, score = found
        match = self._choose(self._primary[alias], [], alias, country, year)
        if match.score < 80:
            return None
        return ActorMatch(match.actor, min(match.score, score), match.alternatives, f"spelt nearly as {alias!r}")

    # -- relations ----------------------------------------------------------------------------------------------

    def ancestors(self, actor_id: str) -> tuple[str, ...]:
        """Everything that contains the actor: parents and umbrellas, nearest first, each once."""
        found: dict[str, None] = {}
        queue = [actor_id]
        while queue:
            current = queue.pop(0)
            actor = self.get(current)
            if actor is None:
                continue
            entry = self._entries.get(current)
            above = [actor.parent] if actor.parent else []
            above += list(entry.member_of) if entry is not None else []
            for parent in above:
                if parent not in found and parent != actor_id:
                    found[parent] = None
                    queue.append(parent)
        return tuple(found)

    def is_within(self, child: str, umbrella: str) -> bool:
        """Whether ``child`` is, or belongs at any depth to, ``umbrella``."""
        return child == umbrella or umbrella in self.ancestors(child)

    def lineage(self, actor_id: str) -> tuple[str, ...]:
        """Ids of the names that one organisation bore one after the other, oldest first; itself when there is one only."""
        entry = self._entries.get(actor_id)
        if entry is None:
            return (actor_id,)
        line = [other.actor for other in self._entries.values() if other.lineage == entry.lineage]
        return tuple(a.id for a in sorted(line, key=lambda actor: (actor.active_from or 0, actor.id)))

    def source_type(self, actor_id: str) -> SourceType | None:
        """What kind of source an outlet, a monitor or a state body is; ``None`` for everybody else."""
        entry = self._entries.get(actor_id)
        if entry is not None and entry.source_type is not None:
            return entry.source_type
        if entry is not None and entry.bodies:
            return self.bodies.source_type(entry.bodies[0])
        return self.bodies.source_type_of_id(actor_id)

    def names(self) -> Mapping[str, str]:
        """Every surface name and the ``ActorType`` value of its bearer, for phrase matching; in all scripts.

        Left out are names that are everyday words ("IS", "WHO") or mean somebody only in context; umbrella
        descriptions ("pro-Iran militias") are in. Acronyms should be matched with their case.
        """
        return surface_names(self)


def _stronger(bearers: Iterable[Entry], local: Entry, country: str | None, year: int | None) -> bool:
    """Whether somebody who bears the name everywhere goes before the one who bears it in ``country`` only."""
    dated = year is not None and local.actor.active_to is not None and _fit(local, country, year)[1] == 2
    return any(
        entry.actor.country == country or (country in entry.countries and not dated) or entry.main for entry in bearers
    )


def _fit(entry: Entry, country: str | None, year: int | None) -> tuple[int, int]:
    actor = entry.actor
    if country is None or not entry.countries:
        place = 1
    elif actor.country == country:
        place = 3
    else:
        place = 2 if country in entry.countries else 0
    if year is None:
        return place, 1
    within = (actor.active_from or 0) <= year <= (actor.active_to or 9999)
    return place, 2 if within else 0


def _cased(wording: str, name: str) -> str:
    """The part of ``wording`` that folds to ``name``, to see whether it is written as an acronym."""
    words = wording.split()
    length = name.count(" ") + 1
    for start in range(len(words) - length + 1):
        part = " ".join(words[start : start + length])
        if key(part) == name:
            return part
    return name


@lru_cache(maxsize=1)
def _shipped() -> Registry:
    return Registry(entries())

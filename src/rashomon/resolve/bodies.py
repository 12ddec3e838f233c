"""Bodies of states that no list can name one by one: "Peruvian police", "the Interior Ministry" in news of Iraq."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rashomon.model import Actor, ActorType, SourceType, fold, slug
from rashomon.resolve.country_context import CountryLexicon
from rashomon.resolve.lexicon import Body, Entry, lexicon

StateOf = Callable[[str], Actor | None]

_FORCES = frozenset({ActorType.MILITARY, ActorType.POLICE, ActorType.INTELLIGENCE})


def title_with_country(name: str, state: Actor | None) -> str:
    """A readable name such as "police (Iraq)"."""
    return f"{name} ({state.name})" if state is not None else name


class Bodies:
    """Finds the registered body of a country, or makes up its id: ``force:iq:police``, ``body:iq:health-ministry``."""

    def __init__(self, records: Iterable[Entry], countries: CountryLexicon) -> None:
        self._countries = countries
        self._registered: dict[tuple[str, str], Actor] = {}
        for entry in records:
            for office in entry.bodies:
                if entry.actor.country:
                    self._registered.setdefault((entry.actor.country, office), entry.actor)
        self._by_word: dict[str, tuple[Body, str]] = {}
        self._by_slug: dict[str, Body] = {}
        for body in lexicon().bodies:
            self._by_slug[slug(body.name)] = body
            for word, office in body.words.items():
                self._by_word.setdefault(word, (body, office))

    def find(self, name: str, country: str | None, state_of: StateOf) -> Actor | None:
        """The body that a folded phrase names, in the country it says or else in ``country``; ``None`` without either."""
        rest, said = self._split(name)
        found = self._by_word.get(rest)
        place = said or country
        if found is None or place is None:
            return None
        body, office = found
        if body.type is ActorType.STATE:
            return state_of(place)
        for wanted in (office, *body.keys):
            registered = self._registered.get((place, wanted))
            if registered is not None:
                return registered
        return self._made_up(body, place, state_of)

    def kind(self, name: str) -> Body | None:
        """The kind of body that a folded phrase names, whatever its country."""
        found = self._by_word.get(self._split(name)[0])
        return found[0] if found is not None else None

    def _split(self, name: str) -> tuple[str, str | None]:
        """A phrase without its country, and the country: "iraqi police", "police of iraq", "iraq police"."""
        words = name.split(" ")
        for length in (4, 3, 2, 1):
            if len(words) > length:
                head = self._countries.country_of(" ".join(words[:length]))
                if head is not None:
                    return " ".join(words[length:]), head
        for joiner in (" of the ", " of ", " in the ", " in "):
            # "government of the united states of america" joins at its first "of", "head of police of iraq" at its last.
            for front, found, tail in (name.partition(joiner), name.rpartition(joiner)):
                country = self._countries.country_of(tail) if found else None
                if country is not None:
                    return front, country
        return name, None

    def _made_up(self, body: Body, country: str, state_of: StateOf) -> Actor:
        state = state_of(country)
        prefix = "force" if body.type in _FORCES else "body"
        return Actor(
            id=f"{prefix}:{country.lower()}:{slug(body.name)}",
            name=title_with_country(body.name, state),
            type=body.type,
            parent=state.id if state is not None else None,
            country=country,
        )

    def from_id(self, actor_id: str, state_of: StateOf) -> Actor | None:
        """The body that an id made by this class stands for."""
        prefix, _, rest = actor_id.partition(":")
        country, _, office = rest.partition(":")
        body = self._by_slug.get(office)
        if prefix not in {"force", "body"} or body is None or len(country) != 2:
            return None
        made = self._made_up(body, country.upper(), state_of)
        return made if made.id == actor_id else None

    def source_type(self, office: str) -> SourceType | None:
        """What kind of source an office ("interior ministry") is."""
        found = self._by_word.get(fold(office))
        return found[0].source_type if found is not None else None

    def source_type_of_id(self, actor_id: str) -> SourceType | None:
        """What kind of source a made-up body is, from its id."""
        prefix, _, rest = actor_id.partition(":")
        body = self._by_slug.get(rest.partition(":")[2]) if prefix in {"force", "body"} else None
        return body.source_type if body is not None else None

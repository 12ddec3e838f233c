"""The cast of one report: turns wordings into actor ids and keeps the actors that it met."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.model import Actor, ActorType, Issue, Level, Report, fold, slug
from rashomon.resolve.abbreviations import abbreviations
from rashomon.resolve.lexicon import lexicon
from rashomon.resolve.people import PeopleIndex, bare_name, is_generic, is_personal, is_role, person_id
from rashomon.resolve.phrases import capitalised_words, is_definite, is_upper, key, strip_title, tidy, without_article
from rashomon.resolve.references import References
from rashomon.resolve.registry import ARMED, DESCRIPTION, NAME_IN_COUNTRY, ActorMatch, Registry

_ACCEPT = 80.0
_GUESS = 70.0
_SHARED = 0.25
"""A country that makes up this much of a text may give its names their meaning."""
_LOCAL_PREFIXES = ("person:", "org:", "unnamed:", "population:", "force:", "body:")
_JOIN = re.compile(r"\s*(?:,\s*and\b|,|;|/|&|\band\b|\bas well as\b|\balong with\b)\s*", re.IGNORECASE)
_IT = re.compile(r"\b(with|to|by)\s+(?:it|them)$", re.IGNORECASE)
_ONE = re.compile(r"\s*(?:an?|one|some|another|una?)\s", re.IGNORECASE)
_THEIRS = re.compile(r"\s+(?:and|or|with)\s+(?:their|its|his|her)\b.*$", re.IGNORECASE | re.DOTALL)
_FOR = re.compile(r"\s(?:for|of|in|from|at|with|to|by)\s(?:the\s)?", re.IGNORECASE)
_GOVERNMENT = re.compile(r"(?:government|regime|administration|cabinet)$", re.IGNORECASE)


class Cast:
    """Actors of one report. Registered ones by the registry, the others made up from their own words.

    ``capitals`` says that the text is written in capitals, so that they mark no name.
    """

    def __init__(self, report: Report, registry: Registry, names: Iterable[str], known: Iterable[Actor] = ()) -> None:
        self._report = report
        self._registry = registry
        self.capitals = is_upper(report.text)
        self.context = registry.countries.context(report.title, report.text)
        self._year = report.published_on.year if report.published_on else None
        self._met: dict[str, Actor] = {actor.id: actor for actor in known}
        people = [actor for actor in self._met.values() if actor.type is ActorType.PERSON]
        before = [name for actor in people for name in (actor.name, *actor.aliases)]
        self._people = PeopleIndex([*before, *(name for name in names if self._may_be_person(name))])
        self._short = abbreviations(report.text)
        self._references = References(report.text, self.capitals)
        self._issues: dict[str, Issue] = {}
        self._found: dict[tuple[str, str | None], ActorMatch | None] = {}

    # -- lookups ------------------------------------------------------------------------------------------------

    def find(self, name: str, country: str | None) -> ActorMatch | None:
        """The registry's match in this report's country and year, when it is good enough to use."""
        asked = (name, country or self.context.top)
        if asked not in self._found:
            self._found[asked] = self._lookup(name, asked[1])
        return self._found[asked]

    def _lookup(self, name: str, country: str | None) -> ActorMatch | None:
        explained = self._short.get(without_article(key(name)))
        if explained is not None and key(explained) != key(name):
            # The report says itself what the letters stand for; somebody else's acronym does not matter then.
            spelt = self._registry.find(explained, country=country, year=self._year)
            same = self._registry.find(name, country=country, year=self._year)
            if spelt is not None or same is None or same.score < 98:
                return spelt
        match = self._registry.find(name, country=country, year=self._year)
        if match is None and country is None:
            return self._elsewhere(name)
        if match is None or match.score >= _ACCEPT:
            return match
        if match.score >= _GUESS and match.actor.country in self.context.shares:
            return match
        for other in self.context.shares:
            again = self._registry.find(name, country=other, year=self._year)
            if again is not None and again.score >= _ACCEPT and self.context.shares[other] >= 0.1:
                return again
        ids = ", ".join((match.actor.id, *match.alternatives))
        self._issues.setdefault(
            f"{name}",
            Issue(
                code="ambiguous_actor",
                level=Level.INFO,
                subject=self._report.id,
                message=f"{tidy(name)!r} may mean {ids}; nothing in the report tells which, so it stays apart",
                report=self._report.id,
            ),
        )
        return None

    def _elsewhere(self, name: str) -> ActorMatch | None:
        """ "the coalition" in a text on two countries at once: whom it means in either."""
        for other, share in self.context.shares.items():
            match = self._registry.find(name, country=other, year=self._year) if share >= _SHARED else None
            if match is not None and match.why == NAME_IN_COUNTRY:
                return match
        return None

    def whole(self, wording: str | None, country: str | None) -> str | None:
        """The registered actor that a speaker's whole wording names, before its parts are looked at."""
        match = self.find(wording, country) if wording else None
        return self._meet(match.actor) if match is not None and match.score >= 98 and match.actor.registered else None

    def known(self, name: str, country: str | None) -> str | None:
        """The id of a registered actor or state body that the whole phrase names, else ``None``."""
        match = self.find(name, country)
        if match is None or match.score < 95 or match.actor.type is ActorType.STATE:
            return None
        return self._meet(match.actor)

    def listed(self, name: str) -> str | None:
        """The id of the actor or state that the registry lists under the very name, else ``None``."""
        match = self.find(name, None)
        return self._meet(match.actor) if match is not None and match.actor.registered else None

    def resolve(self, name: str, country: str | None, start: int | None = None, *, named: bool = False) -> str | None:
        """The actor id for a wording that is meant to name a perpetrator, claimant, body or person.

        ``start`` is its offset, for "the organization"; ``named`` says that the reader took it for somebody's name.
        """
        if self._is_id(name):
            known = self._registry.get(name)
            return self._meet(known) if known is not None else name
        # "the militias and their supporters" are the militias first of all.
        name = _THEIRS.sub("", name)
        if not without_article(key(name)):
            return None
        match = self.find(name, country)
        if match is not None:
            return self._meet(match.actor) if self._means_it(name, match) else self._unnamed(name, match.actor.id)
        people = self._nation(name)
        if people is not None:
            return people
        referent = self.refers_back(name, start)
        if referent is not None:
            return referent
        if self.is_person(name, named=named):
            return self.person(name, None)
        state = self._government(name, country) or self._body_of_nowhere(name)
        if state is not None:
            return state
        return self._unnamed(name, None) if self._names_nobody(name) else self._organization(name)

    def organization(self, name: str, country: str | None) -> str | None:
        """The id of a body that somebody speaks for; made up when it is written like a name."""
        spoken = self.spoken_for(name, country)
        if spoken is not None:
            return spoken
        plain = is_generic(name) or is_role(fold(name)) or fold(name).split(" ")[0] in lexicon().determiners - {"the"}
        return self.resolve(name, country) if capitalised_words(name) and not plain else None

    def spoken_for(self, wording: str, country: str | None) -> str | None:
        """The registered actor or state body in "a spokesman for the Iraqi army", "police sources" …, else ``None``."""
        for part in self._spoken_parts(wording):
            match = self.find(part, country)
            if match is not None and match.score >= 85 and self._means_it(part, match):
                return self._meet(match.actor)
        return None

    def _spoken_parts(self, wording: str) -> list[str]:
        nouns = lexicon().speaking_nouns
        parts = [tidy(wording)]
        words = tidy(wording).split(" ")
        while len(words) > 1 and fold(words[-1]) in nouns:
            words = words[:-1]
            parts.append(" ".join(words))
        tails = _FOR.split(" ".join(words))
        parts += list(reversed(tails[1:]))
        return [part for part in dict.fromkeys(parts) if without_article(key(part)) not in nouns]

    def outlet(self) -> str | None:
        """The id of the report's publisher, ``None`` when nobody says who that is."""
        publisher = self._report.publisher
        if not publisher or not publisher.strip():
            return None
        match = self._registry.find(publisher)
        if match is not None and match.score >= _ACCEPT:
            return self._meet(match.actor)
        return self._meet(Actor(id=f"org:{slug(publisher)}", name=tidy(publisher), type=ActorType.MEDIA))

    # -- people -------------------------------------------------------------------------------------------------

    def _may_be_person(self, name: str) -> bool:
        personal = is_personal(name, capitals_say_nothing=self.capitals)
        return personal and self._registry.find(name) is None

    def is_person(self, name: str, *, named: bool) -> bool:
        """Whether a wording names a person. ``named``: the reader took it for a name already."""
        if self.find(name, None) is not None or not is_personal(name, capitals_say_nothing=self.capitals):
            return False
        if not self.capitals or named or strip_title(name) != tidy(name):
            return True
        return (len(tidy(name).split(" ")) in {2, 3, 4} and not is_generic(name)) or self.is_known_person(name)

    def is_known_person(self, name: str) -> bool:
        """Whether a longer form of this name was met in the report."""
        return self._people.full_name(name) != bare_name(name)

    def full_name(self, name: str) -> str:
        """The fullest form of a personal name in this report."""
        return self._people.full_name(name)

    def is_former(self, role: str | None) -> bool:
        """Whether a role is said to be over ("former president")."""
        return bool(role) and any(word in lexicon().former for word in fold(role or "").split(" "))

    def person(self, name: str, organization: str | None) -> str:
        """The id of a person; ``organization`` is the body for which the person speaks now."""
        full = self.full_name(name)
        actor_id = person_id(full, self._report.id)
        before = self._met.get(actor_id)
        parent = organization or (before.parent if before is not None else None)
        variants = {*self._people.variants(full), *(before.aliases if before is not None else ())}
        aliases = tuple(sorted(variants))
        person = Actor(id=actor_id, name=full, type=ActorType.PERSON, parent=parent, aliases=aliases)
        self._met[actor_id] = person
        return actor_id

    def attacker(self, name: str) -> str | None:
        """The id of a named attacker; a description ("a suicide bomber") is nobody in particular."""
        return self.person(name, None) if self.is_person(name, named=False) else None

    # -- those without a name -----------------------------------------------------------------------------------

    def _means_it(self, name: str, match: ActorMatch) -> bool:
        """Whether a description means the whole umbrella: "a militia" is one of them, "the militias" is all."""
        if match.why not in {DESCRIPTION, NAME_IN_COUNTRY}:
            return True
        if match.actor.type is not ActorType.UMBRELLA:
            return True
        last = key(name).split(" ")[-1]
        # Without an article it is used of the whole: "Militia Operations under Cover".
        return last.endswith("s") or last == "militiamen" or not _ONE.match(name)

    def _unnamed(self, name: str, parent: str | None) -> str:
        words = without_article(key(name)).split(" ")[:8]
        return self._meet(
            Actor(id="unnamed:" + "-".join(words), name=tidy(name), type=ActorType.UNNAMED, parent=parent)
        )

    def _names_nobody(self, name: str) -> bool:
        """Whether a phrase describes: its noun is general, and it holds no capitals but of adjectives like "Sunni"."""
        if self.capitals:
            return is_generic(name)
        words = tidy(name).split(" ")
        first = without_article(key(words[0]))
        if first in lexicon().unnamed_heads and first.endswith(("s", "men")):
            return True
        plain = lexicon().leading_modifiers
        named = [w for w in words[1:] if w[:1].isupper() and not self._is_country(w) and key(w) not in plain]
        return not named and (is_generic(name) or not words[0][:1].isupper())

    def _is_country(self, word: str) -> bool:
        return self._registry.countries.is_term(key(word))

    def _body_of_nowhere(self, name: str) -> str | None:
        """ "the army" of an unknown country: known within this report only."""
        folded = without_article(key(name))
        kind = self._registry.bodies.kind(folded)
        if kind is None:
            return None
        local = f"org:{slug(folded)}@{self._report.id}"
        return self._meet(Actor(id=local, name=tidy(name), type=kind.type))

    def _organization(self, name: str) -> str:
        name = self._short.get(without_article(key(name)), name)
        folded = without_article(key(name))
        return self._meet(Actor(id=f"org:{slug(folded)}", name=tidy(name), type=ActorType.ORGANIZATION))

    def _nation(self, name: str) -> str | None:
        """ "the Iranians" for their state, "Iranians" for people of a country."""
        country = self._registry.countries.nationals.get(without_article(key(name)))
        state = self._registry.state(country) if country else None
        if country is None or state is None:
            return None
        if is_definite(name):
            return self._meet(state)
        return self._meet(
            Actor(id=f"population:{country.lower()}", name=tidy(name), type=ActorType.POPULATION, country=country)
        )

    def _government(self, name: str, country: str | None) -> str | None:
        """ "the Kazemi government": the state that the report mainly speaks of, if it is more than half of it."""
        top = country or self.context.top
        folded = without_article(key(name))
        if not top or not _GOVERNMENT.search(folded) or " " not in folded:
            return None
        state = self._registry.state(top)
        if state is None or (country is None and self.context.shares.get(top, 0.0) < 0.5):
            return None
        return self._meet(state) if len(folded.split(" ")) <= 5 else None

    # -- "the organization" ---------------------------------------------------------------------------------------

    def remember_groups(self, names: Iterable[str]) -> None:
        """Names of the reading to which "the organization" may refer."""
        for name in sorted(set(names)):
            match = self.find(name, None) if not self._is_id(name) else None
            actor = match.actor if match is not None else self._registry.get(name)
            if actor is not None and actor.type in ARMED - {ActorType.UMBRELLA}:
                self._references.add(actor, tidy(name) if match is not None else None)

    def refers_back(self, name: str, start: int | None) -> str | None:
        """The group that "the organization" means: the only one of the reading, or the last one named before ``start``."""
        if without_article(key(name)) not in lexicon().anaphora or not is_definite(name):
            return None
        actor = self._references.before(start)
        return self._meet(actor) if actor is not None else None

    # -- several at once ------------------------------------------------------------------------------------------

    def split(self, value: str, country: str | None) -> list[tuple[str, str]]:
        """The names in "Iran and the militias associated with it", when each is somebody known; else nothing.

        Pairs of the words and of what they mean ("the militias associated with Iran").
        """
        parts = [part for part in _JOIN.split(value) if part.strip()]
        if len(parts) < 2 or self._is_id(value):
            return []
        whole = self.find(value, country)
        if whole is not None and whole.score >= 98:
            return []
        meant = [parts[0], *(_IT.sub(lambda found: f"{found[1]} {tidy(parts[0])}", part) for part in parts[1:])]
        matches = [self.find(part, country) for part in meant]
        found = {match.actor.id for match in matches if match is not None and match.score >= 85}
        return list(zip(parts, meant, strict=True)) if len(found) == len(parts) else []

    # -- bookkeeping ----------------------------------------------------------------------------------------------

    def names_somebody(self, about: str) -> bool:
        """Whether ``about`` is words rather than an id already."""
        return not self._is_id(about)

    def _is_id(self, value: str) -> bool:
        registered = "-" in value and " " not in value and self._registry.entry(value) is not None
        return value.startswith(_LOCAL_PREFIXES) or value in self._met or registered

    def _meet(self, actor: Actor) -> str:
        self._met.setdefault(actor.id, actor)
        return actor.id

    def issues(self) -> tuple[Issue, ...]:
        """Names that several registered actors bear and that nothing in the report tells apart."""
        return tuple(self._issues[name] for name in sorted(self._issues))

    def actors(self) -> tuple[Actor, ...]:
        """Everybody met, with those they belong to and their sponsors, by id."""
        queue, found = sorted(self._met), dict(self._met)
        while queue:
            actor = found[queue.pop()]
            for other in (actor.parent, actor.sponsor):
                above = self._registry.get(other) if other and other not in found else None
                if above is not None:
                    found[above.id] = above
                    queue.append(above.id)
        return tuple(found[actor_id] for actor_id in sorted(found))

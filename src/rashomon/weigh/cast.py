"""Who is said to have done it and who claims it: the actors of one incident, as its statements cast them.

An actor without an id is a local one under its folded name. Nobody is a perpetrator here: each is somebody of whom one or more
statements say, or deny, that they carried it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rashomon.model import COLLECTIVES, Act, Actor, ActorType, Assertion, Facet, Incident, Polarity, Statement, fold

LOCAL = "text:"
"""Prefix of the key of an actor that has no id."""

STATE_BODIES = frozenset(
    {
        ActorType.STATE,
        ActorType.MILITARY,
        ActorType.POLICE,
        ActorType.INTELLIGENCE,
        ActorType.AGENCY,
        ActorType.COURT,
        ActorType.COMMISSION,
    }
)
MEMBERSHIP = frozenset({ActorType.GROUP, ActorType.FACTION, ActorType.UMBRELLA})
"""To belong to one of these speaks of on whose behalf a person acts; being employed by anything else does not, unless that body
is itself named as having done it."""

_NAMELESS = frozenset({"unidentified", "unknown", "unnamed", "unspecified", "nobody", "somebody", "someone"})


def _is_a_kind(name: str) -> bool:
    words = fold(name).split(" ")
    return words[-1] in COLLECTIVES and words[0] not in _NAMELESS


@dataclass(slots=True)
class Cast:
    """Keys (actor ids or local keys) of everybody who matters for the hypotheses of one incident.

    ``perpetrators`` are those asserted or denied as such, ``claimants`` those who claim, ``enablers`` maps an actor to the states
    named together with it, ``memberships`` a person to its groups, ``employers`` to bodies that are no such groups;
    ``unnamed`` are persons said to belong to a group without a name or to a body of unknown kind. ``accident`` tells
    whether anybody speaks of one; ``known`` finds the actors of this incident by their folded names; ``same_kind`` maps a
    description ("factions") to the one fuller description of this incident that ends in it ("armed factions").
    """

    actors: Mapping[str, Actor]
    perpetrators: set[str] = field(default_factory=set)
    claimants: set[str] = field(default_factory=set)
    enablers: dict[str, set[str]] = field(default_factory=dict)
    memberships: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    accident: bool = False
    unnamed: set[str] = field(default_factory=set)
    known: dict[str, str] = field(default_factory=dict)
    employers: dict[str, set[str]] = field(default_factory=dict)
    same_kind: dict[str, str] = field(default_factory=dict)

    def key(self, actor: str | None, text: str) -> str | None:
        """The key of an actor as resolved, or of its name as written; ``None`` for somebody unnamed.

        A kind of actor without a name ("armed factions") is a candidate of its own; "gunmen" fit whoever did it.
        """
        known = self.actors.get(actor) if actor else None
        if known is not None:
            if known.type is not ActorType.UNNAMED:
                return known.id
            return self.same_kind.get(known.id, known.id) if _is_a_kind(known.name) else None
        words = text.strip() or (actor or "")
        folded = fold(words)
        if folded in self.known:
            return self.known[folded]
        if not folded or words == words.lower() or folded.split()[0] in _NAMELESS:
            return None
        key = LOCAL + folded
        self.names[key] = min(self.names.get(key, words), words)
        return key

    def name(self, key: str) -> str:
        """The name to show."""
        known = self.actors.get(key)
        return known.name if known else self.names.get(key, key.removeprefix(LOCAL))

    def type(self, key: str) -> ActorType | None:
        """The type, where known."""
        known = self.actors.get(key)
        return known.type if known else None

    def ancestors(self, key: str) -> list[str]:
        """What ``key`` belongs to, from near to far (a cycle in the data ends the list)."""
        found: list[str] = []
        known = self.actors.get(key)
        while known and known.parent and known.parent not in found and known.parent != key:
            found.append(known.parent)
            known = self.actors.get(known.parent)
        return found

    def within(self, key: str, other: str) -> bool:
        """Whether ``key`` is ``other`` or belongs to it."""
        return key == other or other in self.ancestors(key)

    def groups_of(self, person: str) -> set[str] | None:
        """The groups that a person is said to belong to; ``None`` for somebody who is no person."""
        if self.type(person) is not ActorType.PERSON and person not in self.memberships:
            return None
        return self.memberships.get(person, set())

    def behind(self, key: str) -> set[str]:
        """Under which candidates an asserted perpetrator counts: itself, or for a person the groups it is said to belong to."""
        groups = self.groups_of(key)
        if groups is None:
            return {key}
        if groups:
            return groups
        return set() if key in self.unnamed else {key}


def cast_of(incident: Incident, statements: Iterable[Statement], actors: Mapping[str, Actor]) -> Cast:
    """Read the actors off the statements of one incident; the order of ``statements`` does not matter."""
    cast = Cast(actors)
    ordered = sorted(statements, key=lambda statement: statement.id)
    _know(cast, ordered)
    for statement in ordered:
        _memberships(cast, statement)
    _suspects(cast, incident)
    named: set[str] = set()
    for statement in ordered:
        named |= _perpetrators(cast, statement)
        cast.claimants |= claimants_in(cast, statement)
        cast.accident = cast.accident or any(is_accident(one) for one in statement.asserts)
    for claim in incident.claims:
        claimant = cast.key(claim.claimant, "") if claim.claimant else None
        cast.claimants |= {claimant} if claimant else set()
    for person, bodies in cast.employers.items():
        cast.memberships[person] |= bodies & named
    cast.perpetrators = {key for one in named for key in cast.behind(one)} | cast.claimants
    return cast


def _know(cast: Cast, statements: Iterable[Statement]) -> None:
    """Note the resolved actors of these statements under their names, so that a name left unresolved elsewhere finds them."""
    ids = {
        one for statement in statements for a in statement.asserts for one in (a.actor, a.about) if one in cast.actors
    }
    for actor in sorted(one for one in ids if one is not None):
        if cast.actors[actor].type is not ActorType.UNNAMED:
            cast.known.setdefault(fold(cast.actors[actor].name), actor)
    kinds = {one: fold(cast.actors[one].name) for one in ids if one and _is_a_kind(cast.actors[one].name)}
    for actor, words in kinds.items():
        fuller = [other for other, more in kinds.items() if more.endswith(f" {words}")]
        if len(fuller) == 1:
            cast.same_kind[actor] = fuller[0]


def is_accident(assertion: Assertion) -> bool:
    """Whether an assertion says, or denies, that it was an accident."""
    return assertion.facet is Facet.TACTIC and assertion.value == "accident"


def claimants_in(cast: Cast, statement: Statement) -> set[str]:
    """Who claims it, by this statement: the claimant or adopter it names, or its own speaker when it is a claim.

    A person who admits it speaks for no group; a spokesperson who claims it does.
    """
    affirmed = [one for one in statement.asserts if one.polarity is Polarity.AFFIRMED]
    named = {
        key
        for one in affirmed
        if one.facet in (Facet.CLAIMANT, Facet.ADOPTER) and (key := cast.key(one.actor, one.value or one.text))
    }
    if named or statement.act not in (Act.CLAIM, Act.ADMIT):
        return {group for key in named for group in cast.groups_of(key) or {key}}
    own = [
        key
        for one in affirmed
        if one.facet is Facet.PERPETRATOR and (key := cast.key(one.actor, one.value or one.text))
    ]
    own = own or _speaking(cast, statement)
    if statement.act is Act.ADMIT:
        own = [key for key in own if cast.groups_of(key) is None]
    return {group for key in own for group in cast.behind(key)}


def _speaking(cast: Cast, statement: Statement) -> list[str]:
    """The resolved actor that speaks, if any."""
    if statement.speaker is None or not statement.speaker.actor:
        return []
    key = cast.key(statement.speaker.actor, statement.speaker.text or "")
    return [key] if key else []


def perpetrators_in(cast: Cast, statement: Statement) -> tuple[set[str], set[str], set[str]]:
    """Keys affirmed as perpetrators, states affirmed together with them (as enablers), and keys negated.

    "State S and group G did it" says that G carried it out and S enabled it. An attacker counts for the group on whose behalf it
    is said to have acted, else for a group that the same statement names, else for itself.
    """
    affirmed: set[str] = set()
    negated: set[str] = set()
    for one in statement.asserts:
        if one.facet is Facet.PERPETRATOR and (key := cast.key(one.actor, one.value or one.text)):
            (negated if _rejected(cast, statement, one, key) else affirmed).add(key)
    for one in statement.asserts:
        if one.facet is Facet.ATTACKER and not (affirmed and one.polarity is Polarity.AFFIRMED and not one.about):
            keys = _attacker(cast, statement, one)
            (negated if one.polarity is Polarity.NEGATED else affirmed).update(keys)
    if statement.act is Act.ADMIT and not affirmed:
        affirmed.update(key for key in _speaking(cast, statement) if cast.groups_of(key) is not None)
    states = {key for key in affirmed if cast.type(key) is ActorType.STATE}
    if states and affirmed - states:
        return affirmed - states, states, negated - affirmed
    return affirmed, set(), negated - affirmed


def _attacker(cast: Cast, statement: Statement, one: Assertion) -> set[str]:
    """Whom a named attacker stands for; nobody in a claim, where the claimant stands for it."""
    if one.about:
        behalf = cast.key(one.about, one.about)
        return {behalf} if behalf else set()
    if statement.act is Act.CLAIM or any(a.facet in (Facet.CLAIMANT, Facet.ADOPTER) for a in statement.asserts):
        return set()
    key = cast.key(one.actor, one.value or one.text)
    if key is None:
        return set()
    if cast.type(key) in (None, ActorType.PERSON):
        cast.memberships.setdefault(key, set())
    return {key}


def _rejected(cast: Cast, statement: Statement, one: Assertion, key: str) -> bool:
    """An assertion's own polarity decides, but whoever denies or takes back never speaks against somebody else by that alone."""
    if one.polarity is Polarity.NEGATED:
        return True
    if statement.act not in (Act.DENY, Act.RETRACT) or statement.speaker is None or not statement.speaker.actor:
        return False
    return cast.within(statement.speaker.actor, key)


def _perpetrators(cast: Cast, statement: Statement) -> set[str]:
    """Keys for which this statement makes a hypothesis; states named only together with others do not become one."""
    affirmed, states, negated = perpetrators_in(cast, statement)
    for key in affirmed:
        for candidate in cast.behind(key):
            cast.enablers.setdefault(candidate, set()).update(states)
    return affirmed | negated


def _memberships(cast: Cast, statement: Statement) -> None:
    """Affiliations as asserted: a person to groups (employers left aside), with a note when the group goes unnamed."""
    for one in statement.asserts:
        if one.facet is not Facet.AFFILIATION or one.polarity is not Polarity.AFFIRMED or not one.about:
            continue
        person = cast.key(one.about, one.about)
        if person and cast.type(person) in (None, ActorType.PERSON):
            _member(cast, person, cast.key(one.actor, one.value or one.text))


def _member(cast: Cast, person: str, group: str | None) -> None:
    groups = cast.memberships.setdefault(person, set())
    if group is None:
        cast.unnamed.add(person)
    elif group != person and cast.type(group) in MEMBERSHIP:
        groups.add(group)
    elif group != person:
        cast.employers.setdefault(person, set()).add(group)
        if cast.type(group) is None:
            cast.unnamed.add(person)


def _suspects(cast: Cast, incident: Incident) -> None:
    """Suspects and what they are said to belong to, and persons whom the registry itself puts into a group."""
    for suspect in incident.suspects:
        person = cast.key(suspect.actor, suspect.text)
        if person and cast.type(person) in (None, ActorType.PERSON):
            for body in suspect.affiliations:
                _member(cast, person, cast.key(body if body in cast.actors else None, body))
    for key in tuple(cast.memberships):
        parent = cast.ancestors(key)[:1]
        if parent and cast.type(parent[0]) in MEMBERSHIP:
            cast.memberships[key].add(parent[0])

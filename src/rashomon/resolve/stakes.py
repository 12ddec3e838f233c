"""What a source has to lose or gain in what it speaks of: said in words, by rule, never rated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.model import Act, Actor, ActorType, Facet, Polarity, Reading, Report, Source, SourceType
from rashomon.resolve.registry import Registry

_AUTHORITIES = frozenset(
    {SourceType.GOVERNMENT, SourceType.POLICE, SourceType.SECURITY_FORCES, SourceType.COURT, SourceType.STATE_MEDIA}
)
_OWN = frozenset({Act.CLAIM, Act.ADMIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who is blamed, by which statements, who claims, and where: for the stakes of sources.

    ``blamed`` maps an actor id to the ids of the statements that name it as perpetrator; ``parents`` the ids of local
    actors (people) to those they belong to; ``country`` is where the report's incidents are placed, or of what it speaks.
    """

    blamed: Mapping[str, frozenset[str]]
    claiming: frozenset[str]
    parents: Mapping[str, str]
    country: str | None
    registry: Registry

    @classmethod
    def of(cls, reading: Reading, report: Report, registry: Registry) -> Sides:
        """Read off the statements of one report."""
        blamed: dict[str, set[str]] = {}
        claiming: set[str] = set()
        for statement in reading.statements:
            for assertion in statement.asserts:
                if assertion.actor is None:
                    continue
                # A denial names the deed as well: "X had nothing to do with it".
                if assertion.facet is Facet.PERPETRATOR and statement.act not in _OWN:
                    blamed.setdefault(assertion.actor, set()).add(statement.id)
                if assertion.facet is Facet.CLAIMANT and assertion.polarity is Polarity.AFFIRMED:
                    claiming.add(assertion.actor)
        countries = {draft.location.country for draft in reading.drafts if draft.location} - {None}
        place = countries.pop() if len(countries) == 1 else registry.countries.context(report.title, report.text).top
        return cls(
            blamed={actor: frozenset(ids) for actor, ids in blamed.items()},
            claiming=frozenset(claiming),
            parents={actor.id: actor.parent for actor in reading.actors if actor.parent},
            country=place,
            registry=registry,
        )

    def party(self, actor: str | None, organization: str | None) -> str | None:
        """The group, state or body for which somebody speaks: a person's organisation, an outlet's owner, else itself."""
        if actor is not None and actor.startswith("person:"):
            return self.parents.get(actor, actor)
        if actor is None and organization:
            match = self.registry.find(organization, country=self.country)
            return match.actor.id if match is not None and match.score >= 85 else None
        entry = self.registry.entry(actor) if actor else None
        if entry is not None and entry.source_type is SourceType.CLAIMANT and entry.actor.sponsor:
            return entry.actor.sponsor
        return actor

    def is_blamed(self, actor: str) -> bool:
        """Whether the reading names the actor, its state or umbrella, or a part of it, as perpetrator."""
        return any(self._same_side(actor, other) for other in self.blamed)

    def is_claiming(self, actor: str) -> bool:
        """Whether the actor, or what contains it, is said to claim."""
        return any(self.registry.is_within(actor, other) for other in self.claiming)

    def _same_side(self, actor: str, other: str) -> bool:
        return self.registry.is_within(actor, other) or self.registry.is_within(other, actor)

    def sponsored(self, sponsor: str) -> Actor | None:
        """A blamed or claiming actor that ``sponsor`` is publicly reported to back, the first by id."""
        for actor_id in sorted({*self.blamed, *self.claiming}):
            actor = self.registry.get(actor_id)
            backers = {actor.sponsor} if actor is not None else set()
            for above in self.registry.ancestors(actor_id):
                umbrella = self.registry.get(above)
                if umbrella is not None and umbrella.type is ActorType.UMBRELLA:
                    backers.add(umbrella.sponsor)
            if actor is not None and sponsor in backers:
                return actor
        return None


def stake_of(source: Source, kind: SourceType, sides: Sides, registry: Registry) -> str | None:
    """What the source itself has at stake, in words; ``None`` when no rule applies."""
    if kind is SourceType.CLAIMANT:
        return "claims the attack for its own side"
    if source.actor is None:
        return _authority(kind, sides, registry, None)
    party = sides.party(source.actor, None) or source.actor
    actor = registry.get(party)
    if kind is SourceType.ACCUSED or _held_responsible(party, sides, registry):
        return "is itself accused in these reports"
    if sides.is_claiming(party):
        return "is said to claim the attack"
    owner = _owner(source, registry)
    backed = sides.sponsored(owner.id if owner is not None else party)
    if backed is not None and owner is not None:
        return f"belongs to {owner.name}, which is reported to back {backed.name}"
    if backed is not None:
        return f"is reported to back {backed.name}, which is named in these reports"
    if owner is not None and sides.is_blamed(owner.id):
        return f"belongs to {owner.name}, which is itself accused in these reports"
    return _authority(kind, sides, registry, actor) or (f"belongs to {owner.name}" if owner is not None else None)


def _held_responsible(party: str, sides: Sides, registry: Registry) -> bool:
    """Whether what the party is, or belongs to, is blamed. A state is not blamed with each of its rebels."""
    return any(registry.is_within(party, other) for other in sides.blamed)


def _owner(source: Source, registry: Registry) -> Actor | None:
    """Who owns an outlet, where the registry says so."""
    actor = registry.get(source.actor) if source.actor else None
    if actor is None or actor.type is not ActorType.MEDIA or not actor.sponsor:
        return None
    return registry.get(actor.sponsor)


def _authority(kind: SourceType, sides: Sides, registry: Registry, actor: Actor | None) -> str | None:
    if kind not in _AUTHORITIES or sides.country is None:
        return None
    if actor is not None and actor.country not in {None, sides.country}:
        return None
    state = registry.state(sides.country)
    return f"authority of the place of the attack ({state.name})" if state is not None else None

"""What kind of source each speaker is, and when two speakers are one source.

The mapping is closed and reads, in this order: the registered actor (an outlet, a monitor, a state body, a group); the
role as written; the organisation spoken for; the publisher. Roles are matched against the word lists of
``data/roles.json`` in their order there, so "judge" goes before "official". "Former" holders of office are political
actors, former soldiers and spies experts. Interior and defence ministries count as security forces, other ministries as
government, the UN and other bodies of states as monitors (``ngo``), NATO and coalitions as security forces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rashomon.model import (
    Act,
    Actor,
    ActorType,
    Facet,
    Polarity,
    Reading,
    Report,
    Source,
    SourceType,
    Speaker,
    Statement,
    fold,
    slug,
)
from rashomon.resolve.lexicon import lexicon
from rashomon.resolve.people import bare_name
from rashomon.resolve.phrases import tidy
from rashomon.resolve.registry import ARMED, Registry
from rashomon.resolve.stakes import Sides, stake_of

_BY_ACTOR = {
    ActorType.STATE: SourceType.GOVERNMENT,
    ActorType.AGENCY: SourceType.GOVERNMENT,
    ActorType.POLICE: SourceType.POLICE,
    ActorType.MILITARY: SourceType.SECURITY_FORCES,
    ActorType.INTELLIGENCE: SourceType.SECURITY_FORCES,
    ActorType.PARTY: SourceType.POLITICAL_ACTOR,
    ActorType.COURT: SourceType.COURT,
    ActorType.COMMISSION: SourceType.COMMISSION,
    ActorType.IGO: SourceType.NGO,
    ActorType.NGO: SourceType.NGO,
    ActorType.MEDIA: SourceType.MEDIA,
    ActorType.GROUP: SourceType.POLITICAL_ACTOR,
    ActorType.FACTION: SourceType.POLITICAL_ACTOR,
    ActorType.UMBRELLA: SourceType.POLITICAL_ACTOR,
}
"""A group that neither claims nor denies (it condemns, it comments) speaks as a political actor."""

_FORMER_EXPERTS = frozenset({SourceType.SECURITY_FORCES, SourceType.POLICE, SourceType.INTELLIGENCE_LEAK})
_CLAIMING = frozenset({Act.CLAIM, Act.ADMIT})
_OBSERVERS = frozenset(
    {SourceType.WITNESS, SourceType.EXPERT, SourceType.MEDICAL, SourceType.COURT, SourceType.COMMISSION, SourceType.NGO}
)
_BYSTANDERS = frozenset({SourceType.MEDIA, SourceType.STATE_MEDIA})
_RANK = (SourceType.CLAIMANT, SourceType.ACCUSED)
_SOME_PERSON = frozenset(
    "source sources officials fuentes witnesses witness member members officer officers lawmaker lawmakers legislator deputy senator "
    "employee employees soldier policeman politician doctor nurse".split()
)
"""Words for somebody who belongs to a body and does not speak for it."""
_GENERAL = re.compile(
    r"\b(secretary|consul|director|inspector|governor) general\b|\bgeneral (secretary|director|manager)\b"
)
"""Offices in which "general" is no rank."""

_SECURITY_IGOS = frozenset({"nato", "csto"})


def source_of(speaker: Speaker, report: Report, registry: Registry) -> Source:
    """The source that a speaker of ``report`` is, whatever it says; run after ``resolve_actors``.

    The id is that of the actor where there is one, so that a person quoted by two outlets is one source. Somebody
    without a name ("a security source") is known within the report only: ``source:security-source@REPORT``.
    """
    if speaker.is_outlet or (speaker.start is None and speaker.text is None):
        return _outlet(speaker, report, registry)
    kind = source_type(speaker, registry)
    words = tidy(speaker.name or speaker.role or speaker.text or "unnamed speaker")
    if speaker.actor is not None and not _nameless(speaker):
        actor = registry.get(speaker.actor)
        name = _source_name(actor, words)
        return Source(id=f"source:{_bare(speaker.actor)}", name=name, type=kind, actor=speaker.actor)
    identity = slug(words) or "unnamed"
    return Source(id=f"source:{identity}@{report.id}", name=words, type=kind, actor=speaker.actor)


def _source_name(actor: Actor | None, words: str) -> str:
    if actor is None:
        return words
    return f"Government of {actor.name}" if actor.type is ActorType.STATE else actor.name


def _bare(actor_id: str) -> str:
    """An actor id as part of a source id: prefixes of local actors stay readable ("person-…" is left out)."""
    return actor_id.removeprefix("person:").removeprefix("org:").replace(":", "-")


def _nameless(speaker: Speaker) -> bool:
    """Whether the words name nobody: marked so, or only spoken for by somebody in a body ("police sources")."""
    if speaker.anonymous:
        return True
    words = fold(speaker.name or speaker.text or "").split(" ")
    return not speaker.name and bool(_SOME_PERSON & set(words))


def _outlet(speaker: Speaker, report: Report, registry: Registry) -> Source:
    """The outlet's own voice."""
    publisher = tidy(report.publisher or "")
    if not publisher:
        unnamed = report.publisher_type or SourceType.MEDIA
        return Source(id=f"source:outlet@{report.id}", name="unnamed outlet", type=unnamed)
    found = registry.get(speaker.actor) if speaker.actor else None
    if found is None:
        match = registry.find(publisher)
        found = match.actor if match is not None and match.score >= 80 else None
    kind = report.publisher_type or (_of_actor(found.id, registry) if found is not None else None)
    kind = kind or _first(lexicon().publisher_patterns, fold(publisher)) or SourceType.MEDIA
    if found is None:
        return Source(id=f"source:{slug(publisher)}", name=publisher, type=kind, actor=speaker.actor)
    return Source(id=f"source:{_bare(found.id)}", name=found.name, type=kind, actor=found.id)


def source_type(speaker: Speaker, registry: Registry) -> SourceType:
    """What kind of source a speaker is by role and organisation, before what it does is looked at."""
    known = _of_actor(speaker.actor, registry) if speaker.actor else None
    role = _GENERAL.sub(r"\1\2", fold(" ".join(part for part in (speaker.role, _words(speaker)) if part)))
    by_role = _first(lexicon().source_patterns, role) if role else None
    words = set(role.split(" "))
    if by_role is not None and words & lexicon().former:
        return SourceType.EXPERT if by_role in _FORMER_EXPERTS | {SourceType.EXPERT} else SourceType.POLITICAL_ACTOR
    if by_role is SourceType.INTELLIGENCE_LEAK and not _nameless(speaker):
        by_role = SourceType.SECURITY_FORCES
    person = speaker.actor is not None and speaker.actor.startswith("person:")
    if known is not None and not person and by_role not in {SourceType.INTELLIGENCE_LEAK, SourceType.MEDICAL}:
        return known
    spoken = _organization(speaker, registry)
    if by_role in {None, SourceType.GOVERNMENT, SourceType.MEDIA, SourceType.POLITICAL_ACTOR} and spoken is not None:
        # "an official of the Interior Ministry" is no minister, "spokesman of the group" no politician.
        return spoken
    return by_role or spoken or SourceType.UNKNOWN


def _words(speaker: Speaker) -> str | None:
    """Words that tell a role: the text without the personal name in it."""
    person = speaker.actor is not None and speaker.actor.startswith("person:")
    if not person or speaker.text is None:
        return speaker.text
    # Titles before the name and what follows a comma: "Monsignor …", "…, leader of the party".
    name = bare_name(speaker.text)
    if not name:
        return speaker.text
    before, _, after = tidy(speaker.text).partition(name)
    return f"{before} {after}" if after.startswith(",") else before or None


def _organization(speaker: Speaker, registry: Registry) -> SourceType | None:
    if not speaker.organization:
        return None
    match = registry.find(speaker.organization)
    if match is not None and match.score >= 80:
        return _of_actor(match.actor.id, registry)
    folded = fold(speaker.organization)
    kind = registry.bodies.kind(folded)
    return kind.source_type if kind is not None else _first(lexicon().source_patterns, folded)


def _of_actor(actor_id: str, registry: Registry) -> SourceType | None:
    special = registry.source_type(actor_id)
    if special is not None:
        return special
    if actor_id in _SECURITY_IGOS:
        return SourceType.SECURITY_FORCES
    actor = registry.get(actor_id)
    return _BY_ACTOR.get(actor.type) if actor is not None else None


def _first(patterns: Iterable[tuple[SourceType, re.Pattern[str]]], text: str) -> SourceType | None:
    return next((kind for kind, pattern in patterns if pattern.search(text)), None)


# -- one reading --------------------------------------------------------------------------------------------------


def resolve_sources(reading: Reading, report: Report, registry: Registry) -> Reading:
    """``reading`` with ``source`` and ``source_type`` of its speakers set and its ``sources`` listed.

    ``source_type`` is that of the speaker in this statement: ``claimant`` when it speaks of its own deed, ``accused``
    when it rejects what others say it did. The source itself gets the strongest of these. ``stake`` says in words what
    the source has to lose or gain: claimant, accused, sponsor, authority of the place, owned by a state.
    """
    sides = Sides.of(reading, report, registry)
    spoken = [(s, source_of(s.speaker, report, registry)) for s in reading.statements if s.speaker is not None]
    base = _base_types(source for _, source in spoken)
    kinds: dict[str, SourceType] = {}
    statements: dict[str, Statement] = {}
    for statement, source in spoken:
        kind = _in_statement(statement, base[source.id], sides, registry)
        kinds[source.id] = _stronger(kinds.get(source.id, kind), kind)
        speaker = replace(_speaker(statement), source=source.id, source_type=kind)
        statements[statement.id] = replace(statement, speaker=speaker)
    sources = {source.id: source for _, source in spoken}
    listed = tuple(
        replace(source, type=kinds[source_id], stake=stake_of(source, kinds[source_id], sides, registry))
        for source_id, source in sorted(sources.items())
    )
    kept = tuple(statements.get(statement.id, statement) for statement in reading.statements)
    return replace(reading, statements=kept, sources=listed)


def _speaker(statement: Statement) -> Speaker:
    assert statement.speaker is not None
    return statement.speaker


def _base_types(sources: Iterable[Source]) -> dict[str, SourceType]:
    """One kind per source: a person is an analyst also where the text calls it by its surname only."""
    counted: dict[str, Counter[SourceType]] = {}
    for source in sources:
        counted.setdefault(source.id, Counter())[source.type] += 1
    base: dict[str, SourceType] = {}
    for source_id, kinds in counted.items():
        # What is unknown decides only where nothing else is said.
        base[source_id] = min(kinds, key=lambda kind: (kind is SourceType.UNKNOWN, -kinds[kind], kind.value))
    return base


def _stronger(one: SourceType, other: SourceType) -> SourceType:
    return min(one, other, key=lambda kind: (_RANK.index(kind) if kind in _RANK else len(_RANK), kind.value))


def _in_statement(statement: Statement, kind: SourceType, sides: Sides, registry: Registry) -> SourceType:
    """The kind of source in this statement: a party that speaks of its own deed is no neutral source."""
    speaker = statement.speaker
    actor = sides.party(speaker.actor, speaker.organization) if speaker is not None else None
    if kind in _OBSERVERS:
        return kind
    if statement.act in _CLAIMING and kind not in _BYSTANDERS:
        own = actor is None or _speaks_of_itself(statement, actor, registry)
        return SourceType.CLAIMANT if own else kind
    if statement.act is Act.DENY and actor is not None and sides.is_blamed(actor):
        return SourceType.ACCUSED
    return kind


def _speaks_of_itself(statement: Statement, actor: str, registry: Registry) -> bool:
    """Whether a claim names the speaker's own side, or nobody."""
    named = [
        a.actor
        for a in statement.asserts
        if a.facet in {Facet.CLAIMANT, Facet.PERPETRATOR} and a.actor and a.polarity is Polarity.AFFIRMED
    ]
    if not named:
        found = registry.get(actor)
        return found is None or found.type in ARMED | {ActorType.PERSON, ActorType.PARTY, ActorType.STATE}
    return any(registry.is_within(actor, name) or registry.is_within(name, actor) for name in named)

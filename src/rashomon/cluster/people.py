"""Victims and suspects of an incident, with the statements that speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.linkage.names import distinctive, is_name, names_match
from rashomon.model import (
    Assertion,
    DraftIncident,
    Facet,
    Participant,
    ParticipantKind,
    Polarity,
    Statement,
    Status,
    Suspect,
    Victim,
    fold,
)

MAX_SUSPECTS = 64
"""Different suspects that are told apart by name; more are kept by their folded words alone."""

_STATUS = (
    Status.ACQUITTED,
    Status.FACT,
    Status.CLAIMED,
    Status.ACCUSED_BY_AUTHORITIES,
    Status.ACCUSED,
    Status.POSSIBLE,
)
"""Which status stands for a suspect of whom several are told: an acquittal before all, then the firmest."""


def victims(drafts: Iterable[DraftIncident], statements: Sequence[Statement]) -> tuple[Victim, ...]:
    """Every victim named or described, one entry per wording, with the statements whose content covers the words."""
    spans = _content_spans(statements)
    found: dict[str, tuple[set[str], set[str]]] = {}
    for draft in drafts:
        for victim in draft.victims:
            texts, ids = found.setdefault(fold(victim.text), (set(), set()))
            texts.add(victim.text)
            ids.update(_covering(draft, victim, spans))
    return tuple(Victim(text=min(texts), statements=tuple(sorted(ids))) for _, (texts, ids) in sorted(found.items()))


def _content_spans(statements: Sequence[Statement]) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for statement in statements:
        for span in statement.content.spans:
            if span.start is not None and span.end is not None:
                found.setdefault(statement.report, []).append((span.start, span.end, statement.id))
    return found


def _covering(
    draft: DraftIncident, participant: Participant, spans: dict[str, list[tuple[int, int, str]]]
) -> list[str]:
    marks = [(participant.start, participant.end), *((mention.start, mention.end) for mention in participant.mentions)]
    known = [(start, end) for start, end in marks if start is not None and end is not None]
    about = spans.get(draft.report, [])
    return [sid for low, high, sid in about if any(low <= start and end <= high for start, end in known)]


@dataclass(slots=True)
class _Person:
    texts: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    statuses: set[Status] = field(default_factory=set)
    affiliations: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)


def suspects(drafts: Sequence[DraftIncident], statements: Sequence[Statement]) -> tuple[Suspect, ...]:
    """Persons said to have carried it out, by name where there is one, with affiliations as asserted, each once."""
    people: dict[str, _Person] = {}
    spans = _content_spans(statements)
    for draft in drafts:
        for one in draft.perpetrators:
            described = one.actor is not None and one.actor.startswith("unnamed:")
            if (
                one.kind is ParticipantKind.INDIVIDUAL and not described
            ):  # "gunmen" are no suspect whom one could tell apart
                person = _person(people, one.text, one.actor)
                person.statuses.update([one.status] if one.status else [])
                person.statements.update(_covering(draft, one, spans))
    for statement in statements:
        for said in statement.asserts:
            if said.facet is Facet.ATTACKER and said.polarity is Polarity.AFFIRMED:
                _add_attacker(_person(people, said.value or said.text, said.actor), statement, said)
    _affiliate(people, statements)
    return tuple(_suspect(person) for _, person in sorted(people.items()))


def _person(people: dict[str, _Person], text: str, actor: str | None) -> _Person:
    """The person already known by this actor or name, or a new one."""
    for key, known in sorted(people.items())[:MAX_SUSPECTS]:
        same_actor = actor is not None and actor in known.actors
        if same_actor or key == fold(text) or any(names_match(text, other) for other in known.texts):
            break
    else:
        known = people.setdefault(fold(text), _Person())
    known.texts.add(text)
    known.actors.update([actor] if actor else [])
    return known


def _add_attacker(person: _Person, statement: Statement, said: Assertion) -> None:
    person.statuses.add(statement.status)
    person.statements.add(statement.id)
    if said.about:
        person.affiliations.add(_name_of(said.about, statement))


def _name_of(actor: str, statement: Statement) -> str:
    """The name under which the statement speaks of an actor, else the id."""
    named = sorted(said.value for said in statement.asserts if said.actor == actor)
    if named:
        return named[0]
    speaker = statement.speaker
    if speaker is not None and speaker.actor == actor:
        return speaker.name or speaker.text or actor
    return actor


def _affiliate(people: dict[str, _Person], statements: Sequence[Statement]) -> None:
    for statement in statements:
        for said in statement.asserts:
            if said.facet is not Facet.AFFILIATION or said.polarity is not Polarity.AFFIRMED or not said.about:
                continue
            for person in people.values():
                named = any(fold(said.about) == fold(text) or names_match(said.about, text) for text in person.texts)
                if said.about in person.actors or named:
                    person.affiliations.add(said.value)
                    person.statements.add(statement.id)


def _suspect(person: _Person) -> Suspect:
    texts = sorted(person.texts, key=lambda text: (not is_name(text), -len(distinctive(text)), len(text), text))
    return Suspect(
        text=texts[0],
        actor=min(person.actors, default=None),
        status=min(person.statuses, key=_STATUS.index, default=Status.POSSIBLE),
        affiliations=tuple(sorted(person.affiliations)),
        statements=tuple(sorted(person.statements)),
    )

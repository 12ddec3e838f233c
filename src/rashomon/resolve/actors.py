"""Who is who in one report: registered actors, state bodies by context, people, and those who stay without a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rashomon.model import (
    Assertion,
    DraftIncident,
    Facet,
    Mention,
    MentionKind,
    Participant,
    Reading,
    Report,
    Speaker,
    Statement,
    Via,
    fold,
)
from rashomon.resolve.cast import Cast
from rashomon.resolve.people import is_personal
from rashomon.resolve.phrases import capitalised_words, strip_title, tidy
from rashomon.resolve.registry import Registry

_NAMING = frozenset({Facet.PERPETRATOR, Facet.ADOPTER, Facet.CLAIMANT, Facet.AFFILIATION})
_JOINABLE = frozenset({Facet.PERPETRATOR, Facet.ADOPTER, Facet.CLAIMANT})


_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "him", "her", "them"})


def resolve_actors(reading: Reading, report: Report, registry: Registry) -> Reading:
    """``reading`` with ``actor`` filled in speakers, hops, assertions, participants and mentions, and its ``actors`` listed.

    Registered actors keep their ids. People become ``person:…``, other organisations ``org:…``, state bodies that are
    not registered ``force:…`` or ``body:…``, groups without a name ``unnamed:…``: never a registered group. An
    assertion that names several at once ("Iran and the militias") becomes one per name. ``about`` becomes an id when it
    names somebody. Running it twice changes nothing.
    """
    cast = Cast(report, registry, _people_names(reading), reading.actors)
    cast.remember_groups(_mentioned(reading))
    places = {draft.id: draft.location.country for draft in reading.drafts if draft.location}
    statements = tuple(
        _statement(statement, cast, _place(statement.incidents, places)) for statement in reading.statements
    )
    drafts = tuple(_draft(draft, cast) for draft in reading.drafts)
    mentions = tuple(_mention(mention, cast) for mention in reading.mentions)
    issues = tuple(dict.fromkeys((*reading.issues, *cast.issues())))
    return replace(
        reading, statements=statements, drafts=drafts, actors=cast.actors(), issues=issues, mentions=mentions
    )


def _mention(mention: Mention, cast: Cast) -> Mention:
    """A name of a passage that was not analysed: whom the registry lists under it, or nobody."""
    if mention.kind not in (MentionKind.ACTOR, MentionKind.PLACE):
        return mention
    return replace(mention, actor=cast.listed(mention.value))


def _place(incidents: Iterable[str], places: dict[str, str | None]) -> str | None:
    """The one country of a statement's incidents, if there is one."""
    found = {places.get(incident) for incident in incidents} - {None}
    return found.pop() if len(found) == 1 else None


def _people_names(reading: Reading) -> list[str]:
    """Every wording of the reading that can be a personal name, for merging variants."""
    names: list[str] = []
    for statement in reading.statements:
        speaker = statement.speaker
        if speaker is not None:
            names += [name for name in (speaker.name, speaker.text) if name]
        for assertion in statement.asserts:
            if assertion.facet in {Facet.ATTACKER, Facet.PERPETRATOR}:
                names.append(assertion.value)
            if assertion.about and ":" not in assertion.about:
                names.append(assertion.about)
    for draft in reading.drafts:
        names += [p.text for p in (*draft.perpetrators, *draft.victims, *draft.targets)]
    return names


def _mentioned(reading: Reading) -> list[str]:
    """Every wording of the reading that can name a group."""
    names: list[str] = []
    for statement in reading.statements:
        if statement.speaker is not None:
            names += [name for name in (statement.speaker.name, statement.speaker.organization) if name]
        names += [a.value for a in statement.asserts if a.facet in _NAMING]
        names += [a.about for a in statement.asserts if a.about]
    for draft in reading.drafts:
        names += [p.text for p in draft.perpetrators]
    return names


def _statement(statement: Statement, cast: Cast, country: str | None) -> Statement:
    starts = [span.start for span in statement.content.spans]
    starts += [part.start for part in (statement.cue, statement.speaker) if part is not None]
    at = next((start for start in starts if start is not None), None)
    asserts = tuple(one for assertion in statement.asserts for one in _assertions(assertion, cast, country, at))
    return replace(
        statement,
        speaker=_speaker(statement.speaker, cast, country) if statement.speaker is not None else None,
        via=tuple(_via(hop, cast, country) for hop in statement.via),
        asserts=asserts,
    )


def _speaker(speaker: Speaker, cast: Cast, country: str | None) -> Speaker:
    if speaker.is_outlet:
        return replace(speaker, actor=cast.outlet())
    organization = cast.whole(speaker.text, country)
    if organization is None and speaker.organization:
        organization = cast.organization(speaker.organization, country)
    pronoun = fold(speaker.text or "") in _PRONOUNS
    name = speaker.name or (speaker.role if pronoun else None) or speaker.text
    if name is None or fold(name) in _PRONOUNS:
        return replace(speaker, actor=organization)
    if not speaker.anonymous and cast.is_person(name, named=speaker.name is not None):
        actor = cast.person(name, None if cast.is_former(speaker.role) else organization)
        return replace(speaker, actor=actor, name=cast.full_name(name))
    found = organization or cast.spoken_for(name, country)
    if found is None and speaker.text and speaker.text != name:
        found = cast.spoken_for(speaker.text, country)
    found = found or cast.refers_back(name, speaker.start)
    if found is None and speaker.name and not speaker.anonymous and capitalised_words(speaker.name):
        found = cast.resolve(speaker.name, country, speaker.start)
    return replace(speaker, actor=found)


def _via(hop: Via, cast: Cast, country: str | None) -> Via:
    return replace(hop, actor=cast.spoken_for(hop.text, country))


def _assertions(assertion: Assertion, cast: Cast, country: str | None, at: int | None) -> list[Assertion]:
    """``at`` is where the statement's content begins, for words without offsets of their own."""
    start = assertion.start if assertion.start is not None else at
    about = assertion.about
    if about is not None:
        about = cast.resolve(about, country, start, named=True) if cast.names_somebody(about) else about
    if assertion.facet in _JOINABLE:
        parts = cast.split(assertion.value, country)
        if parts:
            return [_part(replace(assertion, about=about), part, cast, country) for part in parts]
    actor = assertion.actor
    if assertion.facet in _NAMING:
        actor = cast.resolve(assertion.value, country, start)
    elif assertion.facet is Facet.ATTACKER:
        actor = cast.attacker(assertion.value)
    return [replace(assertion, actor=actor, about=about)]


def _part(assertion: Assertion, named: tuple[str, str], cast: Cast, country: str | None) -> Assertion:
    """One of several names of an assertion, with the offsets of its own words where they can be told."""
    part, meant = named
    at = assertion.text.find(part)
    actor = cast.resolve(meant, country, assertion.start)
    if at < 0 or assertion.start is None:
        return replace(assertion, value=meant, actor=actor)
    start = assertion.start + at
    return replace(assertion, value=meant, actor=actor, text=part, start=start, end=start + len(part))


def _draft(draft: DraftIncident, cast: Cast) -> DraftIncident:
    country = draft.location.country if draft.location else None
    return replace(
        draft,
        perpetrators=tuple(replace(p, actor=cast.resolve(p.text, country, p.start)) for p in draft.perpetrators),
        targets=tuple(_target(p, cast, country) for p in draft.targets),
        victims=tuple(_victim(p, cast) for p in draft.victims),
    )


def _target(participant: Participant, cast: Cast, country: str | None) -> Participant:
    known = cast.known(participant.text, country)
    return replace(participant, actor=known) if known else _victim(participant, cast)


def _victim(participant: Participant, cast: Cast) -> Participant:
    """A named person who was attacked; descriptions ("six civilians") are nobody in particular."""
    name = participant.text
    titled = strip_title(name) != tidy(name)
    certain = titled or not cast.capitals or cast.is_known_person(name)
    if certain and is_personal(name) and len(strip_title(name).split()) > 1:
        return replace(participant, actor=cast.person(name, None))
    return participant

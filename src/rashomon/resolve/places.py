"""Resolves the places of a reading against the gazetteer, in the light of the whole report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.model import (
    ActorType,
    Assertion,
    DraftIncident,
    Facet,
    Mention,
    MentionKind,
    Place,
    PlaceAlternative,
    PlacePrecision,
    Reading,
    Report,
    fold,
)
from rashomon.resolve.gazetteer import Gazetteer, GazetteerEntry
from rashomon.resolve.lexicon import entries
from rashomon.resolve.place_choice import (
    Scored,
    chosen,
    country_shares,
    country_votes,
    name_votes,
    score,
)
from rashomon.resolve.place_country import in_country
from rashomon.resolve.place_position import around_seat, at_town, displaced
from rashomon.resolve.place_words import PlaceWords, following_words, read_place

_ALTERNATIVES = 5
_LONGEST_NAME = 5
_POINTS = frozenset(("city", "district", "site", "admin1", "area"))
_ANCHOR_SHARE = 0.8
_NEIGHBOUR_REACH = 150  # characters within which the town of an unlisted site is looked for

_SENTENCE_END = re.compile(r"[.!?]\s")

Key = tuple[int | None, int | None, str]


@dataclass(frozen=True, slots=True)
class _Mention:
    place: Place
    words: PlaceWords
    candidates: tuple[GazetteerEntry, ...]
    containers: tuple[tuple[GazetteerEntry, ...], ...]


def resolve_places(reading: Reading, report: Report, gazetteer: Gazetteer) -> Reading:
    """The reading with every place of its drafts, ``place`` assertions and mentions resolved as far as the report allows.

    A place whose name has several meanings, none of which dominates, stays unresolved and keeps its alternatives. A site
    that no gazetteer lists gets the coordinates, radius and precision of the town or quarter that the text puts it in.
    """
    reading = _resolved(reading, report, gazetteer)
    return replace(reading, drafts=tuple(in_country(reading.drafts, report.text, gazetteer)))


def _resolved(reading: Reading, report: Report, gazetteer: Gazetteer) -> Reading:
    places = {_key(place): place for place in _places_of(reading)}
    if not places:
        return reading
    text = f"{report.title or ''}\n{report.text}" if report.title else report.text
    mentions = [_mention(places[key], report.text, gazetteer) for key in sorted(places, key=_order)]
    names = {name for mention in mentions if not _may_be_country(mention) for name in map(fold, mention.words.names)}
    resolved = _resolve_all(mentions, country_votes(text, gazetteer, names), report.text, gazetteer)
    return replace(
        reading,
        drafts=tuple(_fill_draft(draft, resolved) for draft in reading.drafts),
        statements=tuple(
            replace(statement, asserts=tuple(_fill_assertion(assertion, resolved) for assertion in statement.asserts))
            for statement in reading.statements
        ),
        mentions=tuple(_fill_mention(mention, resolved, gazetteer) for mention in reading.mentions),
    )


def _key(place: Place) -> Key:
    return place.start, place.end, place.text


def _order(key: Key) -> tuple[int, int, str]:
    return (-1 if key[0] is None else key[0], -1 if key[1] is None else key[1], key[2])


def _places_of(reading: Reading) -> Iterator[Place]:
    for draft in reading.drafts:
        if draft.location:
            yield draft.location
        yield from draft.places
    for statement in reading.statements:
        for assertion in statement.asserts:
            if assertion.facet is Facet.PLACE:
                yield _asserted_place(assertion)
    for mention in reading.mentions:
        if mention.kind is MentionKind.PLACE:
            yield _mentioned_place(mention)


def _mentioned_place(mention: Mention) -> Place:
    """A place by its name in the gazetteer, which the words themselves decline or join to others."""
    return Place(text=mention.value, start=mention.start, end=mention.end)


def _fill_mention(mention: Mention, resolved: Mapping[Key, Place], gazetteer: Gazetteer) -> Mention:
    if mention.kind is not MentionKind.PLACE:
        return mention
    asked = _mentioned_place(mention)
    place = resolved.get(_key(asked), asked)
    country = gazetteer.country(_states().get(fold(mention.value), "")) if place.lat is None else None
    if country is not None:
        place = _at_entry(place, country, ())
    return replace(mention, place=replace(place, text=mention.text))


@cache
def _states() -> Mapping[str, str]:
    """Folded name of a state in any language → its ISO code."""
    return {
        fold(name): entry.actor.country
        for entry in entries()
        if entry.actor.type is ActorType.STATE and entry.actor.country
        for name in (entry.actor.name, *entry.actor.aliases)
    }


def _asserted_place(assertion: Assertion) -> Place:
    return assertion.place or Place(text=assertion.text, start=assertion.start, end=assertion.end)


def _fill_draft(draft: DraftIncident, resolved: Mapping[Key, Place]) -> DraftIncident:
    location = draft.location and resolved.get(_key(draft.location), draft.location)
    return replace(draft, location=location, places=tuple(resolved.get(_key(place), place) for place in draft.places))


def _fill_assertion(assertion: Assertion, resolved: Mapping[Key, Place]) -> Assertion:
    if assertion.facet is not Facet.PLACE:
        return assertion
    place = _asserted_place(assertion)
    return replace(assertion, place=resolved.get(_key(place), place))


def _mention(place: Place, text: str, gazetteer: Gazetteer) -> _Mention:
    words = read_place(place.text)
    candidates = next(
        (found for name in words.names if (found := _candidates(name, place.text, words.kind, gazetteer))), ()
    )
    containers = [tuple(gazetteer.lookup(name)) for name in words.containers]
    containers.extend(_named_after(place, text, gazetteer))
    return _Mention(place, words, candidates, tuple(c for c in containers if c))


def _may_be_country(mention: _Mention) -> bool:
    return any(entry.kind == "country" for entry in mention.candidates)


def _candidates(name: str, written: str, kind: str | None, gazetteer: Gazetteer) -> tuple[GazetteerEntry, ...]:
    """What a name can mean: the country of a demonym, a short form only where it is written as one ("Ala.", "NSW")."""
    found = gazetteer.lookup(name)
    if kind == "admin2":  # no gazetteer of ours knows counties, and a town of the name can be far from the county
        found = [entry for entry in found if entry.kind == "admin1"]
    country = gazetteer.demonyms().get(fold(name))
    if country and not any(entry.kind in ("country", "admin1") for entry in found):
        return tuple(entry for entry in (gazetteer.country(country),) if entry)
    short = tuple(entry for entry in found if entry.rank == 0)
    if short and written.rstrip().endswith("."):
        return short
    return tuple(entry for entry in found if entry.rank > 0) or (short if written.isupper() else ())


def _named_after(place: Place, text: str, gazetteer: Gazetteer) -> Iterator[tuple[GazetteerEntry, ...]]:
    """What the words after a mention name as enclosing it: "…, Baghdad", "… in the northern X department"."""
    if place.start is None or place.end is None or text[place.start : place.end] != place.text:
        return
    words = following_words(text, place.end)
    for skip in range(min(len(words), 4)):
        for length in range(_LONGEST_NAME, 0, -1):
            found = gazetteer.lookup(" ".join(words[skip : skip + length])) if skip + length <= len(words) else []
            if found and not words[skip][0].islower():
                yield tuple(found)
                return
        if (
            words[skip][0].isupper()
            and not text.isupper()
            and not fold(words[skip]).startswith(("north", "south", "east", "west", "central"))
        ):
            return


def _resolve_all(
    mentions: Sequence[_Mention], votes: Mapping[str, float], text: str, gazetteer: Gazetteer
) -> dict[Key, Place]:
    """Two passes: what is clear by itself first, then the rest in its neighbourhood; then sites without an entry."""
    groups = _by_name(mentions)
    shares = _shares(groups, votes)
    first = {name: _scored(group, shares[name], ()) for name, group in groups.items()}
    anchors = [
        scored[0].entry
        for name, scored in sorted(first.items())
        if scored
        and scored[0].share >= _ANCHOR_SHARE
        and scored[0].entry.kind in _POINTS
        and chosen(scored, shares[name])
    ]
    resolved: dict[Key, Place] = {}
    for name, group in groups.items():
        scored = _scored(group, shares[name], anchors)
        entry = chosen(scored, shares[name])
        for mention in group:
            resolved[_key(mention.place)] = _place(mention, entry, scored, shares[name], gazetteer)
    for mention in mentions:
        if mention.words.site and resolved[_key(mention.place)].lat is None:
            resolved[_key(mention.place)] = _in_town(mention, mentions, resolved, text, country_shares([votes]))
    return resolved


def _shares(groups: Mapping[str, Sequence[_Mention]], votes: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """For each name the countries that the report speaks of, the name's own say left out."""
    ballots = {name: name_votes(_group_candidates(group)) for name, group in sorted(groups.items())}
    total = dict(votes)
    for ballot in ballots.values():
        for country, vote in ballot.items():
            total[country] = total.get(country, 0.0) + vote
    return {name: country_shares([_without(total, ballot)]) for name, ballot in ballots.items()}


def _without(total: Mapping[str, float], ballot: Mapping[str, float]) -> dict[str, float]:
    rest = {country: vote - ballot.get(country, 0.0) for country, vote in total.items()}
    return {country: vote for country, vote in rest.items() if vote > 1e-9}


def _by_name(mentions: Iterable[_Mention]) -> dict[str, list[_Mention]]:
    """One name means one place within a report, so hints given once count for all its mentions."""
    groups: dict[str, list[_Mention]] = {}
    for mention in mentions:
        core = mention.words.names[-1] if mention.words.names else mention.place.text
        groups.setdefault(f"{fold(core)}|{mention.words.kind or ''}", []).append(mention)
    return groups


def _scored(group: Sequence[_Mention], shares: Mapping[str, float], anchors: Sequence[GazetteerEntry]) -> list[Scored]:
    candidates = _group_candidates(group)
    containers = [container for mention in group for container in mention.containers]
    return score(candidates, kind=group[0].words.kind, containers=containers, shares=shares, anchors=anchors)


def _group_candidates(group: Sequence[_Mention]) -> tuple[GazetteerEntry, ...]:
    return next((mention.candidates for mention in group if mention.candidates), ())


def _place(
    mention: _Mention,
    entry: GazetteerEntry | None,
    scored: Sequence[Scored],
    shares: Mapping[str, float],
    gazetteer: Gazetteer,
) -> Place:
    if entry is None and not scored:
        entry = _spoken_of(mention.words, shares, gazetteer)
    if entry is None:
        return replace(mention.place, alternatives=_alternatives(scored, None))
    place = _at_entry(mention.place, entry, _alternatives(scored, entry))
    if mention.words.kind == "admin1" and entry.kind in ("city", "district"):
        return around_seat(place)
    return displaced(place, mention.words) if mention.words.offset_km is not None else place


def _at_entry(place: Place, entry: GazetteerEntry, alternatives: tuple[PlaceAlternative, ...]) -> Place:
    return replace(
        place,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        radius_m=entry.radius_m,
        precision=entry.precision,
        gazetteer_id=entry.id,
        within=entry.within,
        alternatives=alternatives,
    )


def _spoken_of(words: PlaceWords, shares: Mapping[str, float], gazetteer: Gazetteer) -> GazetteerEntry | None:
    """What "the Iraqi capital" means, or "the capital" in a report on one country, an adjective that stands for a country."""
    hints = gazetteer.country_hints()
    named = [hints[fold(word)] for name in words.names[-1:] for word in name.split() if fold(word) in hints]
    countries = [hint[0][0] for hint in named if len(hint) == 1]
    if words.capital:
        leading = sorted(shares, key=lambda country: (-shares[country], country))[:1]
        country = countries[0] if countries else leading[0] if leading and shares[leading[0]] >= 0.6 else None
        return gazetteer.capital_of(country) if country else None
    if len(countries) == 1 and words.names and len(words.names[-1].split()) == 1:
        return gazetteer.country(countries[0])
    return None


def _alternatives(scored: Sequence[Scored], chosen_entry: GazetteerEntry | None) -> tuple[PlaceAlternative, ...]:
    others = [s for s in scored if s.entry is not chosen_entry and s.entry.lat is not None and s.share >= 0.001]
    return tuple(
        PlaceAlternative(
            name=s.entry.name,
            country=s.entry.country,
            lat=float(s.entry.lat or 0.0),
            lon=float(s.entry.lon or 0.0),
            gazetteer_id=s.entry.id,
            score=round(s.share, 4),
        )
        for s in others[:_ALTERNATIVES]
    )


def _in_town(
    mention: _Mention,
    mentions: Sequence[_Mention],
    resolved: Mapping[Key, Place],
    text: str,
    shares: Mapping[str, float],
) -> Place:
    """A site that no gazetteer lists, placed in the town that its own words or the nearest mention name."""
    for container in mention.containers:
        town = chosen(score(container, kind=None, containers=(), shares=shares, anchors=()), shares)
        if town and town.kind in ("city", "district"):
            return at_town(mention.place, town.name, town)
    near = [place for other in mentions if (place := _town_beside(mention, other, resolved, text))]
    if not near:
        return mention.place
    town_place = min(near, key=lambda place: (_reach(mention.place, place), _order(_key(place))))
    return at_town(mention.place, town_place.name or town_place.text, town_place)


def _town_beside(mention: _Mention, other: _Mention, resolved: Mapping[Key, Place], text: str) -> Place | None:
    """The town or quarter of another mention that is close by: before, or behind in the same sentence."""
    site, place = mention.place, resolved[_key(other.place)]
    if place.precision not in (PlacePrecision.CITY, PlacePrecision.DISTRICT) or not place.gazetteer_id:
        return None
    if site.end is not None and place.start is not None and _SENTENCE_END.search(text[site.end : place.start]):
        return None
    return place if _reach(site, place) <= _NEIGHBOUR_REACH else None


def _reach(a: Place, b: Place) -> int:
    """Characters between two mentions; far for those that have no offsets."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return _NEIGHBOUR_REACH + 1
    return max(0, a.start - b.end, b.start - a.end)

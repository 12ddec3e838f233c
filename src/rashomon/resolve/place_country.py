"""The country of an attack where its own place words do not give it: the one that the report speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.model import DraftIncident, Place, PlacePrecision
from rashomon.resolve.gazetteer import Gazetteer
from rashomon.resolve.place_choice import Spoken, country_spoken_of


def in_country(drafts: Sequence[DraftIncident], text: str, gazetteer: Gazetteer) -> Iterator[DraftIncident]:
    """The drafts, each with a country as far as the report gives one.

    A draft without a place gets the country that the report speaks of, with the words that name it. A place that was read as one in
    a country of which the report never speaks keeps its words and what else they may mean, and lies in the report's country.
    """
    spoken = country_spoken_of(text, gazetteer) if drafts else None
    country = _place(spoken, text, gazetteer) if spoken else None
    for draft in drafts:
        yield (
            draft
            if spoken is None or country is None
            else replace(draft, location=_located(draft.location, spoken, country))
        )


def _place(spoken: Spoken, text: str, gazetteer: Gazetteer) -> Place | None:
    entry = gazetteer.country(spoken.country)
    if entry is None:
        return None
    return Place(
        text=text[spoken.start : spoken.end], start=spoken.start, end=spoken.end, name=entry.name, country=spoken.country,
        lat=entry.lat, lon=entry.lon, radius_m=entry.radius_m, precision=PlacePrecision.COUNTRY, gazetteer_id=entry.id,
        within=entry.within,
    )  # fmt: skip


def _located(place: Place | None, spoken: Spoken, country: Place) -> Place:
    if place is None:
        return country
    if place.country is None:
        return replace(place, country=spoken.country)
    if place.country in spoken.named or place.precision is PlacePrecision.COUNTRY:
        return place
    return Place(
        text=place.text, start=place.start, end=place.end, country=spoken.country, alternatives=place.alternatives
    )

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.linkage.places import distance_km, place_relation
from rashomon.model import Place, PlacePrecision

BAGHDAD = Place(
    text="Baghdad", name="Baghdad", country="IQ", lat=33.34, lon=44.4, radius_m=21_000,
    precision=PlacePrecision.CITY, gazetteer_id="g:1", within=("IQ",),
)  # fmt: skip
SADR_CITY = Place(
    text="Sadr City", name="Sadr City", country="IQ", lat=33.389, lon=44.458, radius_m=4_000,
    precision=PlacePrecision.DISTRICT, gazetteer_id="g:2", within=("Baghdad", "IQ"),
)  # fmt: skip
MARKET = Place(
    text="a market", name="a market", country="IQ", lat=33.389, lon=44.458, radius_m=4_000,
    precision=PlacePrecision.DISTRICT, within=("Sadr City", "Baghdad", "IQ"),
)  # fmt: skip
MOSUL = Place(
    text="Mosul", name="Mosul", country="IQ", lat=36.34, lon=43.13, radius_m=10_000,
    precision=PlacePrecision.CITY, gazetteer_id="g:3", within=("Nineveh", "IQ"),
)  # fmt: skip
ANBAR = Place(
    text="Anbar", name="Anbar", country="IQ", lat=33.9, lon=42.2, radius_m=206_000,
    precision=PlacePrecision.ADMIN1, gazetteer_id="g:4", within=("IQ",),
)  # fmt: skip
IRAQ = Place(
    text="Iraq", name="Iraq", country="IQ", lat=33.8, lon=44.5, radius_m=485_000,
    precision=PlacePrecision.COUNTRY, gazetteer_id="g:5",
)  # fmt: skip
SYRIA = replace(IRAQ, text="Syria", name="Syria", country="SY", lat=35.0, lon=38.5, gazetteer_id="g:6")


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (BAGHDAD, replace(BAGHDAD, text="the Iraqi capital"), "same"),
        (MARKET, replace(MARKET, text="A market"), "same"),
        (SADR_CITY, BAGHDAD, "contains"),
        (MARKET, SADR_CITY, "contains"),
        (MARKET, BAGHDAD, "contains"),
        (MARKET, IRAQ, "contains"),
        (ANBAR, IRAQ, "contains"),
        (MARKET, replace(MARKET, text="a mosque", name="a mosque"), "near"),
        (BAGHDAD, MOSUL, "apart"),
        (BAGHDAD, ANBAR, "near"),
        (MOSUL, SYRIA, "apart"),
        (IRAQ, SYRIA, "apart"),
        (BAGHDAD, Place(text="somewhere"), "unknown"),
        (Place(text="Hilltop"), Place(text="HILLTOP"), "same"),
        (SADR_CITY, Place(text="Baghdad"), "contains"),
        (BAGHDAD, Place(text="Sadr City", within=("Baghdad",)), "contains"),
    ],
)
def test_relations(a: Place, b: Place, relation: str) -> None:
    assert place_relation(a, b) == relation


coordinates = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def places(draw: st.DrawFn) -> Place:
    known = draw(st.booleans())
    lat, lon = draw(coordinates) if draw(st.booleans()) else (33.3, 44.4)
    return Place(
        text=draw(st.sampled_from(["A", "B", "a", "C d"])),
        name=draw(st.sampled_from([None, "A", "B"])) if known else None,
        country=draw(st.sampled_from([None, "IQ", "SY"])),
        lat=lat if known else None,
        lon=lon if known else None,
        radius_m=draw(st.none() | st.floats(0, 500_000)) if known else None,
        precision=draw(st.none() | st.sampled_from(list(PlacePrecision))),
        gazetteer_id=draw(st.sampled_from([None, "g:1", "g:2"])),
        within=tuple(draw(st.lists(st.sampled_from(["A", "B", "IQ"]), max_size=2))),
    )


@given(places(), places())
def test_relation_is_symmetric(a: Place, b: Place) -> None:
    assert place_relation(a, b) == place_relation(b, a)


@given(places())
def test_a_place_is_the_same_as_itself(a: Place) -> None:
    assert place_relation(a, a) == "same"


@given(coordinates, coordinates, coordinates)
def test_distance_is_a_metric(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
    assert distance_km(*a, *b) == pytest.approx(distance_km(*b, *a), abs=1e-6)
    assert 0 <= distance_km(*a, *b) <= 20_016
    assert distance_km(*a, *c) <= distance_km(*a, *b) + distance_km(*b, *c) + 1e-3
    assert distance_km(*a, *a) == pytest.approx(0, abs=1e-3)


def test_distance_of_a_known_pair() -> None:
    assert distance_km(33.34, 44.40, 36.34, 43.13) == pytest.approx(354, abs=3)

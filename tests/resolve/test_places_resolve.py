from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import (
    Act,
    Assertion,
    Basis,
    Content,
    DraftIncident,
    Facet,
    IncidentType,
    Modality,
    Mode,
    Place,
    PlacePrecision,
    Polarity,
    Reading,
    Report,
    Stage,
    Statement,
    Status,
)
from rashomon.resolve.gazetteer import Gazetteer
from rashomon.resolve.place_words import read_place
from rashomon.resolve.places import resolve_places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def draft(*places: Place, location: Place | None = None) -> DraftIncident:
    return DraftIncident(
        id="D1", report="R1", type=IncidentType.ATTACK, stage=Stage.ACCOMPLISHED, date=None, location=location,
        muc_relevant=True, places=places,
    )  # fmt: skip


def mentioned(text: str, name: str) -> Place:
    start = text.find(name)
    return Place(text=name, start=start, end=start + len(name)) if start >= 0 else Place(text=name)


def resolved(gazetteer: Gazetteer, text: str, *names: str) -> list[Place]:
    reading = Reading(
        report="R1",
        statements=(),
        drafts=(draft(*(mentioned(text, name) for name in names)),),
        unread=(),
        issues=(),
    )
    report = Report(id="R1", text=text, sha256="0", origin="-")
    return list(resolve_places(reading, report, gazetteer).drafts[0].places)


def test_a_stated_container_decides(gazetteer: Gazetteer) -> None:
    text = "A BOMB WENT OFF IN THE CITY OF FLORES, IN THE NORTHERN EL PETEN DEPARTMENT."
    (flores,) = resolved(gazetteer, text, "FLORES")
    assert (flores.name, flores.country, flores.within[0]) == ("Flores", "GT", "Petén")
    (flores,) = resolved(gazetteer, "", "the city of Flores, in the northern El Petén department")
    assert (flores.country, flores.precision) == ("GT", PlacePrecision.CITY)
    (alexandria,) = resolved(gazetteer, "A fire in Alexandria, La., was put out.", "Alexandria")
    assert (alexandria.country, alexandria.within) == ("US", ("Louisiana", "US"))


def test_the_countries_that_the_report_speaks_of_decide(gazetteer: Gazetteer) -> None:
    salvadoran = "Salvadoran troops fought near San Miguel, the government of El Salvador said."
    peruvian = "Peruvian police were shot at in San Miguel, the government of Peru said."
    assert resolved(gazetteer, salvadoran, "San Miguel")[0].country == "SV"
    assert resolved(gazetteer, peruvian, "San Miguel")[0].country == "PE"
    iraq = resolved(gazetteer, "Iraqi forces closed Tahrir Square.", "Tahrir Square")[0]
    egypt = resolved(gazetteer, "Egyptian forces closed Tahrir Square.", "Tahrir Square")[0]
    assert (iraq.within[0], egypt.within[0]) == ("Baghdad", "Cairo")


def test_without_any_hint_an_ambiguous_name_stays_open_with_its_alternatives(gazetteer: Gazetteer) -> None:
    (place,) = resolved(gazetteer, "Something happened in Springfield.", "Springfield")
    assert (place.name, place.lat, place.precision, place.gazetteer_id) == (None, None, None, None)
    assert 1 < len(place.alternatives) <= 5
    scores = [other.score for other in place.alternatives]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_what_dominates_needs_no_hint(gazetteer: Gazetteer) -> None:
    (paris,) = resolved(gazetteer, "It rained in Paris.", "Paris")
    assert (paris.country, paris.precision) == ("FR", PlacePrecision.CITY)


def test_kind_words_choose_between_a_town_and_its_province(gazetteer: Gazetteer) -> None:
    text = "In Iraq, Kirkuk was quiet, but in Kirkuk province shots were heard."
    town, province = resolved(gazetteer, text, "Kirkuk", "Kirkuk province")
    assert (town.precision, province.precision) == (PlacePrecision.CITY, PlacePrecision.ADMIN1)
    assert (province.radius_m or 0) > (town.radius_m or 0)


def test_the_capital_may_go_unnamed(gazetteer: Gazetteer) -> None:
    text = "A blast shook the Iraqi capital."
    assert resolved(gazetteer, text, "the Iraqi capital")[0].name == "Baghdad"
    assert resolved(gazetteer, "Police in Iraq closed roads in the capital.", "the capital")[0].name == "Baghdad"
    assert resolved(gazetteer, "Roads in the capital were closed.", "the capital")[0].name is None


def test_an_unlisted_site_has_the_precision_of_its_town_and_no_id(gazetteer: Gazetteer) -> None:
    text = "Iraqi police said that the Example Mosque in Sadr City was hit. Shops closed in Mosul."
    mosque, quarter, _mosul = resolved(gazetteer, text, "Example Mosque", "Sadr City", "Mosul")
    assert (mosque.lat, mosque.lon, mosque.radius_m) == (quarter.lat, quarter.lon, quarter.radius_m)
    assert mosque.precision is PlacePrecision.DISTRICT
    assert mosque.gazetteer_id is None
    assert mosque.within == ("Sadr City", "Baghdad", "IQ")


def test_an_unlisted_site_with_no_town_beside_it_stays_unknown(gazetteer: Gazetteer) -> None:
    (mosque,) = resolved(gazetteer, "The Example Mosque was hit, Iraqi police said.", "Example Mosque")
    assert mosque == mentioned("The Example Mosque was hit, Iraqi police said.", "Example Mosque")


def test_a_listed_site_is_found_under_any_spelling(gazetteer: Gazetteer) -> None:
    found = resolved(gazetteer, "In Iraq.", "Al-Waheilat market", "the Woheilat market", "AL-WUHAILAT MARKET")
    assert {place.gazetteer_id for place in found} == {"rashomon:iq/wuhailat-market"}


def test_so_many_kilometres_off(gazetteer: Gazetteer) -> None:
    text = "Iraqi police found it 40 km north of Baghdad."
    (north,) = resolved(gazetteer, text, "40 km north of Baghdad")
    (around,) = resolved(gazetteer, "Iraqi police found it 25 miles from Baghdad.", "25 miles from Baghdad")
    assert north.lat == pytest.approx(33.34 + 40 / 111.2, abs=0.01)
    assert north.lon == pytest.approx(44.40, abs=0.01)
    assert around.lat == pytest.approx(33.34, abs=0.01)
    assert (around.radius_m or 0) > 25 * 1609
    assert {north.precision, around.precision} == {PlacePrecision.ADMIN2}


def test_regions_are_typed_but_not_located(gazetteer: Gazetteer) -> None:
    (region,) = resolved(gazetteer, "Analysts of the Middle East met.", "Middle East")
    assert (region.name, region.lat, region.precision) == ("Middle East", None, None)
    assert region.gazetteer_id == "rashomon:region/middle-east"


def test_demonyms_and_short_forms_mean_what_they_are_written_as(gazetteer: Gazetteer) -> None:
    sri_lankan, state = resolved(gazetteer, "", "Sri Lankan", "Calif.")
    assert (sri_lankan.country, sri_lankan.precision) == ("LK", PlacePrecision.COUNTRY)
    assert (state.country, state.precision) == ("US", PlacePrecision.ADMIN1)


def statement_about(place: Assertion) -> Statement:
    return Statement(
        id="S1", report="R1", act=Act.REPORT, status=Status.FACT, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED,
        mode=Mode.OUTLET, basis=Basis.UNKNOWN, hearsay_depth=0, said_on=None, speaker=None, via=(), cue=None,
        content=Content(text="", spans=()), incidents=(), asserts=(place,), extracted_by="test",
    )  # fmt: skip


def test_locations_and_assertions_are_filled_and_their_words_kept(gazetteer: Gazetteer) -> None:
    text = "A bomb exploded in Mosul, Iraq."
    asserted = Assertion(facet=Facet.PLACE, value="Mosul", text="Mosul", start=19, end=24)
    reading = Reading(
        report="R1", statements=(statement_about(asserted),), drafts=(draft(location=mentioned(text, "Mosul")),),
        unread=(), issues=(),
    )  # fmt: skip
    done = resolve_places(reading, Report(id="R1", text=text, sha256="0", origin="-"), gazetteer)
    location, place = done.drafts[0].location, done.statements[0].asserts[0].place
    assert location is not None
    assert location == place
    assert (location.text, location.start, location.end, location.name) == ("Mosul", 19, 24, "Mosul")
    assert location.gazetteer_id == "geonames:99072"


NAMES = st.sampled_from(
    ["Baghdad", "Sadr City, Baghdad", "San Miguel", "the northern Anbar province", "a market", "Springfield", "Mosul",
     "10 km south of Kirkuk", "the capital", "Texas", "Middle East", "", "in", ",", "(", "الموصل"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(NAMES, max_size=6).map(" and ".join)),
    st.lists(st.one_of(NAMES, st.text(max_size=20)), max_size=5),
)
def test_any_text_and_names_resolve_without_error_and_in_any_order(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    found = resolved(gazetteer, text, *names)
    assert [place.text for place in found] == names
    assert resolved(gazetteer, text, *reversed(names)) == found[::-1]
    for place in found:
        assert (place.lat is None) == (place.lon is None) == (place.precision is None)
        assert len(place.alternatives) <= 5
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= (place.lon or 0) <= 180)


@given(st.text(max_size=120))
def test_any_mention_can_be_taken_apart(text: str) -> None:
    words = read_place(text)
    assert all(words.names)

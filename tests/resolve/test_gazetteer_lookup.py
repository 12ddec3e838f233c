from __future__ import annotations

import sqlite3
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.linkage.places import distance_km
from rashomon.model import PlacePrecision, fold
from rashomon.resolve import gazetteer as gazetteer_module
from rashomon.resolve.gazetteer import Gazetteer
from rashomon.resolve.gazetteer_build import SCHEMA, Progress, quick_fold
from rashomon.resolve.gazetteer_sources import table, town_radius_m


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def best(gazetteer: Gazetteer, name: str, kind: str) -> gazetteer_module.GazetteerEntry:
    return next(entry for entry in gazetteer.lookup(name) if entry.kind == kind)


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon", "km"),
    [
        ("Baghdad", "city", "IQ", 33.34, 44.40, 5),
        ("بغداد", "city", "IQ", 33.34, 44.40, 5),
        ("Fallujah", "city", "IQ", 33.35, 43.78, 5),
        ("Sadr City", "district", "IQ", 33.39, 44.46, 5),
        ("al-Wuhailat market", "site", "IQ", 33.39, 44.46, 5),
        ("Woheilat", "site", "IQ", 33.39, 44.46, 5),
        ("Tayaran Square", "site", "IQ", 33.33, 44.42, 3),
        ("Zayouna", "district", "IQ", 33.33, 44.46, 5),
        ("Nineveh", "admin1", "IQ", 36.3, 42.7, 80),
        ("Deir al-Zour", "admin1", "SY", 35.0, 40.5, 80),
        ("El Petén", "admin1", "GT", 16.7, -89.8, 60),
        ("Morazán", "admin1", "SV", 13.8, -88.1, 30),
        ("Antioquia", "admin1", "CO", 6.9, -75.6, 80),
        ("Ayacucho", "admin1", "PE", -13.8, -74.2, 100),
        ("Helmand", "admin1", "AF", 31.5, 64.2, 100),
        ("Borno", "admin1", "NG", 11.8, 13.1, 100),
        ("Texas", "admin1", "US", 31.3, -98.0, 150),
        ("Iraq", "country", "IQ", 33.2, 43.7, 150),
        ("Britain", "country", "GB", 53.5, -2.2, 250),
        ("Sinai Peninsula", "area", "EG", 29.5, 33.8, 50),
    ],
)
def test_known_places_lie_where_they_lie(
    gazetteer: Gazetteer, name: str, kind: str, country: str, lat: float, lon: float, km: float
) -> None:
    entry = best(gazetteer, name, kind)
    assert entry.country == country
    assert entry.lat is not None
    assert entry.lon is not None
    assert distance_km(entry.lat, entry.lon, lat, lon) < km
    assert entry.radius_m
    assert entry.radius_m > 0
    assert entry.precision


def test_enclosing_places_go_from_small_to_large(gazetteer: Gazetteer) -> None:
    assert best(gazetteer, "Wuhailat", "site").within == ("Sadr City", "Baghdad", "IQ")
    assert best(gazetteer, "Sadr City", "district").within == ("Baghdad", "IQ")
    assert best(gazetteer, "Fallujah", "city").within == ("Anbar", "IQ")
    assert best(gazetteer, "Anbar", "admin1").within == ("IQ",)
    assert best(gazetteer, "Iraq", "country").within == ()


def test_regions_are_named_but_have_no_position(gazetteer: Gazetteer) -> None:
    entry = best(gazetteer, "the Middle East", "region")
    assert (entry.lat, entry.lon, entry.radius_m, entry.precision, entry.country) == (None, None, None, None, None)


def test_abbreviations_are_marked_as_such(gazetteer: Gazetteer) -> None:
    assert {entry.rank for entry in gazetteer.lookup("Calif.") if entry.country == "US"} == {0}
    assert best(gazetteer, "California", "admin1").rank == 2


def test_a_capital_is_known_for_its_country(gazetteer: Gazetteer) -> None:
    capital = gazetteer.capital_of("IQ")
    assert capital is not None
    assert capital.name == "Baghdad"
    assert gazetteer.capital_of("XX") is None
    country = gazetteer.country("IQ")
    assert country is not None
    assert country.precision is PlacePrecision.COUNTRY


def test_every_unit_and_country_of_our_tables_has_towns_behind_it(gazetteer: Gazetteer) -> None:
    for row in table("admin1.tsv"):
        found = [e for e in gazetteer.lookup(row["name"]) if e.kind == "admin1" and e.country == row["country"]]
        assert [e.admin1 for e in found if e.admin1 == row["code"]], row
    for row in table("countries.tsv"):
        assert gazetteer.country(row["iso"]), row


def test_names_for_matching_are_modest_and_free_of_everyday_words(gazetteer: Gazetteer) -> None:
    names = dict(gazetteer.names_for_matching())
    assert names["Iraq"] == "country"
    assert names["Anbar"] == "admin1"
    assert names["Sadr City"] == "district"
    assert "Mosul" in names
    assert not {"Most", "Police", "Nice", "Of", "Reading"} & set(names)
    assert 10_000 < len(names) < 100_000


def accents_off(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@given(st.sampled_from(["Al Fallūjah", "Bogotá", "El Petén", "Deir ez-Zor", "Sadr City", "Baqubah", "N'Djamena"]))
def test_case_accents_hyphens_and_apostrophes_do_not_matter(name: str) -> None:
    gazetteer = Gazetteer.open()
    found = gazetteer.lookup(name)
    assert found
    for variant in (name.upper(), name.lower(), accents_off(name), name.replace("-", " "), f"  {name} "):
        assert gazetteer.lookup(variant) == found


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_any_string_can_be_looked_up(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == gazetteer.lookup(name)


@given(st.text(max_size=30))
def test_the_quick_fold_is_the_fold(name: str) -> None:
    assert quick_fold(name) == fold(name)


def test_larger_towns_have_larger_radii() -> None:
    radii = [town_radius_m(people) for people in (1, 10_000, 100_000, 1_000_000, 100_000_000)]
    assert radii == sorted(radii)
    assert radii[-1] == 40_000


def tiny_build(path: Path, progress: Progress | None = None) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO place VALUES (1,'t:1','Baghdad','city','IQ','07',1,2,3,'city',4,1,'IQ')")
        connection.execute("INSERT INTO name VALUES ('baghdad',1,2)")
    connection.close()
    if progress:
        progress(1.0, "done")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(gazetteer_module, "build", tiny_build)
    return tmp_path / "cache" / "rashomon"


def test_the_index_is_built_once_and_then_only_opened(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[float] = []
    assert Gazetteer.open(progress=lambda share, _what: told.append(share)).lookup("Baghdad")[0].id == "t:1"
    assert Gazetteer.open(progress=lambda share, _what: told.append(share)).lookup("baghdad")
    assert told == [1.0]
    assert [path.suffix for path in cache.iterdir()] == [".sqlite"]
    assert capsys.readouterr() == ("", "")


def test_a_damaged_index_is_built_anew(cache: Path) -> None:
    Gazetteer.open().close()
    (index,) = cache.iterdir()
    index.write_bytes(b"not a database, though it has some length" * 100)
    assert Gazetteer.open().lookup("Baghdad")


def test_a_failing_build_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, progress: Progress | None = None) -> None:
        path.write_bytes(b"half an index")
        raise KeyboardInterrupt

    monkeypatch.setattr(gazetteer_module, "build", fail)
    with pytest.raises(KeyboardInterrupt):
        Gazetteer.open()
    assert list(cache.iterdir()) == []


def test_a_build_that_comes_second_takes_the_first_ones_index(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def beaten(path: Path, progress: Progress | None = None) -> None:
        tiny_build(path)
        tiny_build(cache / f"gazetteer-{gazetteer_module._version()}.sqlite")

    monkeypatch.setattr(gazetteer_module, "build", beaten)
    assert Gazetteer.open().lookup("Baghdad")
    assert len(list(cache.iterdir())) == 1


def test_without_a_writable_cache_a_temporary_index_serves(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the cache directory should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert Gazetteer.open().lookup("Baghdad")
    assert not cache.exists()

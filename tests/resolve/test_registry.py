"""The shipped registry: sound records, and every name finds its bearer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import ActorType
from rashomon.resolve.lexicon import Entry, entries
from rashomon.resolve.phrases import key
from rashomon.resolve.registry import Registry

REGISTRY = Registry.load()
ENTRIES = {entry.actor.id: entry for entry in entries()}
NAMES = sorted(
    (name, entry.actor.id) for entry in ENTRIES.values() for name in (entry.actor.name, *entry.actor.aliases)
)


def _years(entry: Entry) -> tuple[int, int]:
    return entry.actor.active_from or 0, entry.actor.active_to or 9999


def test_ids_are_unique_and_readable() -> None:
    ids = [entry.actor.id for entry in entries()]
    assert len(ids) == len(set(ids))
    assert all(actor_id == actor_id.lower() and " " not in actor_id and ":" not in actor_id for actor_id in ids)


def test_what_records_refer_to_exists() -> None:
    for entry in ENTRIES.values():
        for other in (entry.actor.parent, entry.actor.sponsor, *entry.member_of):
            assert other is None or other in ENTRIES, (entry.actor.id, other)


def test_nobody_belongs_to_itself() -> None:
    for actor_id in ENTRIES:
        assert actor_id not in REGISTRY.ancestors(actor_id)
        chain, current = {actor_id}, ENTRIES[actor_id].actor.parent
        while current is not None:
            assert current not in chain, actor_id
            chain.add(current)
            current = ENTRIES[current].actor.parent


def test_years_run_forward() -> None:
    for entry in ENTRIES.values():
        first, last = _years(entry)
        assert first <= last, entry.actor.id


def test_countries_are_codes() -> None:
    for entry in ENTRIES.values():
        assert all(len(code) == 2 and code.isupper() for code in entry.countries), entry.actor.id


def test_identifiers_are_numbers_of_the_data_sets() -> None:
    for entry in ENTRIES.values():
        for scheme, value in (entry.actor.identifiers or {}).items():
            assert scheme in {"ucdp", "dsat"}
            assert all(int(part) for part in value.split(","))


def test_a_data_set_number_belongs_to_one_actor() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for entry in ENTRIES.values():
        for number in (entry.actor.identifiers or {}).get("dsat", "").split(","):
            if number:
                owners[number].append(entry.actor.id)
    assert {number: ids for number, ids in owners.items() if len(ids) > 1} == {}


def test_there_are_enough_of_each_kind() -> None:
    kinds = [entry.actor.type for entry in ENTRIES.values()]
    assert sum(kind in {ActorType.GROUP, ActorType.FACTION, ActorType.UMBRELLA} for kind in kinds) >= 150
    assert sum(kind is ActorType.STATE for kind in kinds) >= 195
    assert sum(entry.source_type is not None for entry in ENTRIES.values()) >= 150


def test_bearers_of_one_name_differ_in_country_or_years() -> None:
    bearers: dict[str, dict[str, Entry]] = defaultdict(dict)
    for name, actor_id in NAMES:
        bearers[key(name)][actor_id] = ENTRIES[actor_id]
    for name, who in bearers.items():
        marks = [(entry.actor.country, _years(entry)) for entry in who.values()]
        assert len(marks) == len(set(marks)), (name, sorted(who))


@pytest.mark.parametrize("fold_case", [str, str.upper])
def test_every_name_finds_its_bearer_in_its_country(fold_case: Callable[[str], str]) -> None:
    lost = []
    for name, actor_id in NAMES:
        entry = ENTRIES[actor_id]
        match = REGISTRY.find(fold_case(name), country=entry.actor.country, year=entry.actor.active_from)
        if match is None or match.actor.id != actor_id:
            lost.append((name, actor_id, match and match.actor.id))
    assert lost == []


@settings(max_examples=200, deadline=None)
@given(
    pair=st.sampled_from([pair for pair in NAMES if pair[0].isascii()]),
    article=st.sampled_from(["", "the ", "The ", "THE "]),
    ending=st.sampled_from(["", "'s", "’s", ",", ".", '"', " "]),
    apostrophe=st.sampled_from(["'", "’", "ʼ", "`"]),
    spaces=st.sampled_from([" ", "  ", "\n"]),
)
def test_dress_of_a_name_does_not_matter(
    pair: tuple[str, str], article: str, ending: str, apostrophe: str, spaces: str
) -> None:
    name, actor_id = pair
    entry = ENTRIES[actor_id].actor
    plain = REGISTRY.find(name, country=entry.country, year=entry.active_from)
    dressed = article + name.replace("'", apostrophe).replace(" ", spaces) + ending
    match = REGISTRY.find(dressed, country=entry.country, year=entry.active_from)
    assert plain is not None
    assert match is not None
    assert match.actor == plain.actor


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.sampled_from([None, "IQ", "SY", "SV", "XX"]), st.sampled_from([None, 1989, 2021]))
def test_any_text_is_answered_the_same_twice(name: str, country: str | None, year: int | None) -> None:
    first = REGISTRY.find(name, country=country, year=year)
    assert first == REGISTRY.find(name, country=country, year=year)
    if first is not None:
        assert 0 <= first.score <= 100
        assert REGISTRY.get(first.actor.id) is not None
        assert first.actor.id not in first.alternatives


@pytest.mark.parametrize(
    ("name", "country", "year", "expected"),
    [
        ("Hezbollah", None, None, "hezbollah"),
        ("Hezbollah", "IQ", 2021, "hezbollah"),
        ("Iraqi Hezbollah", "IQ", 2021, "kataib-hezbollah"),
        ("Hezbollah Brigades", None, None, "kataib-hezbollah"),
        ("Kata'ib Hizballah", None, None, "kataib-hezbollah"),
        ("Kataeb Hizbullah", None, None, "kataib-hezbollah"),
        ("كتائب حزب الله", None, None, "kataib-hezbollah"),
        ("داعش", None, None, "islamic-state"),
        ("Da’esh", None, None, "islamic-state"),
        ("FARABUNDO MARTI NATIONAL LIBERATION FRONT", "SV", 1989, "fmln"),
        ("FRENTE FARABUNDO MARTÍ PARA LA LIBERACIÓN NACIONAL", "SV", 1989, "fmln"),
        ("the ELN", "CO", 1989, "eln"),
        ("the ELN", "BO", 1989, "eln-bolivia"),
        ("ELN [ARMY OF NATIONAL LIBERATION] GUERRILLAS", "CO", 1989, "eln"),
        ("THE PRO-MAOIST SHINING PATH TERRORIST GROUP", "PE", 1989, "shining-path"),
        ("IRA", "GB", 1990, "pira"),
        ("Islamic Jihad", "LB", 1985, "islamic-jihad-organization"),
        ("Islamic Jihad", "IL", 2003, "palestinian-islamic-jihad"),
        ("Ansar al-Sharia", "YE", 2012, "ansar-al-sharia-yemen"),
        ("Ansar al-Sharia", "LY", 2012, "ansar-al-sharia-libya"),
        ("Pakistani Taliban", "PK", 2010, "ttp"),
        ("Taliban fighters", "AF", 2010, "taliban"),
        ("Tehran", None, None, "iran"),
        ("the Iranian regime", "IQ", 2021, "iran"),
        ("Government of United States of America", None, None, "united-states"),
        ("the police", "IQ", 2021, "iraqi-police"),
        ("the police", "CH", 2021, "force:ch:police"),
        ("Peruvian police", None, None, "force:pe:police"),
        ("the Interior Ministry", "IQ", 2021, "iraqi-interior-ministry"),
        ("ministry of health", "IQ", 2021, "body:iq:health-ministry"),
        ("Iranian militias", "IQ", 2021, "iran-backed-militias-iraq"),
        ("pro-Iran militias", "SY", 2019, "iran-backed-militias-syria"),
        ("Iran-backed militias in Iraq", None, None, "iran-backed-militias-iraq"),
        ("Iran-backed militias", None, None, "iran-backed-militias"),
        ("Shi'ite militias", "IQ", 2021, "iran-backed-militias-iraq"),
        ("the militias", "IQ", 2021, "iran-backed-militias-iraq"),
        ("militias loyal to Iran", "IQ", 2021, "iran-backed-militias-iraq"),
    ],
)
def test_names_in_their_place(name: str, country: str | None, year: int | None, expected: str) -> None:
    match = REGISTRY.find(name, country=country, year=year)
    assert match is not None
    assert match.actor.id == expected
    assert match.score >= 80


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Palestinian militants", "IL"),
        ("leftist guerrillas", "SV"),
        ("unidentified gunmen", "IQ"),
        ("militants", "IQ"),
        ("the militias", "US"),
        ("Shiite militias", "LB"),
        ("ISIS-linked militants", "IQ"),
        ("Iraqi Hamas fighters", None),
        ("Supporters of ACN", "NG"),
        ("the army", None),
        ("", None),
        ("the", None),
    ],
)
def test_descriptions_are_no_group(name: str, country: str | None) -> None:
    assert REGISTRY.find(name, country=country) is None


def test_nigers_army_is_not_nigerias() -> None:
    found = {name: REGISTRY.find(name) for name in ("Nigerien army", "Nigerian army")}
    assert {name: match and match.actor.country for name, match in found.items()} == {
        "Nigerien army": "NE",
        "Nigerian army": "NG",
    }


def test_ambiguity_keeps_the_alternatives() -> None:
    unsaid = REGISTRY.find("Ansar al-Sharia")
    assert unsaid is not None
    assert unsaid.score < 80
    assert len(unsaid.alternatives) >= 2
    iraq = REGISTRY.find("Hezbollah", country="IQ")
    assert iraq is not None
    assert "kataib-hezbollah" in iraq.alternatives


def test_umbrellas_and_lineages() -> None:
    assert REGISTRY.is_within("kataib-hezbollah", "iran-backed-militias-iraq")
    assert REGISTRY.is_within("kataib-hezbollah", "popular-mobilization-forces")
    assert REGISTRY.is_within("kataib-hezbollah", "iran-backed-militias")
    assert not REGISTRY.is_within("iran-backed-militias-iraq", "kataib-hezbollah")
    assert not REGISTRY.is_within("islamic-state", "al-qaeda")
    assert REGISTRY.is_within("force:pe:police", "peru")
    line = REGISTRY.lineage("islamic-state-of-iraq")
    assert line.index("al-qaeda-in-iraq") < line.index("islamic-state-of-iraq") < line.index("islamic-state")
    assert REGISTRY.lineage("islamic-state") == line
    assert set(REGISTRY.lineage("iswap")) == {"boko-haram", "iswap"}
    assert REGISTRY.lineage("hamas") == ("hamas",)


def test_names_for_phrase_matching() -> None:
    names = REGISTRY.names()
    assert names["ISIS"] == "group"
    assert names["Reuters"] == "media"
    assert names["داعش"] == "group"
    assert names["Iran-backed militias"] == "umbrella"
    assert not {"IS", "US", "WHO", "Arena"} & set(names)
    assert set(names.values()) <= {kind.value for kind in ActorType}


def test_made_up_bodies_are_read_off_their_ids() -> None:
    made = REGISTRY.find("Peruvian police")
    assert made is not None
    assert REGISTRY.get(made.actor.id) == made.actor
    assert REGISTRY.get("force:pe:nothing") is None
    assert REGISTRY.get("nobody") is None


@pytest.mark.data
def test_the_event_data_name_registered_actors(corpora: Path) -> None:
    import pandas as pd

    rows = pd.read_csv(corpora / "dsat" / "claims_1974_2016.csv.gz", usecols=["group_name"]).group_name.dropna()
    counted = rows[rows != "Unknown Group"].value_counts()
    found = sum(int(n) for name, n in counted.items() if REGISTRY.find(str(name)) is not None)
    assert found / int(counted.sum()) >= 0.98


@pytest.mark.data
def test_most_named_sides_of_battles_are_registered(corpora: Path) -> None:
    import pandas as pd

    sides = pd.read_csv(corpora / "ucdp_ged" / "ged_1989_2017.csv.gz", usecols=["side_b"]).side_b.dropna()
    counted = sides[sides != "Civilians"].value_counts()
    found = sum(int(n) for name, n in counted.items() if REGISTRY.find(str(name)) is not None)
    assert found / int(counted.sum()) >= 0.9

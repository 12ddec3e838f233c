"""Two names of one kind change places in a report: extraction and weighing change places with them, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from swapping import TEXTS, Named, brief_of, differences, told

PAIRS = (
    ("Boko Haram", "Ansaru"),
    ("ISIS", "the Taliban"),
    ("ISIL", "al-Qaeda"),
    ("the Islamic State", "Al-Qaeda"),
    ("Hamas", "Palestinian Islamic Jihad"),
    ("ETA", "IRA"),
    ("the PKK", "the FARC"),
    ("the FARC", "the ELN"),
    ("al-Shabaab", "Jabhat al-Nusra"),
    ("Kata'ib Hezbollah", "Asa'ib Ahl al-Haq"),
    ("Lashkar-e-Jhangvi", "Jamaat-ul-Ahrar"),
    ("the Shining Path", "the Lord's Resistance Army"),
    ("the Northern Front", "the River Brigade"),
    ("Turkey", "Russia"),
    ("Iran", "Israel"),
)
"""Groups with one word and several, hyphens, apostrophes, other spellings of one name; two that nobody knows; states."""

CUT = "the parser cuts the name, or takes part of it for another word"
FIGHTERS = "whose fighters, spokesman or member it is, is found with one name and not with the other"
PLACE = "a state is a place, too, and has bodies of its own: 'the interior ministry', 'the army', where it lies"

KNOWN = {
    ("ISIS", "accusations"): FIGHTERS,
    ("the Islamic State", "accusations"): FIGHTERS,
    ("the FARC", "accusations"): FIGHTERS,
    ("al-Shabaab", "accusations"): FIGHTERS,
    (
        "al-Shabaab",
        "court",
    ): "'al-Nusra' is taken for the name where 'Jabhat al-Nusra' stands at the beginning of a sentence",
    ("Kata'ib Hezbollah", "claim and denial"): CUT,
    ("Kata'ib Hezbollah", "accusations"): CUT,
    ("Kata'ib Hezbollah", "hedged"): CUT,
    ("Lashkar-e-Jhangvi", "claim and denial"): CUT,
    ("Lashkar-e-Jhangvi", "accusations"): CUT,
    ("Lashkar-e-Jhangvi", "hedged"): CUT,
    ("Lashkar-e-Jhangvi", "court"): CUT,
    ("the Shining Path", "claim and denial"): CUT,
    ("the Shining Path", "accusations"): CUT,
    ("the Shining Path", "hedged"): CUT,
    ("the Shining Path", "court"): CUT,
    ("the Northern Front", "accusations"): FIGHTERS,
    ("the Northern Front", "hedged"): "'Brigade' alone makes a speaker nobody knows one of the security forces",
    ("the Northern Front", "court"): FIGHTERS,
    ("Turkey", "accusations"): PLACE,
    ("Turkey", "hedged"): PLACE,
    ("Turkey", "court"): FIGHTERS,
    ("Iran", "accusations"): PLACE,
    ("Iran", "hedged"): PLACE,
    ("Iran", "court"): FIGHTERS,
}
"""What is not fair yet, and why. An entry that has become fair fails: take it out."""

KINDS = ("Boko Haram", "Turkey", "NATO", "the Muslim Brotherhood", "Fatah", "Saraya al-Salam")
"""A group, a state, an alliance, a movement, a party, a militia."""


@pytest.mark.parametrize("text", sorted(TEXTS))
@pytest.mark.parametrize("pair", PAIRS, ids=[" and ".join(pair) for pair in PAIRS])
def test_swapped_names_swap_the_brief_and_change_nothing_else(
    pair: tuple[str, str], text: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if reason := KNOWN.get((pair[0], text)):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    one, other = map(Named, pair)
    there = told(brief_of(TEXTS[text], one, other, tmp_path), one, other)
    back = told(brief_of(TEXTS[text], other, one, tmp_path), other, one)
    assert len(there["statements"]) > 1
    assert there["incidents"]
    assert differences(there, back) == []


def test_what_is_not_fair_yet_is_less_than_half() -> None:
    assert len(KNOWN) < len(PAIRS) * len(TEXTS) / 2
    assert {pair for pair, _ in KNOWN} <= {pair for pair, _ in PAIRS}


@pytest.mark.parametrize("text", ["claim and denial", "hedged"])
@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_state_a_militia_and_a_movement_are_told_of_in_the_same_words(kind: str, text: str, tmp_path: Path) -> None:
    other = Named("al-Qaeda")

    def incident_of(name: str) -> object:
        return told(brief_of(TEXTS[text], Named(name), other, tmp_path), Named(name), other)["incidents"]

    found = differences(incident_of(KINDS[0]), incident_of(kind))
    of_its_kind = (".type", ".source_type", ".kind")
    assert [line for line in found if not line.partition(":")[0].endswith(of_its_kind)] == []

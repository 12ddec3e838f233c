"""Attacks as one report tells them. All texts are our own and constructed."""

import pytest
from reading import read

from rashomon.model import IncidentType, Stage, Status

pytestmark = pytest.mark.usefixtures("each_engine")


def test_one_bombing_with_its_parts():
    (draft,) = read(
        "At least 30 people were killed on Monday when a bomb exploded in a market in Sadr City, Baghdad. "
        "ISIS claimed responsibility for the attack. The police said the explosion was caused by an improvised explosive device."
    ).drafts
    assert draft.type is IncidentType.BOMBING
    assert draft.stage is Stage.ACCOMPLISHED
    assert draft.date.text == "Monday"
    assert draft.location.text == "Sadr City"
    assert any("market" in t.text for t in draft.targets)
    assert draft.toll[0].killed.low == 30
    assert draft.toll[0].wording == "at least 30 killed"
    assert [(p.text, p.status) for p in draft.perpetrators] == [("ISIS", Status.CLAIMED)]
    assert any("explosive device" in w.text for w in draft.weapons)


def test_an_earlier_assassination_is_an_incident_of_its_own():
    drafts = read(
        "A bomb killed 20 people in a market in Baghdad on Monday.\n\n"
        "Two weeks earlier gunmen assassinated John Doe, a lawyer, in front of his house in Madrid. "
        "Police said the assassination of Doe was the work of a gang."
    ).drafts
    assert sorted(d.type.value for d in drafts) == ["assassination", "bombing"]
    killed = next(d for d in drafts if d.type is IncidentType.ASSASSINATION)
    assert any(v.text == "John Doe" for v in killed.victims)


def test_two_attacks_in_two_cities_stay_apart():
    drafts = read(
        "A car bomb exploded outside the embassy in Kabul on Monday, killing 12 people.\n\n"
        "In Madrid, gunmen attacked a police station on Tuesday and killed two policemen."
    ).drafts
    assert len(drafts) == 2


def test_capital_letter_wire_copy_is_read_too():
    (draft,) = read(
        "   SAN SALVADOR, 18 FEB 90 (DPA) -- [TEXT] MEMBERS OF THE FMLN ATTACKED AN ELECTRIC POWER SUBSTATION LAST NIGHT IN SAN SALVADOR.\n"
        "A POLICE SPOKESMAN SAID THAT TWO SOLDIERS WERE KILLED IN THE ATTACK.\n"
    ).drafts
    assert any("SUBSTATION" in t.text for t in draft.targets)
    assert any(p.text == "FMLN" for p in draft.perpetrators)
    assert any(t.killed and t.killed.low == 2 for t in draft.toll)


def test_talk_of_attacks_in_general_is_no_incident():
    assert not read("The minister said that terrorist attacks threaten the peace of the region.").drafts


def test_unread_passages_are_named():
    text = "A bomb killed five people in Kabul on Tuesday.\n\nMany feared the violence of such an attack."
    reading = read(text)
    (passage,) = reading.unread
    assert text[passage.start : passage.end] == "Many feared the violence of such an attack."
    assert passage.why

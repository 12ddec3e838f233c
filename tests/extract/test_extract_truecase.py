from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.names import NameIndex
from rashomon.extract.truecase import needs_truecase, truecase

NAMES = NameIndex({"Guatemala": "place", "URNG": "group"})


def test_wire_copy_gets_its_case_back_and_keeps_its_offsets():
    text = "THE GUATEMALA ARMY DENIED TODAY THAT GUERRILLAS OF THE URNG ATTACKED A FARM."
    cased = truecase(text, NAMES)
    assert len(cased) == len(text)
    assert cased == "The Guatemala army denied today that guerrillas of the URNG attacked a farm."


def test_only_capitals_need_it():
    assert needs_truecase("A BOMB WENT OFF IN THE CAPITAL ON FRIDAY")
    assert not needs_truecase("A bomb went off in the capital on Friday, the ANP said")
    assert not needs_truecase("UN")


@given(st.text(max_size=300))
def test_every_text_keeps_its_length(text):
    assert len(truecase(text.upper(), NAMES)) == len(text.upper())

"""Properties of extraction that hold for any text."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))
from reading import ENGINES, engine_named, read


@pytest.fixture(scope="module", params=ENGINES, autouse=True)
def each_engine(request):
    with engine_named(request.param):
        yield request.param


PIECES = st.sampled_from(
    [
        "The Islamic State claimed responsibility for the attack. ", "A police spokesman said that ", "the Taliban carried out the bombing ",
        "in Kabul on Monday. ", "At least 30 people were killed. ", '"We did it," the group said. ', "according to AFP, ", "\n\n", "Gunmen killed ",
        "John Doe ", "denied that ", "ISIS had nothing to do with it. ", "THE ARMY SAID A BOMB EXPLODED. ", "é “x” ", "\u202e", "\x00", "'s ",
        "an analyst said. ", "; ", "- ", "(", "The militias were behind the attack. ", "عبوة ", "who blew himself up ", "named Abu Example ",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14).map("".join))
def test_spans_are_the_very_words(text):
    reading = read(text)
    for s in reading.statements:
        for span in s.content.spans:
            assert text[span.start : span.end] == span.text
        if s.cue:
            assert text[s.cue.start : s.cue.end] == s.cue.text
        if s.speaker and s.speaker.start is not None:
            assert text[s.speaker.start : s.speaker.end] == s.speaker.text
        for a in s.asserts:
            if a.start is not None:
                assert text[a.start : a.end] == a.text
    for d in reading.drafts:
        for part in (*d.perpetrators, *d.targets, *d.victims, *d.weapons, d.location, d.date):
            if part is not None and part.start is not None and part not in d.perpetrators:
                assert re.sub(r"\s+", " ", text[part.start : part.end]) == re.sub(r"\s+", " ", part.text)
    for u in reading.unread:
        assert 0 <= u.start < u.end <= len(text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=10).map("".join))
def test_reading_twice_gives_the_same(text):
    assert read(text) == read(text)


TEMPLATE = (
    "A bomb killed 20 people in a market in Baghdad on Monday. {a} claimed responsibility for the bombing. "
    "A police officer blamed the attack on {b}. An analyst said that {b} carried out the attack and that {a} falsely claimed it."
)


def shape(reading, names):
    """What was read, with the two names replaced by their part in the text."""

    def part(text):
        for name, letter in names.items():
            text = (text or "").replace(name, letter)
        return text

    return [
        (
            s.act,
            s.status,
            s.modality,
            part(s.speaker.name) if s.speaker else "",
            [(x.facet, part(x.value), part(x.about), x.polarity) for x in s.asserts],
        )
        for s in reading.statements
    ]


def test_swapping_two_groups_swaps_the_extraction_and_nothing_else():
    for a, b in (("Islamic Jihad", "Red Brigades"), ("Boko Haram", "Al-Shabaab")):
        one, other = read(TEMPLATE.format(a=a, b=b)), read(TEMPLATE.format(a=b, b=a))
        assert shape(one, {a: "A", b: "B"}) == shape(other, {b: "A", a: "B"})
        assert any("A" in str(row) for row in shape(one, {a: "A", b: "B"}))

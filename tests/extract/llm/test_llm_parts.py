"""Texts in passages and parts; several parts, one reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from asking import answer, asserted, codes, engine, incident, report, speaker, statement
from fake_endpoint import NOTHING, Asked, Fake, Reply, chat, fake
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.llm.passages import PASSAGE_CHARS, parts, passages
from rashomon.extract.llm.prompt import passages_message


@pytest.fixture
def endpoint() -> Iterator[Fake]:
    with fake() as running:
        yield running


TEXTS = st.text(max_size=400) | st.lists(
    st.sampled_from(
        [
            "A bomb exploded. ",
            "“Who?” he asked. ",
            "\n\n",
            "\n    ",
            "Mr. Doe ",
            "x" * 1500,
            " ",
            "قال. ",
            "3.5 kg",
            "!",
        ]
    ),
    max_size=30,
).map("".join)


@given(TEXTS)
def test_passages_hold_every_character_but_white_space_once_and_in_order(text: str) -> None:
    found = passages(text)
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    assert "".join("".join(text[p.start : p.end].split()) for p in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 < p.end - p.start <= PASSAGE_CHARS and text[p.start : p.end].strip() for p in found)


@given(TEXTS, st.integers(PASSAGE_CHARS, 4000))
def test_parts_hold_every_passage_once_and_stay_within_the_limit(text: str, limit: int) -> None:
    found = passages(text)
    cut = parts(found, limit)
    assert [p for part in cut for p in part] == list(found)
    assert all(part and part[-1].end - part[0].start <= limit for part in cut)


@given(TEXTS)
def test_one_passage_is_one_line_of_what_is_sent(text: str) -> None:
    found = passages(text)
    lines = passages_message(text, found).split("\n")[1:-1]
    assert len(lines) == max(1, len(found))
    for line, passage in zip(lines, found, strict=False):
        assert line.startswith(f"[{passage.number}] ")


def test_sentences_and_paragraphs() -> None:
    text = "Headline without a stop\n\nA bomb exploded. “Who?” he asked. It was 3.5 kg, U.S. officials said.\n\nEnd."
    found = [text[p.start : p.end] for p in passages(text)]
    assert found == [
        "Headline without a stop",
        "A bomb exploded.",
        "“Who?” he asked.",
        "It was 3.5 kg, U.S. officials said.",
        "End.",
    ]


LONG = "\n\n".join(
    [
        "A bomb killed five people in Kabul on Monday. " + "Nothing else was known. " * 40,
        "Residents spoke of the weather. " * 40,
        "The Taliban claimed responsibility for the attack. " + "Nothing else was known. " * 40,
    ]
)


def scripted(asked: Asked) -> Reply:
    """Tells the bombing in the part that has it; in a later part, calls it as it was called before."""
    before = re.search(r"\[told before as ref (\d+)\] A bomb killed", asked.message)
    if re.search(r"^\[1\] A bomb", asked.message, re.MULTILINE):
        told = statement("A bomb killed five people in Kabul on Monday", incidents=[3])
        return chat(answer(told, incidents=[incident("A bomb killed five people", ref=3)]))
    claimed = re.search(r"^\[(\d+)\] The Taliban claimed", asked.message, re.MULTILINE)
    if before and claimed:
        said = {"speaker": speaker("The Taliban", "armed_group"), "cue": "claimed responsibility", "act": "claim"}
        return chat(answer(statement("the attack", passage=int(claimed[1]), incidents=[int(before[1])], **said)))
    return chat(NOTHING)


def test_a_long_text_is_sent_in_parts_and_comes_back_as_one_reading(endpoint: Fake) -> None:
    endpoint.answer = scripted
    reading = engine(endpoint, part_chars=1300).read(report(LONG))
    assert len(endpoint.asked) == 3
    assert all(len(asked.message) < 1600 for asked in endpoint.asked)
    (draft,) = reading.drafts
    assert [s.act.value for s in reading.statements] == ["report", "claim"]
    assert all(s.incidents == (draft.id,) for s in reading.statements)
    assert [p.text for p in draft.perpetrators] == ["The Taliban"]
    assert LONG[reading.statements[1].content.spans[0].start :].startswith("the attack. Nothing")


def test_a_part_that_fails_is_named_and_the_others_are_read(endpoint: Fake, tmp_path: Path) -> None:
    endpoint.answer = lambda asked: Reply(status=413) if "weather" in asked.message else scripted(asked)
    asking = engine(endpoint, part_chars=1300, answers=tmp_path)
    reading = asking.read(report(LONG))
    assert len(reading.statements) == 2
    assert not reading.complete
    (issue,) = [i for i in reading.issues if i.level == "error"]
    assert LONG[issue.start : issue.end].startswith("Residents spoke")
    assert issue.message.startswith("a part of it was not read")
    endpoint.asked.clear()
    endpoint.answer = scripted
    again = engine(endpoint, part_chars=1300, answers=tmp_path).read(report(LONG))
    assert again.complete
    assert len(endpoint.asked) == 1, "the parts that were answered are not asked again"
    assert again.statements == reading.statements


def test_a_part_whose_answer_is_too_long_is_halved(endpoint: Fake) -> None:
    too_long = chat("{", finish_reason="length")
    endpoint.answer = lambda asked: too_long if asked.message.count("\n") > 40 else scripted(asked)
    reading = engine(endpoint, part_chars=4000).read(report(LONG))
    assert reading.complete
    assert len(reading.drafts) == 1
    assert [s.act.value for s in reading.statements] == ["report", "claim"]


def test_a_model_that_never_stops_is_given_up(endpoint: Fake) -> None:
    endpoint.answer = lambda _: chat("{", finish_reason="length")
    reading = engine(endpoint, part_chars=4000).read(report(LONG))
    assert len(endpoint.asked) == 7
    assert set(codes(reading)) == {"answer_cut_off"}
    assert not reading.complete


def test_what_is_beyond_the_limit_of_parts_is_said(endpoint: Fake) -> None:
    reading = engine(endpoint, part_chars=1300, max_parts=1).read(report(LONG))
    assert len(endpoint.asked) == 1
    (issue,) = [i for i in reading.issues if i.code == "report_too_long"]
    assert LONG[issue.start : issue.end].startswith("Residents")
    assert issue.end == len(LONG.rstrip())
    assert any(LONG[u.start : u.end].startswith("The Taliban claimed") for u in reading.unread)


def test_nothing_to_read_is_not_sent(endpoint: Fake) -> None:
    assert codes(engine(endpoint).read(report(" \n\n\t"))) == ["no_text"]
    assert not endpoint.asked


def test_places_nearest_to_the_attack_come_first_and_countries_last(endpoint: Fake) -> None:
    text = "In Iraq, a bomb killed five people in Sadr City, Baghdad, on Monday, two days after a vote."
    places = [asserted("place", "Iraq"), asserted("place", "Baghdad"), asserted("place", "Sadr City")]
    times = [asserted("time", "two days after a vote"), asserted("time", "on Monday")]
    told = statement(text, incidents=[1], asserts=[*places, *times])
    endpoint.answer = lambda _: chat(answer(told, incidents=[incident("a bomb killed five people")]))
    (draft,) = engine(endpoint).read(report(text)).drafts
    assert [p.text for p in draft.places] == ["Sadr City", "Baghdad", "Iraq"]
    assert draft.date is not None
    assert draft.date.text == "on Monday"


def test_victims_are_those_named_and_those_hit(endpoint: Fake) -> None:
    text = "A bomb killed John Doe and wounded two policemen near an embassy."
    victims = [
        {"passage": 1, "quote": "John Doe", "effect": "killed"},
        {"passage": 1, "quote": "Jane Doe", "effect": "killed"},
    ]
    told = statement(
        text, incidents=[1],
        asserts=[asserted("target", "policemen", code="police"), asserted("target", "an embassy", code="diplomatic")],
    )  # fmt: skip
    endpoint.answer = lambda _: chat(answer(told, incidents=[incident("A bomb killed", victims=victims)]))
    reading = engine(endpoint).read(report(text))
    (draft,) = reading.drafts
    assert [(v.text, v.effect) for v in draft.victims] == [("John Doe", "killed"), ("policemen", "unknown")]
    assert codes(reading) == ["quote_not_found"]

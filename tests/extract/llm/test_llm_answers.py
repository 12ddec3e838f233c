"""Whatever a server answers: the reading is valid, its words are the report's, and nothing raises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fake_endpoint import NOTHING, Fake, Reply, chat, fake
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rashomon.extract import Endpoint, ModelEngine
from rashomon.extract.llm.answer import CODED, Code, SpeakerKind
from rashomon.model import (
    Act,
    Basis,
    Effect,
    Facet,
    IncidentType,
    Modality,
    Polarity,
    Reading,
    Report,
    Stage,
)
from rashomon.store.codec import decode, encode

TEXT = """KABUL - A bomb killed at least 30 people in a market in Kabul on Monday. The bomb had been planted, police said.

The Taliban denied that it was behind the attack. "We did not do it," the group said; it\tblamed the
Islamic State. A spokesman said that the Taliban had not carried it out. قتل ٣٠ شخصا. 12 people were wounded. \ud800 \x00 é"""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Fake]:
    with fake() as running:
        yield running


def read(endpoint: Fake, reply: Reply, text: str = TEXT, **fields: Any) -> Reading:
    endpoint.answer = lambda _: reply
    report = Report(id="r0", text=text, sha256="0" * 64, origin="test", **fields)
    return ModelEngine(Endpoint(url=endpoint.url, model="m", attempts=1)).read(report)


def check(reading: Reading, text: str) -> None:
    """Every span is the very words, and the record is one that the store would keep."""
    assert decode(Reading, encode(reading)) == reading
    drafts = {d.id for d in reading.drafts}
    for s in reading.statements:
        assert s.content.spans
        assert set(s.incidents) <= drafts
        assert (s.speaker is not None and s.speaker.role == "outlet") or s.hearsay_depth >= 1
        said = [*s.content.spans, *([s.cue] if s.cue else []), *s.via, *s.asserts]
        said += [s.speaker] if s.speaker and s.speaker.start is not None else []
        for span in said:
            assert span.start is not None
            assert span.end is not None
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text
        for a in s.asserts:
            assert a.incident is None or a.incident in s.incidents
            if a.facet in CODED:
                assert a.value in CODED[a.facet]
            elif a.facet is not Facet.TOLL:
                assert re.sub(r"[\W_]+", "", a.value) in re.sub(r"[\W_]+", "", text)
    for d in reading.drafts:
        for part in (*d.perpetrators, *d.targets, *d.victims, *d.weapons, *d.spans, *d.places):
            assert part.start is not None
            assert text[part.start : part.end].strip() or part.text == ""
    for u in reading.unread:
        assert 0 <= u.start < u.end <= len(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=20,
)


def slices(text: str) -> st.SearchStrategy[str]:
    return st.tuples(st.integers(0, len(text)), st.integers(0, 60)).map(lambda at: text[at[0] : at[0] + at[1]])


PHRASES = st.sampled_from(
    ["the Taliban", "The Taliban", "Islamic State", "it", "We", "police", "said", "denied", "the group", "at least 30 people", "12 people",
     "bomb", "a market", "Kabul", "on Monday", "A spokesman", "blamed", "We did not do it", "it was behind the attack",
     "it blamed the Islamic State", "The bomb had been planted", "the Taliban had not carried it out", "٣٠ شخصا",
     "A bomb killed at least 30 people in a market in Kabul on Monday"]
)  # fmt: skip
ODD_WORDS = slices(TEXT) | st.sampled_from(["ETA", "", " ", "Taliban denied that", "nowhere"])


def answers(odd: bool) -> st.SearchStrategy[dict[str, Any]]:
    """Answers of the right form with words of the text; with ``odd`` also what no model should say, in any place."""

    def one_of(kind: Any) -> st.SearchStrategy[str]:
        known = st.sampled_from([str(member.value) for member in kind])
        return known | st.just("nonsense") if odd else known

    def listed(items: st.SearchStrategy[Any], size: int) -> st.SearchStrategy[list[Any]]:
        return st.lists(items | JSON if odd else items, max_size=size)

    words = PHRASES | ODD_WORDS if odd else PHRASES
    maybe, numbers = st.none() | words, st.integers(-1, 8) if odd else st.integers(1, 3)
    asserts = st.fixed_dictionaries(
        {"facet": one_of(Facet), "quote": words, "code": st.none() | one_of(Code), "stands_for": st.none() | words, "about": maybe,
         "effect": st.none() | one_of(Effect), "polarity": one_of(Polarity), "incident": st.none() | numbers}
    )  # fmt: skip
    speakers = st.fixed_dictionaries(
        {"quote": words, "name": maybe, "role": maybe, "organization": maybe, "kind": one_of(SpeakerKind)}
    )
    statements = st.fixed_dictionaries(
        {"passage": numbers, "speaker": st.none() | speakers, "cue": maybe, "content": st.lists(words, min_size=1, max_size=3),
         "via": st.lists(words, max_size=2), "act": one_of(Act), "modality": one_of(Modality), "basis": one_of(Basis), "channel": maybe,
         "incidents": listed(numbers, 3), "asserts": listed(asserts, 6)}
    )  # fmt: skip
    victims = st.fixed_dictionaries({"passage": numbers, "quote": words, "effect": one_of(Effect)})
    incidents = st.fixed_dictionaries(
        {"ref": numbers, "type": one_of(IncidentType), "stage": one_of(Stage), "passage": numbers, "quote": words,
         "victims": listed(victims, 3)}
    )  # fmt: skip
    return st.fixed_dictionaries({"incidents": listed(incidents, 4), "statements": listed(statements, 5)})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON | answers(odd=True))
@example({"incidents": {}, "statements": []})
@example({"incidents": [], "statements": [{"asserts": [1]}]})
def test_any_json_gives_a_valid_reading(endpoint: Fake, value: Any) -> None:
    check(read(endpoint, chat(json.dumps(value))), TEXT)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers(odd=False), st.sampled_from([None, "en", "ar"]))
def test_answers_of_the_right_form_and_any_content_give_a_valid_reading(
    endpoint: Fake, value: Any, language: str | None
) -> None:
    reading = read(endpoint, chat(value), language=language)
    check(reading, TEXT)
    assert reading.complete


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.data())
def test_any_text_and_quotes_of_it_give_a_valid_reading(endpoint: Fake, text: str, data: st.DataObject) -> None:
    quotes = data.draw(st.lists(slices(text), max_size=6))
    statements = [
        {"passage": n, "speaker": None, "cue": None, "content": [q], "via": [], "act": "report", "modality": "asserted",
         "basis": "unknown", "channel": None, "incidents": [1], "asserts": []}
        for n, q in enumerate(quotes)
    ]  # fmt: skip
    incidents = [
        {"ref": 1, "type": "attack", "stage": "accomplished", "passage": 1, "quote": q, "victims": []}
        for q in quotes[:1]
    ]
    check(read(endpoint, chat({"incidents": incidents, "statements": statements}), text), text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_an_issue_and_no_crash(endpoint: Fake, body: bytes) -> None:
    reading = read(endpoint, Reply(body))
    check(reading, TEXT)
    assert not reading.complete
    assert [i.level.value for i in reading.issues] == ["error"]


def test_the_same_text_and_answer_give_the_same_reading(endpoint: Fake) -> None:
    assert read(endpoint, chat(NOTHING)) == read(endpoint, chat(NOTHING))

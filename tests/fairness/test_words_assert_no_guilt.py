"""No sentence of ours says that anybody did it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from our_words import page_words, reasons, strings, templates, unframed
from swapping import TEXTS, document_of

sys.path.insert(0, str(Path(__file__).parents[1] / "workspace"))
from constructed_reports import workspace


def test_strings_of_the_rooms() -> None:
    found = list(strings())
    assert len(found) > 300
    assert unframed(found) == []


def test_templates_and_reasons() -> None:
    found = [*templates(), *reasons()]
    assert len(found) > 100
    assert unframed(found) == []


@pytest.mark.parametrize("text", sorted(TEXTS))
def test_pages(text: str, tmp_path: Path) -> None:
    document = document_of(TEXTS[text], "Turkey", "Hamas", tmp_path)
    labels = {h.label for i in document.incidents for h in i.hypotheses}
    found = page_words(document.html())
    assert len(found) > 50
    assert unframed(((text, s) for s in found), *labels) == []


def test_the_page_of_the_example(repository: Path) -> None:
    with workspace() as opened:
        opened.add(repository / "examples" / "sadr-city-2021")
        document = opened.brief()
        labels = {h.label for i in document.incidents for h in i.hypotheses}
        for page in (document.html(), document.shared().html()):
            assert unframed((("page", s) for s in page_words(page)), *labels) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The militia carried it out.", "Turkey is responsible for the attack.", "The culprit is Hamas.", "They are guilty.",
        "The army was behind the bombing.", "Terrorists struck the market.", "The claim is proven.", "He lied.",
    ],
)  # fmt: skip
def test_an_asserting_sentence_would_be_seen(sentence: str) -> None:
    assert unframed([("ours", sentence)])

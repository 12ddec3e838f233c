"""Attribution on PolNeAR: who said what in which words.

    python -m evals.polnear --data PATH [--split dev] [--json FILE]

Figures, each an F1 over documents' summed counts: ``cue_exact``, ``source_exact``, ``content_exact``: the span (for a discontinuous
one, all its pieces) is the same to the character. ``*_overlap``: spans share a character, matched one to one as many as
possible. ``linked``: source, cue and content of one predicted attribution all overlap those of one gold attribution,
one to one; a role that one side leaves out must be left out by the other.

Where the corpus follows another convention than the product, both sides are brought to what they share, by the same rule and
without a look at the other side: edges lose quotation marks, punctuation, white space and a leading "that"
(``polnear_spans.trimmed``). ``*_exact_raw`` are the spans as they stand. The annotators give each word one role in one
attribution, so what is said inside something said is not marked: of the statements read, those count that have a cue,
and whose cue stands in no other's content.

``cue_verbal``, ``cue_nominal``, ``cue_according``, ``cue_other`` are ``cue_overlap`` by the kind of the cue: it has a verb; a noun; it is
"according to"; none of these (adjectives, prepositions, a colon, a quotation mark). Precision is of the cues read that are of the
kind, recall of the annotators'.

Baselines: ``ten verbs`` (``polnear_baselines``), and ``another annotator``: the further annotators of those articles that several
people annotated, of whatever split, against the first: how well people agree. Few have any, so the row has documents of its own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evals.corpora import polnear_documents
from evals.harness import Outcome, Scored, Stat, chosen, run
from evals.polnear_baselines import other_annotators, ten_verbs
from evals.polnear_spans import ROLES, Attribution, Spans, agrees, flat, overlaps, trimmed
from rashomon.model import Mode, Reading, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = ("verbal", "nominal", "according", "other")


def matched(pairs: Sequence[Sequence[bool]]) -> int:
    """The size of the largest one-to-one matching of rows to columns that are true."""
    if not pairs or not pairs[0]:
        return 0
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    table = np.array(pairs, dtype=float)
    rows, columns = linear_sum_assignment(table, maximize=True)
    return int(table[rows, columns].sum())


def score(pred: Sequence[Attribution], gold: Sequence[Attribution]) -> dict[str, Stat]:
    """Counts of one document for every figure."""
    stats: dict[str, Stat] = {}
    for role in ROLES:
        said = sorted({a[role] for a in pred if a[role]})
        true = sorted({a[role] for a in gold if a[role]})
        exact = len(set(said) & set(true))
        shared = matched([[overlaps(s, t) for t in true] for s in said])
        stats[f"{role}_exact"] = (exact, len(said), exact, len(true))
        stats[f"{role}_overlap"] = (shared, len(said), shared, len(true))
    linked = matched([[all(agrees(p[role], g[role]) for role in ROLES) for g in gold] for p in pred])
    stats["linked"] = (linked, len(pred), linked, len(gold))
    return stats


def kind_of(doc: Doc, cue: Spans) -> str:
    """Which kind of cue it is, by the tags of its words; auxiliaries alone make no verb of a noun or an adjective."""
    tokens = [t for t in doc if any(start < t.idx + len(t) and t.idx < end for start, end in cue)]
    if any(t.lower_ == "according" for t in tokens):
        return "according"
    if any(t.tag_.startswith("VB") and t.lower_ not in _AUXILIARIES for t in tokens):
        return "verbal"
    return "nominal" if any(t.tag_.startswith("NN") for t in tokens) else "other"


_AUXILIARIES = frozenset("be is are was were been being am 's 're 'm has have had 've do does did".split())


def by_kind(doc: Doc, pred: Sequence[Attribution], gold: Sequence[Attribution]) -> dict[str, Stat]:
    """Counts of cues by kind: of those read, how many meet any of the annotators'; of theirs, how many are met."""
    said, true = ([(a["cue"], kind_of(doc, a["cue"])) for a in side if a["cue"]] for side in (pred, gold))
    stats: dict[str, Stat] = {}
    for kind in KINDS:
        mine, theirs = [c for c, k in said if k == kind], [c for c, k in true if k == kind]
        right = matched([[overlaps(s, t) for t, _ in true] for s in mine])
        found = matched([[overlaps(t, s) for s, _ in said] for t in theirs])
        stats[f"cue_{kind}"] = (right, len(mine), found, len(theirs))
    return stats


def _spans(pieces: Iterable[Any]) -> Spans:
    return tuple(sorted((p.start, p.end) for p in pieces if p is not None and p.start is not None))


def attributions(statements: Iterable[Statement]) -> list[Attribution]:
    """What an engine read, as attributions in the annotators' sense: outermost ones, with a cue; equal ones count once."""
    found: dict[tuple[Spans, ...], Attribution] = {}
    for statement in statements:
        if statement.mode is Mode.OUTLET or statement.cue is None:
            continue
        one = {
            "cue": _spans([statement.cue]),
            "source": _spans([statement.speaker]),
            "content": _spans(statement.content.spans),
        }
        found[tuple(one[role] for role in ROLES)] = one
    return flat(list(found.values()))


def _trimmed(text: str, marked: Iterable[Mapping[str, Iterable[tuple[int, int]]]]) -> list[Attribution]:
    return [{role: trimmed(text, tuple(one[role])) for role in ROLES} for one in marked]


def score_attributions(said: Sequence[Attribution], document: Mapping[str, Any]) -> dict[str, Stat]:
    """All figures of one article but those by kind: spans trimmed alike, and exact ones as they stand."""
    text = document["text"]
    gold = [{role: tuple(one[role]) for role in ROLES} for one in document["attributions"]]
    raw = score(said, gold)
    stats = score(_trimmed(text, said), _trimmed(text, gold))
    return stats | {f"{role}_exact_raw": raw[f"{role}_exact"] for role in ROLES}


def score_reading(reading: Reading, document: Mapping[str, Any]) -> Scored:
    """One article: what was read against what the annotator marked."""
    from rashomon.extract.language import parse

    text = document["text"]
    said = attributions(reading.statements)
    stats = score_attributions(said, document)
    stats |= by_kind(parse(text), _trimmed(text, said), _trimmed(text, document["attributions"]))
    return Scored(document["id"], stats, _slices(document))


def _slices(document: Mapping[str, Any]) -> tuple[str, ...]:
    return f"split={document['split']}", f"publisher={document['id'].split('_')[0]}"


def baselines(documents: Sequence[Mapping[str, Any]], every: Sequence[Mapping[str, Any]]) -> dict[str, list[Scored]]:
    """Ten verbs on the same articles; further annotators on all articles of the data that have any."""
    return {
        "ten verbs": [Scored(d["id"], score_attributions(ten_verbs(d["text"]), d)) for d in documents],
        "another annotator": [
            Scored(d["id"], score_attributions(marked, d)) for d in every for marked in other_annotators(d)
        ],
    }


def evaluate(options: argparse.Namespace) -> Outcome:
    """Read every article with the default engine and score it."""
    from evals.engine import readings, report_of

    every = list(polnear_documents(options.data))
    documents = chosen(every, options.split, options.limit)
    reports = [report_of(d["id"], d["text"], d["id"].split("_")[1] if "_" in d["id"] else None) for d in documents]
    scored = [score_reading(r, d) for r, d in zip(readings(reports), documents, strict=True)]
    return Outcome(scored, baselines(documents, every))


if __name__ == "__main__":
    sys.exit(run("polnear", "dev", evaluate))

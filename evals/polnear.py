"""Attribution on PolNeAR: who said what in which words.

    python -m evals.polnear --data PATH [--split dev] [--json FILE]

Figures, each an F1 over documents' summed counts: ``cue_exact``, ``source_exact``, ``content_exact``: the span (for a discontinuous
one, all its pieces) is the same to the character. ``*_overlap``: spans share a character, matched one to one as many as
possible. ``linked``: source, cue and content of one predicted attribution all overlap those of one gold attribution,
one to one; a role that one side leaves out must be left out by the other.

The annotators put quotation marks, and a full stop or comma inside them, into the content, and leave the punctuation
that ends an unquoted content out. Rashomon's contents are the words alone, so predicted contents are brought into the
annotators' form before they are compared; nothing of the gold is looked at for that.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.corpora import polnear_documents
from evals.harness import Outcome, Scored, Stat, chosen, run
from rashomon.model import Mode, Reading, Statement

Spans = tuple[tuple[int, int], ...]
Attribution = Mapping[str, Spans]
ROLES = ("cue", "source", "content")
_LEAD = re.compile(r"[^\w$£€#@(\[]*(?:that\b[^\w$£€#@(\[]*)?", re.IGNORECASE)
_WORDLIKE = re.compile(r"[\w%)\]$]")


def overlaps(one: Spans, other: Spans) -> bool:
    """Whether any character belongs to both."""
    return any(a < d and c < b for a, b in one for c, d in other)


def agrees(one: Spans, other: Spans) -> bool:
    """Both empty, or overlapping."""
    return overlaps(one, other) if one and other else not one and not other


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


def _spans(pieces: Iterable[Any]) -> Spans:
    return tuple(sorted((p.start, p.end) for p in pieces if p is not None and p.start is not None))


def trimmed(text: str, spans: Spans) -> Spans:
    """A span without what the two conventions differ in: quotation marks, punctuation and white space at its edges, a leading "that".

    Pieces between which there is nothing but such characters are one. Both sides are trimmed alike, before they are compared.
    """
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if pieces and not any(c.isalnum() for c in text[pieces[-1][1] : start]):
            start = pieces.pop()[0]
        pieces.append((start, end))
    kept = []
    for start, end in pieces:
        lead = _LEAD.match(text, start, end)
        start = lead.end() if lead else start
        while end > start and not _WORDLIKE.match(text[end - 1]):
            end -= 1
        if end > start:
            kept.append((start, end))
    return tuple(kept) or tuple(sorted(spans))  # a colon is a cue


def flat(found: Sequence[Attribution]) -> list[Attribution]:
    """Without those whose cue stands inside another's content: the annotators give each word one role, the outermost."""
    contents = [(s, e, n) for n, one in enumerate(found) for s, e in one["content"]]
    return [one for n, one in enumerate(found) if not any(s <= one["cue"][0][0] < e and m != n for s, e, m in contents)]


def attributions(statements: Iterable[Statement], text: str) -> list[Attribution]:
    """What an engine read, as attributions in the annotators' sense: outermost ones, with a cue; equal ones count once."""
    found: dict[tuple[Spans, ...], Attribution] = {}
    for statement in statements:
        if statement.mode is Mode.OUTLET:
            continue
        one = {
            "cue": _spans([statement.cue]),
            "source": _spans([statement.speaker]),
            "content": _spans(statement.content.spans),
        }
        if one["cue"]:
            found[tuple(one[role] for role in ROLES)] = one
    return flat(list(found.values()))


def _all_trimmed(text: str, one: Attribution) -> Attribution:
    return {role: trimmed(text, one[role]) for role in ROLES}


def score_reading(reading: Reading, document: Mapping[str, Any]) -> Scored:
    """One article: what was read against what the annotator marked."""
    text = document["text"]
    said = attributions(reading.statements, text)
    gold = [{role: tuple(a[role]) for role in ROLES} for a in document["attributions"]]
    raw = score(said, gold)
    stats = score([_all_trimmed(text, a) for a in said], [_all_trimmed(text, a) for a in gold])
    stats |= {f"{role}_exact_raw": raw[f"{role}_exact"] for role in ROLES}
    return Scored(document["id"], stats, (f"split={document['split']}", f"publisher={document['id'].split('_')[0]}"))


def evaluate(options: argparse.Namespace) -> Outcome:
    """Read every article with the default engine and score it."""
    from evals.engine import readings, report_of

    documents = chosen(polnear_documents(options.data), options.split, options.limit)
    reports = [report_of(d["id"], d["text"], d["id"].split("_")[1] if "_" in d["id"] else None) for d in documents]
    return Outcome([score_reading(r, d) for r, d in zip(readings(reports), documents, strict=True)])


if __name__ == "__main__":
    sys.exit(run("polnear", "dev", evaluate))

"""The trained judgement on one report: which words fill which role, whether an attack is told, and of which kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.extract.encoder.layout import ROLES, TYPES
from rashomon.extract.page import Page
from rashomon.extract.roles.candidates import extent_features
from rashomon.extract.roles.fillers import LIKELY, Filler, HeadScores, candidate_spans, fillers
from rashomon.extract.roles.hashed import Hashed, bucket, buckets_of
from rashomon.extract.roles.heads import Evidence, features, nominal_heads
from rashomon.extract.roles.passages import document_features, sentence_features
from rashomon.extract.roles.trees import Trees
from rashomon.model import DraftIncident, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from rashomon.extract.roles.fillers import Floats

JUDGED_TYPES = TYPES[:5]
"""Forced work stoppages are too few to learn a judge of their own."""
_DRAFTED = ("attack", "assassination", "bombing", "kidnapping", "arson", "robbery")
_WORDS = ("soldier", "clash", "combat")


@dataclass(frozen=True)
class Linear:
    """The linear models: nouns in all reports and in relevant ones, extents, sentences (told or not; type), the report."""

    every: Hashed
    relevant: Hashed
    extent: Hashed
    sentence: Hashed
    sentence_type: Hashed
    document: Hashed


@dataclass(frozen=True)
class Models:
    """All that is trained. ``fillers`` by role, ``types`` by incident type. ``key`` names these weights."""

    linear: Linear
    fillers: Mapping[str, Trees]
    relevance: Trees
    types: Mapping[str, Trees]
    key: str = ""


@dataclass(frozen=True)
class RoleScores:
    """``fillers`` with their scores; ``relevance``; ``types``: by incident type; ``sentence_types``: (sentences, 1 + types)."""

    fillers: tuple[Filler, ...]
    relevance: float
    types: Mapping[str, float]
    sentence_types: NDArray[np.float64]


@dataclass(frozen=True)
class Prepared:
    """A report's features, worked out once: the linear models and the trees are fitted to the same numbers."""

    page: Page
    evidence: Evidence
    statements: Sequence[Statement]
    drafts: Sequence[DraftIncident]
    heads: list[int]
    nouns: list[list[int]]
    spans: list[list[tuple[int, int, str]]]
    sentences: list[list[int]]
    document: list[int]


def prepare(page: Page, statements: Sequence[Statement], drafts: Sequence[DraftIncident], buckets: int) -> Prepared:
    """The features of a page with what the rules read off it."""
    e = Evidence(page, statements, drafts)
    heads = nominal_heads(page)
    return Prepared(
        page, e, statements, drafts, heads,
        [buckets_of(features(e, i), buckets) for i in heads],
        candidate_spans(page, heads),
        [buckets_of(sentence_features(e, s), buckets) for s in range(len(page.sentences))],
        buckets_of(document_features(e, statements, drafts), buckets),
    )  # fmt: skip


def head_scores(p: Prepared, linear: Linear) -> HeadScores:
    """What the linear models say of nouns, sentences and the report."""
    return HeadScores(
        p.heads,
        linear.every.probabilities(p.nouns),
        linear.relevant.probabilities(p.nouns),
        linear.sentence.probabilities(p.sentences)[:, 1],
        float(linear.document.probabilities([p.document])[0, 1]),
    )


def extent_rows(p: Prepared, head: int, buckets: int) -> list[list[int]]:
    """Features of each candidate span of the noun with this number."""
    return [buckets_of(extent_features(p.evidence, a, b, p.heads[head]), buckets) for a, b, _ in p.spans[head]]


def role_bucket(role: str, buckets: int) -> int:
    """The feature that tells the extent model the role."""
    return bucket("x.role=" + role, buckets)


def extents(p: Prepared, scores: HeadScores, model: Hashed) -> list[dict[str, Floats]]:
    """By noun: for each role that it may have, how well each of its candidate spans fits."""
    found: list[dict[str, Floats]] = []
    for h, spans in enumerate(p.spans):
        likely = [
            role for k, role in enumerate(ROLES, 1)
            if spans and max(scores.every[h, k], 0.5 * scores.relevant[h, k]) > LIKELY
        ]  # fmt: skip
        rows = extent_rows(p, h, model.buckets) if likely else []
        found.append(
            {r: model.probabilities([[*row, role_bucket(r, model.buckets)] for row in rows])[:, 1] for r in likely}
        )
    return found


def judged(listed: Sequence[Filler], trees: Mapping[str, Trees]) -> tuple[Filler, ...]:
    """The fillers with their scores."""
    import numpy as np

    out: list[Filler] = []
    for role in ROLES:
        mine = [f for f in listed if f.role == role]
        if mine:
            scores = trees[role].probabilities(np.array([f.values for f in mine], dtype=np.float32).astype(np.float64))
            out += [replace(f, score=round(float(s), 5)) for f, s in zip(mine, scores, strict=True)]
    return tuple(out)


def relevance_values(p: Prepared, s: HeadScores, listed: Sequence[Filler]) -> list[float]:
    """What relevance is judged by: the report's and its sentences' scores, the best fillers of each role, the rules' drafts."""
    told = sorted((float(x) for x in s.sentences), reverse=True)
    values = [s.document, told[0], sum(told[:3]), max(s.sentences[:3]), sum(told) / len(told), len(told), len(p.drafts)]
    values.append(sum(d.muc_relevant for d in p.drafts))
    most = s.most[0]
    for k, role in enumerate(ROLES, 1):
        best = [*sorted((f.score for f in listed if f.role == role), reverse=True), 0.0, 0.0]
        values += [best[0], best[1], sum(best), most[k]]
    kinds = [d.type.value for d in p.drafts]
    values += [kinds.count(k) for k in _DRAFTED]
    values += [sum(w.startswith(word) for w in p.page.words) for word in _WORDS]
    return [float(v) for v in values]


def type_values(p: Prepared, s: HeadScores, by_sentence: Floats) -> list[float]:
    """What the incident types of a report are judged by: those of its sentences, and of the rules' drafts."""
    import numpy as np

    given = by_sentence[:, 1:]
    share = given / given.sum(axis=1, keepdims=True)
    told = s.sentences[:, None]
    kinds = [d.type.value for d in p.drafts]
    counted = [d.type.value for d in p.drafts if d.muc_relevant]
    values = [
        *given.max(axis=0),
        *((told * share).sum(axis=0) / told.sum()),
        *given.sum(axis=0),
        *given[:4].max(axis=0),
    ]
    values += [kinds.count(k) for k in _DRAFTED] + [counted.count(k) for k in _DRAFTED]
    values += [kinds[:1] == [k] for k in _DRAFTED]
    return [float(v) for v in np.array(values, dtype=np.float64)]


def score(page: Page, statements: Sequence[Statement], drafts: Sequence[DraftIncident], models: Models) -> RoleScores:
    """The trained judgement on a page; depends on its text and on what the rules read off it alone."""
    import numpy as np

    p = prepare(page, statements, drafts, models.linear.every.buckets)
    if not p.sentences or not p.heads:
        return RoleScores((), 0.0, dict.fromkeys(TYPES, 0.0), np.zeros((len(p.sentences), 1 + len(TYPES))))
    s = head_scores(p, models.linear)
    listed = judged(fillers(p.evidence, drafts, s, p.spans, extents(p, s, models.linear.extent)), models.fillers)
    by_sentence = models.linear.sentence_type.probabilities(p.sentences)
    kinds = np.array([type_values(p, s, by_sentence)])
    return RoleScores(
        listed,
        round(float(models.relevance.probabilities(np.array([relevance_values(p, s, listed)]))[0]), 5),
        {t: round(float(models.types[t].probabilities(kinds)[0]), 5) if t in models.types else 0.0 for t in TYPES},
        by_sentence,
    )

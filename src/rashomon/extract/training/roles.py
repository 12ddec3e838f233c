"""Fit the role models (``rashomon.extract.roles``) to examples. Needs the extra ``train`` (scikit-learn, lightgbm).

Two storeys, so that the second learns how far to trust the first on texts that the first has not seen (stacking; Wolpert 1992):
linear models over hashed features judge nouns, extents, sentences and reports; boosted trees judge forms, relevance and types
by the linear models' answers, which come from models fitted to the other four fifths of the examples.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from rashomon.extract.encoder.layout import ROLES, TYPES
from rashomon.extract.page import Page
from rashomon.extract.roles.fillers import Filler, fillers, form_of
from rashomon.extract.roles.hashed import Hashed
from rashomon.extract.roles.scoring import (
    JUDGED_TYPES,
    Linear,
    Models,
    Prepared,
    extent_rows,
    extents,
    head_scores,
    judged,
    prepare,
    relevance_values,
    role_bucket,
    type_values,
)
from rashomon.extract.roles.trees import Trees, from_dump
from rashomon.extract.training.examples import Example
from rashomon.model import DraftIncident, Report, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 1 << 17
FOLDS = 5
_FAINT = 5e-3
"""Smaller weights are set to 0: they change nothing and would not compress."""
_FILLER = {"num_leaves": 15, "learning_rate": 0.05, "min_child_samples": 20, "feature_fraction": 0.6}
_RELEVANCE = {"num_leaves": 8, "learning_rate": 0.04, "min_child_samples": 20, "feature_fraction": 0.5}
_TYPE = {"num_leaves": 6, "learning_rate": 0.05, "min_child_samples": 15, "feature_fraction": 0.5}
_ROUNDS = {"filler": 150, "relevance": 150, "type": 80}

Parts = Callable[[Report], tuple[Page, Sequence[Statement], Sequence[DraftIncident]]]
"""What the rules make of a report, before any model: its page, statements and drafts."""


@dataclass(frozen=True)
class Labelled:
    """An example as the models see it, with what is to be learnt: all labels by number of head or sentence."""

    example: Example
    prepared: Prepared
    nouns: list[int]
    forms: dict[str, frozenset[str]]
    told: list[int]
    sentence_types: list[frozenset[int]]

    @property
    def fold(self) -> int:
        """The fifth that it belongs to, by its id."""
        return zlib.crc32(self.example.id.encode("utf-8", "surrogatepass")) % FOLDS


def _root(page: Page, a: int, b: int) -> int:
    """The token of a range whose head lies outside of it, the last for none."""
    for i in range(a, b):
        if (page.heads[i] == i or not a <= page.heads[i] < b) and page.tags[i][0] in "NCPJVFD":
            return i
    return b - 1


def _plain(form: str) -> str:
    return form.replace(" ", "")


def label(example: Example, parts: Parts) -> Labelled:
    """Read an example by the rules and lay its gold over the tokens."""
    report = Report(id=example.id, text=example.text, sha256="", origin=example.id, language="en")
    page, statements, drafts = parts(report)
    prepared = prepare(page, statements, drafts, BUCKETS)
    by_head: dict[int, int] = {}
    forms: dict[str, set[str]] = {role: set() for role in ROLES}
    told = [0] * len(page.sentences)
    types: list[set[int]] = [set() for _ in page.sentences]
    for span in sorted(example.spans, key=lambda s: (s.role != "described_victim", ROLES.index(s.role), s.start)):
        a, b = page.token_range(span.start, span.end)
        if b <= a:
            continue
        by_head[_root(page, a, b)] = ROLES.index(span.role) + 1
        forms[span.role].add(_plain(form_of(page, a, b - 1)))
        told[page.sentence_of[a]] = 1
        types[page.sentence_of[a]] |= {TYPES.index(t) + 1 for t in span.types[:1]}
    for role, listed in example.forms.items():
        forms[role] |= {_plain("".join(c if c.isalnum() else " " for c in form.lower())) for form in listed}
    return Labelled(
        example, prepared, [by_head.get(i, 0) for i in prepared.heads], {r: frozenset(f) for r, f in forms.items()}, told,
        [frozenset(t) for t in types],
    )  # fmt: skip


def _matrix(rows: Sequence[Sequence[int]]) -> csr_matrix:
    pointers = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((c for row in rows for c in row), dtype=np.int32, count=int(pointers[-1]))
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, pointers), shape=(len(rows), BUCKETS))


def fit_linear(rows: Sequence[Sequence[int]], labels: Sequence[int], classes: int, c: float) -> Hashed:
    """Multinomial logistic regression (L-BFGS, L2 with inverse strength ``c``). A class without examples is never answered."""
    if len(set(labels)) < 2:
        return _constant(labels[0] if labels else 0, classes)
    model = LogisticRegression(C=c, max_iter=60, tol=1e-3)
    model.fit(_matrix(rows), np.array(labels))
    return _hashed(model, classes, None)


def _constant(answer: int, classes: int) -> Hashed:
    """What is learnt from examples that all say the same: that answer."""
    bias = np.full(classes, -20.0)
    bias[answer] = 0.0
    return Hashed(np.zeros((BUCKETS, classes), dtype=np.float16), bias)


def _hashed(model: Any, classes: int, idf: NDArray[Any] | None) -> Hashed:
    weights, bias = np.zeros((BUCKETS, classes)), np.full(classes, -20.0)
    if len(model.classes_) == 2:
        weights[:, model.classes_[1]], bias[list(model.classes_)] = model.coef_[0], [0.0, model.intercept_[0]]
    else:
        weights[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
    weights[np.abs(weights) < _FAINT] = 0
    return Hashed(weights.astype(np.float16), bias, None if idf is None else idf.astype(np.float16))


def fit_document(rows: Sequence[Sequence[int]], labels: Sequence[bool]) -> Hashed:
    """Logistic regression on the report's features weighed by rarity (TF-IDF, each report set to length 1)."""
    if len(set(labels)) < 2:
        return _constant(int(bool(labels and labels[0])), 2)
    rarity = TfidfTransformer()
    model = LogisticRegression(C=5, max_iter=300).fit(rarity.fit_transform(_matrix(rows)), np.array(labels, dtype=int))
    return _hashed(model, 2, rarity.idf_)


def fit_storey_one(examples: Sequence[Labelled]) -> Linear:
    """The linear models."""
    telling = [d for d in examples if any(d.nouns)]
    rows: list[list[int]] = []
    fits: list[int] = []
    for d in telling:
        for h, role in enumerate(d.nouns):
            right = [_plain(f) in d.forms[ROLES[role - 1]] for _, _, f in d.prepared.spans[h]] if role else []
            if any(right):
                extra = role_bucket(ROLES[role - 1], BUCKETS)
                rows += [[*row, extra] for row in extent_rows(d.prepared, h, BUCKETS)]
                fits += [int(r) for r in right]
    typed = [
        (row, t)
        for d in examples
        for row, ts in zip(d.prepared.sentences, d.sentence_types, strict=True)
        for t in sorted(ts) or [0]
    ]
    decided = [d for d in examples if d.example.relevant is not None]
    return Linear(
        every=fit_linear([r for d in examples for r in d.prepared.nouns], [y for d in examples for y in d.nouns], 1 + len(ROLES), 0.3),
        relevant=fit_linear([r for d in telling for r in d.prepared.nouns], [y for d in telling for y in d.nouns], 1 + len(ROLES), 0.3),
        extent=fit_linear(rows, fits, 2, 1.0),
        sentence=fit_linear([r for d in examples for r in d.prepared.sentences], [y for d in examples for y in d.told], 2, 0.1),
        sentence_type=fit_linear([r for r, _ in typed], [t for _, t in typed], 1 + len(TYPES), 0.1),
        document=fit_document([d.prepared.document for d in decided], [bool(d.example.relevant) for d in decided]),
    )  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """An example as linear models fitted without it see it: the rows that the trees are fitted to."""

    labelled: Labelled
    fillers: list[Filler]
    types: list[float]
    relevance: Callable[[Sequence[Filler]], list[float]]

    def right(self, filler: Filler) -> bool:
        """Whether a form is one of the gold of its role."""
        return _plain(filler.form) in self.labelled.forms[filler.role]


def see(d: Labelled, linear: Linear) -> Seen:
    """Apply linear models to an example."""
    p = d.prepared
    s = head_scores(p, linear)
    listed = fillers(p.evidence, p.drafts, s, p.spans, extents(p, s, linear.extent))
    by_sentence = linear.sentence_type.probabilities(p.sentences)
    return Seen(d, listed, type_values(p, s, by_sentence), lambda judged_: relevance_values(p, s, judged_))


def _boost(rows: Sequence[Sequence[float]], labels: Iterable[bool], rounds: int, settings: dict[str, Any]) -> Trees:
    fixed = {
        "objective": "binary", "lambda_l2": 5, "bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "num_threads": 1,
        "seed": 1, "deterministic": True, "force_row_wise": True, "use_missing": False, "zero_as_missing": False,
    }  # fmt: skip
    answers = np.array(list(labels), dtype=int)
    if len(set(answers.tolist())) < 2:
        sure = 5.0 if answers.size and answers[0] else -5.0
        return from_dump({"tree_info": [{"tree_structure": {"leaf_value": sure}}]})
    data = lightgbm.Dataset(np.array(rows, dtype=np.float32), answers)
    return from_dump(lightgbm.train(fixed | settings, data, rounds).dump_model())


def fit_fillers(seen: Sequence[Seen]) -> dict[str, Trees]:
    """One judge of forms for each role."""
    judges = {}
    for role in ROLES:
        pairs = [(f.values, s.right(f)) for s in seen for f in s.fillers if f.role == role]
        judges[role] = _boost([v for v, _ in pairs], [r for _, r in pairs], _ROUNDS["filler"], _FILLER)
    return judges


def make_models(examples: Sequence[Example], parts: Parts, tell: Callable[[str], None]) -> Models:
    """Everything, from examples and what the rules make of them. Same examples and rules, same models."""
    data = []
    for n, example in enumerate(examples, 1):
        data.append(label(example, parts))
        if n % 100 == 0:
            tell(f"read {n} of {len(examples)}")
    seen: list[Seen] = []
    for fold in range(FOLDS):
        linear = fit_storey_one([d for d in data if d.fold != fold])
        seen += [see(d, linear) for d in data if d.fold == fold]
        tell(f"linear models without part {fold + 1} of {FOLDS}")
    scored: list[tuple[Seen, tuple[Filler, ...]]] = []
    for fold in range(FOLDS):
        judges = fit_fillers([s for s in seen if s.labelled.fold != fold])
        scored += [(s, judged(s.fillers, judges)) for s in seen if s.labelled.fold == fold]
    tell("judges of fillers")
    decided = [(s, listed) for s, listed in scored if s.labelled.example.relevant is not None]
    relevance = _boost(
        [s.relevance(listed) for s, listed in decided], [bool(s.labelled.example.relevant) for s, _ in decided],
        _ROUNDS["relevance"], _RELEVANCE,
    )  # fmt: skip
    told = [s for s in seen if s.labelled.example.types]
    types = {
        kind: _boost([s.types for s in told], [kind in s.labelled.example.types for s in told], _ROUNDS["type"], _TYPE)
        for kind in JUDGED_TYPES
    }
    models = Models(fit_storey_one(data), fit_fillers(seen), relevance, types)
    tell("all models")
    return models

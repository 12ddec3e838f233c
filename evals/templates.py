"""Scores of predicted against gold templates, as the literature on MUC-4 since GTT defines them.

``gtt_counts`` follows Du, Rush and Cardie, "Template Filling with Generative Transformers" (NAACL 2021): a predicted and a gold
template can be paired when their incident types agree; the pairing is the one with the best micro-F1 of the document; the
incident type counts as one more filler; a predicted filler is right when it is, after normalisation, one of the mentions
of a gold filler of that role. ``ree_counts`` follows Du, Rush and Cardie, "GRIT" (EACL 2021): roles are merged over the
document's templates and entities are matched one to one (CEAF with strict containment).

Counts come as ``Counts``: right predicted, predicted, gold found, gold. Precision is the first by the second, recall the
third by the fourth.
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_EXHAUSTIVE = 4000  # pairings of one document that are tried one by one before the assignment solver takes over


@dataclass(frozen=True, slots=True)
class GoldTemplate:
    """Accepted incident types, and role → entities, each entity the forms of its mentions (normalised)."""

    types: tuple[str, ...]
    roles: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PredictedTemplate:
    """One incident type, and role → one mention per entity (normalised)."""

    type: str
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    """Right predicted, predicted, gold found, gold."""

    p_num: int = 0
    p_den: int = 0
    r_num: int = 0
    r_den: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.p_num + other.p_num, self.p_den + other.p_den, self.r_num + other.r_num, self.r_den + other.r_den
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 when nothing is right; 1 when there was nothing to find or to say."""
        if self.p_den == self.r_den == 0:
            return 1.0
        p = self.p_num / self.p_den if self.p_den else 0.0
        r = self.r_num / self.r_den if self.r_den else 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


def normalize(words: str) -> str:
    """Lower case, without punctuation, articles and spare blanks: the form in which the published scorers compare."""
    plain = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", plain).split())


def _pair_counts(pred: PredictedTemplate, gold: GoldTemplate) -> dict[str, tuple[int, int]]:
    """Role (and ``type``) → right predicted, gold found, for templates whose types agree."""
    counts = {"type": (1, 1)}
    for role in ROLES:
        said, true = pred.roles.get(role, ()), gold.roles.get(role, ())
        right = sum(any(mention in entity for entity in true) for mention in said)
        found = sum(any(mention in entity for mention in said) for entity in true)
        counts[role] = (right, found)
    return counts


def _size(templates: Sequence[PredictedTemplate] | Sequence[GoldTemplate]) -> int:
    return sum(1 + sum(len(t.roles.get(role, ())) for role in ROLES) for t in templates)


def _injections(options: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Every way to give each predicted template one of its options or -1 (none), no gold template twice."""
    for choice in itertools.product(*([*option, -1] for option in options)):
        chosen = [c for c in choice if c >= 0]
        if len(chosen) == len(set(chosen)):
            yield choice


def best_mapping(pred: Sequence[PredictedTemplate], gold: Sequence[GoldTemplate]) -> list[tuple[int, int]]:
    """Pairs of indices (predicted, gold) that maximise the document's micro-F1, ties to the first in order.

    All pairings are tried where they are few. Otherwise an assignment (Hungarian method) maximises right predicted by predicted
    plus gold found by gold, which has the same optimum whenever no two predictions share a gold filler.
    """
    if not pred or not gold:
        return []
    options = [[j for j, g in enumerate(gold) if p.type in g.types] for p in pred]
    gains: dict[tuple[int, int], tuple[int, int]] = {}
    for i, p in enumerate(pred):
        for j in options[i]:
            pairs = _pair_counts(p, gold[j]).values()
            gains[i, j] = (sum(right for right, _ in pairs), sum(found for _, found in pairs))
    sizes = _size(pred), _size(gold)
    combinations = 1
    for option in options:
        combinations *= len(option) + 1
    if combinations > _EXHAUSTIVE:
        return _assigned(gains, sizes, len(pred), len(gold))
    best, best_f1 = [], -1.0
    for choice in _injections(options):
        pairing = [(i, j) for i, j in enumerate(choice) if j >= 0]
        right, found = (sum(gains[pair][k] for pair in pairing) for k in (0, 1))
        f1 = Counts(right, sizes[0], found, sizes[1]).f1
        if f1 > best_f1 + 1e-12:
            best, best_f1 = pairing, f1
    return best


def _assigned(
    gains: Mapping[tuple[int, int], tuple[int, int]], sizes: tuple[int, int], n_pred: int, n_gold: int
) -> list[tuple[int, int]]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    weight = np.zeros((n_pred, n_gold))
    for (i, j), (right, found) in gains.items():
        weight[i, j] = right / sizes[0] + found / sizes[1]
    rows, columns = linear_sum_assignment(weight, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if (i, j) in gains]


def gtt_counts(pred: Sequence[PredictedTemplate], gold: Sequence[GoldTemplate]) -> dict[str, Counts]:
    """Counts of one document by role, with ``type`` for the incident type, under its best mapping."""
    counts = {role: Counts() for role in ("type", *ROLES)}
    for p in pred:
        counts["type"].p_den += 1
        for role in ROLES:
            counts[role].p_den += len(p.roles.get(role, ()))
    for g in gold:
        counts["type"].r_den += 1
        for role in ROLES:
            counts[role].r_den += len(g.roles.get(role, ()))
    for i, j in best_mapping(pred, gold):
        for role, (right, found) in _pair_counts(pred[i], gold[j]).items():
            counts[role].p_num += right
            counts[role].r_num += found
    return counts


def merge_entities(templates: Iterable[GoldTemplate], role: str) -> list[tuple[str, ...]]:
    """The entities of one role over a document's templates; one whose mentions another one contains is the same."""
    merged: list[tuple[str, ...]] = []
    for template in templates:
        for entity in template.roles.get(role, ()):
            if not any(set(entity) <= set(known) or set(known) <= set(entity) for known in merged):
                merged.append(entity)
    return merged


def ree_counts(pred: Sequence[PredictedTemplate], gold: Sequence[GoldTemplate]) -> dict[str, Counts]:
    """Counts of one document by role with the roles merged over its templates (CEAF-REE, strict)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    counts = {}
    for role in ROLES:
        true = merge_entities(gold, role)
        said = list(dict.fromkeys(mention for p in pred for mention in p.roles.get(role, ())))
        similar = np.array([[float(mention in entity) for mention in said] for entity in true]).reshape(
            len(true), len(said)
        )
        rows, columns = linear_sum_assignment(similar, maximize=True)
        right = int(similar[rows, columns].sum())
        counts[role] = Counts(right, len(said), right, len(true))
    return counts

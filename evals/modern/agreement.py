"""How far two coders agree: Cohen's kappa for labels, F1 for what they marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from evals.harness import Scored, figures, intervals
from evals.modern.coding import Coding
from evals.modern.matching import assigned
from evals.modern.score import LABELS, gold_of, same_statement, score
from evals.modern.texts import ModernText


def kappa(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Cohen's kappa (1960) of paired labels: agreement beyond what the two label frequencies make by chance.

    ``None`` without pairs, and where both coders use a single label, which leaves no room beyond chance.
    """
    n = len(pairs)
    if not n:
        return None
    ones, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / n**2
    observed = sum(a == b for a, b in pairs) / n
    return None if chance == 1 else round((observed - chance) / (1 - chance), 4)


def agreement(
    texts: Sequence[ModernText], a: Mapping[str, Coding], b: Mapping[str, Coding], seed: int
) -> dict[str, Any]:
    """Over the texts that both did: ``n``, ``kappa`` by label, and the scorer's ``figures`` of B against A with intervals."""
    both = [t for t in texts if t.id in a and t.id in b]
    labels: dict[str, list[tuple[object, object]]] = {"attack": [(a[t.id].attack, b[t.id].attack) for t in both]}
    for text in both:
        one, other = a[text.id].statements, b[text.id].statements
        for m, n in assigned([[same_statement(x, y) for y in other] for x in one]):
            for label in LABELS:
                labels.setdefault(label, []).append((getattr(one[m], label), getattr(other[n], label)))
    scored = [Scored(t.id, score(t.text, b[t.id], gold_of(a[t.id]))) for t in both]
    return {
        "n": len(both),
        "kappa": {label: kappa(pairs) for label, pairs in labels.items()},
        "figures": figures(scored),
        "intervals": intervals(scored, seed),
    }

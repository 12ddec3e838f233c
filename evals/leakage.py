"""Which documents of an evaluation were all but seen before: near-duplicates in the split that rules and weights were made on.

Two documents are near-duplicates when the Jaccard index of their word triples is at least ``JACCARD``: MinHash with banding
proposes pairs (Broder 1997; ``datasketch``), and the exact index over all triples decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.harness import Scored, figures
from rashomon.compare.shingles import minhash, overlap, shingles

JACCARD = 0.5
_PERMUTATIONS = 128


def near_duplicates(texts: Mapping[str, str], seen: Iterable[str]) -> dict[str, float]:
    """Id of each of ``texts`` with a near-duplicate among ``seen`` → the largest Jaccard index found."""
    from datasketch import MinHashLSH

    known = [found for found in map(shingles, seen) if len(found)]
    index = MinHashLSH(threshold=JACCARD * 0.8, num_perm=_PERMUTATIONS)  # below the bound: the exact index decides
    for k, hashes in enumerate(known):
        index.insert(k, minhash(hashes, _PERMUTATIONS))
    near = {}
    for name, text in texts.items():
        hashes = shingles(text)
        candidates = index.query(minhash(hashes, _PERMUTATIONS))
        nearest = max((overlap(hashes, known[k])[1] for k in candidates), default=0.0)
        if nearest >= JACCARD:
            near[name] = nearest
    return near


def leakage(scored: Sequence[Scored], near: Mapping[str, float], against: str) -> dict[str, Any]:
    """The row of the JSON: how many documents have a near-duplicate in ``against``, and the figures without them."""
    left = [document for document in scored if document.id not in near]
    return {
        "against": against,
        "jaccard": JACCARD,
        "n": len(scored) - len(left),
        "share": round((len(scored) - len(left)) / len(scored), 4) if scored else None,
        "figures_without": figures(left),
    }

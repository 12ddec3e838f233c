"""How far to trust each of the two judges of roles: fit ``rashomon.extract.roles.encoded.OPINIONS``.

    python -m evals.opinions --data PATH [--split tst1,tst2]      (needs the extra ``train``)

Role models and encoder were fitted to ``dev``; on what they have not seen, logistic regression says how their log-odds add up to the
probability that a form fills a role, that a type is told, that a report is relevant. Prints the table; nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.corpora import muc4_documents, muc4_keys
from evals.engine import report_of
from evals.harness import chosen
from evals.muc_training import example
from evals.templates import normalize
from rashomon.extract.encoder import ROLES, TYPES, Encoder
from rashomon.extract.roles import read_weights
from rashomon.extract.roles.encoded import Opinion, encoder_scores, logit, masked
from rashomon.extract.roles.scoring import score
from rashomon.pipeline import Reader

Pairs = dict[str, list[tuple[float, float, bool]]]


def pairs(data: Path, split: str) -> Pairs:
    """By what is judged: log-odds of the role models, of the encoder, and whether it is so."""
    found: Pairs = {name: [] for name in (*ROLES, "relevance", "type")}
    keys, encoder, engine, models = muc4_keys(data), Encoder.load(), Reader().rules(), read_weights()
    for document in (d for d in chosen(muc4_documents(data), split, None) if d["id"] in keys):
        gold = example(document, keys[document["id"]])
        page, statements, drafts = engine.by_rules(report_of(document["id"], document["text"], document["published"]))
        own = score(page, statements, drafts, models)
        mask = masked(page.text, page.names)
        theirs = encoder.scores(mask.text)
        forms = {role: {normalize(f).replace(" ", "") for f in listed} for role, listed in gold["forms"].items()}
        for f, said in zip(own.fillers, encoder_scores(own.fillers, page, mask, theirs), strict=True):
            right = f.form.replace(" ", "") in forms.get(f.role, ())
            found[f.role].append((logit(f.score), logit(said), right))
        if gold["relevant"] is not None:
            found["relevance"].append((logit(own.relevance), logit(theirs.relevance), gold["relevant"]))
        if gold["types"]:
            found["type"] += [(logit(own.types[t]), logit(theirs.types[t]), t in gold["types"]) for t in TYPES[:5]]
    return found


def fit(listed: Sequence[tuple[float, float, bool]]) -> Opinion:
    """Weights and constant by logistic regression (L2, C = 1)."""
    from sklearn.linear_model import LogisticRegression

    rows = np.array([row[:2] for row in listed])
    model = LogisticRegression(C=1).fit(rows, np.array([row[2] for row in listed]))
    own, encoder = (round(float(w), 3) for w in model.coef_[0])
    return Opinion(own, encoder, round(float(model.intercept_[0]), 3))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the opinions as they stand in the code."""
    parser = argparse.ArgumentParser(prog="python -m evals.opinions", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="tst1,tst2")
    options = parser.parse_args(arguments)
    for name, listed in pairs(options.data, options.split).items():
        one = fit(listed)
        print(f'    "{name}": Opinion({one.own}, {one.encoder}, {one.constant}),')
    return 0


if __name__ == "__main__":
    sys.exit(main())

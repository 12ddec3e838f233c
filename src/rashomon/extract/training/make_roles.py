"""From a folder of examples to the role models' files: read, fit, write."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from rashomon.extract.roles.weights import write_weights
from rashomon.extract.training.examples import example_files, gathered
from rashomon.extract.training.roles import BUCKETS, FOLDS, Parts, make_models
from rashomon.model import Issue


def make(data: Path, out: Path, parts: Parts, tell: Callable[[str], None]) -> list[Issue]:
    """Fit to the examples in ``data`` and write the weights to ``out``; returns what was left out.

    Raises ``UsageError`` for data that cannot be used.
    """
    files = example_files(data)
    examples, issues = gathered(files)
    begun = time.process_time()
    models = make_models(examples, parts, tell)
    made = {
        "examples": len(examples),
        "examples_sha256": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "buckets": BUCKETS,
        "folds": FOLDS,
        "libraries": {name: version(name) for name in ("scikit-learn", "lightgbm", "numpy", "spacy")},
    }
    write_weights(models, out, made)
    tell(f"{time.process_time() - begun:.0f} CPU-seconds")
    return issues

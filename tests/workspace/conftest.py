"""What the tests of the workspace share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from constructed_reports import POOL, jsonl, workspace

from rashomon import Workspace


@pytest.fixture
def empty() -> Iterator[Workspace]:
    """A workspace without any report."""
    with workspace() as opened:
        yield opened


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Workspace]:
    """Three accounts of one attack and one of another."""
    with workspace() as opened:
        opened.add(jsonl(tmp_path / "r.jsonl", *(POOL[n] for n in ("wire", "claim", "analyst", "kabul"))))
        yield opened

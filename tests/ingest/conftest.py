"""Helpers that every test of this room uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from rashomon.model import Issue, Report

Split = Callable[[Iterable[object]], tuple[list[Report], list[Issue]]]


@pytest.fixture
def split() -> Split:
    """Reports and issues apart, in order."""

    def apart(items: Iterable[object]) -> tuple[list[Report], list[Issue]]:
        everything = list(items)
        reports = [item for item in everything if isinstance(item, Report)]
        issues = [item for item in everything if isinstance(item, Issue)]
        assert len(reports) + len(issues) == len(everything)
        return reports, issues

    return apart


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the test's folder and give its path."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put

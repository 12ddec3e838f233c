"""What all tests share: the repository's root on the path, and the public corpora where they are on disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # evals and benchmarks are no part of the installed package
    sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpora_if_any() -> Path | None:
    """The folder with the public corpora: ``RASHOMON_DATA``, else ``../shared/data`` beside the checkout; ``None`` where absent."""
    named = os.environ.get("RASHOMON_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def corpora(corpora_if_any: Path | None) -> Path:
    """The folder with the public corpora; the test skips where there is none."""
    if corpora_if_any is None:
        pytest.skip("no public corpora beside the checkout (set RASHOMON_DATA)")
    return corpora_if_any

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
def corpora() -> Path:
    """The folder with the public corpora: ``RASHOMON_DATA``, else ``../shared/data`` beside the checkout, else skip."""
    named = os.environ.get("RASHOMON_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no public corpora at {folder} (set RASHOMON_DATA)")
    return folder

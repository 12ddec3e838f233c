"""Workspaces, lasting and temporary."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_samples import TOOL, WHEN, a_report

from rashomon.model import Report
from rashomon.store import Store


@pytest.fixture(params=["durable", "temporary"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """One behaviour, whether the workspace lasts or not."""
    with Store.open(tmp_path / "w") if request.param == "durable" else Store.temporary() as opened:
        yield opened


@pytest.fixture
def add(store: Store) -> Callable[..., Report]:
    """Adds a report made of a text, with its bytes."""

    def added(text: str, at: str = WHEN, **fields: str) -> Report:
        report, raw = a_report(text, **fields)
        store.add_report(report, raw=raw, captured_at=at, by=TOOL)
        return report

    return added

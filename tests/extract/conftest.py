"""One suite of behaviour for all engines: every test that asks for ``each_engine`` is run with each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from reading import ENGINES, engine_named


@pytest.fixture(scope="module", params=ENGINES)
def each_engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of the engine that ``read`` uses."""
    with engine_named(request.param):
        yield request.param

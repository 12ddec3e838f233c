"""Stages with declared reads and writes, checked before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.errors import PipelineError

Bench = dict[str, Any]
"""What the stages hand to each other, by name."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One room's turn. ``run`` gets what it declared to read, by name, and returns what it declared to write."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[..., Bench]


def check(stages: Sequence[Stage], given: Iterable[str]) -> None:
    """Raise ``PipelineError`` when a stage reads what was neither given nor written before it, or two have one name."""
    known = set(given)
    names: set[str] = set()
    for stage in stages:
        missing = [name for name in stage.reads if name not in known]
        if missing:
            raise PipelineError(f"stage {stage.name!r} reads {', '.join(missing)}, which no earlier stage writes")
        if stage.name in names:
            raise PipelineError(f"two stages are called {stage.name!r}")
        names.add(stage.name)
        known.update(stage.writes)


def run(stages: Sequence[Stage], bench: Bench, progress: Callable[[str, int, int | None], None]) -> Bench:
    """Run the stages in order on a copy of ``bench`` and return it; the order is checked first."""
    check(stages, bench)
    bench = dict(bench)
    for n, stage in enumerate(stages):
        progress(stage.name, n, len(stages))
        written = stage.run(**{name: bench[name] for name in stage.reads})
        undeclared = set(written) ^ set(stage.writes)
        if undeclared:
            raise PipelineError(f"stage {stage.name!r} declared {sorted(stage.writes)} but wrote {sorted(written)}")
        bench.update(written)
    progress(stages[-1].name if stages else "done", len(stages), len(stages))
    return bench

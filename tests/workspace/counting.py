"""A reader that keeps count of what it is asked to read."""

from __future__ import annotations

from rashomon.extract import Engine
from rashomon.model import Reading, Report
from rashomon.pipeline import Reader


class Counting:
    """An engine that passes everything on and remembers which reports it read; it can be told to stop after some."""

    def __init__(self, engine: Engine, stop_after: int | None = None) -> None:
        self._engine = engine
        self._left = stop_after
        self.key = engine.key
        self.read_reports: list[str] = []

    def read(self, report: Report) -> Reading:
        """As the engine does."""
        if self._left is not None:
            if self._left == 0:
                raise KeyboardInterrupt
            self._left -= 1
        self.read_reports.append(report.id)
        return self._engine.read(report)


def counting_reader(reader: Reader, stop_after: int | None = None) -> tuple[Reader, Counting]:
    """A reader with the registry and the gazetteer of another, and the engine that counts inside it."""
    engine = Counting(reader.engine, stop_after)
    return Reader(reader.registry, reader.gazetteer, engine), engine

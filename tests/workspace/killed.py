"""A command that dies at a chosen moment of its work: before the N-th statement to the database or touch of the disk."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Engine, event

from rashomon import extract
from rashomon.cli import main
from rashomon.model import Reading, Report
from rashomon.pipeline import Reader

DISK = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}


class Kept:
    """An engine that gives what another one read before: reading costs nothing, everything after it is real."""

    key = "kept/1"

    def __init__(self, engine: extract.Engine) -> None:
        self._engine = engine
        self._known: dict[str, Reading] = {}

    def read(self, report: Report) -> Reading:
        if report.id not in self._known:
            self._known[report.id] = self._engine.read(report)
        return self._known[report.id]


def kept_reader(reader: Reader) -> Reader:
    """A reader with the registry and the gazetteer of another, and an engine that costs nothing the second time."""
    return Reader(reader.registry, reader.gazetteer, Kept(reader.engine))


class Moments:
    """Counts the moments of a process and ends it at one of them (0: never)."""

    def __init__(self, deadly: int) -> None:
        self.deadly, self.passed = deadly, 0

    def __call__(self, *_: Any, **__: Any) -> None:
        self.passed += 1
        if self.passed == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        for when in ("before_cursor_execute", "after_cursor_execute"):
            event.listen(Engine, when, self)

        def touched(what: str, args: tuple[Any, ...]) -> None:
            if what in DISK and "site-packages" not in str(args[:1]) and not str(args[0]).endswith((".py", ".pyc")):
                self()

        sys.addaudithook(touched)


def _run(words: list[str], deadly: int, noted: Path | None) -> NoReturn:
    sys.argv = ["rashomon", *words]
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    moments = Moments(deadly)
    moments.watch()
    try:
        main()
    finally:
        if noted is not None:
            noted.write_text(str(moments.passed), "ascii")


def started(words: list[str], deadly: int = 0, noted: Path | None = None) -> Any:
    """The command in a process of its own, which shares what is loaded here."""
    process = get_context("fork").Process(target=_run, args=(words, deadly, noted))
    process.start()
    return process


def moments_of(words: list[str], noted: Path) -> int:
    """How many moments the command has when nothing disturbs it."""
    process = started(words, noted=noted)
    process.join()
    assert process.exitcode == 0
    return int(noted.read_text("ascii"))


def kill_at(words: list[str], moment: int) -> None:
    """Run the command and end it at that moment."""
    process = started(words, moment)
    process.join()
    assert process.exitcode == -signal.SIGKILL, (process.exitcode, moment)


def kill_when(words: list[str], ready: Callable[[], None]) -> bool:
    """Run the command and end it when ``ready`` returns; whether it was still running."""
    process = started(words)
    ready()
    process.kill()
    process.join()
    return bool(process.exitcode == -signal.SIGKILL)

"""Progress of long work: shown on a terminal, silent elsewhere."""

from __future__ import annotations

import sys
from typing import Protocol, TextIO


class Progress(Protocol):
    """Told of progress; ``total`` is ``None`` while it is not known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` parts of ``stage`` are finished."""
        ...


class Silent:
    """Says nothing."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Nothing."""


class Terminal:
    """One line on standard error, rewritten in place; nothing at all when that is no terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._on = self._stream.isatty()
        self._width = 0

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Show where things stand; the line is cleared when a stage is complete."""
        if not self._on:
            return
        text = f"{stage}: {done}" + (f" of {total}" if total is not None else "")
        self._stream.write("\r" + text.ljust(self._width))
        self._width = len(text)
        if total is not None and done >= total:
            self._stream.write("\r" + " " * self._width + "\r")
            self._width = 0
        self._stream.flush()

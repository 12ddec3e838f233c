"""Bytes of one input: looked at first, then read whole or line by line, never beyond a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

CHUNK_BYTES = 1 << 16


class Readable(Protocol):
    """Anything with ``read(size) -> bytes``: a file, standard input, a buffer."""

    def read(self, size: int, /) -> bytes | None:
        """Up to ``size`` bytes, ``b""`` at the end."""
        ...


class ByteStream:
    """A binary stream whose beginning can be looked at without losing it. Raises ``OSError`` as its source does."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._held = b""

    def head(self) -> bytes:
        """The first 64 KiB (all of a shorter input); what is read later still contains them."""
        while len(self._held) < CHUNK_BYTES:
            chunk = self._source.read(CHUNK_BYTES - len(self._held))
            if not chunk:
                break
            self._held += chunk
        return self._held

    def whole(self, limit: int) -> bytes | None:
        """Everything, or ``None`` when it is more than ``limit`` bytes; at most one chunk more than that is read."""
        parts, size = [], 0
        for chunk in self._chunks():
            size += len(chunk)
            if size > limit:
                return None
            parts.append(chunk)
        return b"".join(parts)

    def lines(self, limit: int) -> Iterator[bytes | None]:
        """Each line without its line feed; ``None`` stands for a line of more than ``limit`` bytes, which is skipped."""
        parts: list[bytes] = []
        size = 0
        for chunk in self._chunks():
            *ended, rest = chunk.split(b"\n")
            for piece in ended:
                yield b"".join([*parts, piece]) if size + len(piece) <= limit else None
                parts, size = [], 0
            size += len(rest)
            parts = [*parts, rest] if size <= limit else []
        if size:
            yield b"".join(parts) if size <= limit else None

    def _chunks(self) -> Iterator[bytes]:
        held, self._held = self._held, b""
        if held:
            yield held
        while chunk := self._source.read(CHUNK_BYTES):
            yield chunk

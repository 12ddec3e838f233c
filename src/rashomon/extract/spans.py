"""Which spans hold an offset, in time that does not grow with the length of the report."""

from __future__ import annotations

from collections.abc import Iterable

_BLOCK = 512


class SpanIndex:
    """Spans of text by blocks of ``_BLOCK`` characters; each belongs to a number (an attribution's place in a list)."""

    def __init__(self) -> None:
        self._blocks: dict[int, list[tuple[int, int, int]]] = {}

    def add(self, number: int, spans: Iterable[tuple[int, int]]) -> None:
        """Note the spans (start, end) of one number."""
        for start, end in spans:
            for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append((start, end, number))

    def holding(self, offset: int) -> list[int]:
        """The numbers with a span that holds an offset, each once, in the order in which they were added."""
        found = (n for start, end, n in self._blocks.get(offset // _BLOCK, ()) if start <= offset < end)
        return list(dict.fromkeys(found))

    def meeting(self, start: int, end: int) -> list[int]:
        """The numbers with a span that shares a character with ``start:end``, in ascending order."""
        found: set[int] = set()
        for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1):
            found.update(n for s, e, n in self._blocks.get(block, ()) if s < end and start < e)
        return sorted(found)

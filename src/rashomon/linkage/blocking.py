"""Who is compared with whom: an index of blocks with a cap, so that the work grows with the number of things, not its square."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class BlockIndex:
    """Numbers (of clusters, records …) under blocking keys.

    A lookup reads at most ``cap`` numbers per key, the ones last filed there, and gives back at most ``cap`` in all, those
    that share most keys first. When things are filed in a canonical order that puts similar ones beside each other this is
    the sorted-neighbourhood method (Hernández & Stolfo 1995), the usual fallback for blocks that are too large.
    """

    def __init__(self, cap: int = 48) -> None:
        self._blocks: dict[str, list[int]] = {}
        self._cap = cap
        self.overflowed = 0

    def file(self, number: int, keys: Iterable[str]) -> None:
        """Put ``number`` under each key; under a key where it already is last, nothing changes."""
        for key in keys:
            block = self._blocks.setdefault(key, [])
            if not block or block[-1] != number:
                block.append(number)

    def candidates(self, keys: Iterable[str]) -> tuple[int, ...]:
        """Numbers that share a key, at most ``cap``, most shared keys first, then the lowest number.

        ``overflowed`` counts the lookups in which a block was larger than the cap.
        """
        shared: Counter[int] = Counter()
        overflow = False
        for key in set(keys):
            block = self._blocks.get(key)
            if block:
                overflow = overflow or len(block) > self._cap
                shared.update(set(block[-self._cap :]))
        self.overflowed += overflow
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return tuple(number for number, _ in ranked[: self._cap])

"""What "the organization" means: the group of the reading that the text named last."""

from __future__ import annotations

import re
from bisect import bisect_left

from rashomon.model import Actor

_BEFORE = 3_000
"""How many characters back "the organization" may refer."""


class References:
    """Groups that a report names, and where. Positions are looked up in the text at the first question."""

    def __init__(self, text: str, capitals: bool) -> None:
        self._text = text
        self._flags = re.IGNORECASE if capitals else 0
        self._written: dict[str, set[str]] = {}
        self._actors: dict[str, Actor] = {}
        self._positions: list[tuple[int, str]] | None = None

    def add(self, actor: Actor, wording: str | None) -> None:
        """A group to which the report may refer, with the words that name it here."""
        names = {actor.name, *actor.aliases} | ({wording} if wording else set())
        self._actors[actor.id] = actor
        self._written.setdefault(actor.id, set()).update(name for name in names if len(name) > 2)
        self._positions = None

    def before(self, start: int | None) -> Actor | None:
        """The only group there is, else the last one named in the 3,000 characters before ``start``."""
        if len(self._actors) == 1:
            return next(iter(self._actors.values()))
        if start is None or not self._actors:
            return None
        if self._positions is None:
            self._positions = sorted(self._occurrences())
        index = bisect_left(self._positions, (start, ""))
        if not index or self._positions[index - 1][0] < start - _BEFORE:
            return None
        return self._actors[self._positions[index - 1][1]]

    def _occurrences(self) -> set[tuple[int, str]]:
        found: set[tuple[int, str]] = set()
        for actor_id, names in self._written.items():
            pattern = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
            for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", self._text, self._flags):
                found.add((match.start(), actor_id))
        return found

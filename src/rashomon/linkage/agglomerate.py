"""Grouping under constraints: a thing joins a group only if it fits the group as a whole.

Not connected components, which chain (A like B, B like C, so A with C) and over-merge. Things are taken in the caller's
canonical order, most telling first, and each joins the group with the best evidence for it, provided that no representative of
that group speaks against it (single link for evidence, complete link for contradiction) and that no rival is as good. Groups
then try to join groups by the same rule until nothing changes. Work: things × candidates × representatives², all capped.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rashomon.linkage.blocking import BlockIndex
from rashomon.linkage.weights import Match

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rules:
    """When to join. Weights are base-10 logarithms.

    ``join``: least evidence of the best pair; ``keep``: least total of every pair; ``margin``: by how much the best group has to
    beat the second; ``representatives``: members of a group that are asked; ``cap``: groups that one thing is compared with.
    """

    join: float
    keep: float
    margin: float
    representatives: int = 4
    cap: int = 48


@dataclass(slots=True)
class Group(Generic[T]):
    """Members in the order in which they came, their constraint marks, and the match by which each joined."""

    members: list[T]
    marks: set[Hashable]
    keys: set[str]
    joined: list[Match] = field(default_factory=list)


@dataclass(slots=True)
class Grouping(Generic[T]):
    """The groups, how many pairs were compared, and undecided pairs.

    ``torn`` holds (group, one candidate, other candidate) as indices into ``groups``, where two were equally good.
    """

    groups: list[Group[T]]
    comparisons: int
    torn: list[tuple[int, int, int]]


class Agglomeration(Generic[T]):
    """One run. ``marks`` gives what no two members of a group may share (the report that tells them apart)."""

    def __init__(
        self,
        *,
        keys: Callable[[T], frozenset[str]],
        marks: Callable[[T], frozenset[Hashable]],
        score: Callable[[T, T], Match],
        rules: Rules,
    ) -> None:
        self._keys, self._marks, self._score, self._rules = keys, marks, score, rules
        self._comparisons = 0

    def run(self, things: Sequence[T], rounds: int = 3) -> Grouping[T]:
        """Group ``things``, which must come in a canonical order, most telling first."""
        groups = [Group([thing], set(self._marks(thing)), set(self._keys(thing))) for thing in things]
        torn: list[tuple[int, int, int]] = []
        for _ in range(rounds):
            merged, torn = self._pass(groups)
            if len(merged) == len(groups):
                break
            groups = merged
        return Grouping(groups, self._comparisons, torn)

    def _pass(self, groups: Sequence[Group[T]]) -> tuple[list[Group[T]], list[tuple[int, int, int]]]:
        index = BlockIndex(self._rules.cap)
        kept: list[Group[T]] = []
        torn: list[tuple[int, int, int]] = []
        for group in groups:
            fitting = self._fitting(group, kept, index.candidates(group.keys))
            if fitting and self._clear(fitting):
                self._join(kept[fitting[0][2]], group, fitting[0][3])
                index.file(fitting[0][2], sorted(group.keys))
                continue
            if fitting:
                torn.append((len(kept), fitting[0][2], fitting[1][2]))
            index.file(len(kept), sorted(group.keys))
            kept.append(group)
        return kept, torn

    def _fitting(
        self, group: Group[T], kept: Sequence[Group[T]], candidates: Sequence[int]
    ) -> list[tuple[float, float, int, Match]]:
        """Groups that it fits: (best evidence, worst pair, number, best match), best first."""
        found = []
        for number in candidates:
            if group.marks & kept[number].marks:
                continue
            matches = self._matches(group, kept[number])
            best = max(matches, key=lambda match: (match.total, match.strong))
            worst = min(match.total for match in matches)
            if any(match.vetoed for match in matches) or worst < self._rules.keep or best.total < self._rules.join:
                continue
            found.append((best.total, worst, number, best))
        return sorted(found, key=lambda item: (-item[0], -item[1], item[2]))

    def _matches(self, one: Group[T], other: Group[T]) -> list[Match]:
        most = self._rules.representatives
        pairs = [(left, right) for left in one.members[:most] for right in other.members[:most]]
        self._comparisons += len(pairs)
        return [self._score(left, right) for left, right in pairs]

    def _clear(self, fitting: Sequence[tuple[float, float, int, Match]]) -> bool:
        return len(fitting) == 1 or fitting[0][0] - fitting[1][0] >= self._rules.margin

    @staticmethod
    def _join(target: Group[T], group: Group[T], match: Match) -> None:
        target.members.extend(group.members)
        target.marks |= group.marks
        target.keys |= group.keys
        target.joined.extend([match, *group.joined])

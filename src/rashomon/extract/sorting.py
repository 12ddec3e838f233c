"""Whose words are whose: attributions without repeats, arguments that run on, each assertion to the innermost voice."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.acts import is_group
from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.page import Page
from rashomon.extract.spans import SpanIndex
from rashomon.extract.spotting import ARGUMENTS
from rashomon.model import Assertion, Facet, fold


class Sorter:
    """Puts the attributions and assertions of one page in order before statements are made of them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def outside_speakers(self, attributions: Sequence[Attribution], assertions: Sequence[Assertion]) -> list[Assertion]:
        """Without places, times and targets that stand in a speaker's description ("a researcher in Middle East affairs")."""
        page = self.page
        blocked, claiming, said = SpanIndex(), SpanIndex(), contents_of(attributions, owned=True)
        for n, a in enumerate(attributions):
            if a.speaker is None or not a.owns:
                continue
            head = a.speaker.head
            described_here = not a.speaker.pronoun or head != a.speaker.first
            if described_here:
                blocked.add(n, [(page.starts[page.left[head]], page.ends[page.right[head]])])
            if a.cue is not None and a.act == "claim" and abs(a.speaker.head - a.cue[0]) < 30:
                first, last = min(a.speaker.first, a.cue[0]), max(a.speaker.last, a.cue[1])
                first = min(first, page.left[head]) if described_here else first
                claiming.add(n, [(page.starts[first], page.ends[last])])
        described = {Facet.PLACE, Facet.TIME, Facet.TARGET}
        return [
            x
            for x in assertions
            if not (x.facet is Facet.CLAIMANT and claiming.holding(x.start or 0))
            and (x.facet not in described or not blocked.holding(x.start or 0) or said.holding(x.start or 0))
        ]

    def continued(self, attributions: Sequence[Attribution], assertions: Sequence[Assertion]) -> list[Attribution]:
        """Sentences that go on arguing after an expert's or a politician's sentence, in its paragraph, with no speaker of their own."""
        page = self.page
        made: list[Attribution] = []
        spoken: dict[int, Attribution] = {}
        for a in attributions:
            if a.owns and a.depth == 1 and a.speaker is not None and a.speaker.kinds & {"expert", "political"}:
                for n in {page.sentence_of[min(page.token_range(s, e)[0], len(page) - 1)] for s, e in a.content}:
                    spoken[n] = a
        argued = {
            page.sentence_of[min(page.token_range(x.start, x.start + 1)[0], len(page) - 1)]
            for x in assertions if x.facet in ARGUMENTS and x.start is not None
        }  # fmt: skip
        said = contents_of(attributions, owned=True)
        for n in sorted(argued):
            first, after = page.sentences[n]
            start, end = page.starts[first], page.ends[after - 1]
            before = spoken.get(n - 1)
            if before is None or before.quotes or said.meeting(start, end):
                continue
            span = page.span_at(start, end)
            if (
                page.paragraph_of(before.start) == page.paragraph_of(start)
                and span.start is not None
                and span.end is not None
            ):
                made.append(Attribution("continuation", "assess", None, None, before.speaker, [(span.start, span.end)]))
                spoken[n] = made[-1]
        return made

    def distinct(self, found: Sequence[Attribution]) -> list[Attribution]:
        """Without bare mentions of a claim ("X's adoption") where the claim itself is reported, and without repeats."""
        page = self.page
        claimed = {
            fold(a.speaker.name)
            for a in found
            if a.act == "claim" and a.verb is not None and a.speaker and a.speaker.name
        } | {
            fold(a.speaker.name)
            for a in found
            if a.owns and a.verb is not None and is_group(page, a.speaker) and a.speaker and a.speaker.name
        }
        kept: list[Attribution] = []
        seen: set[tuple[str, tuple[tuple[int, int], ...]]] = set()
        said = contents_of(found)
        bare: set[str] = set()
        for a in found:
            key = (a.base, tuple(a.content))
            if key in seen or self._repeats(a, found, said) or (a.depth > 1 and a.base == "adopt"):
                continue
            seen.add(key)
            if a.verb is None and a.act == "claim" and a.speaker is not None and a.speaker.name:
                name = fold(a.speaker.name)
                if (a.depth > 1 and (name in claimed or name in bare)) or name in bare:
                    continue
                bare.add(name)
            kept.append(a)
        return kept

    def _repeats(self, a: Attribution, found: Sequence[Attribution], said: SpanIndex) -> bool:
        """Whether it only repeats a part of what the same speaker is quoted with ("an outlaw group, as it described it")."""

        def same(b: Attribution) -> bool:
            return (
                a.speaker is not None
                and b.speaker is not None
                and (a.speaker.name, a.speaker.role) == (b.speaker.name, b.speaker.role)
            )

        size = sum(e - s for s, e in a.content)
        return any(
            b is not a and b.owns and same(b) and size < sum(e - s for s, e in b.content) and a.depth == b.depth
            and all(any(s <= x - 1 and y <= e + 2 for s, e in b.content) for x, y in a.content)
            for b in (found[n] for n in said.meeting(*a.content[0]))
        )  # fmt: skip

    def share(
        self, attributions: Sequence[Attribution], assertions: Sequence[Assertion]
    ) -> tuple[list[list[Assertion]], list[Assertion]]:
        """Each assertion to the innermost attribution whose content holds it; who claims belongs to the claim itself."""
        owned: list[list[Assertion]] = [[] for _ in attributions]
        rest: list[Assertion] = []
        said = contents_of(attributions, owned=True)
        for a in assertions:
            holders = said.holding(a.start or 0)
            if holders:
                best = min(
                    holders, key=lambda n: (-attributions[n].depth, sum(e - s for s, e in attributions[n].content), n)
                )
                owned[best].append(a)
            else:
                rest.append(a)
        return owned, rest

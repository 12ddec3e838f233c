"""Why, and how believable: motive, means, access, timing, targets, record and habit of claiming, and of whom it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.extract.lexicon import arguments, people
from rashomon.extract.spotting import ARGUED_ABOUT, Spotter
from rashomon.model import Assertion, Facet

_LACKS = re.compile(
    r"\b(?:not|n't|no|neither|nor|never|cannot|can't|without|powerless|besieged|hunted|incapable|unable|far|how can|how could|"
    r"lacks?|lacking|weakened|defeated|decimated|no longer|too weak|unlikely)\b"
)
_PUTS_DOWN = re.compile(r"(?:link|attribut|ascrib|imput|connect)(?:e?d?|e?s|ing)|(?:tie[sd]?|tying)|pin(?:s|ned|ning)?")
_HOW_CAN = re.compile(r"\W*how (?:can|could|would)\b")


class Arguing(Spotter):
    """Why, and how believable: motive, means, access, timing, targets, record and habit of claiming, and of whom it is said."""

    def find(self) -> Iterator[Assertion]:
        """All of them, in no particular order."""
        yield from self._arguments()

    def _arguments(self) -> Iterator[Assertion]:
        page = self.page
        for argument in arguments():
            for m in argument.pattern.finditer(page.lower_text):
                start, end = m.span()
                value = argument.value
                clause = self._clause(start, end)
                if value == "polar":
                    near = page.lower_text[max(clause[0], start - 45) : min(clause[1], end + 15)]
                    lacking = bool(_LACKS.search(near)) or self._asks_how(start)
                    if argument.facet == "access" and "inspection" in m.group() and lacking:
                        lacking = False  # "not subject to inspections": free to pass
                    value = {"target_selection": ("does_not_fit", "fits")}.get(argument.facet, ("lacks", "has"))[
                        not lacking
                    ]
                about = None if argument.facet == "coincidence" else self._about(start, end, clause, argument.facet)
                yield self._made(Facet(argument.facet), value, start, end, about=about)

    def _asks_how(self, offset: int) -> bool:
        """ "How can …?": a doubt about means."""
        page = self.page
        token = min(page.token_range(offset, offset + 1)[0], len(page) - 1)
        start = page.starts[page.sentences[page.sentence_of[token]][0]]
        return bool(_HOW_CAN.match(page.lower_text, start))

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The stretch between commas, semicolons and full stops around a match."""
        text = self.page.lower_text
        token = min(self.page.token_range(start, start + 1)[0], len(self.page) - 1)
        first, after = self.page.sentences[self.page.sentence_of[token]] if self.page.sentences else (0, 1)
        low, high = self.page.starts[first], self.page.ends[after - 1]
        left = max(
            (
                text.rfind(mark, low, start) + len(mark)
                for mark in (", as ", "; ", ", while ", ", but ", ", and ")
                if text.rfind(mark, low, start) >= 0
            ),
            default=low,
        )
        right = min(
            (
                text.find(mark, end, high)
                for mark in (", as ", "; ", ", while ", ", but ", ", and ")
                if text.find(mark, end, high) >= 0
            ),
            default=high,
        )
        return max(low, left), min(high, right)

    def _about(self, start: int, end: int, clause: tuple[int, int], facet: str) -> str | None:
        """Of whom an argument speaks: the actor named last before it in its clause, else first after it (for motives and choice of
        targets only before), else, for "the organization", the group named last."""
        page = self.page
        inside = page.token_range(start, end)
        within = [
            t for t in range(*inside) if t < len(page) and (self._nameable(t) or page.words[t] in people().anaphors)
        ]
        if within:
            return self._called(within[0])
        first, after = page.token_range(*clause)
        at = page.token_range(start, start + 1)[0]
        before = [t for t in range(first, min(at + 1, len(page))) if self._nameable(t)]
        # Whose aim or target it is stands before the words that say so; a name behind them is of somebody else.
        last = at + 1 if facet in ("motive", "target_selection") else min(after, len(page))
        behind = [t for t in range(at + 1, last) if self._nameable(t)]
        choice = before[-1:] or behind[:1]
        if choice:
            return self._called(choice[0])
        if any(page.words[t] in people().anaphors for t in range(first, min(last, len(page)))):
            return self.voices.last_group(min(at, len(page) - 1))
        return None

    def _called(self, t: int) -> str | None:
        """The name of an actor; of "the organization", that of the group named last."""
        page = self.page
        if page.words[t] in people().anaphors and page.name_at[t] is None:
            return self.voices.last_group(page.left[t]) or self.actors.name_of(t)
        return self.actors.name_of(t)

    def _nameable(self, t: int) -> bool:
        page = self.page
        if page.deps[t] in ("compound", "amod", "nmod", "poss") and self.actors.is_actor(page.heads[t]):
            return False
        if self._linked_to(t):
            return False
        hit = page.name_at[t]
        if hit is not None:
            located = page.deps[t] == "pobj" and page.words[page.heads[t]] in ("in", "inside", "across", "near", "from")
            return hit.kind in ARGUED_ABOUT and not (hit.kind == "state" and located)
        return self.actors.is_unnamed(t) and page.tags[t].startswith("NN")

    def _linked_to(self, t: int) -> bool:
        """ "linking these attacks to X", "militias linked to X": X is whom something is put down to, not whom the sentence is about."""
        page = self.page
        link = page.heads[page.heads[t]]
        return (
            page.deps[t] == "pobj"
            and page.words[page.heads[t]] in ("to", "on", "with")
            and bool(_PUTS_DOWN.fullmatch(page.words[link]))
        )

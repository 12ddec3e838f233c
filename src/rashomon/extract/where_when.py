"""Where and when: places in phrases of place, times that hang on an attack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.extract.lexicon import objects
from rashomon.extract.spotting import STATE_MEANS, Spotter
from rashomon.extract.times import find_times
from rashomon.model import Assertion, Facet

_SUFFERED = frozenset(
    {
        "witnessed",
        "saw",
        "suffered",
        "experienced",
        "endured",
        "hit",
        "rocked",
        "shook",
        "shaken",
        "struck",
        "bombed",
        "attacked",
        "shelled",
    }
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "from",
        "of",
        "across",
        "on",
        "to",
        "towards",
        "between",
        "through",
        "into",
        "against",
        "over",
    }
)


_BESIDE = re.compile(
    r"\b(?:before|after|following|ahead of|prior to)\b(?!\s+(?:midnight|noon|dawn|dusk|sunset|sunrise|prayers|\d))",
    re.IGNORECASE,
)
"""Times that are told by something else ("three days before the vote"): an argument about timing, no date."""


_PARTS = frozenset(
    "city town village district province area part parts centre center north south east west outskirts suburb region department "
    "neighborhood neighbourhood front middle capital street road kilometres side vicinity heart coast".split()
)
"""Nouns by which a place is told more closely ("in the south of the city")."""


class WhereWhen(Spotter):
    """Where and when: places in phrases of place, times that hang on an attack."""

    def find(self) -> Iterator[Assertion]:
        """All of them, in no particular order."""
        yield from self._places()
        yield from self._times()

    def _places(self) -> Iterator[Assertion]:
        page = self.page
        seen: set[int] = set()
        for i, word in enumerate(page.words):
            if word in (
                "market",
                "mosque",
                "square",
                "church",
                "bridge",
                "airport",
                "hospital",
                "university",
                "school",
                "street",
                "avenue",
                "camp",
                "district",
                "neighborhood",
                "neighbourhood",
                "shrine",
                "base",
                "prison",
                "hotel",
                "embassy",
                "village",
                "farm",
            ) and page.tags[i].startswith("NN"):
                named = self._proper_before(i)
                if named is not None and self._locative(i):
                    span = page.span(named, i)
                    if span.start is not None and span.end is not None:
                        seen.update(range(named, i + 1))
                        yield self._made(Facet.PLACE, re.sub(r"\s+", " ", span.text), span.start, span.end)
        for hit in page.names:
            if hit.kind not in ("place", "state"):
                continue
            first, after = page.token_range(hit.start, hit.end)
            if hit.kind == "state" and after <= len(page) and page.words[page.heads[after - 1]] in STATE_MEANS:
                continue  # "U.S. airstrikes": whose, not where
            if (
                first in seen
                or first >= len(page)
                or page.text[hit.start : hit.end].lower().endswith(("ian", "ish", "ese", "aqi"))
            ):
                continue
            if hit.kind == "state" and self._of_other(after - 1):
                seen.update(range(first, after))
                continue
            if any(self._locative(t) for t in range(first, after)) or self._suffered(after - 1):
                seen.update(range(first, after))
                yield self._made(Facet.PLACE, re.sub(r"\s+", " ", page.text[hit.start : hit.end]), hit.start, hit.end)
        for first, after, label in page.entities:
            if (
                label in _PLACE_LABELS
                and not seen & set(range(first, after))
                and any(self._locative(t) for t in range(first, after))
            ):
                span = page.span(first + (page.words[first] == "the" and after - first > 1), after - 1)
                if span.text and span.start is not None and span.end is not None:
                    yield self._made(Facet.PLACE, re.sub(r"\s+", " ", span.text), span.start, span.end)

    def _proper_before(self, i: int) -> int | None:
        page = self.page
        first = i
        while (
            first > 0
            and (page.tags[first - 1].startswith("NNP") or page.words[first - 1] in ("-", "'", "al"))
            and page.heads[first - 1] in range(first - 1, i + 1)
        ):
            first -= 1
        while first < i and page.words[first] in ("-", "'"):
            first += 1
        return first if first < i else None

    def _locative(self, i: int) -> bool:
        """In a phrase of place: the object of "in", "at", "near" …, perhaps as part of a larger name."""
        page = self.page
        for _ in range(4):
            head = page.heads[i]
            if head == i:
                return False
            if page.deps[i] == "pobj":
                return page.words[head] in _LOCATIVE and page.words[page.heads[head]] not in (
                    "relations",
                    "president",
                    "government",
                    "minister",
                )
            if page.deps[i] in ("compound", "appos", "conj", "nmod", "poss"):
                if page.words[head] in self._events.words:
                    return True
                i = head
            else:
                return False
        return False

    def _of_other(self, i: int) -> bool:
        """Whether a country is where something else than an attack is ("a blackout in the United States", "its presence in Somalia")."""
        page = self.page
        for _ in range(5):
            head = page.heads[i]
            if head == i or page.is_verb(head) or page.words[head] in self._events.words:
                return False
            told = (
                page.words[head] in objects().target_of
                or page.entity_of[head] in _PLACE_LABELS
                or self.actors.is_unnamed(head)
            )
            counted = any(page.deps[c] == "nummod" for c in page.children[head])
            if (
                page.deps[i] == "prep"
                and page.tags[head] == "NN"
                and not told
                and not counted
                and page.words[head] not in _PARTS
            ):
                return True
            i = head
        return False

    def _suffered(self, i: int) -> bool:
        """ "The city witnessed an explosion", "Baghdad was rocked by"."""
        head = self.page.words[self.page.heads[i]]
        return self.page.deps[i] in ("nsubj", "nsubjpass", "dobj") and head in _SUFFERED

    def _times(self) -> Iterator[Assertion]:
        for start, end, words in find_times(self.page.text):
            if self._of_attack(start, end) and not _BESIDE.search(words):
                yield self._made(Facet.TIME, re.sub(r"\s+", " ", words), start, end)

    def _of_attack(self, start: int, end: int) -> bool:
        """Whether a time hangs on an attack or on what a clause tells: not on "said" nor on another noun ("the vote of 10 October")."""
        page = self.page
        first, after = page.token_range(start, end)
        outside = [page.heads[t] for t in range(first, min(after, len(page))) if not first <= page.heads[t] < after]
        head = outside[0] if outside else None
        for _ in range(3):
            if head is None or page.is_verb(head) or page.words[head] in self._events.words:
                break
            if page.deps[head] not in ("prep", "pobj", "advmod", "npadvmod", "nummod", "pcomp", "dep"):
                return page.words[head] in ("eve", "day", "night", "evening", "morning") or page.heads[head] == head
            head = page.heads[head] if page.heads[head] != head else None
        if head is None:
            return False
        if page.words[head] in self._events.words or page.words[head] in self._events.verbs:
            return True
        told = any(
            page.words[c] in self._events.words and page.deps[c] in ("dobj", "nsubj", "nsubjpass")
            for c in page.children[head]
        )
        if page.words[head] in self._cues.verbs:
            return told and self._cues.verbs[page.words[head]][1] not in ("claim", "accuse", "condemn", "deny")
        near = [head, *page.children[head]]
        near += [g for c in page.children[head] if page.deps[c] in ("agent", "prep") for g in page.children[c]]
        return any(
            page.words[t] in self._events.words
            or page.words[t] in self._events.verbs
            or page.words[t] in objects().weapon_of
            or self.actors.is_unnamed(t)
            for t in near
        )

"""Who can carry out an attack: nouns and names that stand for a group, a force, a state or a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.extract.lexicon import events, people
from rashomon.extract.names import ARMED_KINDS
from rashomon.extract.page import Page
from rashomon.extract.voices import Voices
from rashomon.model import Span

_ACTOR_LABELS = frozenset({"ORG", "PERSON", "NORP", "GPE"})
_MEMBERS = frozenset(
    {"members", "member", "elements", "element", "units", "supporters", "one", "some", "part", "fighters", "cell"}
)
_NOT_ACTORS = frozenset({"who", "which", "that", "it", "what", "this", "there", "he", "she", "they", "we", "i", "you"})


class Actors:
    """Reads actor phrases off a page."""

    def __init__(self, page: Page, voices: Voices) -> None:
        self.page = page
        self.voices = voices
        self._people = people()
        self._events = events()

    def is_actor(self, i: int) -> bool:
        """Whether a noun names or describes somebody who could act."""
        page = self.page
        word = page.words[i]
        if word in _NOT_ACTORS or page.is_verb(i) or word in self._events.words:
            return False
        hit = page.name_at[i]
        if hit is not None and hit.kind not in ("place", "media"):
            return True
        if self.is_unnamed(i) or "group" in page.kinds(i):
            return True
        return (
            page.entity_of[i] in _ACTOR_LABELS and page.tags[i].startswith("NNP") and not (hit and hit.kind == "place")
        )

    def is_unnamed(self, i: int) -> bool:
        """Whether a noun is one of the list of unnamed perpetrators, with its compound ("death squad")."""
        page = self.page
        pair = f"{page.words[i - 1]} {page.words[i]}" if i else ""
        return page.words[i] in self._people.perpetrators or pair in self._people.perpetrators

    def is_person(self, i: int) -> bool:
        """Whether a noun is a person's name; a known group's name is not, whatever the entity recogniser says."""
        hit = self.page.name_at[i]
        return self.page.entity_of[i] == "PERSON" and (hit is None or hit.kind in ("place", "person"))

    def resolve_pronoun(self, i: int) -> Span | None:
        """What "it"/"they"/"the group" stands for, as the words where it was named; ``None`` when unclear."""
        name = self.voices.last_group(i)
        return Span(name, self.page.starts[i], self.page.ends[i]) if name else None

    def phrase(self, i: int) -> Span:
        """The words that name the actor: the known name, the entity, or the noun with its modifiers."""
        page = self.page
        hit = page.name_at[i]
        if hit is not None and hit.kind not in ("place", "media"):
            return page.span_at(hit.start, hit.end)
        for c in page.children[i]:
            inner = page.name_at[c]
            if page.deps[c] in ("compound", "nmod") and inner is not None and inner.kind in ARMED_KINDS:
                return page.span_at(inner.start, inner.end)
        for first, after, label in page.entities:
            if first <= i < after and label in _ACTOR_LABELS:
                while first < after - 1 and page.words[first] in ("the", "a", "an"):
                    first += 1
                while after - 1 > first and page.words[after - 1] in self._events.words:
                    after -= 1
                return page.span(first, after - 1)
        first = i
        for c in sorted(page.children[i], reverse=True):
            if c < i and page.deps[c] in ("compound", "amod", "nmod", "nummod", "poss", "quantmod") and c == first - 1:
                if page.entity_of[c] in ("DATE", "TIME", "ORDINAL"):
                    break
                first = page.left[c] if page.deps[c] != "poss" else first
        while first < i and page.words[first] in ("the", "a", "an", ",", '"', "one"):
            first += 1
        return page.span(first, i)

    def name_of(self, i: int) -> str:
        """The name to resolve: the phrase without "the", "members of" and possessives; for "the group", the group named before."""
        page = self.page
        if page.words[i] in self._people.anaphors and page.name_at[i] is None:
            modifiers = [
                c
                for c in page.children[i]
                if page.deps[c] in ("compound", "amod", "nmod") and page.name_at[c] is not None
            ]
            group = self.voices.last_group(page.left[i])
            if (
                group is not None
                and not modifiers
                and page.words[page.left[i]] in ("the", "that", "this", page.words[i])
            ):
                return group
        return clean_name(self.phrase(i).text)

    def spread(self, i: int) -> Iterator[int]:
        """An actor noun and those coordinated with it; "members of X", "elements of X" give X."""
        page = self.page
        for noun in page.conjuncts(i):
            owner = self._owner_of_members(noun) if page.words[noun] in _MEMBERS else None
            if owner is not None:
                yield from page.conjuncts(owner)
                continue
            yield noun

    def _owner_of_members(self, noun: int) -> int | None:
        """Whose members they are: "X's members", "X members", "members of X", "one of X's members"."""
        page = self.page
        for c in page.children[noun]:
            if page.deps[c] in ("poss", "compound", "nmod") and (
                self.is_actor(c) or page.words[c] in self._people.anaphors
            ):
                return c
        of = next((c for c in page.children[noun] if page.words[c] == "of"), None)
        pobj = page.child(of, "pobj") if of is not None else None
        if pobj is None:
            return None
        if page.words[pobj] in _MEMBERS:
            return self._owner_of_members(pobj)
        return pobj if self.is_actor(pobj) else None


def clean_name(text: str) -> str:
    """One line, no article, no possessive, no quotation marks."""
    name = re.sub(r"\s+", " ", text).strip(" \"'“”«».,;:()[]")
    name = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
    return re.sub(r"['’]s?$", "", name)

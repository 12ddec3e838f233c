"""Persons said to have carried it out, and whom they are said to belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.extract.actors import clean_name
from rashomon.extract.lexicon import people
from rashomon.extract.spotting import ARGUED_ABOUT, Spotter
from rashomon.model import Assertion, Facet

_AFFILIATION = re.compile(
    r"\b(?:(?:members?|fighters?|operatives?|commanders?|leaders?|officers?|lieutenant|captain|colonel|part|affiliates?|"
    r"cadres?|militants?|supporters?) (?:of|in|from|with)"
    r"|belong(?:s|ed|ing)? to|affiliated (?:with|to)|association with|associated with|link(?:s|ed)? (?:to|with)|"
    r"ties? to|tied (?:\w+ ){0,3}to|loyal to|ranks of)\s+"
)
CULPRITS = frozenset(
    {"killer", "bomber", "attacker", "suspect", "officer", "gunman", "assassin", "policeman", "soldier"}
)
_NAMED = re.compile(r"\b(?:named(?: as)?|called|identified as|known as|nicknamed|codenamed|alias)\b[\s,:]*[\"“']?")
_PERSON_ROLES = frozenset(
    {
        "bomber",
        "attacker",
        "assailant",
        "suspect",
        "killer",
        "member",
        "members",
        "operative",
        "militant",
        "gunman",
        "man",
        "men",
        "assassin",
        "perpetrator",
        "fighter",
        "youth",
        "woman",
    }
)


class Persons(Spotter):
    """Persons said to have carried it out, and whom they are said to belong to."""

    def find(self) -> Iterator[Assertion]:
        """All of them, in no particular order."""
        yield from self._attackers()
        yield from self._affiliations()

    def _attackers(self) -> Iterator[Assertion]:
        """Names of persons said to have carried it out: "a bomber named X", "X, who blew himself up"."""
        page = self.page
        for m in _NAMED.finditer(page.lower_text):
            first, after = page.token_range(m.end(), m.end() + 1)
            known = page.name_at[first] if first < len(page) else None
            if known is not None and known.kind != "person":
                continue  # "named X, Y and Z as suspects": groups, not persons
            if first >= len(page) or not page.text[page.starts[first] : page.starts[first] + 1].isupper():
                continue
            back = page.lower_text[max(0, m.start() - 60) : m.start()]
            if not set(re.findall(r"\w+", back)) & _PERSON_ROLES and page.entity_of[first] != "PERSON":
                continue
            last = first
            while (
                last + 1 < len(page)
                and (
                    page.text[page.starts[last + 1] : page.starts[last + 1] + 1].isupper()
                    or page.words[last + 1] in ("-", "al", "ibn", "bin", "abu", "el")
                )
                and page.sentence_of[last + 1] == page.sentence_of[first]
            ):
                last += 1
            words = page.span(first, last)
            if words.text and words.start is not None and words.end is not None:
                yield self._made(
                    Facet.ATTACKER, clean_name(words.text), words.start, words.end, about=self._behalf(first)
                )
        for first, after, label in page.entities:
            if label != "PERSON":
                continue
            tail = page.lower_text[page.ends[after - 1] : page.ends[after - 1] + 60]
            if re.match(
                r"[\s,]*(?:who )?(?:blew (?:him|her)self up|detonated (?:his|her|an?|the) (?:explosive|vest|belt)|"
                r"set off (?:his|her|an) explosive|confessed to (?:killing|murder|the))",
                tail,
            ):
                words = page.span(first, after - 1)
                if words.start is not None and words.end is not None:
                    yield self._made(
                        Facet.ATTACKER, clean_name(words.text), words.start, words.end, about=self._behalf(first)
                    )

    def _behalf(self, token: int) -> str | None:
        """The group on whose behalf, when the sentence names one or says "the organization" before."""
        page = self.page
        first = page.sentences[page.sentence_of[token]][0]
        near = range(first, token)
        named = (page.name_at[t] for t in near)
        bodies = any(hit is not None and hit.kind in ARGUED_ABOUT - {"state"} for hit in named)
        if bodies or any(page.words[t] in people().anaphors for t in near):
            return self.voices.last_group(token)
        return None

    def _affiliations(self) -> Iterator[Assertion]:
        page = self.page
        for m in _AFFILIATION.finditer(page.lower_text):
            prep, _ = page.token_range(m.end() - 2, m.end())
            if prep >= len(page):
                continue
            pobj = (
                page.child(max(prep, 0), "pobj")
                if page.words[prep] in ("of", "in", "from", "to", "with")
                else page.child(prep - 1, "pobj")
            )
            if pobj is None:
                continue
            hit = page.name_at[pobj]
            if not (self.actors.is_actor(pobj) or "authority" in page.kinds(pobj)) or (
                hit is not None and hit.kind in ("place", "state")
            ):
                continue
            person = self._person_before(m.start())
            words = self.actors.phrase(pobj) if self.actors.is_actor(pobj) else page.span(*page.noun_phrase(pobj))
            if person and words.text and words.start is not None and words.end is not None:
                yield self._made(Facet.AFFILIATION, clean_name(words.text), words.start, words.end, about=person)

    def _person_before(self, offset: int) -> str | None:
        """The person named or described last before an offset in the same sentence."""
        page = self.page
        token = min(page.token_range(offset, offset + 1)[0], len(page) - 1)
        first = page.sentences[page.sentence_of[token]][0] if page.sentences else 0
        for t in range(token - 1, first - 1, -1):
            if page.words[t] in CULPRITS and page.entity_of[t] != "PERSON":
                named = page.heads[t] if page.deps[t] == "appos" and page.entity_of[page.heads[t]] == "PERSON" else None
                if named is None:
                    return page.words[t]
                start, after, _ = next(e for e in page.entities if e[0] <= named < e[1])
                return clean_name(page.text[page.starts[start] : page.ends[after - 1]])
            if page.entity_of[t] == "PERSON" and page.ends[t] <= offset + 2:
                culprit = self._killed_by(t)
                if culprit is not None:
                    return culprit
                start, after, _ = next(e for e in page.entities if e[0] <= t < e[1])
                return clean_name(page.text[page.starts[start] : page.ends[after - 1]])
        return None

    def _killed_by(self, t: int) -> str | None:
        """ "The officer who confessed to killing X, a member of …": what follows the victim's name speaks of the officer."""
        page = self.page
        while page.deps[t] == "compound":
            t = page.heads[t]
        verb = page.heads[t]
        if page.deps[t] != "dobj" or page.words[verb] not in self._events.verbs:
            return None
        for _ in range(4):
            if page.deps[verb] == "relcl":
                noun = page.heads[verb]
                return page.words[noun] if page.words[noun] in CULPRITS else None
            verb = page.heads[verb]
        return None

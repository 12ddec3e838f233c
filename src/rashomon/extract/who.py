"""Who is said to have done it, to claim it, or to have merely adopted it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.extract.actors import clean_name
from rashomon.extract.lexicon import objects
from rashomon.extract.names import ARMED_KINDS
from rashomon.extract.spotting import DEEDS, STATE_MEANS, Spotter
from rashomon.model import Assertion, Facet, Polarity

_NEED_OBJECT = frozenset(
    {
        "carry",
        "carried",
        "carries",
        "carrying",
        "commit",
        "committed",
        "conduct",
        "conducted",
        "set",
        "plan",
        "planned",
        "order",
        "ordered",
        "prepare",
        "prepared",
        "place",
        "placed",
        "places",
        "fire",
        "fired",
        "launch",
        "launched",
        "stage",
        "staged",
        "execute",
        "executed",
        "undertake",
        "undertaken",
        "implement",
        "implemented",
        "organize",
        "organized",
        "throw",
        "threw",
        "hit",
        "hits",
        "strike",
        "struck",
    }
)
_INTENTIONS = frozenset(
    "committed plan plans planned planning intend intends intended want wants wanted threaten threatens threatened threatening vow vows "
    "vowed "
    "hope hopes hoped seek seeks sought aim aims aimed try tries tried trying able unable prepared preparing prepare prepares ready likely "
    "refuse refused urged called ordered prevent prevented attempt attempted attempts".split()
)
_MERE_PERSONS = frozenset(
    {"member", "members", "man", "men", "one", "some", "element", "elements", "supporters", "person", "youth", "woman"}
)
_COVER = re.compile(r"\bunder (?:the )?(?:(?:cover|name|banner|guise|flag) of (?:the )?)?")
_NO_PART = re.compile(
    r"\b(?:nothing to do with|no (?:involvement|role|part|hand|link|connection) (?:in|to|with)|not (?:involved|"
    r"responsible|behind)|no responsibility)\b"
)


_OMISSIONS = frozenset(
    {
        "failure",
        "failures",
        "negligence",
        "lack",
        "inaction",
        "lapse",
        "lapses",
        "incompetence",
        "weakness",
        "delay",
        "chaos",
    }
)
_BODIES = frozenset({"state", "government", "regime", "authorities", "army", "police", "military"})
"""Bodies that can be blamed, though by themselves they are who speaks."""


class Who(Spotter):
    """Who is said to have done it, to claim it, or to have merely adopted it."""

    def find(self) -> Iterator[Assertion]:
        """All of them, in no particular order."""
        yield from self._actors()

    def _actors(self) -> Iterator[Assertion]:
        page = self.page
        for i, word in enumerate(page.words):
            if word in ("behind", "responsible", "involved"):
                yield from self._predicate(i)
            elif page.is_verb(i):
                yield from self._verb(i, word)
            elif word in self._events.words and page.tags[i].startswith("NN"):
                yield from self._noun(i)
            elif word == "work" and page.deps[i] == "attr":
                of = next((c for c in page.children[i] if page.words[c] == "of"), None)
                yield from self._perpetrators(page.child(of, "pobj") if of is not None else None, page.heads[i])
        yield from self._no_part()
        yield from self._cover()

    def _verb(self, i: int, word: str) -> Iterator[Assertion]:
        page = self.page
        base = self._cues.verbs.get(word, ("", ""))[0]
        if base in ("blame", "accuse", "implicate", "denounce"):
            yield from self._blamed(i, base)
            return
        if base == "attribute":
            for c in page.children[i]:
                if page.words[c] == "to":
                    yield from self._perpetrators(page.child(c, "pobj"), i)
            return
        if base in ("claim", "adopt") or (word in ("took", "take", "takes", "taken") and self._responsibility(i)):
            yield from self._claimed(i)
            return
        if word in self._events.verbs or (word in DEEDS and self._violent(i, word)):
            agent = page.child(i, "agent")
            if agent is not None:
                yield from self._perpetrators(page.child(agent, "pobj"), i)
            elif (
                page.child(i, "nsubjpass") is None and page.child(i, "auxpass") is None and page.tags[i] != "VBN"
            ) or page.child(i, "aux") is not None:
                yield from self._perpetrators(page.subject(i), i)

    def _violent(self, i: int, word: str) -> bool:
        """Whether a word of action ("carried out", "placed") has an attack, a weapon or a victim as its object."""
        page = self.page
        if word not in _NEED_OBJECT:
            return page.child(i, "dobj", "nsubjpass") is not None or page.deps[i] == "acl"
        nouns = [c for c in page.children[i] if page.deps[c] in ("dobj", "nsubjpass", "prep", "prt")]
        if page.deps[i] in ("acl", "relcl"):
            nouns.append(page.heads[i])
        for noun in nouns:
            for t in page.subtree(noun) if page.deps[noun] != "prt" else ():
                if page.words[t] in self._events.words or page.words[t] in objects().weapon_of:
                    return True
            if page.words[noun] in self._events.words or page.words[noun] in ("operations", "operation"):
                return True
        return False

    def _perpetrators(self, i: int | None, verb: int, facet: Facet = Facet.PERPETRATOR) -> Iterator[Assertion]:
        page = self.page
        if i is None or self._not_done(verb):
            return
        negated = page.negated(verb) or self._undone(verb)
        polarity = Polarity.NEGATED if negated else Polarity.AFFIRMED
        if page.words[i] in ("they", "them", "it"):
            speaker = self._sayer(verb)
            if speaker is not None:  # "X denied that it was behind the attack"
                span = page.span(i, i)
                yield Assertion(
                    facet=facet, value=self.actors.name_of(speaker), text=span.text, start=span.start, end=span.end, polarity=polarity
                )  # fmt: skip
                return
            if page.words[i] != "it" or facet is not Facet.CLAIMANT:
                return  # what a pronoun stands for is too often the attack itself
            meant = self.actors.resolve_pronoun(i)
            if meant is not None and meant.start is not None and meant.end is not None:
                yield Assertion(
                    facet=facet,
                    value=meant.text,
                    text=page.text[meant.start : meant.end],
                    start=meant.start,
                    end=meant.end,
                    polarity=polarity,
                )
            return
        seen: set[int] = set()
        for noun in (*self.actors.spread(i), *self._named_beside(i)):
            own = self._sayer(verb) if any(page.words[c] in ("its", "their") for c in page.children[noun]) else None
            if own is not None:  # "the group said that its fighters carried it out"
                span = page.span(noun, noun)
                yield Assertion(
                    facet=facet, value=self.actors.name_of(own), text=span.text, start=span.start, end=span.end, polarity=polarity
                )  # fmt: skip
                continue
            if (at := self.actors.phrase(noun).start) is None or at in seen:
                continue
            seen.add(at)
            if (
                page.words[page.left[noun]] == "no"
                or not self.actors.is_actor(noun)
                or (page.words[noun] in _MERE_PERSONS and page.name_at[noun] is None)
            ):
                continue
            words = self.actors.phrase(noun)
            yield Assertion(
                facet=Facet.ATTACKER if facet is Facet.PERPETRATOR and self.actors.is_person(noun) else facet,
                value=self.actors.name_of(noun),
                text=words.text,
                start=words.start,
                end=words.end,
                polarity=polarity,
            )

    def _is_body(self, i: int) -> bool:
        """ "The state", "the army", but not the last word of a name ("Islamic State")."""
        hit = self.page.name_at[i]
        return self.page.words[i] in _BODIES and (hit is None or " " not in hit.name)

    def _named_beside(self, i: int) -> list[int]:
        """Armed groups named in the phrase of ``i`` by name, however the parser took a list of them ("A, the B or C")."""
        page = self.page
        found: list[int] = []
        first, last = page.noun_phrase(i)
        for t in range(first, last + 1):
            hit = page.name_at[t]
            if (
                hit is not None
                and hit.kind in ("group", "faction")
                and page.starts[t] <= hit.start < page.ends[t]
                and t != i
            ):
                if page.words[t - 1 if t else 0] in (",", "or", "and", "the", "(") or page.deps[t] == "conj":
                    found.append(t)
        return found

    def _sayer(self, verb: int) -> int | None:
        """The body that is the subject of the verb of speech whose very content the verb heads, for "it" and "they"."""
        page = self.page
        head = page.heads[verb]
        if head == verb or page.deps[verb] != "ccomp" or page.words[head] not in self._cues.verbs:
            return None
        subject = page.child(head, "nsubj")
        if subject is None or self.actors.is_person(subject) or not self.actors.is_actor(subject):
            return None
        return subject

    def _not_done(self, verb: int) -> bool:
        """ "Committed to carrying out", "plans to attack", "threatened to kill": no deed is told."""
        page = self.page
        i = verb
        for _ in range(4):
            head = page.heads[i]
            if head == i or page.deps[i] not in ("xcomp", "pcomp", "prep", "acl", "advcl", "ccomp"):
                return False
            if page.words[head] in _INTENTIONS:
                return True
            if page.deps[i] == "ccomp":
                return False
            i = head
        return False

    def _undone(self, verb: int) -> bool:
        """ "Failed to", "has nothing to do", "could not have"."""
        head = self.page.heads[verb]
        return head != verb and self.page.deps[verb] == "xcomp" and self.page.negated(head)

    def _blamed(self, i: int, base: str) -> Iterator[Assertion]:
        page = self.page
        if page.negated(i):
            return  # who is not blamed is not thereby cleared
        patient = page.child(i, "dobj") if page.child(i, "nsubjpass") is None else page.child(i, "nsubjpass")
        if base == "blame":
            reasons = [page.child(c, "pobj") for c in page.children[i] if page.words[c] == "for" and c > i]
            if any(r is not None and page.words[r] in _OMISSIONS for r in reasons):
                return  # "blamed the authorities for the failure to prevent it"
            if patient is not None and self._is_body(patient) and page.child(i, "nsubjpass") is None:
                span = page.span(patient, patient)
                yield self._made(Facet.PERPETRATOR, span.text, span.start or 0, span.end or 0)
                return
            for on in (t for t in page.subtree(i) if t > i and page.words[t] == "on" and page.deps[t] == "prep"):
                pobj = page.child(on, "pobj")
                if pobj is not None and self.actors.is_actor(pobj):
                    patient = pobj
                    break
        elif not self._of_violence(i):
            return
        yield from self._perpetrators(patient, i)

    def _of_violence(self, i: int) -> bool:
        page = self.page
        return any(
            page.words[t] in self._events.words or page.words[t] in self._events.verbs or page.words[t] in DEEDS
            for t in page.subtree(i)
            if t != i
        )

    def _responsibility(self, i: int) -> bool:
        dobj = self.page.child(i, "dobj")
        return dobj is not None and self.page.words[dobj] == "responsibility"

    def _claimed(self, i: int) -> Iterator[Assertion]:
        page = self.page
        dobj = page.child(i, "dobj", "nsubjpass")
        about = dobj is not None and (
            page.words[dobj] == "responsibility"
            or any(page.words[t] in self._events.words for t in page.subtree(dobj))
            or page.words[dobj] in ("operation", "operations", "authorship", "it", "them")
        )
        if not about:
            return
        agent = page.child(i, "agent")
        who = (
            page.child(agent, "pobj")
            if agent is not None
            else (None if page.child(i, "nsubjpass") is not None else page.subject(i))
        )
        yield from self._perpetrators(who, i, Facet.CLAIMANT)

    def _noun(self, i: int) -> Iterator[Assertion]:
        """ "The Taliban's bombing", "a guerrilla attack", "an attack by gunmen"; a country's name alone is a place."""
        page = self.page
        for c in page.children[i]:
            if page.deps[c] in ("compound", "poss", "nmod", "amod") and c < i:
                hit = page.name_at[c]
                stately = page.entity_of[c] in ("GPE", "NORP", "LOC", "PERSON") or (
                    hit is not None and hit.kind in ("state", "place", "media", "person")
                )
                if hit is not None and hit.kind == "state" and page.words[i] in STATE_MEANS:
                    words = page.span_at(hit.start, hit.end)
                    yield self._made(Facet.PERPETRATOR, clean_name(words.text), hit.start, hit.end)
                elif page.words[c] in ("terrorist", "terror"):
                    continue  # "the terrorist bombing": an adjective
                elif (hit is not None and hit.kind in ARMED_KINDS | {"military"}) or (
                    not stately and self.actors.is_unnamed(c)
                ):
                    yield from self._perpetrators(c, i)
            elif page.words[c] == "by" and page.deps[c] in ("prep", "agent"):
                yield from self._perpetrators(page.child(c, "pobj"), i)

    def _predicate(self, i: int) -> Iterator[Assertion]:
        page = self.page
        if page.words[i] == "behind":
            pobj = page.child(i, "pobj")
            if pobj is None or not any(
                page.words[t] in self._events.words or page.words[t] in ("it", "them") for t in page.subtree(pobj)
            ):
                return
            verb = page.heads[i]
        else:
            verb = i if page.is_verb(i) else page.heads[i]
            joins = next((c for c in page.children[i] if page.words[c] in ("for", "in")), None)
            held = page.words[i] == "responsible" and page.words[page.heads[i]] in ("hold", "holds", "held", "holding")
            if not held and (joins is None or not self._of_violence(i)):
                return  # "the unit responsible for the area"
        subject = page.subject(verb) if page.is_verb(verb) else None
        if subject is None and page.is_verb(verb):
            subject = page.child(verb, "nsubjpass")
        if subject is None or not (self.actors.is_actor(subject) or page.words[subject] in ("it", "they")):
            climb = verb
            while page.heads[climb] != climb and page.child(climb, "dobj") is None:
                climb = page.heads[climb]
            subject = page.child(climb, "dobj")
            if (
                subject is not None and self._is_body(subject) and page.words[climb].startswith(("hold", "held"))
            ):  # "held the state responsible"
                span = page.span(subject, subject)
                yield self._made(Facet.PERPETRATOR, span.text, span.start or 0, span.end or 0)
                return
        yield from self._perpetrators(subject, verb if page.is_verb(verb) else i)

    def _no_part(self) -> Iterator[Assertion]:
        """ "Had nothing to do with": the subject is cleared by the words."""
        page = self.page
        for m in _NO_PART.finditer(page.lower_text):
            first, after = page.token_range(*m.span())
            for t in range(first, min(after, len(page))):
                verb = page.heads[t] if not page.is_verb(t) else t
                subject = page.subject(verb) if page.is_verb(verb) else None
                if subject is not None and (self.actors.is_actor(subject) or page.words[subject] in ("it", "they")):
                    for made in self._perpetrators(subject, verb):
                        yield Assertion(
                            facet=made.facet,
                            value=made.value,
                            text=made.text,
                            start=made.start,
                            end=made.end,
                            polarity=Polarity.NEGATED,
                        )
                    break

    def _cover(self) -> Iterator[Assertion]:
        """ "Under ISIS cover", "in the name of the group": whose name is borrowed."""
        page = self.page
        for hit in page.names:
            if hit.kind not in ARMED_KINDS:
                continue
            before = page.lower_text[max(0, hit.start - 40) : hit.start]
            after = page.lower_text[hit.end : hit.end + 12]
            m = _COVER.search(before)
            if (
                m
                and m.end() == len(before)
                and (len(m.group().split()) > 2 or re.match(r"['’]?s? (?:cover|name|banner|flag)\b", after))
            ):
                yield self._made(Facet.ADOPTER, clean_name(page.text[hit.start : hit.end]), hit.start, hit.end)
        for i, word in enumerate(page.words):
            if word not in ("adoption", "claim", "claims"):
                continue
            owner = self.voices.owner(i)
            if (
                owner is not None
                and self.actors.is_actor(owner)
                and (word == "adoption" or any(page.words[t] in ("responsibility",) for t in page.subtree(i)))
            ):
                yield from self._perpetrators(owner, i, Facet.CLAIMANT)
            elif owner is None and word == "adoption":
                name = self.voices.last_group(i)
                if name:
                    yield self._made(Facet.CLAIMANT, name, page.starts[i], page.ends[i])
        for m in re.finditer(r"\brole of (?:the )?", page.lower_text):
            name_hit = next((h for h in page.names if h.start == m.end()), None)
            if name_hit and re.match(r"[^.;]{0,20}\bto (?:adopt|claim)\b", page.lower_text[name_hit.end :]):
                yield self._made(
                    Facet.ADOPTER, clean_name(page.text[name_hit.start : name_hit.end]), name_hit.start, name_hit.end
                )

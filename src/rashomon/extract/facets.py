"""What the words of a page assert, facet by facet, wherever they stand; statements then pick what lies in their content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.extract.actors import Actors, clean_name
from rashomon.extract.lexicon import arguments, cues, events, objects, people
from rashomon.extract.page import Page
from rashomon.extract.times import find_times
from rashomon.extract.tolls import find_tolls
from rashomon.extract.voices import Voices
from rashomon.model import Assertion, Effect, Facet, Polarity, Range, Span

_DEEDS = frozenset(
    form
    for stem in (
        "carry conduct perpetrate stage launch commit mount plan order execute plant set throw hurl fire target hit strike destroy burn "
        "orchestrate mastermind organise organize prepare place undertake implement blow detonate"
    ).split()
    for form in (
        stem,
        stem + "s",
        stem + "ed",
        stem + "d",
        stem + "ing",
        stem[:-1] + "ing",
        stem[:-1] + "ied",
        stem[:-1] + "ies",
        stem + "es",
    )
) | {"threw", "thrown", "struck", "set", "hit", "setting", "hitting", "planted", "planned", "planning", "blew", "blown"}
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
_INTENTIONS = frozenset(
    "committed plan plans planned planning intend intends intended want wants wanted threaten threatens threatened threatening vow vows "
    "vowed "
    "hope hopes hoped seek seeks sought aim aims aimed try tries tried trying able unable prepared preparing prepare prepares ready likely "
    "refuse refused urged called ordered prevent prevented attempt attempted attempts".split()
)
_MERE_PERSONS = frozenset(
    {"member", "members", "man", "men", "one", "some", "element", "elements", "supporters", "person", "youth", "woman"}
)
_STATE_MEANS = frozenset(
    {
        "airstrike",
        "airstrikes",
        "strike",
        "strikes",
        "raid",
        "raids",
        "shelling",
        "bombardment",
        "missile",
        "drone",
        "drones",
    }
)
_COVER = re.compile(r"\bunder (?:the )?(?:(?:cover|name|banner|guise|flag) of (?:the )?)?")
_LACKS = re.compile(
    r"\b(?:not|n't|no|neither|nor|never|cannot|can't|without|powerless|besieged|hunted|incapable|unable|far|how can|how could|"
    r"lacks?|lacking|weakened|defeated|decimated|no longer|too weak|unlikely)\b"
)
_HOW_CAN = re.compile(r"\W*how (?:can|could|would)\b")
_NO_PART = re.compile(
    r"\b(?:nothing to do with|no (?:involvement|role|part|hand|link|connection) (?:in|to|with)|not (?:involved|"
    r"responsible|behind)|no responsibility)\b"
)
_ARGUED_ABOUT = frozenset({"group", "faction", "umbrella", "state", "military", "intelligence", "police"})
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
_ACCIDENT = re.compile(
    r"\b(?:gas leak|gas cylinder|gas explosion|accidental(?:ly)?|was an accident|electrical fault|short circuit|"
    r"technical fault)\b"
)


def _of_habit(a: Assertion, habits: list[tuple[int, int]]) -> bool:
    """Whether what somebody "had nothing to do with" were the earlier attacks of a remark on its record."""
    if a.facet is not Facet.PERPETRATOR or a.polarity is not Polarity.NEGATED:
        return False
    return any(start <= (a.start or 0) < end + 40 for start, end in habits)


class Facets:
    """All candidate assertions of a page, in reading order."""

    def __init__(self, page: Page, voices: Voices, actors: Actors) -> None:
        self.page = page
        self.voices = voices
        self.actors = actors
        self._events = events()
        self._cues = cues()

    def find(self) -> list[Assertion]:
        """Every candidate, sorted by place in the text; duplicates of one facet at one spot are dropped."""
        found: list[Assertion] = []
        found.extend(self._actors())
        found.extend(self._attackers())
        found.extend(self._affiliations())
        found.extend(self._tactics_weapons_targets())
        found.extend(self._tolls())
        found.extend(self._places())
        found.extend(self._times())
        found.extend(self._arguments())
        habits = [
            (a.start or 0, a.end or 0) for a in found if a.facet is Facet.TRACK_RECORD and a.value == "false_claims"
        ]
        found = [a for a in found if not _of_habit(a, habits)]
        unique = {(a.facet, a.value, a.start): a for a in found}
        return sorted(unique.values(), key=lambda a: (a.start or 0, a.end or 0, a.facet, a.value))

    # who

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
        if word in self._events.verbs or (word in _DEEDS and self._violent(i, word)):
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
        for noun in self.actors.spread(i):
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
            for on in (t for t in page.subtree(i) if t > i and page.words[t] == "on" and page.deps[t] == "prep"):
                pobj = page.child(on, "pobj")
                if pobj is not None and self.actors.is_actor(pobj):
                    patient = pobj
                    break
        elif base in ("implicate", "denounce") or not self._of_violence(i):
            if not self._of_violence(i):
                return
        yield from self._perpetrators(patient, i)

    def _of_violence(self, i: int) -> bool:
        page = self.page
        return any(
            page.words[t] in self._events.words or page.words[t] in self._events.verbs or page.words[t] in _DEEDS
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
                if hit is not None and hit.kind == "state" and page.words[i] in _STATE_MEANS:
                    words = page.span_at(hit.start, hit.end)
                    yield self._made(Facet.PERPETRATOR, clean_name(words.text), hit.start, hit.end)
                elif (hit is not None and hit.kind in ("group", "faction", "umbrella", "military")) or (
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
            if joins is None or (page.words[i] == "involved" and not self._of_violence(i)):
                return
        subject = page.subject(verb) if page.is_verb(verb) else None
        if subject is None and page.is_verb(verb):
            subject = page.child(verb, "nsubjpass")
        if subject is None or not (self.actors.is_actor(subject) or page.words[subject] in ("it", "they")):
            climb = verb
            while page.heads[climb] != climb and page.child(climb, "dobj") is None:
                climb = page.heads[climb]
            subject = page.child(climb, "dobj")
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
            if hit.kind not in ("group", "faction", "umbrella"):
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
            owner = self.voices._owner(i)
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

    def _attackers(self) -> Iterator[Assertion]:
        """Names of persons said to have carried it out: "a bomber named X", "X, who blew himself up"."""
        page = self.page
        for m in _NAMED.finditer(page.lower_text):
            first, after = page.token_range(m.end(), m.end() + 1)
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
        bodies = any(hit is not None and hit.kind in _ARGUED_ABOUT - {"state"} for hit in named)
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

    # what, how

    def _tactics_weapons_targets(self) -> Iterator[Assertion]:
        page, text = self.page, self.page.lower_text
        known = objects()
        for m in self._events.phrases.finditer(text):
            word = self._events.by_phrase.get(re.sub(r"\s+", " ", m.group()))
            if word and word.tactic and not word.weak:
                yield self._made(Facet.TACTIC, word.tactic, *m.span(), polarity=self._polarity_at(m.start()))
        for i, w in enumerate(page.words):
            word = (
                self._events.words.get(w)
                if page.tags[i].startswith("NN")
                else self._events.verbs.get(w)
                if page.is_verb(i)
                else None
            )
            if word and page.deps[i] == "compound" and page.words[page.heads[i]] not in self._events.words:
                continue  # "detonation points", "murder suspect"
            if word and word.tactic and not word.weak:
                yield self._made(
                    Facet.TACTIC, word.tactic, page.starts[i], page.ends[i], polarity=self._polarity_at(page.starts[i])
                )
        for m in known.weapon.finditer(text):
            name = known.weapon_of[re.sub(r"\s+", " ", m.group())]
            polarity = self._polarity_at(m.start())
            yield self._made(Facet.WEAPON, name, *m.span(), polarity=polarity)
            if name in ("explosive_device", "dynamite"):
                yield self._made(Facet.TACTIC, "bombing", *m.span(), polarity=polarity)
            if name in known.weapon_tactic:
                yield self._made(Facet.TACTIC, known.weapon_tactic[name], *m.span(), polarity=polarity)
        for m in known.planted.finditer(text):
            yield self._made(Facet.TACTIC, "planted_device", *m.span(), polarity=self._polarity_at(m.start()))
        for m in _ACCIDENT.finditer(text):
            yield self._made(Facet.TACTIC, "accident", *m.span(), polarity=self._polarity_at(m.start()))
        yield from self._targets()

    def _targets(self) -> Iterator[Assertion]:
        page = self.page
        known = objects()
        for m in known.target.finditer(page.lower_text):
            first, after = page.token_range(*m.span())
            noun = after - 1
            if noun < 0 or noun >= len(page) or not page.tags[noun].startswith("NN"):
                continue
            hit = page.name_at[noun]
            if hit is not None and hit.kind != "place":
                continue  # a group's name may hold the word ("… Brigades")
            if self._is_hit(noun):
                start = page.starts[first]
                for c in page.children[noun]:
                    if c < first and page.deps[c] in ("compound", "amod", "nmod") and c == first - 1:
                        first = page.left[c]
                        start = page.starts[first]
                yield self._made(Facet.TARGET, known.target_of[re.sub(r"\s+", " ", m.group())], start, page.ends[noun])

    def _is_hit(self, noun: int) -> bool:
        """Whether a noun stands where an attack's target stands: object of an attack word, or the place of an explosion."""
        page = self.page
        seen = 0
        i = noun
        while seen < 5:
            dep, head = page.deps[i], page.heads[i]
            if head == i:
                return False
            if dep in ("dobj", "nsubjpass") and (page.words[head] in self._events.verbs or page.words[head] in _DEEDS):
                return True
            if dep == "pobj" and page.words[head] in (
                "on",
                "against",
                "at",
                "in",
                "near",
                "inside",
                "outside",
                "of",
                "to",
                "with",
                "between",
                "under",
                "beneath",
                "beside",
            ):
                anchor = page.heads[head]
                if (
                    page.words[anchor] in self._events.words
                    or page.words[anchor] in self._events.verbs
                    or page.words[anchor] in _DEEDS
                ):
                    return True
                if page.words[anchor] in (
                    "up",
                    "off",
                    "fire",
                    "bomb",
                    "device",
                    "went",
                    "go",
                    "responsibility",
                    "killed",
                    "occurred",
                    "took",
                    "place",
                ):
                    return True
                i = anchor
            elif dep in ("conj", "compound", "nmod", "appos", "pobj", "prep"):
                if dep in ("compound", "nmod") and page.words[head] in self._events.words:
                    return True
                i = head
            else:
                return False
            seen += 1
        return False

    def _polarity_at(self, offset: int) -> Polarity:
        """Negated when the clause says "not a suicide bombing", "there was no bomb"."""
        before = self.page.lower_text[max(0, offset - 28) : offset]
        clause = re.split(r"[,;.:]| but ", before)[-1]
        return (
            Polarity.NEGATED
            if re.search(
                r"(?:\b(?:not|no|never|neither|nor|without|rather than|instead of)\b|n't)[^,;.]{0,24}$", clause
            )
            else Polarity.AFFIRMED
        )

    def _tolls(self) -> Iterator[Assertion]:
        page = self.page
        for first, after in page.sentences:
            for hit in find_tolls(page.lower_text, page.starts[first], page.ends[after - 1]):
                yield self._toll(hit.effect, hit.quantity, hit.party, hit.wording, hit.start, hit.end)

    def _toll(self, effect: Effect, quantity: Range, party: str, wording: str, start: int, end: int) -> Assertion:
        ends = ["" if v is None else str(int(v)) for v in (quantity.low, quantity.high)]
        return Assertion(
            facet=Facet.TOLL,
            value=f"{effect.value}:{ends[0]}-{ends[1]}",
            text=self.page.text[start:end],
            start=start,
            end=end,
            quantity=quantity,
            effect=effect,
            party=party,
            wording=wording,
        )

    # where, when

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
            if hit.kind == "state" and after <= len(page) and page.words[page.heads[after - 1]] in _STATE_MEANS:
                continue  # "U.S. airstrikes": whose, not where
            if (
                first in seen
                or first >= len(page)
                or page.text[hit.start : hit.end].lower().endswith(("ian", "ish", "ese", "aqi"))
            ):
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

    def _suffered(self, i: int) -> bool:
        """ "The city witnessed an explosion", "Baghdad was rocked by"."""
        head = self.page.words[self.page.heads[i]]
        return self.page.deps[i] in ("nsubj", "nsubjpass", "dobj") and head in _SUFFERED

    def _times(self) -> Iterator[Assertion]:
        for start, end, words in find_times(self.page.text):
            if self._of_attack(start, end):
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

    # why and how believable

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
            group = self.voices.last_group(page.left[within[0]]) if page.words[within[0]] in people().anaphors else None
            return group if group and page.name_at[within[0]] is None else self.actors.name_of(within[0])
        first, after = page.token_range(*clause)
        at = page.token_range(start, start + 1)[0]
        before = [t for t in range(first, min(at + 1, len(page))) if self._nameable(t)]
        behind = [t for t in range(at + 1, min(after, len(page))) if self._nameable(t)]
        choice = before[-1:] or (behind[:1] if facet not in ("motive", "target_selection") else [])
        if choice:
            name = self.actors.name_of(choice[0])
            group = self.voices.last_group(page.left[choice[0]]) if page.words[choice[0]] in people().anaphors else None
            return group if group and page.name_at[choice[0]] is None else name
        if any(page.words[t] in people().anaphors for t in range(first, min(after, len(page)))):
            return self.voices.last_group(min(at, len(page) - 1))
        return None

    def _nameable(self, t: int) -> bool:
        page = self.page
        if page.deps[t] in ("compound", "amod", "nmod", "poss") and self.actors.is_actor(page.heads[t]):
            return False
        hit = page.name_at[t]
        if hit is not None:
            located = page.deps[t] == "pobj" and page.words[page.heads[t]] in ("in", "inside", "across", "near", "from")
            return hit.kind in _ARGUED_ABOUT and not (hit.kind == "state" and located)
        return self.actors.is_unnamed(t) and page.tags[t].startswith("NN")

    def _made(
        self,
        facet: Facet,
        value: str,
        start: int,
        end: int,
        *,
        about: str | None = None,
        polarity: Polarity = Polarity.AFFIRMED,
    ) -> Assertion:
        span = Span(self.page.text[start:end], start, end)
        return Assertion(facet=facet, value=value, text=span.text, start=start, end=end, polarity=polarity, about=about)

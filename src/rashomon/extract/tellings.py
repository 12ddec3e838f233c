"""Sentences that tell of an attack, and which of them tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rashomon.extract.actors import clean_name
from rashomon.extract.lexicon import EventWord, events, objects, people
from rashomon.extract.page import Page
from rashomon.model import Assertion, Facet, fold

_FAMILY = {"assassination": "assassination", "kidnapping": "kidnapping", "arson": "arson", "robbery": "robbery"}
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both", "its", "their"})
_UNREAL = frozenset(
    {
        "would",
        "could",
        "may",
        "might",
        "will",
        "shall",
        "should",
        "if",
        "threatened",
        "threaten",
        "threatens",
        "vowed",
        "plans",
        "planned",
        "prevent",
        "against",
    }
)
_WAVE = re.compile(
    r"\b(?:wave|series|string|spate|number|campaign|some|many|several|recent|such|other|part) (?:of )?(?:\w+ )?$"
)
_WEEKDAY = re.compile(r"()\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
_DATE = re.compile(
    r"\b(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(\d{1,2})|(\d{1,2})\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_SUPERLATIVE = re.compile(
    r"\b(?:deadliest|worst|bloodiest|most deadly|biggest|first)\b[^.;]{0,60}\b(?:since|in years|this year|of the year)\b"
)
_ATTEMPT = re.compile(
    r"\b(?:attempt(?:ed|s|ing)?|tried|failed|foiled|thwarted|unsuccessful|defused|deactivated|escaped unhurt|unharmed|plot)\b"
)
_THREAT = re.compile(r"\b(?:threat(?:en(?:ed|s|ing)?|s)?|vow(?:ed|s)?|warn(?:ed|s)?)\b")


@dataclass
class Telling:
    """One sentence about one family of attack. ``detail`` says how much it tells; ``generic`` that it singles out none."""

    sentence: int
    family: str
    words: list[EventWord]
    at: list[tuple[int, int]]
    assertions: list[Assertion]
    victims: list[tuple[str, int, int]]
    definite: bool
    generic: bool
    unreal: bool
    detail: float
    stage: str = "accomplished"

    @cached_property
    def by_facet(self) -> dict[Facet, set[str]]:
        """Normalised values by facet; places and times folded."""
        found: dict[Facet, set[str]] = {}
        for a in self.assertions:
            value = fold(a.value) if a.facet in (Facet.PLACE, Facet.TIME) else a.value
            found.setdefault(a.facet, set()).add(value)
        return found

    @cached_property
    def victim_names(self) -> set[str]:
        """Folded last names of named victims."""
        return {fold(v[0]).split(" ")[-1] for v in self.victims if fold(v[0])}

    def values(self, facet: Facet) -> set[str]:
        """Normalised values of one facet."""
        return self.by_facet.get(facet, set())


class Thread:
    """Tellings of one attack in one report; what they say is kept as running sets, so that adding one costs no re-reading."""

    def __init__(self, telling: Telling) -> None:
        self.tellings: list[Telling] = []
        self.victims: set[str] = set()
        """Folded last names of named victims."""
        self.detail = 0.0
        """How much is told of it."""
        self._values: dict[Facet, set[str]] = {}
        self._families: set[str] = set()
        self.add(telling)

    def add(self, telling: Telling) -> None:
        """One more telling of the same attack."""
        self.tellings.append(telling)
        self.victims |= telling.victim_names
        self.detail += telling.detail
        self._families.add(telling.family)
        for facet, values in telling.by_facet.items():
            self._values.setdefault(facet, set()).update(values)

    def values(self, facet: Facet) -> set[str]:
        """Normalised values of one facet over all its tellings."""
        return self._values.get(facet, set())

    @property
    def families(self) -> set[str]:
        """Families of its tellings, the vague one left out where there is another."""
        return self._families - {"violence"} or self._families


def _share_a_place(one: set[str], other: set[str]) -> bool:
    """Whether two sets of place names have one in common, or one that holds the other's words ("Sadr City market")."""
    return any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in one for b in other)


def same_day(one: Iterable[str], other: Iterable[str]) -> float:
    """Whether two sets of time words speak of one day: 1 when they share a weekday or a date, −2 when only different ones.

    A weekday and a date cannot be compared without a calendar: 0.
    """
    score = 0.0
    for pattern in (_WEEKDAY, _DATE):
        a, b = ({"".join(m) for text in texts for m in pattern.findall(text)} for texts in (one, other))
        if a & b:
            return 1.0
        if a and b:
            score = -2.0
    return score


_HUMAN_NOUNS = frozenset(
    phrase
    for phrase, kind in objects().target_of.items()
    if kind in ("civilians", "police", "military", "political_figure", "activist", "diplomatic", "business")
)


class Tellings:
    """Finds tellings and threads them."""

    def __init__(
        self, page: Page, assertions: list[Assertion], countries: frozenset[str], regions: frozenset[str] = frozenset()
    ) -> None:
        self.page = page
        self.assertions = assertions
        self.countries = countries
        self.broad = countries | regions
        self._events = events()

    def find(self) -> list[Telling]:
        """Tellings in reading order."""
        page = self.page
        by_sentence: dict[int, list[tuple[int, int, EventWord]]] = {}
        for start, end, word in self._hits():
            token = min(page.token_range(start, end)[0], len(page) - 1)
            by_sentence.setdefault(page.sentence_of[token], []).append((start, end, word))
        asserted: dict[int, list[Assertion]] = {}
        for a in self.assertions:
            if a.start is not None:
                token = min(page.token_range(a.start, a.start + 1)[0], len(page) - 1)
                asserted.setdefault(page.sentence_of[token], []).append(a)
        found: list[Telling] = []
        for sentence in sorted(by_sentence):
            found.extend(self._of_sentence(sentence, by_sentence[sentence], asserted.get(sentence, [])))
        return found

    def _hits(self) -> list[tuple[int, int, EventWord]]:
        page = self.page
        found: list[tuple[int, int, EventWord]] = []
        taken: set[int] = set()
        for m in self._events.phrases.finditer(page.lower_text):
            found.append((*m.span(), self._events.by_phrase[re.sub(r"\s+", " ", m.group())]))
            taken.update(range(*page.token_range(*m.span())))
        for i, w in enumerate(page.words):
            if i in taken:
                continue
            word = self._events.words.get(w) if page.tags[i].startswith("NN") else None
            if word is None and page.is_verb(i):
                word = self._events.verbs.get(w)
            if word is not None and not (
                page.deps[i] == "compound"
                and page.words[page.heads[i]] not in self._events.words
                and page.words[page.heads[i]] not in people().kinds
            ):
                found.append((page.starts[i], page.ends[i], word))
        return sorted(found, key=lambda h: (h[0], h[1]))

    def _of_sentence(
        self, sentence: int, hits: list[tuple[int, int, EventWord]], asserted: list[Assertion]
    ) -> list[Telling]:
        families: dict[str, list[tuple[int, int, EventWord]]] = {}
        for hit in hits:
            family = _FAMILY.get(hit[2].type, "attack")
            if hit[2].generic:
                family = "generic"
            elif hit[2].weak:
                # "the killing of X" is told like a murder; "killed" alone may be what a bomb did
                named = hit[2].name == "killing" and hit[2].noun and self._victims(self._head(hit[0], hit[1]))
                family = "assassination" if named else "violence"
            families.setdefault(family, []).append(hit)
        apart = [hit for hit in families.get("violence", ()) if len(hits) > 1 and self._kills_somebody_else(hit, hits)]
        if apart:
            families["violence"] = [hit for hit in families["violence"] if hit not in apart]
            families.setdefault("assassination", []).extend(apart)
            families = {family: found for family, found in families.items() if found}
        strong = [f for f in families if f not in ("violence", "generic")]
        for vague in ("violence", "generic"):
            if vague in families and strong:
                home = "attack" if "attack" in strong else strong[0]
                families[home] = sorted(families[home] + families.pop(vague))
            elif vague == "generic" and vague in families and "violence" in families:
                families["violence"] = sorted(families["violence"] + families.pop(vague))
        return [
            self._telling(sentence, f, h, self._near(f, families, asserted))
            for f, h in sorted(families.items(), key=lambda x: x[1][0])
        ]

    def _kills_somebody_else(self, hit: tuple[int, int, EventWord], hits: list[tuple[int, int, EventWord]]) -> bool:
        """ "An officer confessed to killing X": a killing with a named object, by nobody's bomb, beside another attack's words."""
        page = self.page
        head = self._head(hit[0], hit[1])
        if hit[2].name != "killing" or page.child(head, "nsubjpass") is not None or not self._victims(head):
            return False
        victim = page.child(head, "dobj")
        others = [self._head(s, e) for s, e, _ in hits if (s, e) != hit[:2]]
        if victim is not None and any(page.left[victim] <= other <= page.right[victim] for other in others):
            return False  # "killing X, who was shot dead": one and the same
        subject = page.subject(head)
        by_attack = subject is not None and (
            page.words[subject] in self._events.words or page.words[subject] in objects().weapon_of
        )
        return not by_attack and page.deps[head] in ("pcomp", "xcomp", "relcl", "ccomp", "advcl")

    def _near(
        self, family: str, families: dict[str, list[tuple[int, int, EventWord]]], asserted: list[Assertion]
    ) -> list[Assertion]:
        """The assertions of a sentence that are closer to this family's words than to another's."""
        if len(families) == 1:
            return asserted

        def distance(f: str, a: Assertion) -> int:
            return min(min(abs(s - (a.start or 0)), abs(e - (a.end or 0))) for s, e, _ in families[f])

        return [a for a in asserted if min(sorted(families), key=lambda f: (distance(f, a), f)) == family]

    def _telling(
        self, sentence: int, family: str, hits: list[tuple[int, int, EventWord]], asserted: list[Assertion]
    ) -> Telling:
        page = self.page
        first, after = page.sentences[sentence]
        text = page.lower_text[page.starts[first] : page.ends[after - 1]]
        heads = [self._head(s, e) for s, e, _ in hits]
        definite = any(self._is_definite(h) for h in heads)
        nouns = [h for h in heads if page.tags[h].startswith("NN")]
        plural = (
            bool(nouns)
            and all(page.tags[h] in ("NNS", "NNPS") for h in nouns)
            and not any(page.is_verb(h) for h in heads)
        )
        wave = any(_WAVE.search(page.lower_text[max(0, s - 32) : s]) for s, _, _ in hits)
        victims = [v for h in heads for v in self._victims(h)]
        unreal = all(self._is_unreal(h) for h in heads)
        detail = self._detail(hits, heads, asserted, victims) - (1.5 if plural else 0) - (2 if unreal else 0)
        only_generic = all(w.generic for _, _, w in hits)
        superlative = bool(_SUPERLATIVE.search(text)) and not any(a.facet is Facet.TOLL for a in asserted)
        generic = only_generic or superlative or ((plural or wave) and not victims and detail < 3)
        stage = "accomplished"
        if _ATTEMPT.search(text):
            stage = "attempted"
        elif unreal and _THREAT.search(text):
            stage = "threatened"
        return Telling(
            sentence,
            family,
            [w for _, _, w in hits],
            [(s, e) for s, e, _ in hits],
            asserted,
            victims,
            definite,
            generic,
            unreal,
            detail,
            stage,
        )

    def _head(self, start: int, end: int) -> int:
        """The token of a hit that has its arguments: the verb of a phrase ("shot dead"), else its last word."""
        first, after = self.page.token_range(start, end)
        tokens = range(first, min(after, len(self.page)))
        return next((t for t in tokens if self.page.is_verb(t)), min(after - 1, len(self.page) - 1))

    def _is_definite(self, h: int) -> bool:
        page = self.page
        return page.tags[h].startswith("NN") and any(
            page.words[c] in _DEFINITE or page.deps[c] == "poss" for c in page.children[h]
        )

    def _is_unreal(self, h: int) -> bool:
        page = self.page
        if page.is_verb(h):
            near = {page.words[c] for c in page.children[h]} | {page.words[page.heads[h]]}
            return bool(near & _UNREAL) or (page.tags[h] == "VB" and page.words[page.heads[h]] in _UNREAL)
        return page.words[page.heads[h]] in (
            "prevent",
            "preventing",
            "threatened",
            "threaten",
            "against",
            "combat",
            "condemn",
        )

    def _detail(
        self,
        hits: list[tuple[int, int, EventWord]],
        heads: list[int],
        asserted: list[Assertion],
        victims: list[tuple[str, int, int]],
    ) -> float:
        facets = {a.facet for a in asserted}
        places = {fold(a.value) for a in asserted if a.facet is Facet.PLACE}
        score = 2.0 * any(self._described_victim(h) for h in heads) * (not victims)
        score += 3.0 * bool(victims) + 2.0 * bool(places - self.countries) + 0.5 * bool(places & self.countries)
        score += 2.0 * (Facet.TOLL in facets) + 1.0 * (Facet.TIME in facets) + 1.0 * (Facet.TARGET in facets)
        score += 0.5 * (Facet.WEAPON in facets) + 1.0 * bool(
            facets & {Facet.PERPETRATOR, Facet.ATTACKER, Facet.CLAIMANT}
        )
        score += 1.0 * any(self.page.tags[h] in ("VBD", "VBN") for h in heads) + 0.5 * any(
            not w.weak for _, _, w in hits
        )
        return score

    def _described_victim(self, h: int) -> bool:
        """Whether a word of killing or kidnapping has a victim told by description: "the murder of six priests", "killed a mayor"."""
        page = self.page
        word = self._events.words.get(page.words[h]) or self._events.verbs.get(page.words[h])
        if word is None or (word.type not in ("assassination", "kidnapping") and word.name != "killing"):
            return False
        nouns = [c for c in page.children[h] if page.deps[c] in ("dobj", "nsubjpass")]
        for c in page.children[h]:
            pobj = page.child(c, "pobj") if page.words[c] == "of" and page.deps[c] == "prep" else None
            nouns.extend([pobj] if pobj is not None else [])
        return any(self._singled_out(noun) for noun in nouns)

    def _singled_out(self, noun: int) -> bool:
        """A human noun with a number, an article or a name's modifier, not a bare plural ("activists")."""
        page = self.page
        human = page.words[noun] in _HUMAN_NOUNS or bool(page.kinds(noun))
        counted = any(
            page.deps[c] in ("nummod", "poss")
            or page.words[c] in ("the", "a", "an", "this", "that", "these", "those", "his", "her")
            for c in page.children[noun]
        )
        return human and counted

    def _victims(self, h: int) -> list[tuple[str, int, int]]:
        """Named victims of an event word: "the murder of X", "X was killed", "X's assassination", "killed X"."""
        page = self.page
        nouns: list[int] = []
        for c in page.children[h]:
            if page.deps[c] in ("dobj", "nsubjpass"):
                nouns.extend(page.conjuncts(c))
            elif page.words[c] == "of" and page.deps[c] == "prep":
                pobj = page.child(c, "pobj")
                nouns.extend(page.conjuncts(pobj) if pobj is not None else [])
            elif page.deps[c] == "poss" and page.tags[h].startswith("NN") and page.entity_of[c] == "PERSON":
                nouns.append(c)
        if page.words[h] in ("killer", "assassin", "killers", "assassins"):
            nouns.extend(c for c in page.children[h] if page.deps[c] == "poss")
        found = []
        for noun in nouns:
            if page.entity_of[noun] == "PERSON":
                start, after, _ = next(e for e in page.entities if e[0] <= noun < e[1])
                span = page.span(start, after - 1)
                name = clean_name(span.text)
                if name and span.start is not None:
                    end = span.start + len(re.sub(r"\s?['’]s?$", "", span.text))
                    found.append((page.text[span.start : end], span.start, end))
        return found

    # threads

    def thread(self, tellings: list[Telling]) -> list[Thread]:
        """Group tellings, in reading order; one that singles out nothing joins what it can or is left to the main attack."""
        threads: list[Thread] = []
        loose: list[Telling] = []
        for telling in tellings:
            if telling.generic and not telling.victims:
                loose.append(telling)
                continue
            scored = [(self._fit(telling, thread), n) for n, thread in enumerate(threads)]
            best = max(scored, key=lambda s: (s[0], s[1]), default=(-9.0, -1))
            if best[0] >= 1.5:
                threads[best[1]].add(telling)
            elif telling.detail >= 3.0 and not (telling.unreal and telling.stage == "accomplished"):
                threads.append(Thread(telling))
            else:
                loose.append(telling)
        if not threads:  # a report on the aftermath: "the Madrid train bombings"
            known = [
                t for t in loose
                if t.definite and not t.unreal and t.family not in ("violence", "generic")
                and (t.values(Facet.PLACE) - self.countries or any(_DATE.search(v) for v in t.values(Facet.TIME)))
            ]  # fmt: skip
            if known:
                threads.append(Thread(max(known, key=lambda t: (t.detail, -t.sentence))))
                loose = [t for t in loose if t is not threads[0].tellings[0]]
        main = self.main(threads)
        for telling in loose:
            if (
                main is not None
                and (telling.definite or telling.generic)
                and self._fit(telling, main) > 0
                and not telling.unreal
            ):
                main.add(telling)
        return threads

    @staticmethod
    def main(threads: list[Thread]) -> Thread | None:
        """The attack that a report begins with, or, where it begins with none, the one that it tells most of."""

        if threads and threads[0].tellings[0].sentence <= 4:
            return threads[0]  # what a report begins with is what it is about
        return max(
            threads,
            key=lambda t: (max(x.detail for x in t.tellings) + 0.25 * len(t.tellings), -t.tellings[0].sentence),
            default=None,
        )

    def _fit(self, telling: Telling, thread: Thread) -> float:
        """How well a telling fits a thread: agreement of victims, places, times, targets and tactics against conflicts."""
        score = 0.0
        mine = telling.victim_names
        theirs = thread.victims
        if mine and theirs:
            score += 4 if mine & theirs else -4
        families = thread.families
        same = telling.family in families
        vague = telling.family in ("violence", "generic") or families == {"violence"}
        score += 1.0 if same else 0.5 if vague else -3.0 if not (mine & theirs) else 0
        if theirs and not mine and families == {"assassination"} and telling.family != "assassination":
            score -= 1.0  # talk of "an attack" after a murder told in passing is seldom of that murder
        places, known = telling.values(Facet.PLACE) - self.broad, thread.values(Facet.PLACE) - self.broad
        if places and known:
            score += 2 if _share_a_place(places, known) else -1.5
        score += same_day(telling.values(Facet.TIME), thread.values(Facet.TIME))
        score += 0.0 if telling.values(Facet.TIME) else 0.5  # no time of its own: it goes on about the last one
        targets = telling.values(Facet.TARGET) & thread.values(Facet.TARGET)
        score += 0.75 if targets else 0
        score += 1.5 if telling.definite and telling.detail < 4 else 0.75 if telling.definite else 0
        gap = telling.sentence - thread.tellings[-1].sentence
        score += 0.75 if gap <= 1 else 0.25 if gap <= 3 else 0
        tolls, counted = telling.values(Facet.TOLL), thread.values(Facet.TOLL)
        if tolls and counted and not tolls & counted:
            score -= 0.5
        mine_tactics, their_tactics = (
            telling.values(Facet.TACTIC) - {"bombing"},
            thread.values(Facet.TACTIC) - {"bombing"},
        )
        if mine_tactics & their_tactics:
            score += 0.5
        if self._page_says_another(telling):
            score -= 3
        return score

    def _page_says_another(self, telling: Telling) -> bool:
        """ "Another bomb", "a second explosion", "in a separate attack", "meanwhile": the text itself tells it apart."""
        first, after = self.page.sentences[telling.sentence]
        text = self.page.lower_text[self.page.starts[first] : self.page.ends[after - 1]]
        return bool(
            re.search(
                r"\b(?:another|a second|a third|separate|elsewhere|in a different|on the other hand|also (?:attacked|"
                r"bombed|killed|blew|kidnapped|set))\b",
                text,
            )
        )

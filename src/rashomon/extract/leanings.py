"""Attitudes without a verb of their own: "is convinced that", "his support for", "reportedly"."""

from __future__ import annotations

from rashomon.extract.attribution import Attribution
from rashomon.extract.lexicon import attitudes
from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing
from rashomon.extract.subjects import NOBODY, Subjects
from rashomon.extract.voices import Voice, Voices
from rashomon.model import Modality

_COPULAS = frozenset(
    "be is are was were been being am 's 're 'm seem seems seemed feel feels felt remain remains remained become became "
    "sound sounded".split()
)
_LEADING = frozenset({"of", "about", "with", "in", "to", "for", "by", "at", "on", "that"})
_TOPIC = frozenset({"about"})
_NO_TOPIC = frozenset({"in", "from", "at", "by", "during"})


class Leanings:
    """Reads the adjectives, nouns and adverbs of ``data/attitudes.toml`` on one page."""

    def __init__(self, page: Page, voices: Voices, phrasing: Phrasing) -> None:
        self.page = page
        self.voices = voices
        self.phrasing = phrasing
        self._subjects = Subjects(page, voices, phrasing)
        self._words = attitudes()

    def adjective(self, i: int) -> bool:
        """Whether a word is one of the adjectives, said of a subject; a participle is one unless something "by" follows."""
        page = self.page
        if page.words[i] not in self._words.adjectives:
            return False
        passive = page.tags[i] == "VBN" and page.child(i, "auxpass") is not None and page.child(i, "agent") is None
        return page.deps[i] == "acomp" or passive

    def at(self, i: int) -> Attribution | None:
        """The attribution of one word, ``None`` where it is none."""
        page = self.page
        if self.adjective(i):
            return self._adjectival(i)
        if page.words[i] in self._words.nouns and page.tags[i] in ("NN", "NNS"):
            return self._topical(i)
        if page.words[i] in self._words.adverbs and page.deps[i] == "advmod" and page.is_verb(page.heads[i]):
            return self._adverbial(i)
        return None

    def _adjectival(self, i: int) -> Attribution | None:
        """ "Is convinced that", "are wary of"; a clause is what the subject holds to be so, or doubts, unless it only feels about it."""
        page = self.page
        passive = page.deps[i] != "acomp" or page.child(i, "auxpass") is not None
        verb = i if passive else page.heads[i]
        if not passive and (page.words[verb] not in _COPULAS or page.tags[verb] == "VB"):
            return None
        after = (c for c in dict.fromkeys(page.children[i] + page.children[verb]) if c > i)
        inner = next((c for c in after if page.deps[c] in ("ccomp", "xcomp", "prep")), None)
        subject = page.child(verb, "nsubj", "nsubjpass")
        empty = subject is not None and page.words[subject] in NOBODY
        voice = None if empty else self._subjects.of(verb, passive=passive)
        if inner is None or (voice is None and not (empty and page.deps[inner] == "ccomp")):
            return None
        preposition = page.deps[inner] == "prep"
        if preposition and page.words[inner] not in _LEADING:
            return None
        low = inner + 1 if preposition else page.left[inner]
        span = self.phrasing.trim(low, max(page.right[inner], self.phrasing.scope_end(verb, low)))
        content = self.phrasing.clause(i, inner) if page.deps[inner] == "ccomp" else [span] if span else []
        if not content:
            return None
        cue = (self.phrasing.group(verb)[0], inner if preposition and inner == i + 1 else i)
        stand = self._words.adjectives[page.words[i]]
        holds = (
            page.deps[inner] == "ccomp"
            and stand != "feeling"
            and (empty or self._subjects.vouched(verb, passive=passive))
        )
        negated = page.negated(verb)
        return Attribution(
            page.words[i], "assess" if holds else "report", cue, verb, voice, content, owns=holds,
            modality=Modality.HEDGED if stand == "doubtful" else None, negated=negated and not holds,
        )  # fmt: skip

    def _topical(self, i: int) -> Attribution | None:
        """ "His support for the deal", "raised concerns about", "criticism of the deal by": a noun, whose it is, what it is about."""
        page = self.page
        inner = next((c for c in page.children[i] if c > i and page.deps[c] in ("prep", "acl", "ccomp")), None)
        if inner is None or page.tags[inner] in ("VBG", "VBN") or page.words[inner] in _NO_TOPIC:
            return None
        preposition = page.deps[inner] == "prep"
        first, voice = self._owner(i)
        if voice is None and (not preposition or page.words[inner] not in _TOPIC):
            return None
        if first is None:
            return None
        last = inner if preposition and inner == i + 1 and page.words[inner] != "to" else i
        low = inner + 1 if preposition else page.left[inner]
        span = self.phrasing.trim(low, self.phrasing.before_aside(low, page.right[inner]))
        if span is None:
            return None
        return Attribution(page.words[i], "report", (first, last), None, voice, [span], owns=False)

    def _owner(self, i: int) -> tuple[int | None, Voice | None]:
        """The first token of the cue and whose the noun is: its possessor, "by" or "from" whom, or the subject of its verb."""
        page = self.page
        owner = page.child(i, "poss")
        if owner is not None:
            return i, self.voices.of(owner)
        head = page.heads[i]
        if page.deps[i] == "dobj" and page.is_verb(head) and head < i:
            if self.phrasing.is_cue(head):
                return None, None
            return self.phrasing.group(head)[0], self._subjects.of(head)
        for c in page.children[i]:
            noun = page.child(c, "pobj") if page.words[c] in ("by", "from") else None
            if noun is not None:
                return i, self.voices.of(noun)
        return i, None

    def _adverbial(self, i: int) -> Attribution | None:
        """ "Reportedly": somebody unsaid has it that the clause around is so."""
        page = self.page
        head = page.heads[i]
        parts = (self.phrasing.trim(page.left[head], i - 1), self.phrasing.trim(i + 1, page.right[head]))
        return Attribution(
            page.words[i],
            "report",
            (i, i),
            None,
            None,
            [p for p in parts if p],
            owns=False,
            modality=Modality.HEDGED,
        )

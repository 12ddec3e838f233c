"""What is put down to somebody without a word on an attack: thoughts, wishes, stances, looks, headings with a colon.

Nothing that such a content mentions is asserted by its speaker: the outlet tells of it. A clause or a quotation after a verb of
speech or thought is the exception, that is what somebody says.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.attribution import Attribution
from rashomon.extract.lexicon import attitudes, cues
from rashomon.extract.page import Page
from rashomon.extract.phrasing import RELATIVE, Phrasing, Range
from rashomon.extract.quotations import Quotations
from rashomon.extract.subjects import NOBODY, Subjects
from rashomon.extract.voices import Voices
from rashomon.model import Modality

_NOT_PASSIVE = frozenset({"swear", "hold", "go", "make", "find", "rule", "order"})
_NEED_CLAUSE = frozenset(
    "continue hold go make find order publish read rule prove swear judge conclude write tweet comment respond reply answer count "
    "go spell see feel fear expect".split()
)
"""Verbs whose plain object is not what somebody says."""
_LEADING = frozenset({"as", "about", "for", "of", "to", "with", "on"})
_ASKED = frozenset({"ask", "tell", "urge", "remind", "inform"})
"""In the passive their subject is spoken to, and is neither source nor content."""


class Attitudes:
    """Reads the words of ``data/attitudes.toml`` on one page, and the verbs of speech where they are used loosely."""

    def __init__(self, page: Page, voices: Voices, phrasing: Phrasing, quotations: Quotations) -> None:
        self.page = page
        self.voices = voices
        self.phrasing = phrasing
        self.quotations = quotations
        self._words = attitudes()
        self._subjects = Subjects(page, voices, phrasing)
        self._cues = cues()

    def _kind(self, i: int) -> tuple[str, str]:
        """Base form and kind of a verb; both empty for a verb of no list."""
        word = self.page.words[i]
        if word in self._words.verbs:
            return self._words.verbs[word]
        if word in self._cues.verbs:
            base, act = self._cues.verbs[word]
            loose = base in ("go", "make", "spell", "point") and self.phrasing.particle(i) is None
            if loose and not self._governed(i):
                return "", ""
            return base, "thought" if act == "assess" else "wish" if act == "threaten" else "speech"
        if self.phrasing.particle(i) is not None:
            return word, "speech"
        return "", ""

    def verbal(self, i: int) -> Attribution | None:
        """The attribution of a verb of speech, thought, wish, stance or seeming; ``None`` where it is none."""
        page = self.page
        light = self._light(i)
        base, kind = self._kind(i)
        if light is not None or not kind:
            return light
        if page.deps[i] in ("amod", "compound", "aux", "auxpass") or (page.deps[i] == "xcomp" and not self._finite(i)):
            return None
        if (
            page.deps[i] == "acl"
            and kind in ("stance", "wish")
            and page.tags[i] != "VBN"
            and page.child(i, "ccomp") is None
        ):
            return None  # "signs supporting", "a candidate backing"
        if self._is_passive(i):
            bare = page.deps[i] == "acl" and page.child(i, "agent") is None
            return None if bare and page.child(i, "auxpass") is None else self._passive(i, base, kind)
        if kind == "seeming":
            return self._seeming(i, base)
        voice = self._subjects.of(i, it_speaks=kind == "speech" and page.tags[i] != "VB")
        if voice is None:
            return None
        if page.tags[i] == "VB" and self._infinitive(i) and page.child(i, "ccomp") is None:
            return None
        cue, content, own = self._content(i, kind)
        if not content:
            return None
        owns = own and kind in ("speech", "thought", "wish") and (self._subjects.vouched(i) or self._quoted(i, content))
        return Attribution(
            base,
            "report",
            cue,
            i,
            voice,
            content,
            owns=owns,
            modality=Modality.HYPOTHETICAL if kind == "wish" else None,
            negated=page.negated(i) and not owns,
        )

    def _is_passive(self, i: int) -> bool:
        page = self.page
        participle = page.tags[i] == "VBN" and page.deps[i] == "acl" and page.child(i, "aux") is None
        return participle or page.child(i, "auxpass") is not None or page.child(i, "nsubjpass") is not None

    def _quoted(self, i: int, content: Sequence[Range]) -> bool:
        """Whether the content begins in a quotation that the cue stands outside of: whoever is quoted speaks."""
        page = self.page
        first = page.token_range(content[0][0], content[0][1])[0]
        return page.quote_at(first) is not None and page.quote_at(i) is None

    def _infinitive(self, i: int) -> bool:
        return any(self.page.words[c] == "to" and self.page.deps[c] == "aux" for c in self.page.children[i])

    def _finite(self, i: int) -> bool:
        return self.page.child(i, "nsubj") is not None

    def _content(self, i: int, kind: str) -> tuple[tuple[int, int], list[Range], bool]:
        """Cue, content, and whether the content is a clause or a quotation."""
        page = self.page
        cue = self.phrasing.group(i)
        clause = page.child(i, "ccomp")
        whole = self.phrasing.at_the_end(i) if kind in ("speech", "thought") else []
        if whole:
            return cue, whole, True
        if clause is not None and page.words[clause] not in ("say", "said"):
            content = self.phrasing.clause(i, clause)
            if content:
                return cue, content, True
        around = self.phrasing.parenthetical(i)
        if around and kind in ("speech", "thought"):
            return cue, around, True
        dobj, xcomp = page.child(i, "dobj", "dative"), page.child(i, "xcomp", "oprd")
        if (dobj is not None or xcomp is not None) and self._kind(i)[0] not in _NEED_CLAUSE:
            return cue, self._complement(i, min(x for x in (dobj, xcomp) if x is not None)), False
        governed = self._prepositional(i, cue)
        quoted = self.quotations.beside(i) if kind == "speech" and not governed[1] else None
        if quoted is not None:
            return cue, [self.quotations.inside(quoted)], True
        return governed

    def _complement(self, i: int, head: int) -> list[Range]:
        """From an object or infinitive to where the verb's scope ends; a relative pronoun, or what it stands for."""
        page = self.page
        if page.words[head] in ("which", "that", "whom", "what", "who") and head < i:
            return [(page.starts[head], page.ends[head])]
        first = page.left[head]
        if first <= i:
            return [
                s
                for s in (self.phrasing.trim(page.left[head], page.right[head] if page.right[head] < i else i - 1),)
                if s
            ]
        last = self.phrasing.object_end(i, page.right[head])
        span = self.phrasing.trim(first, self.phrasing.before_next_cue(first, last))
        return [span] if span else []

    def _governed(self, i: int) -> list[int]:
        """The prepositions after a verb that lead to what it is about."""
        page = self.page
        allowed = self._words.prepositions.get(page.words[i], frozenset())
        return [c for c in page.children[i] if c > i and page.deps[c] == "prep" and page.words[c] in allowed]

    def _prepositional(self, i: int, cue: tuple[int, int]) -> tuple[tuple[int, int], list[Range], bool]:
        """ "Called for", "spoke about": the preposition belongs to the cue."""
        page = self.page
        for c in self._governed(i):
            inner = page.child(c, "pobj", "pcomp")
            if inner is not None:
                joined = (cue[0], c) if c <= cue[1] + 2 else cue
                span = self.phrasing.trim(
                    page.left[inner] if page.left[inner] > c else c + 1, self.phrasing.object_end(i, page.right[c])
                )
                return joined, [span] if span else [], False
        if page.deps[i] == "relcl" and page.child(i, "nsubj") is not None and self._kind(i)[1] != "speech":
            head = page.heads[i]
            span = self.phrasing.trim(*page.noun_phrase(head))
            return cue, [span] if span else [], False
        return cue, [], False

    def _passive(self, i: int, base: str, kind: str) -> Attribution | None:
        """ "Is expected to win", "was asked about", "was praised by": the subject is what is spoken of, or who is spoken to."""
        page = self.page
        agent = page.child(i, "agent")
        by = page.child(agent, "pobj") if agent is not None else None
        last, rest = self._after_passive(i)
        if base in _NOT_PASSIVE or (rest is None and by is None):
            return None
        content = [part for part in (None if base in _ASKED else self._patient(i), rest) if part]
        if not content:
            return None
        hypothetical = Modality.HYPOTHETICAL if kind == "wish" or base == "expect" else None
        return Attribution(
            base, "report", (self.phrasing.group(i)[0], last), i, self.voices.of(by), content,
            passive=True, owns=False, modality=hypothetical,
        )  # fmt: skip

    def _patient(self, i: int) -> Range | None:
        """What a passive verb is said of, also where it shares its subject with the verb before ("left and is expected to")."""
        page = self.page
        patient = page.child(i, "nsubjpass")
        if patient is None and page.deps[i] == "conj":
            patient = page.child(page.heads[i], "nsubj", "nsubjpass")
        if patient is None or page.words[patient] in ("it", "who"):
            return None
        if page.words[patient] in RELATIVE:
            return page.starts[patient], page.ends[patient]
        return self.phrasing.trim(*page.noun_phrase(patient))

    def _after_passive(self, i: int) -> tuple[int, Range | None]:
        """The last token of the cue, with a preposition right after the verb, and the complement that follows."""
        page = self.page
        last = self.phrasing.group(i)[1]
        complement = page.child(i, "xcomp", "ccomp", "oprd")
        if complement is not None and complement > i:
            low = page.left[complement]
            return last, self.phrasing.trim(low, max(page.right[complement], self.phrasing.scope_end(i, low)))
        for c in page.children[i]:
            if c > i and page.deps[c] == "prep" and page.words[c] in _LEADING:
                last, low = (c, c + 1) if c == last + 1 else (last, c)
                return last, self.phrasing.trim(low, self.phrasing.object_end(i, max(low, page.right[c])))
        return last, None

    def _seeming(self, i: int, base: str) -> Attribution | None:
        """ "The vote seems lost": how it looks, to nobody named."""
        page = self.page
        subject = page.child(i, "nsubj")
        clause = page.child(i, "ccomp")
        if clause is not None and clause > i:
            return Attribution(
                base,
                "report",
                self.phrasing.group(i),
                i,
                None,
                self.phrasing.clause(i, clause),
                owns=False,
                modality=Modality.HEDGED,
            )
        rest = page.child(i, "xcomp", "oprd", "acomp")
        if subject is None or rest is None or rest < i or page.words[subject] in NOBODY:
            return None
        parts = (
            self.phrasing.trim(*page.noun_phrase(subject)),
            self.phrasing.trim(page.left[rest], self.phrasing.scope_end(i, page.right[rest])),
        )
        return Attribution(
            base,
            "report",
            self.phrasing.group(i),
            i,
            None,
            [p for p in parts if p],
            owns=False,
            modality=Modality.HEDGED,
        )

    def _light(self, i: int) -> Attribution | None:
        """ "Took aim at", "made the case for": a light verb, the noun that says what is done, and its preposition."""
        page = self.page
        nouns = self._words.light.get(page.words[i])
        noun = page.child(i, "dobj") if nouns else None
        if nouns is None or noun is None or page.words[noun] not in nouns or noun < i:
            return None
        voice = self._subjects.of(i)
        if voice is None:
            return None
        first, _ = self.phrasing.group(i)
        inner = next(
            (
                c
                for c in page.children[noun] + page.children[i]
                if c > noun and page.deps[c] in ("prep", "acl", "ccomp", "relcl")
            ),
            None,
        )
        if inner is None or page.tags[inner] == "VBG":
            return None
        last = inner if page.deps[inner] == "prep" else noun
        span = self.phrasing.trim(last + 1, self.phrasing.scope_end(i, page.right[inner]))
        return Attribution(page.words[noun], "report", (first, last), i, voice, [span], owns=False) if span else None

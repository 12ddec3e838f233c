"""What is put down to somebody without a word on an attack: thoughts, wishes, stances, looks, headings with a colon.

Nothing that such a content mentions is asserted by its speaker: the outlet tells of it. A clause or a quotation after a verb of
speech or thought is the exception, that is what somebody says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.lexicon import attitudes, cues
from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing, Range
from rashomon.extract.quotations import Quotations
from rashomon.extract.voices import Voice, Voices

_NOBODY = frozenset({"it", "there", "this", "that", "what", "which", "you", "all", "everything", "nothing", "something"})
_NOT_PASSIVE = frozenset({"swear", "hold", "go", "make", "find", "rule", "order"})
_IN_TALK = frozenset({"i", "we"})
_RELATIVE = frozenset({"who", "which", "that"})
_COPULAS = frozenset(
    "be is are was were been being am 's 're 'm seem seems seemed feel feels felt remain remains remained become became sound sounded".split()
)
_NEED_CLAUSE = frozenset(
    "continue hold go make find order publish read rule prove swear judge conclude write tweet comment respond reply answer count "
    "go spell see feel fear expect".split()
)
"""Verbs whose plain object is not what somebody says."""
_ASKED = frozenset({"ask", "tell", "urge", "remind", "inform"})
"""In the passive their subject is spoken to, and is neither source nor content."""
_HEADING = re.compile(r"(?P<who>[^\W\d_][^:\n\"“”.!?;]{1,58}?)\s?:\s+(?=[\"“‘'A-Z(])")


class Attitudes:
    """Reads the words of ``data/attitudes.toml`` on one page, and the verbs of speech where they are used loosely."""

    def __init__(self, page: Page, voices: Voices, phrasing: Phrasing, quotations: Quotations) -> None:
        self.page = page
        self.voices = voices
        self.phrasing = phrasing
        self.quotations = quotations
        self._words = attitudes()
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
        participle = page.tags[i] == "VBN" and page.deps[i] == "acl" and page.child(i, "aux") is None
        if participle and page.child(i, "agent") is None:
            return None
        if page.deps[i] == "acl" and kind in ("stance", "wish") and page.child(i, "ccomp") is None:
            return None  # "signs supporting", "a candidate backing"
        if participle or page.child(i, "auxpass") is not None or page.child(i, "nsubjpass") is not None:
            return self._passive(i, base, kind)
        if kind == "seeming":
            return self._seeming(i, base)
        voice = self._subject(i, it_speaks=kind == "speech" and page.tags[i] != "VB")
        if voice is None:
            return None
        if page.tags[i] == "VB" and self._infinitive(i) and page.child(i, "ccomp") is None:
            return None
        cue, content, own = self._content(i, kind)
        if not content:
            return None
        owns = own and kind in ("speech", "thought") and (self._vouched(i) or self._quoted(i, content))
        return Attribution(
            base, "report", cue, i, voice, content, owns=owns, wish=kind == "wish", negated=page.negated(i) and not owns
        )

    def _vouched(self, i: int) -> bool:
        """Whether the subject is one that can be held to its words: a name, a person, a body, a pronoun."""
        subject = self.page.subject(i)
        return subject is not None and self.voices.plausible(subject)

    def _quoted(self, i: int, content: Sequence[Range]) -> bool:
        """Whether the content begins in a quotation that the cue stands outside of: whoever is quoted speaks."""
        page = self.page
        first = page.token_range(content[0][0], content[0][1])[0]
        return page.quote_at(first) is not None and page.quote_at(i) is None

    def _infinitive(self, i: int) -> bool:
        return any(self.page.words[c] == "to" and self.page.deps[c] == "aux" for c in self.page.children[i])

    def _finite(self, i: int) -> bool:
        return self.page.child(i, "nsubj") is not None

    def _subject(self, i: int, *, it_speaks: bool = False) -> Voice | None:
        """Who says or thinks it; by the relative pronoun where there is one ("X, who hopes")."""
        page = self.page
        subject = page.subject(i)
        if subject is None or subject == i:
            return None
        if page.words[subject] in _NOBODY and not (it_speaks and page.words[subject] == "it"):
            return None
        if page.words[subject] in _IN_TALK and page.quote_at(i) is not None:
            return None  # what somebody quoted says of itself
        voice = self.voices.of(subject)
        return self._relative(i, voice)

    def _relative(self, i: int, voice: Voice | None) -> Voice | None:
        pronoun = self.phrasing.relative(i)
        return voice if voice is None or pronoun is None else replace(voice, first=pronoun, last=pronoun, pronoun=True)

    # what is said, thought or wanted

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
        if base in _NOT_PASSIVE:
            return None
        voice = self.voices.of(by) if by is not None else None
        patient = page.child(i, "nsubjpass")
        if patient is None and page.deps[i] == "conj":
            patient = page.child(page.heads[i], "nsubj", "nsubjpass")
        complement = page.child(i, "xcomp", "ccomp", "oprd")
        first, last = self.phrasing.group(i)
        parts: list[Range | None] = []
        if patient is not None and base not in _ASKED and page.words[patient] not in ("it", "who"):
            parts.append(
                (page.starts[patient], page.ends[patient])
                if page.words[patient] in _RELATIVE
                else self.phrasing.trim(*page.noun_phrase(patient))
            )
        preposition = next(
            (
                c
                for c in page.children[i]
                if c > i
                and page.deps[c] == "prep"
                and page.words[c] in ("as", "about", "for", "of", "to", "with", "on")
            ),
            None,
        )
        if complement is not None and complement > i:
            low = page.left[complement]
            parts.append(self.phrasing.trim(low, max(page.right[complement], self.phrasing.scope_end(i, low))))
        elif preposition is not None:
            if preposition == last + 1:
                last, low = preposition, preposition + 1
            else:
                low = preposition
            parts.append(self.phrasing.trim(low, self.phrasing.object_end(i, max(low, page.right[preposition]))))
        elif by is None:
            return None
        content = [p for p in parts if p]
        return (
            Attribution(
                base,
                "report",
                (first, last),
                i,
                voice,
                content,
                passive=True,
                owns=False,
                wish=kind == "wish" or base == "expect",
            )
            if content
            else None
        )

    def _seeming(self, i: int, base: str) -> Attribution | None:
        """ "The vote seems lost": how it looks, to nobody named."""
        page = self.page
        subject = page.child(i, "nsubj")
        clause = page.child(i, "ccomp")
        if clause is not None and clause > i:
            return Attribution(
                base, "report", self.phrasing.group(i), i, None, self.phrasing.clause(i, clause), owns=False
            )
        rest = page.child(i, "xcomp", "oprd", "acomp")
        if subject is None or rest is None or rest < i or page.words[subject] in _NOBODY:
            return None
        parts = (
            self.phrasing.trim(*page.noun_phrase(subject)),
            self.phrasing.trim(page.left[rest], self.phrasing.scope_end(i, page.right[rest])),
        )
        return Attribution(base, "report", self.phrasing.group(i), i, None, [p for p in parts if p], owns=False)

    def _light(self, i: int) -> Attribution | None:
        """ "Took aim at", "made the case for": a light verb, the noun that says what is done, and its preposition."""
        page = self.page
        nouns = self._words.light.get(page.words[i])
        noun = page.child(i, "dobj") if nouns else None
        if nouns is None or noun is None or page.words[noun] not in nouns or noun < i:
            return None
        voice = self._subject(i)
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

    # adjectives, adverbs

    def other(self, i: int) -> Attribution | None:
        """ "Is confident that", "are wary of"; "reportedly"."""
        page = self.page
        if page.words[i] in self._words.adjectives and page.deps[i] == "acomp":
            return self._adjectival(i)
        if page.words[i] in self._words.nouns and page.tags[i] in ("NN", "NNS"):
            return self._possessed(i)
        if page.words[i] in self._words.adverbs and page.deps[i] == "advmod" and page.is_verb(page.heads[i]):
            return self._adverbial(i)
        return None

    def _adjectival(self, i: int) -> Attribution | None:
        page = self.page
        verb = page.heads[i]
        if page.words[verb] not in _COPULAS or page.tags[verb] == "VB":
            return None
        inner = next(
            (c for c in page.children[i] + page.children[verb] if c > i and page.deps[c] in ("ccomp", "xcomp", "prep")),
            None,
        )
        if inner is None:
            return None
        subject = page.child(verb, "nsubj")
        empty = subject is not None and page.words[subject] in _NOBODY
        voice = None if empty else self._subject(verb)
        if voice is None and not (empty and page.deps[inner] == "ccomp"):
            return None
        preposition = page.deps[inner] == "prep"
        if preposition and page.words[inner] not in (
            "of",
            "about",
            "with",
            "in",
            "to",
            "for",
            "by",
            "at",
            "on",
            "that",
        ):
            return None
        first = self.phrasing.group(verb)[0]
        last = inner if preposition and inner == i + 1 else i
        low = inner + 1 if preposition else page.left[inner]
        span = self.phrasing.trim(low, max(page.right[inner], self.phrasing.scope_end(verb, low)))
        return (
            Attribution(
                page.words[i], "report", (first, last), verb, voice, [span], owns=False, negated=page.negated(verb)
            )
            if span
            else None
        )

    def _possessed(self, i: int) -> Attribution | None:
        """ "His support for the deal", "the group's decision to talk": the noun, whose it is, and what it is about."""
        page = self.page
        owner = page.child(i, "poss")
        inner = next((c for c in page.children[i] if c > i and page.deps[c] in ("prep", "acl", "ccomp")), None)
        if owner is None or inner is None or page.tags[inner] in ("VBG", "VBN") or page.words[inner] in ("in", "from", "at", "by", "during"):
            return None
        preposition = page.deps[inner] == "prep"
        last = inner if preposition and inner == i + 1 and page.words[inner] != "to" else i
        span = self.phrasing.trim(inner + 1 if preposition else page.left[inner], page.right[inner])
        voice = self.voices.of(owner)
        if voice is None or span is None:
            return None
        return Attribution(page.words[i], "report", (i, last), None, voice, [span], owns=False)

    def _adverbial(self, i: int) -> Attribution | None:
        page = self.page
        head = page.heads[i]
        parts = (self.phrasing.trim(page.left[head], i - 1), self.phrasing.trim(i + 1, page.right[head]))
        return Attribution(page.words[i], "report", (i, i), None, None, [p for p in parts if p], owns=False)

    # headings

    def headed(self, found: Sequence[Attribution]) -> list[Attribution]:
        """ "Police: three held", "SMITH: We did not": a paragraph that begins with a speaker and a colon."""
        page = self.page
        said = contents_of(found)
        made = []
        for n, start in enumerate(page.paragraphs):
            end = page.paragraphs[n + 1] if n + 1 < len(page.paragraphs) else len(page.text)
            match = _HEADING.match(page.text, start, end)
            if match is None or said.holding(match.end()):
                continue
            first, after = page.token_range(*match.span("who"))
            if after <= first or after - first > 6 or any(page.is_verb(t) for t in range(first, after)):
                continue
            head = next(
                (t for t in range(first, after) if not first <= page.heads[t] < after or page.heads[t] == t), after - 1
            )
            if not (
                self.voices.plausible(head) or any(page.entity_of[t] in ("PERSON", "ORG") for t in range(first, after))
            ):
                continue
            voice = self.voices.of(head)
            colon = page.token_range(match.end("who"), match.end())[0]
            low, high = page.token_range(match.end(), end)
            span = self.phrasing.trim(low, high - 1)
            if voice is not None and span and page.words[colon].startswith(":"):
                made.append(
                    Attribution(
                        ":", "report", (colon, colon), None, replace(voice, first=first, last=after - 1), [span]
                    )
                )
        return made

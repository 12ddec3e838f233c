"""Attributions: cue, speaker and content, from verbs, "according to", nouns of speech and quotation marks.

The patterns follow the attribution types of PolNeAR (Newell, Margolin & Ruths 2018): a source, a cue, a content, of which the
content may be discontinuous.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.extract.lexicon import cues
from rashomon.extract.page import Page, Quote
from rashomon.extract.spans import SpanIndex
from rashomon.extract.voices import Voice, Voices

# Cues that take an object ("claimed responsibility", "blamed X for Y"), not only a clause.
_OBJECT_CUES = frozenset(
    "claim adopt deny reject refute dismiss disclaim accuse blame charge allege attribute implicate denounce condemn deplore "
    "decry repudiate admit confess acknowledge retract withdraw recant threaten confirm announce report reveal identify "
    "describe link tie trace disavow question doubt suspect".split()
)
_NEED_CLAUSE = frozenset(
    "see feel fear expect hold go make show find discover order urge call demand promise swear prove rule".split()
)
_LIVES = frozenset({"lives", "life", "victims", "people", "casualties", "dead", "victory", "territory", "land"})
_EMPTY_SUBJECTS = frozenset({"it", "there"})


@dataclass(slots=True)
class Attribution:
    """One act of speech on the page. ``content`` are character spans; ``cue`` a token range, ``verb`` its verb if any."""

    base: str
    act: str
    cue: tuple[int, int] | None
    verb: int | None
    speaker: Voice | None
    content: list[tuple[int, int]]
    passive: bool = False
    quotes: list[Quote] = field(default_factory=list)
    via: list[Voice] = field(default_factory=list)
    depth: int = 1

    @property
    def start(self) -> int:
        """Where its content begins."""
        return min(s for s, _ in self.content) if self.content else 0


class Attributions:
    """Finds the attributions of a page in reading order."""

    def __init__(self, page: Page, voices: Voices) -> None:
        self.page = page
        self.voices = voices
        self._cues = cues()

    def find(self) -> list[Attribution]:
        """All attributions with content, by where they begin."""
        found: list[Attribution] = []
        page = self.page
        said = SpanIndex()
        for i, word in enumerate(page.words):
            if word in self._cues.verbs and page.is_verb(i):
                made = self._verbal(i)
            elif word == "according":
                made = self._according(i)
            elif word in self._cues.nouns and page.tags[i].startswith("NN"):
                made = self._nominal(i)
            else:
                continue
            if made is None or not made.content:
                continue
            nested = bool(said.holding(page.starts[i]))
            said.add(len(found), made.content)
            found.append(made)
            if made.speaker is not None and not nested:
                self.voices.remember(made.speaker)
        found = self._with_quotes(found)
        found.sort(key=lambda a: (a.start, a.cue or (0, 0)))
        self._nest(found)
        return found

    # verbs

    def _verbal(self, i: int) -> Attribution | None:
        page = self.page
        base, act = self._cues.verbs[page.words[i]]
        if base in ("point", "go", "make", "spell") and not self._particle(i):
            return None
        if page.child(i, "nsubjpass") is not None or page.child(i, "auxpass") is not None:
            return self._passive(i, base, act)
        infinitive = page.tags[i] == "VB" and any(page.words[c] == "to" for c in page.children[i])
        if infinitive and page.child(i, "ccomp") is None:
            return None
        if act in ("claim", "accuse") and page.negated(i):
            return None  # "no group has claimed responsibility", "did not accuse anybody"
        subject = page.subject(i)
        if subject is None or subject == i or not self.voices.plausible(subject):
            if page.child(i, "ccomp") is None or (subject is not None and page.words[subject] not in self._cues.nouns):
                return None
        content = (
            self._clause(i) or self._parenthetical(i) or (self._object(i, base) if base not in _NEED_CLAUSE else [])
        )
        if base == "hold":
            content = self._responsible(i)
        if not content and base in _NEED_CLAUSE:
            return None
        voice = self.voices.of(subject) if subject is not None and page.words[subject] not in _EMPTY_SUBJECTS else None
        if not content:
            quoted = self._quote_beside(i)
            content = [self._inside(quoted)] if quoted is not None else self._after_colon(i)
            if not content:
                return None
        act = "claim" if base == "take" else act
        return Attribution(base, act, self._cue_span(i), i, voice, content, via=self._via(i))

    def _particle(self, i: int) -> bool:
        nearby = self.page.words[i + 1 : i + 4]
        return any((self.page.words[i], p) in self._cues.phrasal for p in nearby)

    def _cue_span(self, i: int) -> tuple[int, int]:
        """The verb with its particle ("points out") and "claimed responsibility" as one cue."""
        page = self.page
        last = i
        if (page.words[i], page.words[i + 1] if i + 1 < len(page) else "") in self._cues.phrasal:
            last = i + 1
        dobj = page.child(i, "dobj")
        if dobj is not None and page.words[dobj] == "responsibility" and dobj - i <= 3:
            last = dobj
        return i, last

    def _clause(self, i: int) -> list[tuple[int, int]]:
        """The complement clause of a verb, also where the parser hangs it on "in a statement"."""
        page = self.page
        clause = page.child(i, "ccomp")
        if clause is None:
            for c in page.children[i]:
                if page.deps[c] in ("prep", "dobj"):
                    noun = c if page.deps[c] == "dobj" else page.child(c, "pobj")
                    if noun is not None and page.words[noun] in self._cues.nouns:
                        clause = next(
                            (a for a in page.children[noun] if page.deps[a] in ("acl", "ccomp", "relcl") and a > noun),
                            None,
                        )
                        if clause is not None and page.tags[clause] in ("VBG", "VBN"):
                            clause = None  # "a statement saying": the participle is a cue of its own
                    if clause is not None:
                        break
        if clause is None:
            clause = page.child(i, "xcomp") if page.words[i] not in ("ordered",) and self._says_to(i) else None
        if clause is None or (page.words[clause] in self._cues.verbs and page.words[clause] == page.words[i]):
            return []
        return self._subtree_spans(i, clause)

    def _says_to(self, i: int) -> bool:
        base = self._cues.verbs[self.page.words[i]][0]
        return base in ("claim", "deny", "admit", "threaten", "vow", "swear", "confess", "promise")

    def _subtree_spans(self, i: int, clause: int) -> list[tuple[int, int]]:
        """The clause without "that"; in two parts when the cue stands in its middle; to the sentence's end when it runs on."""
        page = self.page
        first, last = page.left[clause], page.right[clause]
        sentence = page.sentences[page.sentence_of[i]]
        if first > i and page.heads[i] != i and page.deps[i] in ("ccomp", "parataxis") and page.heads[i] > clause:
            last = sentence[1] - 1  # the cue was taken for a part of what it introduces
        mark = next((c for c in page.children[clause] if page.deps[c] == "mark" and page.words[c] == "that"), None)
        if mark is not None and mark - first <= 1:
            first = mark + 1
        while first < last and page.words[first] in ("that", ",", ":", " "):
            first += 1
        if first < i < last:
            subject = page.child(i, "nsubj")
            low, high = (
                min(i, page.left[subject] if subject is not None else i),
                max(i, page.right[subject] if subject is not None else i),
            )
            return [s for s in (self._trim(first, low - 1), self._trim(high + 1, last)) if s]
        spans = [self._trim(first, last)]
        for c in page.children[i]:  # "revealed that … and that …"
            if page.deps[c] == "conj" and c > last and any(page.words[m] == "that" for m in page.children[c]):
                spans.append(self._trim(page.left[c] + 1, page.right[c]))
        return [s for s in spans if s]

    def _parenthetical(self, i: int) -> list[tuple[int, int]]:
        """ "The bomb, police said, exploded at noon": the sentence around the cue and its subject."""
        page = self.page
        head = page.heads[i]
        if head == i or page.deps[i] not in ("parataxis", "ccomp", "dep") or page.child(i, "dobj") is not None:
            return []
        if page.deps[i] == "ccomp" and not (page.left[head] < page.left[i] and page.right[i] < page.right[head]):
            return []
        low, high = page.left[i], page.right[i]
        parts = (self._trim(page.left[head], low - 1), self._trim(high + 1, page.right[head]))
        return [p for p in parts if p]

    def _object(self, i: int, base: str) -> list[tuple[int, int]]:
        """Everything after the verb, for cues that take an object."""
        page = self.page
        if base not in _OBJECT_CUES:
            return []
        dobj = page.child(i, "dobj")
        prep = next((c for c in page.children[i] if page.deps[c] == "prep" and c > i), None)
        if dobj is None and (prep is None or base not in ("confess", "admit")):
            return []
        if base in ("claim", "adopt") and dobj is not None and (page.words[dobj] in _LIVES or self._at_large(i, dobj)):
            return []
        if base in (
            "identify",
            "describe",
            "link",
            "tie",
            "trace",
            "report",
            "reject",
            "question",
        ) and not self._about_people(i):
            return []
        last = page.right[i]
        for c in page.children[i]:
            if c > i and page.deps[c] in ("conj", "advcl", "parataxis", "ccomp") and page.is_verb(c):
                last = min(last, page.left[c] - 1)
        while last > i and page.words[last] in ("and", "but", ","):
            last -= 1
        first = self._cue_span(i)[1] + 1
        if dobj is not None and dobj < first and first > last:
            first = dobj
        span = self._trim(first, last)
        if span is None and dobj is not None:
            span = self._trim(dobj, dobj)  # "denied responsibility."
        return [span] if span else []

    def _at_large(self, i: int, dobj: int) -> bool:
        """ "Has falsely claimed many attacks": about a habit, not an act of speech."""
        page = self.page
        if any(page.words[c] in ("falsely", "often", "repeatedly", "previously", "usually") for c in page.children[i]):
            return True
        definite = any(
            page.words[c] in ("the", "these", "those", "both", "all", "two", "three") for c in page.children[dobj]
        )
        return page.tags[dobj] == "NNS" and not definite

    def _about_people(self, i: int) -> bool:
        page = self.page
        return any(
            page.entity_of[t] in ("PERSON", "ORG", "NORP") or page.kinds(t) or page.name_at[t]
            for t in page.subtree(i)
            if t > i
        )

    def _responsible(self, i: int) -> list[tuple[int, int]]:
        """ "Hold X responsible for Y"."""
        page = self.page
        if not any(page.words[t] in ("responsible", "accountable") for t in page.subtree(i) if t > i):
            return []
        span = self._trim(i + 1, page.right[i])
        return [span] if span else []

    def _passive(self, i: int, base: str, act: str) -> Attribution | None:
        """ "Was claimed by X", "was blamed on X", "X was accused of", "it was reported that"."""
        page = self.page
        agent = page.child(i, "agent")
        by = page.child(agent, "pobj") if agent is not None else None
        patient = page.child(i, "nsubjpass")
        clause = page.child(i, "ccomp")
        if clause is not None and (patient is None or page.words[patient] in _EMPTY_SUBJECTS):
            return Attribution(base, act, (i, i), i, self.voices.of(by), self._subtree_spans(i, clause), passive=True)
        if base not in _OBJECT_CUES or patient is None or (by is not None and not self.voices.plausible(by)):
            return None
        if base in ("link", "tie", "trace", "charge", "report", "identify", "describe", "confirm") and act != "claim":
            if not self._about_people(i):
                return None
        if act in ("claim",) and by is None:
            return None
        low, high = page.left[i], page.right[i]
        if page.deps[i] in ("relcl", "acl"):
            return Attribution(base, act, (i, i), i, self.voices.of(by), [self._trim(i, high) or (0, 0)], passive=True)
        parts: list[tuple[int, int] | None] = []
        if agent is not None and act in ("claim", "condemn", "accuse", "deny", "threaten"):
            parts = [
                self._trim(low, i - 1),
                self._trim(i + 1, page.left[agent] - 1),
                self._trim(page.right[agent] + 1, high),
            ]
        else:
            parts = [self._trim(low, high)]
        return Attribution(base, act, (i, i), i, self.voices.of(by), [p for p in parts if p], passive=True)

    def _via(self, i: int) -> list[Voice]:
        """ "Told AFP", "in a statement to Reuters": the outlet that heard it."""
        page = self.page
        for c in page.children[i]:
            noun = (
                c
                if page.deps[c] in ("dobj", "dative")
                else page.child(c, "pobj")
                if page.words[c] in ("to", "by")
                else None
            )
            if noun is None or page.is_verb(noun):
                continue
            hit = page.name_at[noun]
            if (hit is not None and hit.kind == "media") or "media" in page.kinds(noun):
                voice = self.voices.of(noun)
                return [voice] if voice else []
        return []

    def _after_colon(self, i: int) -> list[tuple[int, int]]:
        """ "The minister said:" and then paragraphs in the first person, without quotation marks."""
        page = self.page
        sentence = page.sentence_of[i]
        first, after = page.sentences[sentence]
        if not page.text[page.starts[first] : page.ends[after - 1]].rstrip().endswith(":") or sentence + 1 >= len(
            page.sentences
        ):
            return []
        paragraph = page.paragraph_of(page.starts[page.sentences[sentence + 1][0]])
        found: list[tuple[int, int]] = []
        while paragraph < len(page.paragraphs) and len(found) < 8:
            start = page.paragraphs[paragraph]
            end = page.paragraphs[paragraph + 1] if paragraph + 1 < len(page.paragraphs) else len(page.text)
            if not re.search(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b", page.text[start:end]):
                break
            span = page.span_at(start, end)
            if span.text and span.start is not None and span.end is not None:
                found.append((span.start, span.end))
            paragraph += 1
        return found

    # according to, nouns

    def _according(self, i: int) -> Attribution | None:
        page = self.page
        to = page.child(i, "prep")
        noun = page.child(to, "pobj") if to is not None else page.child(i, "pobj")
        if noun is None:
            return None
        head = page.heads[i]
        while page.deps[head] in ("prep", "pobj", "nummod", "amod") and page.heads[head] != head:
            head = page.heads[head]
        if not page.is_verb(head) and not any(page.is_verb(t) for t in page.subtree(head)):
            while page.heads[head] != head and not page.is_verb(head):
                head = page.heads[head]
        low, high = page.left[i], page.right[i]
        first = page.left[head]
        if page.words[first] == "that":
            first += 1
        parts = (self._trim(first, low - 1), self._trim(high + 1, page.right[head]))
        voice = self.voices.of(noun)
        last = to if to is not None else i + 1
        return Attribution("according", "report", (i, last), None, voice, [p for p in parts if p])

    def _nominal(self, i: int) -> Attribution | None:
        """ "The cell's statement that …", "the group's adoption of the attack", "a claim of responsibility by …"."""
        page = self.page
        word = page.words[i]
        act = self._cues.nouns[word]
        head = page.heads[i]
        if word in ("doubt", "doubts") and any(page.words[c] in ("no", "little", "any") for c in page.children[i]):
            return None  # "had no doubt that": what follows is held, not doubted
        if page.deps[i] == "pobj" and page.deps[head] == "prep":
            head = page.heads[head]
        if (
            page.is_verb(head)
            and self._cues.verbs.get(page.words[head], ("", ""))[1] == "report"
            and self._clause(head)
        ):
            return None
        if page.is_verb(head) and self._cues.verbs.get(page.words[head], ("", ""))[0] in (
            "claim",
            "deny",
            "admit",
            "adopt",
            "say",
        ):
            return None
        clause = next(
            (
                c
                for c in page.children[i]
                if page.deps[c] in ("acl", "ccomp")
                and c > i
                and page.tags[c] not in ("VBG",)
                and any(page.words[m] == "that" for m in page.children[c])
            ),
            None,
        )
        owner = self.voices._owner(i)
        voice = self.voices.of(owner) if owner is not None else None
        if clause is not None:
            return Attribution(word, act, (i, i), None, voice, self._subtree_spans(i, clause))
        of = next((c for c in page.children[i] if page.words[c] == "of" and page.deps[c] == "prep"), None)
        if voice is not None and word in ("adoption", "claim", "claims") and (of is not None or word == "adoption"):
            span = self._trim(page.left[of], page.right[of]) if of is not None else (page.starts[i], page.ends[i])
            return Attribution(word, "claim", (i, i), None, voice, [span] if span else [])
        if (
            voice is not None
            and word in ("statements", "remarks", "comments")
            and page.deps[i] == "nsubj"
            and page.is_verb(head)
        ):
            dobj = page.child(head, "dobj")
            if page.words[head] not in self._cues.verbs and dobj is not None and self._about_people(head):
                span = self._trim(head, page.right[head])
                return Attribution(word, act, (i, i), None, voice, [span] if span else [])
        return None

    # quotations

    def _quote_beside(self, i: int) -> Quote | None:
        """The quotation that ends just before the cue's clause or begins just after it."""
        page = self.page
        subject = page.child(i, "nsubj")
        low = min(i, page.left[subject] if subject is not None else i)
        high = max(page.right[i], i)
        for quote in page.quotes:
            if quote.last - quote.first < 2:
                continue
            before = low - quote.last
            if 0 < before <= 4 or (0 <= quote.first - i <= 4) or 0 < quote.first - high <= 3:
                return quote
        return None

    def _with_quotes(self, found: list[Attribution]) -> list[Attribution]:
        """Give each quotation to the attribution that reaches into it; leave the rest to the last speaker of its paragraph."""
        page = self.page
        spoken = sorted((a for a in found if a.speaker is not None), key=lambda a: a.start)
        said = contents_of(found)
        for quote in page.quotes:
            words = quote.last - quote.first + 1
            near = [found[n] for n in said.meeting(quote.start, quote.end)]
            owner = next((a for a in near if self._reaches(a, quote)), None)
            if owner is not None:
                owner.quotes.append(quote)
                if words >= 4 and not any(s <= quote.start and quote.end <= e for s, e in owner.content):
                    owner.content = _merge([*owner.content, self._inside(quote)])
            elif words >= 6 and any(page.is_verb(t) for t in range(quote.first, quote.last + 1)):
                earlier = spoken[: bisect_left(spoken, quote.start, key=lambda a: a.start)]
                sentence = page.sentences[page.sentence_of[quote.first]][0]
                alone = page.text[page.starts[sentence] : quote.start].strip(' \n"“«') == ""
                if earlier and alone and page.paragraph_of(quote.start) - page.paragraph_of(earlier[-1].start) <= 1:
                    found.append(
                        Attribution(
                            "quote", "report", None, None, earlier[-1].speaker, [self._inside(quote)], quotes=[quote]
                        )
                    )
        return found

    def _inside(self, quote: Quote) -> tuple[int, int]:
        span = self.page.span_at(quote.start, quote.end)
        return (span.start, span.end) if span.start is not None and span.end is not None else (quote.start, quote.end)

    def _reaches(self, a: Attribution, quote: Quote) -> bool:
        overlap = any(s < quote.end and quote.start < e for s, e in a.content)
        if not overlap or a.cue is None:
            return False
        return not (quote.first <= a.cue[0] <= quote.last)

    # nesting

    def _nest(self, found: list[Attribution]) -> None:
        """An attribution whose cue stands inside another's content is one voice deeper, and comes via that voice."""
        said = contents_of(found)
        for inner in found:
            if inner.cue is None:
                continue
            holders = [found[n] for n in sorted(said.holding(self.page.starts[inner.cue[0]]))]
            outer = [a for a in holders if a is not inner and not self._within(a, inner)]
            inner.depth = 1 + len(outer)
            inner.via = [a.speaker for a in outer if a.speaker is not None] + inner.via

    def _within(self, a: Attribution, b: Attribution) -> bool:
        return a.cue is not None and any(s <= self.page.starts[a.cue[0]] < e for s, e in b.content)

    def _trim(self, first: int, last: int) -> tuple[int, int] | None:
        if last < first:
            return None
        span = self.page.span(first, last)
        while span.text[:1] in ('"', "“", "«") and span.start is not None and span.end is not None:
            span = self.page.span_at(span.start + 1, span.end)
        while span.text[-1:] in ('"', "”", "»") and span.start is not None and span.end is not None:
            span = self.page.span_at(span.start, span.end - 1)
        if not span.text or span.start is None or span.end is None or span.text.lower() in ("which", "that", "who"):
            return None
        return span.start, span.end


def contents_of(found: Sequence[Attribution]) -> SpanIndex:
    """Which attributions' content holds an offset, by their place in the list."""
    index = SpanIndex()
    for n, a in enumerate(found):
        index.add(n, a.content)
    return index


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans joined where they overlap or touch but for quotation marks and white space."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

"""A parsed report as plain arrays: what the other modules of this room walk over."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.extract.language import paragraph_starts, parse, shadow
from rashomon.extract.lexicon import people
from rashomon.extract.names import ARMED_KINDS, NameHit, NameIndex
from rashomon.extract.truecase import needs_truecase, truecase
from rashomon.model import Report, Span, fold

QUOTATION = re.compile(r"(?:[“\"«„]|'')(?P<in>(?:[^”\"»“„«']|'(?!')){1,4000}?)(?:[”\"»]|'')")
"""Words between quotation marks of any style; the group ``in`` is what stands between them."""
_OPENED = re.compile(r"\s*(?:[“\"«„]|'')(?=\w)")
_TRIM_LEFT = re.compile(r"[\s,;:.\-–—)\]]*")
_TRIM_RIGHT = re.compile(r"[\s,;:\-–—(\[]+$")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks; ``start``/``end`` are inside the marks, ``first``/``last`` the token range."""

    start: int
    end: int
    first: int
    last: int


class Page:
    """A report's text with tokens, dependencies, entities, names and quotations, all by index.

    Token attributes are lists indexed by token; ``left[i]``/``right[i]`` are the first and last token of the subtree of ``i``.
    """

    def __init__(self, report: Report, names: NameIndex) -> None:
        self.report = report
        self.text = report.text
        self.all_caps = needs_truecase(self.text)
        cased = truecase(self.text, names) if self.all_caps else self.text
        doc = parse(cased)
        self.names: list[NameHit] = list(names.find(self.text))
        plain = shadow(cased)
        self.lower_text = plain.lower() if len(plain.lower()) == len(plain) else "".join(c.lower()[0] for c in plain)
        tokens = list(doc)  # each walk over a Doc makes its tokens anew
        self.words = [t.lower_ for t in tokens]
        self.starts = [t.idx for t in tokens]
        self.ends = [t.idx + len(t) for t in tokens]
        self.capital = [cased[at : at + 1].isupper() for at in self.starts]
        """Whether the word has a capital first letter, in all-capitals text its likely case."""
        self.tags = [t.tag_ for t in tokens]
        self.deps = [t.dep_ for t in tokens]
        self.heads = [t.head.i for t in tokens]
        self.entities = [(e.start, e.end, e.label_) for e in doc.ents]
        self.entity_of = [""] * len(self.words)
        self.entity_at: list[tuple[int, int, str] | None] = [None] * len(self.words)
        for first, after, label in self.entities:
            self.entity_of[first:after] = [label] * (after - first)
            self.entity_at[first:after] = [(first, after, label)] * (after - first)
        self.sentences = [(s.start, s.end) for s in doc.sents if s.text.strip()]
        self.sentence_of = [0] * len(self.words)
        for n, (first, after) in enumerate(self.sentences):
            self.sentence_of[first:after] = [n] * (after - first)
        self._tree()
        self.paragraphs = [0, *paragraph_starts(self.text)]
        self.quotes = list(self._quotations())
        self._quote_firsts = [quote.first for quote in self.quotes]
        self.groups = [hit for hit in self.names if hit.kind in ARMED_KINDS]
        """Armed groups by name, in reading order (states and outlets apart)."""
        self.group_names = frozenset(fold(self.text[hit.start : hit.end]) for hit in self.groups)
        self.name_at: list[NameHit | None] = [None] * len(self.words)
        for hit in self.names:
            for i in range(*self.token_range(hit.start, hit.end)):
                self.name_at[i] = hit

    def __len__(self) -> int:
        return len(self.words)

    def _tree(self) -> None:
        n = len(self.words)
        self.children: list[list[int]] = [[] for _ in range(n)]
        self.left = list(range(n))
        self.right = list(range(n))
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        downward = [i for i, head in enumerate(self.heads) if head == i]
        for i in downward:  # grows while it is walked: every token after its head
            downward.extend(self.children[i])
        for i in reversed(downward):
            head = self.heads[i]
            self.left[head] = min(self.left[head], self.left[i])
            self.right[head] = max(self.right[head], self.right[i])

    def _quotations(self) -> Iterator[Quote]:
        """Paragraph by paragraph; what is opened at a paragraph's start and not closed in it runs to its end."""
        for n, begin in enumerate(self.paragraphs):
            stop = self.paragraphs[n + 1] if n + 1 < len(self.paragraphs) else len(self.text)
            found = [m.span("in") for m in QUOTATION.finditer(self.text, begin, stop)]
            for start, end in found:
                yield from self._quote(start, end)
            opened = None if found else _OPENED.match(self.text, begin, stop)
            if opened:
                yield from self._quote(opened.end(), stop)

    def _quote(self, start: int, end: int) -> Iterator[Quote]:
        first, after = self.token_range(start, end)
        if after > first:
            yield Quote(start, end, first, after - 1)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """First token that ends after ``start`` and the one after the last that begins before ``end``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def quote_at(self, i: int) -> Quote | None:
        """The quotation that a token stands in."""
        n = bisect_right(self._quote_firsts, i) - 1
        return self.quotes[n] if n >= 0 and i <= self.quotes[n].last else None

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph that holds an offset."""
        return bisect_right(self.paragraphs, offset) - 1

    def span(self, first: int, last: int) -> Span:
        """The words from token ``first`` to token ``last``, both included."""
        return self.span_at(self.starts[first], self.ends[last])

    def span_at(self, start: int, end: int) -> Span:
        """The words between two offsets, without white space and commas at the ends."""
        piece = self.text[start:end]
        lead = len(_TRIM_LEFT.match(piece).group()) if piece else 0  # type: ignore[union-attr]
        trail = _TRIM_RIGHT.search(piece)
        stop = start + (trail.start() if trail else len(piece))
        start = min(start + lead, stop)
        return Span(self.text[start:stop], start, stop)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of ``i`` with one of the dependency labels."""
        for c in self.children[i]:
            if self.deps[c] in deps:
                return c
        return None

    def subtree(self, i: int) -> range:
        """All tokens between the outermost descendants of ``i`` (projective trees: its subtree)."""
        return range(self.left[i], self.right[i] + 1)

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """First and last token of the phrase of ``i`` without relative clauses and trailing punctuation."""
        first, last = self.left[i], self.right[i]
        for c in self.children[i]:
            if c > i and self.deps[c] in ("relcl", "acl", "advcl", "parataxis", "ccomp"):
                last = min(last, self.left[c] - 1)
        while last > i and self.words[last] in (",", ";", ":", "-", "--", '"', "'", " ", "(", "that", "who", "which"):
            last -= 1
        opened = "(" if ")" not in self.words[first : last + 1] else ","
        while first < i and self.words[first] in (",", ";", '"', " ", "--", "-", "[", "text", "]", opened):
            first += 1
        return first, last

    def is_verb(self, i: int) -> bool:
        """Whether the tagger calls the token a verb."""
        return self.tags[i].startswith("VB")

    def negated(self, i: int) -> bool:
        """Whether a negation hangs on the word, its auxiliaries or its subject ("no group", "neither")."""
        for c in self.children[i]:
            if self.deps[c] == "neg" or self.words[c] in ("never", "neither", "nor"):
                return True
            if self.deps[c] in ("nsubj", "nsubjpass", "dobj") and any(
                self.words[g] in ("no", "none", "neither") and self.deps[g] in ("det", "neg", "preconj")
                for g in (*self.children[c], c)
            ):
                return True
        return False

    def subject(self, i: int) -> int | None:
        """The subject of a verb, through conjunction, control and relative clauses; ``None`` for none."""
        seen = 0
        while seen < 8:
            found = self.child(i, "nsubj", "csubj")
            if found is not None and self.words[found] not in ("who", "which", "that", "there"):
                return found
            if self.child(i, "nsubjpass") is not None:
                return None
            dep, head = self.deps[i], self.heads[i]
            if head == i:
                return None
            if dep in ("relcl", "acl"):
                if dep == "relcl" and (found is not None or not self._infinitive(i)):
                    return head
                if dep == "acl" and (self.tags[i] == "VBG" or self.child(i, "ccomp") is not None):
                    return head  # the second: "a spokesman … denied that", read as a participle
                if not self.is_verb(self.heads[head]):
                    head = self.heads[head] if self._infinitive(i) else head
                climb = head
                while not self.is_verb(climb) and self.heads[climb] != climb:
                    climb = self.heads[climb]
                i = climb
            elif dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "acomp", "dep"):
                i = head
                while not self.is_verb(i) and self.heads[i] != i and self.deps[i] in ("prep", "pobj", "acomp", "conj"):
                    i = self.heads[i]
            else:
                return None
            seen += 1
        return None

    def _infinitive(self, i: int) -> bool:
        return any(self.words[c] == "to" and self.deps[c] == "aux" for c in self.children[i])

    def conjuncts(self, i: int) -> list[int]:
        """A noun and everything coordinated with it."""
        found = [i]
        for j in found:
            found.extend(c for c in self.children[j] if self.deps[c] == "conj" and not self.is_verb(c))
        return found

    def kinds(self, i: int) -> frozenset[str]:
        """What kind of person or body a noun stands for, with its compound ("security forces"), by the word list."""
        listed = people().kinds
        if i > 0 and self.deps[i - 1] in ("compound", "amod", "nmod") and self.heads[i - 1] == i:
            pair = listed.get(f"{self.words[i - 1]} {self.words[i]}")
            if pair:
                return pair | listed.get(self.words[i], frozenset())
        return listed.get(self.words[i], frozenset())

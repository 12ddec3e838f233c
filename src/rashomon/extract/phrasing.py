"""Where the words of an attribution begin and end: the group of a cue, the complement of a verb, what stands around a parenthesis."""

from __future__ import annotations

import re

from rashomon.extract.lexicon import attitudes, cues
from rashomon.extract.page import Page

Range = tuple[int, int]
"""Start and end of characters."""
_BEFORE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
_NOT_IN_CUE = frozenset(
    {"when", "where", "why", "how", "as", "so", "then", "once", "while", "instead", "meanwhile", "if"}
)
_WHEN_WHERE = frozenset("in on at during after before since amid via through last this".split())
_REACH = 200
"""How many tokens of a clause are looked at for where it ends, so that work grows with the text and not with its square."""
_DASHES = frozenset({"-", "--", "–", "—"})
_ASIDES = frozenset({"who", "which", "whose", "whom", "where", "while", "although", "though", "including"})
_GOES_ON = frozenset(
    {"say", "add", "call", "tell", "note", "ask", "urge", "argue", "warn", "insist", "suggest", "promise", "vow"}
)
RELATIVE = frozenset({"who", "which", "that"})
_TRAILING = frozenset(
    {
        "prep",
        "advmod",
        "npadvmod",
        "advcl",
        "mark",
        "punct",
        "dobj",
        "oprd",
        "acomp",
        "xcomp",
        "ccomp",
        "pcomp",
        "dative",
    }
)


class Phrasing:
    """Spans around the verbs of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._cues = cues()
        self._attitudes = attitudes()
        self.resumed: dict[int, int] = {}
        """Verbs that go on with what another verb's subject says: that other verb."""

    def trim(self, first: int, last: int) -> Range | None:
        """The words between two tokens without quotation marks at the ends; ``None`` for nothing or a bare relative pronoun."""
        page = self.page
        if last < first:
            return None
        span = page.span(first, last)
        while span.text.startswith("''") and span.start is not None and span.end is not None:
            span = page.span_at(span.start + 2, span.end)
        while span.text[:1] in ('"', "“", "«") and span.start is not None and span.end is not None:
            span = page.span_at(span.start + 1, span.end)
        while span.text[-1:] in ('"', "”", "»") and span.start is not None and span.end is not None:
            span = page.span_at(span.start, span.end - 1)
        if not span.text or span.start is None or span.end is None or span.text.lower() in ("which", "that", "who"):
            return None
        return span.start, span.end

    def particle(self, i: int) -> int | None:
        """The particle that makes a cue of its verb ("points out"), up to three words on."""
        for j in range(i + 1, min(i + 4, len(self.page))):
            pair = (self.page.words[i], self.page.words[j])
            if pair in self._cues.phrasal or pair in self._attitudes.particles:
                return j
        return None

    def group(self, i: int) -> tuple[int, int]:
        """A verb with its auxiliaries, negation and adverbs before it, and its particle: first and last token."""
        page = self.page
        first = i
        while first > 0 and page.heads[first - 1] == i and page.deps[first - 1] in _BEFORE_CUE:
            if page.words[first - 1] in _NOT_IN_CUE:
                break
            first -= 1
        last = i
        while last + 1 < len(page) and page.heads[last + 1] == i and page.deps[last + 1] == "prt":
            last += 1
        particle = self.particle(i)
        return first, max(last, particle) if particle == i + 1 and particle is not None else last

    def scope_end(self, i: int, after: int) -> int:
        """The last token of what a verb governs, before the next clause on the same level ("…, but he", "…, adding that")."""
        page = self.page
        last = page.right[i]
        for c in page.children[i]:
            if c <= max(i, after):
                continue
            verbal = page.is_verb(c)
            adds = page.deps[c] == "advcl" and page.tags[c] == "VBG" and self.is_cue(c)
            if (
                (
                    (verbal and page.deps[c] in ("conj", "parataxis"))
                    or adds
                    or (page.deps[c] == "ccomp" and page.left[c] > after + 1 and page.child(c, "nsubj") is not None)
                )
                or page.deps[c] == "agent"
                or (page.deps[c] == "prep" and page.words[c] == "according")
            ):
                last = min(last, page.left[c] - 1)
        while last > after and (
            page.words[last] in ("and", "but", "or", "yet", "while") or not page.words[last].strip(" ,;:-–—.")
        ):
            last -= 1
        return last

    def object_end(self, i: int, after: int) -> int:
        """As ``scope_end``, but without what is set off by a comma and without when and where it was said."""
        page = self.page
        last = self.scope_end(i, after)
        for c in page.children[i]:
            if not after < c <= last:
                continue
            aside = page.deps[c] in ("npadvmod", "advmod") or (page.deps[c] == "prep" and page.words[c] in _WHEN_WHERE)
            if aside or (page.left[c] > 0 and page.words[page.left[c] - 1] == ","):
                last = min(last, page.left[c] - 1)
        last = self.before_aside(i + 1, last)
        while last > after and page.words[last] in (",", "-", "--", "–", "—", " "):
            last -= 1
        return last

    def before_aside(self, first: int, last: int) -> int:
        """Where the words end before a clause that only adds something ("…, which is"; "… - though")."""
        page = self.page
        for t in range(first, min(last, first + _REACH)):
            aside = page.words[t] == "," and page.words[t + 1] in _ASIDES
            dash = page.words[t] in _DASHES and page.text[page.ends[t] : page.ends[t] + 1] == " " and t > first + 2
            if (aside or dash) and page.quote_at(t) is None:
                return t - 1
        return last

    def before_next_cue(self, first: int, last: int) -> int:
        """Where a clause ends before a participle that says more, or "according to" ("… is safe, adding that")."""
        page = self.page
        for t in range(first + 1, min(last, first + _REACH)):
            if page.words[t] == "," and (
                (page.tags[t + 1] == "VBG" and page.words[t + 1] in self._cues.verbs)
                or page.words[t + 1] == "according"
            ):
                if page.quote_at(t) is None:
                    return t - 1
        return last

    def relative(self, i: int) -> int | None:
        """The relative pronoun that is a verb's subject, through coordination ("who spoke and left")."""
        page = self.page
        for _ in range(6):
            subjects = [c for c in page.children[i] if page.deps[c] in ("nsubj", "nsubjpass")]
            if subjects:
                return subjects[0] if len(subjects) == 1 and page.words[subjects[0]] in RELATIVE else None
            if page.deps[i] not in ("conj", "advcl", "xcomp", "pcomp", "prep") or page.heads[i] == i:
                return None
            i = page.heads[i]
        return None

    def at_the_end(self, i: int) -> list[Range]:
        """ "…, she said.": a cue and its subject at the end of a sentence, after a comma, have all before it for content."""
        page = self.page
        subject = page.child(i, "nsubj")
        if subject is None or page.words[subject] in RELATIVE:
            return []
        low, high = min(self.group(i)[0], page.left[subject]), max(i, page.right[subject])
        first, after = page.sentences[page.sentence_of[i]]
        ends = all(page.words[t] in (".", " ", '"', "''") for t in range(high + 1, after)) and high - low < 12
        if not ends or low - first < 3 or page.words[low - 1] != ",":
            return []
        span = self.trim(first, low - 2)
        return [span] if span else []

    def is_cue(self, i: int) -> bool:
        """Whether a verb is listed as introducing what somebody says or thinks."""
        return self.page.words[i] in self._cues.verbs or self.page.words[i] in self._attitudes.verbs

    def about_people(self, i: int) -> bool:
        """Whether a person, a body or a known name stands after a word, in its subtree."""
        page = self.page
        return any(
            page.entity_of[t] in ("PERSON", "ORG", "NORP") or page.kinds(t) or page.name_at[t]
            for t in page.subtree(i)
            if t > i
        )

    def clause(self, i: int, clause: int) -> list[Range]:
        """A complement clause without "that"; in two parts when the cue stands in its middle; to where the cue's scope ends."""
        page = self.page
        first, last = page.left[clause], page.right[clause]
        head = page.heads[i]
        if first > i and head > clause and page.deps[i] in ("ccomp", "parataxis") and not self.is_cue(head):
            last = page.sentences[page.sentence_of[i]][1] - 1  # the cue was taken for a part of what it introduces
        elif first > i:
            last = max(last, self._run_on(i, clause))
        mark = next((c for c in page.children[clause] if page.deps[c] == "mark" and page.words[c] == "that"), None)
        if mark is not None and mark - first <= 1:
            first = mark + 1
        while first < last and page.words[first] in ("that", ",", ":", " "):
            first += 1
        if first < i < last:
            return self.around(i, first, last)
        last = self._before_resumed(i, first, self.before_next_cue(first, last))
        spans = [self.trim(first, last)]
        for c in page.children[i]:  # "revealed that … and that …"
            if page.deps[c] == "conj" and c > last and any(page.words[m] == "that" for m in page.children[c]):
                spans.append(self.trim(page.left[c] + 1, page.right[c]))
        return [s for s in spans if s]

    def _before_resumed(self, i: int, first: int, last: int) -> int:
        """Where a clause ends when its speaker goes on to say more ("said he was innocent and added …"); notes who speaks there."""
        page = self.page
        for t in range(first + 2, min(last - 1, first + _REACH)):
            if page.words[t] not in ("and", "but") or page.quote_at(t) is not page.quote_at(i):
                continue
            verb = next((v for v in range(t + 1, t + 4) if v < last and page.tags[v] != "RB"), t)
            plain = page.tags[verb] == page.tags[i] and page.child(verb, "nsubj") is None
            if plain and page.words[verb] in self._cues.verbs and self._cues.verbs[page.words[verb]][0] in _GOES_ON:
                self.resumed[verb] = i
                return t - 1 if page.words[t - 1] != "," else t - 2
        return last

    def _run_on(self, i: int, clause: int) -> int:
        """Where a clause ends when what follows it hangs on the cue by the parse ("said he came because …")."""
        page = self.page
        last = page.right[clause]
        end = self.scope_end(i, last)
        loose = all(page.deps[c] in _TRAILING for c in page.children[i] if last < c <= end)
        return end if loose else last

    def around(self, i: int, first: int, last: int) -> list[Range]:
        """What stands before and after a cue and its subject."""
        page = self.page
        subject = page.child(i, "nsubj")
        low, high = self.group(i)
        if subject is not None:
            low, high = min(low, page.left[subject]), max(high, page.right[subject])
        before = self.trim(first, low - 1)
        if before is None and low - 1 == first and page.words[first] in ("which", "what", "whom"):
            before = page.starts[first], page.ends[first]  # "which critics said was unfair"
        return [s for s in (before, self.trim(high + 1, last)) if s]

    def parenthetical(self, i: int) -> list[Range]:
        """ "The bomb, police said, exploded at noon": the sentence around the cue and its subject."""
        page = self.page
        head = page.heads[i]
        as_said = page.deps[i] == "advcl" and any(
            page.words[c] == "as" and page.deps[c] == "mark" for c in page.children[i]
        )
        beside = as_said or page.deps[i] in ("parataxis", "ccomp", "dep")
        if head == i or not beside or page.child(i, "dobj") is not None:
            return []
        if page.deps[i] == "ccomp" and not (page.left[head] < page.left[i] and page.right[i] < page.right[head]):
            return []
        if head < i and not as_said and page.words[page.left[i] - 1] not in (",", '"', "''", "-", "--", "–", "—"):
            return []  # a clause that the head governs
        parts = (self.trim(page.left[head], page.left[i] - 1), self.trim(page.right[i] + 1, page.right[head]))
        return [p for p in parts if p]

    def after_colon(self, i: int) -> list[Range]:
        """ "The minister said:" and then paragraphs in the first person, without quotation marks."""
        page = self.page
        sentence = page.sentence_of[i]
        first, after = page.sentences[sentence]
        if not page.text[page.starts[first] : page.ends[after - 1]].rstrip().endswith(":"):
            return []
        if sentence + 1 >= len(page.sentences):
            return []
        paragraph = page.paragraph_of(page.starts[page.sentences[sentence + 1][0]])
        found: list[Range] = []
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

"""Quotation marks: which quotation belongs to which cue, and who speaks where there is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.lexicon import attitudes, cues
from rashomon.extract.page import Page, Quote
from rashomon.extract.voices import Voices

_SAYING = frozenset(
    "say tell state add note explain announce report declare remark observe comment reply respond answer ask write tweet reiterate recall "
    "continue exclaim conclude insist argue admit acknowledge concede warn claim deny confirm testify post read predict vow promise".split()
)
_LOOKS_BACK = 400
"""How many tokens before a cue the quotation that ends there may begin."""


class Quotations:
    """The quotations of one page."""

    def __init__(self, page: Page, voices: Voices) -> None:
        self.page = page
        self.voices = voices
        self._cues = cues()
        self._attitudes = attitudes()
        self._firsts = [quote.first for quote in page.quotes]

    def beside(self, i: int) -> Quote | None:
        """The quotation that ends just before the clause of a cue or begins just after it, whatever the parse makes of it."""
        page = self.page
        subject = page.child(i, "nsubj")
        low = min(i, page.left[subject] if subject is not None else i)
        high = max(page.right[i], i)
        begin = bisect_left(self._firsts, low - _LOOKS_BACK)
        for quote in page.quotes[begin : bisect_left(self._firsts, high + 4)]:
            if quote.last - quote.first < 2:
                continue
            before = low - quote.last
            if (0 < before <= 4 and not self._closed(quote)) or (
                (0 <= quote.first - i <= 4 or 0 < quote.first - high <= 3) and not self._after_a_stop(quote)
            ):
                return quote
        return None

    def _closed(self, quote: Quote) -> bool:
        """Whether a quotation ends in a full stop, so that no cue follows."""
        return re.search(r"(?<![.A-Z])\.$", self.page.text[max(0, quote.end - 3) : quote.end]) is not None

    def _after_a_stop(self, quote: Quote) -> bool:
        """Whether a sentence ended right before a quotation."""
        before = self.page.text[max(0, quote.start - 8) : quote.start].rstrip("\"“«' \n")
        return before[-1:] in (".", "!", "?")

    def inside(self, quote: Quote) -> tuple[int, int]:
        """The words of a quotation without white space and commas at the ends."""
        span = self.page.span_at(quote.start, quote.end)
        return (span.start, span.end) if span.start is not None and span.end is not None else (quote.start, quote.end)

    def kept_within(self, i: int, a: Attribution) -> None:
        """What is said inside a quotation ends with it: the words after the closing mark are no longer the quoted speaker's."""
        quote = self.page.quote_at(i)
        if quote is None:
            return
        a.content = [
            (max(s, quote.start), min(e, quote.end)) for s, e in a.content if s < quote.end and quote.start < e
        ]

    def introduced(self, found: list[Attribution]) -> list[Attribution]:
        """Attributions for the quotations that none reaches, by a verb of speech close by, whatever the parse makes of the sentence."""
        by_cue = {a.verb: a for a in found if a.verb is not None}
        said = contents_of(found)
        made = []
        for quote in self.page.quotes:
            near = (found[n] for n in said.meeting(quote.start, quote.end))
            if quote.last - quote.first < 2 or any(self._reaches(a, quote) for a in near):
                continue
            verb = self._verb_after(quote) or self._verb_before(quote)
            if verb is None:
                continue
            known = by_cue.get(verb)
            if known is None:
                head = self._speaker_beside(verb, quote)
                voice = self.voices.of(head) if head is not None else None
                if voice is not None:
                    made.append(
                        Attribution("say", "report", (verb, verb), verb, voice, [self.inside(quote)], quotes=[quote])
                    )
                    by_cue[verb] = made[-1]
            elif known.speaker is not None and not known.passive and not known.quotes:
                known.content, known.owns, known.quotes = [self.inside(quote)], True, [quote]
        return made

    def _says(self, t: int) -> bool:
        page = self.page
        if page.tags[t] not in ("VBD", "VBZ", "VBP", "VBG"):
            return False
        listed = self._cues.verbs.get(page.words[t])
        kind = self._attitudes.verbs.get(page.words[t])
        return (listed is not None and listed[0] in _SAYING) or (kind is not None and kind[1] == "speech")

    def _verb_after(self, quote: Quote) -> int | None:
        """ "…," said X; "…," X said: within a few words of the closing mark, in the same sentence by its punctuation."""
        page = self.page
        if self._closed(quote):
            return None
        for t in range(quote.last + 1, min(quote.last + 13, len(page))):
            word = page.words[t]
            if "\n" in page.text[page.ends[t - 1] : page.starts[t]] or (word in (".", ";", ":") and t > quote.last + 2):
                return None
            if t > quote.last + 1 and page.quote_at(t) is not None:
                return None
            if self._says(t):
                return t
        return None

    def _verb_before(self, quote: Quote) -> int | None:
        """X said, "…"; X said: "…"."""
        page = self.page
        lead = page.text[max(0, quote.start - 6) : quote.start].rstrip("\"“«' ")
        if lead[-1:] not in (",", ":"):
            return None
        for t in range(
            quote.first - 1, max(quote.first - 10, page.sentences[page.sentence_of[quote.first]][0]) - 1, -1
        ):
            if self._says(t):
                return t if page.quote_at(t) is None else None
        return None

    def _speaker_beside(self, verb: int, quote: Quote) -> int | None:
        """The noun that the parse calls the verb's subject, else the one between it and the quotation, else the one after it."""
        page = self.page
        subject = page.subject(verb)
        if subject is not None and page.quote_at(subject) is None:
            return subject
        between = range(quote.last + 1, verb) if quote.last < verb else range(max(0, verb - 6), verb)
        for t in (*reversed(between), *range(verb + 1, min(verb + 8, len(page)))):
            if page.tags[t] in ("NN", "NNS", "NNP", "NNPS", "PRP") and page.quote_at(t) is None:
                low, high = (between.start, between.stop) if t < verb else (verb + 1, verb + 12)
                while low <= page.heads[t] < high and page.heads[t] != t and page.tags[page.heads[t]].startswith("NN"):
                    t = page.heads[t]
                return int(t)
        return None

    def given_out(self, found: list[Attribution]) -> list[Attribution]:
        """Each quotation to the attribution that reaches into it; what stands alone to who spoke before it in its paragraph."""
        page = self.page
        outside = [a for a in found if a.cue is None or self.page.quote_at(a.cue[0]) is None]
        spoken = sorted((a for a in outside if a.owns and a.speaker is not None), key=lambda a: a.start)
        starts = [a.start for a in spoken]
        said = contents_of(found, owned=True)
        alone: list[Attribution] = []
        for quote in page.quotes:
            near = [found[n] for n in said.meeting(quote.start, quote.end)]
            owner = next((a for a in near if self._reaches(a, quote)), None)
            if owner is not None:
                owner.quotes.append(quote)
                if quote.last - quote.first >= 3 and not any(
                    s <= quote.start and quote.end <= e for s, e in owner.content
                ):
                    owner.content = merged([*owner.content, self.inside(quote)])
                continue
            before = bisect_left(starts, quote.start)
            if before and self._stands_alone(quote):
                made = self._continued(spoken[before - 1], quote)
                alone += [made] if made is not None else []
        return [*found, *alone]

    def _stands_alone(self, quote: Quote) -> bool:
        """Whether a quotation of some length with a verb begins its sentence."""
        page = self.page
        if quote.last - quote.first < 2:
            return False
        before = page.text[max(0, quote.start - 12) : quote.start].rstrip("\"“«'").rstrip(" ")
        return before == "" or before[-1] in '.!?:,;\n"”»…'

    def _continued(self, a: Attribution, quote: Quote) -> Attribution | None:
        """In the same paragraph a speaker goes on within the same attribution; in the next one it is a new one without a cue."""
        page = self.page
        between = page.paragraph_of(quote.start) - page.paragraph_of(a.start)
        if between == 0 and a.cue is not None and a.quotes:
            a.quotes.append(quote)
            start, end = self.inside(quote)
            if start <= a.content[-1][1] + 2:
                a.content[-1] = (a.content[-1][0], max(end, a.content[-1][1]))
            else:
                a.content.append((start, end))
            return None
        if (
            between > 1
            or quote.last - quote.first < 5
            or not any(page.is_verb(t) for t in range(quote.first, quote.last + 1))
        ):
            return None
        return Attribution("quote", "report", None, None, a.speaker, [self.inside(quote)], quotes=[quote])

    @staticmethod
    def _reaches(a: Attribution, quote: Quote) -> bool:
        overlap = any(s < quote.end and quote.start < e for s, e in a.content)
        return overlap and a.cue is not None and not quote.first <= a.cue[0] <= quote.last


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans joined where they overlap or touch but for quotation marks and white space."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 2:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

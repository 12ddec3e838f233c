"""Quotation marks: which quotation belongs to which cue, and who speaks where there is none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.page import Page, Quote
from rashomon.extract.voices import Voices

_LOOKS_BACK = 400
"""How many tokens before a cue the quotation that ends there may begin."""


class Quotations:
    """The quotations of one page."""

    def __init__(self, page: Page, voices: Voices) -> None:
        self.page = page
        self.voices = voices
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
            if 0 < before <= 4 or (0 <= quote.first - i <= 4) or 0 < quote.first - high <= 3:
                return quote
        return None

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

    def given_out(self, found: list[Attribution]) -> list[Attribution]:
        """Each quotation to the attribution that reaches into it; what stands alone to who spoke before it in its paragraph."""
        page = self.page
        spoken = sorted((a for a in found if a.owns and a.speaker is not None), key=lambda a: a.start)
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
        if quote.last - quote.first < 5 or not any(page.is_verb(t) for t in range(quote.first, quote.last + 1)):
            return False
        sentence = page.sentences[page.sentence_of[quote.first]][0]
        return page.text[page.starts[sentence] : quote.start].strip(" \n\"“«'") == ""

    def _continued(self, a: Attribution, quote: Quote) -> Attribution | None:
        """In the same paragraph a speaker goes on within the same attribution; in the next one it is a new one without a cue."""
        page = self.page
        between = page.paragraph_of(quote.start) - page.paragraph_of(a.start)
        if between == 0 and a.cue is not None and a.quotes:
            a.quotes.append(quote)
            a.content = merged([*a.content, self.inside(quote)])
            return None
        if between > 1:
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

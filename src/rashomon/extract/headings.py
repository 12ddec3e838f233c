"""Names set before or after words: "Police: three held", "SMITH: We did not", "“We did not.” — John Smith"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing
from rashomon.extract.voices import Voices

_SIGNED = re.compile(
    r"[ \t]*\n?[ \t]*(?P<mark>[―—–]|--?)[ \t]*(?P<who>[A-Z][^\n\"“”:;!?]{1,58}?)(?=[.]?[ \t]*(?:\n|$))"
)
_LONGEST = 8
"""Tokens of a name beside words."""
_HEADING = re.compile(r"(?P<who>[^\W\d_][^:\n\"“”.!?;]{1,58}?)\s?:\s+(?=[\"“‘'A-Z(])")


class Headings:
    """Reads the beginnings of the paragraphs of one page."""

    def __init__(self, page: Page, voices: Voices, phrasing: Phrasing) -> None:
        self.page = page
        self.voices = voices
        self.phrasing = phrasing

    def find(self, found: Sequence[Attribution]) -> list[Attribution]:
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

    def signed(self, found: Sequence[Attribution]) -> list[Attribution]:
        """A quotation that a dash and a name follow, to the end of the line."""
        page = self.page
        said = contents_of(found)
        made = []
        for quote in page.quotes:
            match = _SIGNED.match(page.text, quote.end + len(page.text[quote.end : quote.end + 2].rstrip(" \n―—–-")))
            if match is None or said.holding(quote.start):
                continue
            first, after = page.token_range(*match.span("who"))
            head = next((t for t in range(first, after) if page.entity_of[t] in ("PERSON", "ORG")), None)
            voice = self.voices.of(head) if head is not None else None
            mark = page.token_range(*match.span("mark"))[0]
            if voice is not None and after - first <= _LONGEST:
                speaker = replace(voice, first=first, last=after - 1)
                made.append(
                    Attribution("-", "report", (mark, mark), None, speaker, [(quote.start, quote.end)], quotes=[quote])
                )
        return made

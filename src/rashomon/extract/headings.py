"""Headings that name who speaks: "Police: three held", "SMITH: We did not"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing
from rashomon.extract.voices import Voices

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

"""Which words of a text are its headline."""

from __future__ import annotations

import re

from rashomon.ingest.dateline import find_dateline

_LONGEST = 200
_SENTENCE_END = (".", "。", "．", "۔", "।", ";", ":", ",")
_CLOSING = "\"'”’»)]}"


def title_of(text: str) -> str | None:
    """The first line, if it stands alone and reads like a headline; the very words as they stand in ``text``.

    It must be short (at most 200 characters), be followed by a blank line and more text, not end a sentence, be no
    dateline, and hold a word that is not merely a file number ("DEV-0001 (XYZ)").
    """
    match = re.match(r"\s*(\S[^\n]*)\n[ \t\r]*\n\s*\S", text[: _LONGEST * 20])
    if match is None:
        return None
    line = match[1].rstrip()
    if len(line) > _LONGEST or line.rstrip(_CLOSING).endswith(_SENTENCE_END) or find_dateline(line) is not None:
        return None
    return line if _has_word(line) else None


def _has_word(line: str) -> bool:
    outside = re.sub(r"\([^()]*\)", " ", line)
    return any(any(c.isalpha() for c in token) and not any(c.isdigit() for c in token) for token in outside.split())

"""Abbreviations that a report explains itself: "National Revolutionary Movement (MNR)", "MNR [National …]"."""

from __future__ import annotations

import re
from collections import Counter

from rashomon.resolve.phrases import key, tidy

_SHORT = r"[A-Z][A-Z0-9]{1,7}(?:-[A-Z0-9]{1,4})?"
_AFTER = re.compile(
    rf"(?<![\w'’\-])((?:[A-Z][\w'’\-]{{0,30}}\s+(?:(?:of|the|for|and|de|del|la|al)\s+){{0,2}}){{2,9}})[\[(]\s*({_SHORT})\s*[\])]"
)
_BEFORE = re.compile(rf"\b({_SHORT})\s*[\[(]\s*([A-Z][^\[\]()]{{6,80}}?)\s*[\])]")
_READ = 200_000


def abbreviations(text: str) -> dict[str, str]:
    """Folded abbreviation → the name that the text gives for it (first 200,000 characters; the first mention decides).

    In front of "(MNR)" the name is the shortest run of words whose initials hold all letters of the abbreviation; in
    "MNR [Name]" it is what stands in the brackets, provided that half of the letters agree.
    """
    part = text[:_READ]
    found: dict[str, str] = {}
    for match in _AFTER.finditer(part):
        name = _shortest(match[1].split(), match[2])
        if name is not None:
            found.setdefault(key(match[2]), name)
    for match in _BEFORE.finditer(part):
        if 2 * _shared(match[2].split(), match[1]) >= len(_letters(match[1])) and " " in match[2].strip():
            found.setdefault(key(match[1]), tidy(match[2]))
    return found


def _letters(short: str) -> str:
    return re.sub(r"[^A-Z]", "", short)


def _shared(words: list[str], short: str) -> int:
    initials = Counter(word[0].upper() for word in words if word[:1].isalpha())
    return sum((initials & Counter(_letters(short))).values())


def _shortest(words: list[str], short: str) -> str | None:
    letters = _letters(short)
    for length in range(2, len(words) + 1):
        run = words[-length:]
        if run[0][0].isupper() and _shared(run, short) == len(letters) >= 2:
            return " ".join(run)
    return None

"""A report's text by language: most are in one, some quote a claim or a communiqué in another.

A passage is a run of lines of one paragraph and one script. Its language follows from its script and from what the caller's
detector says of it. A passage too short to tell is in the report's language, or in that of the passage before it when it has more of
its little words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rashomon.extract.other_languages.words import little_words
from rashomon.model import Report

Detect = Callable[[str], str | None]
"""Text → ISO 639-1 code, ``None`` where it cannot tell."""

ENGLISH = "en"
_LINE = re.compile(r"[^\n]*\n?")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 12
_ENOUGH = 0.15
_TOO_FEW = 0.1
_LOWER = 0.4
_BY_SCRIPT = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ku", "ug", "sd"),
    "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "tg", "mn", "uz"),
    "HEBREW": ("he", "yi"),
    "GREEK": ("el",),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "CJK": ("zh", "ja"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
}
"""Scripts with the languages that are written in them, the usual one first; any other script is Latin or unknown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """``report.text[start:end]`` is in ``language`` (ISO 639-1; ``None``: a script that tells no language)."""

    start: int
    end: int
    language: str | None


def passages(report: Report, detect: Detect | None = None) -> tuple[Passage, ...]:
    """The passages of a report from first to last, neighbours in one language joined; together they are the whole text.

    A report without a language of its own counts as English where it is in Latin script. ``detect`` is asked where the script
    leaves it open, and only about passages that do not look like the report's language.
    """
    own = report.language or ENGLISH
    found: list[Passage] = []
    for start, end, script in _runs(report.text):
        before = found[-1].language if found else own
        language = _language(report.text[start:end], script, own, before, detect)
        if found and (found[-1].language == language or script is None):
            found[-1] = Passage(found[-1].start, end, found[-1].language)
        elif len(found) == 1 and not any(c.isalpha() for c in report.text[found[0].start : found[0].end]):
            found[0] = Passage(found[0].start, end, language)
        else:
            found.append(Passage(start, end, language))
    return tuple(found)


def blanked(text: str, kept: list[Passage]) -> str:
    """``text`` with everything but ``kept`` as spaces; line breaks stay, and so do all offsets."""
    parts, at = [], 0
    for passage in [*kept, Passage(len(text), len(text), None)]:
        parts.append(re.sub(r"[^\n]", " ", text[at : passage.start]))
        parts.append(text[passage.start : passage.end])
        at = passage.end
    return "".join(parts)


def _runs(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Lines joined while the script stays the same and no blank line comes between; ``None``: no letters in it."""
    start, script, blank = 0, None, True
    for line in _LINE.finditer(text):
        if not line.group():
            break
        here = _script(line.group())
        if here is None:
            blank |= not line.group().strip()
            continue
        if line.start() > start and script is not None and (here != script or blank):
            yield start, line.start(), script
            start = line.start()
        script, blank = here, False
    if start < len(text):
        yield start, len(text), script


def _script(text: str) -> str | None:
    """The script of most letters, ``None`` where there are none."""
    if text.isascii():  # most lines are
        return "LATIN" if any(map(str.isalpha, text)) else None
    counts = Counter(map(_script_of, filter(str.isalpha, text)))
    return max(sorted(counts), key=lambda script: counts[script]) if counts else None


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "LATIN").split()[0].removesuffix("-")


def _language(text: str, script: str | None, own: str, before: str | None, detect: Detect | None) -> str | None:
    if script in _BY_SCRIPT:
        likely = _BY_SCRIPT[script]
        if own in likely:
            return own
        said = detect(text) if detect else None
        return said if said in likely else likely[0]
    if script not in (None, "LATIN"):
        return own if own != ENGLISH else None
    if any(own in likely for likely in _BY_SCRIPT.values()):
        own = ENGLISH
    if before in little_words() and own in little_words() and _words(text) < _FEWEST_WORDS:
        return before if before is not None and _share(text, before) > _share(text, own) else own
    return _of_latin(text, own, detect)


def _of_latin(text: str, own: str, detect: Detect | None) -> str:
    """The language of a passage in Latin script: ``own`` unless it is long enough and clearly another one."""
    if not _looks_other(text, own):
        return own
    listed = ("en", "fr", "es") if own in little_words() else (ENGLISH,)
    shares = {language: _share(text, language) for language in listed}
    best = max(listed, key=lambda language: shares[language])
    if own not in little_words() or detect is None:
        return best if shares[best] >= _ENOUGH and shares[best] >= 1.5 * shares.get(own, 0.0) else own
    said = detect(text)
    if said is None or not _is_latin(said) or (said in shares and shares[said] < _ENOUGH):
        return own
    return said


def _is_latin(language: str) -> bool:
    return not any(language in likely for likely in _BY_SCRIPT.values())


def _looks_other(text: str, own: str) -> bool:
    """Whether a text is prose long enough to tell, with too few of the little words of ``own``; a list of names is no prose."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS or (own in little_words() and _share(text, own) >= _TOO_FEW):
        return False
    return text.isupper() or sum(word[0].islower() for word in words) >= _LOWER * len(words)


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _share(text: str, language: str) -> float:
    """The share of a text's words that are little words of a language (articles, prepositions and the like)."""
    words = [word.lower() for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    return sum(word in little_words()[language] for word in words) / len(words) if words else 0.0

"""How names are written: articles, possessives, brackets, titles, and the words around a name that are not part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model import fold
from rashomon.resolve.lexicon import lexicon

_POSSESSIVE = re.compile(r"(?:['’ʼ`´][sS]|(?<=[sS])['’])(?=\s|$|[,.;:])")
_BRACKET = re.compile(r"[\[(]\s*([^\[\]()]*?)\s*[\])]")
_EDGE = re.compile(r"^[\s\"“”«»„'‘.,;:!?\-–—*]+|[\s\"“”«»„'’,;:!?\-–—*]+$")
_SPACE = re.compile(r"\s+")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}|[A-ZÀ-Þ0-9]{2,}(?:-[A-Z0-9]+)*")


def tidy(name: str) -> str:
    """A name without quotes, edge punctuation and doubled spaces."""
    return _EDGE.sub("", _SPACE.sub(" ", name)).strip()


def key(name: str) -> str:
    """The form under which names are compared: folded, without a possessive ending."""
    # Turkish dotless i has no capital of its own, so that case would tell it apart.
    return fold(_POSSESSIVE.sub("", tidy(name)).replace("ı", "i"))


def without_article(folded: str) -> str:
    """A folded name without its leading article, unless nothing would be left."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in lexicon().articles else folded


def is_definite(name: str) -> bool:
    """Whether the words begin with a definite article."""
    return bool(re.match(r"\s*[\"“]?(?:the|el|la|los|las)\b", name, re.IGNORECASE))


def is_acronym(name: str) -> bool:
    """Whether a tidy name is written as an acronym of at most three letters (short enough to mean something else)."""
    bare = tidy(name)
    return bool(_ACRONYM.fullmatch(bare)) and len(re.sub(r"\W", "", bare)) <= 3


def forms(name: str) -> Iterator[tuple[str, bool]]:
    """The wordings worth looking up, best first: whole, without bracketed parts, and (marked true) the bracketed parts."""
    whole = tidy(name)
    yield whole, False
    bare = tidy(_BRACKET.sub(" ", name))
    if bare and bare != whole:
        yield bare, False
    yield from ((tidy(part), True) for part in _BRACKET.findall(name) if part.strip())


def strip_title(name: str) -> str:
    """A personal name without titles and offices before it ("Gen.", "Salvadoran President", "Information Secretary")."""
    words = tidy(name).split(" ")
    lex = lexicon()
    changed = True
    while changed and len(words) > 1:
        changed = False
        for length in (3, 2, 1):
            if len(words) > length and fold(" ".join(words[:length])) in lex.titles | lex.former:
                words, changed = words[length:], True
                break
    # The last office word begins the name, wherever it stands: "Prison System Director X Y".
    offices = [i for i, word in enumerate(words[:-1]) if fold(word) in lex.office_titles]
    return " ".join(words[offices[-1] + 1 :] if offices else words)


def is_upper(text: str) -> bool:
    """Whether a text is written in capitals throughout, so that capitals say nothing."""
    letters = [c for c in text[:4000] if c.isalpha() and (c.isupper() or c.islower())]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def capitalised_words(name: str) -> int:
    """How many words of a name begin with a capital letter or a letter of a script without case."""
    return sum(1 for word in re.findall(r"[^\W\d_][\w'’\-]*", name) if not word[0].islower())

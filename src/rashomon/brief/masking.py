"""Names withheld and links defanged, for a brief that is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from rashomon.model import Actor, ActorType, Brief, Facet, fold, slug

LINK = re.compile(r"\b(?:https?://|www\.|t\.me/|telegram\.me/)[^\s<>\"'»”)\]]+", re.IGNORECASE)
CHANNEL_HOSTS = frozenset(
    {"t.me", "telegram.me", "telegram.dog", "telegra.ph", "justpaste.it", "rocket.chat", "matrix.to"},
)
"""Hosts where channels and their mirrors live. A link there is never passed on live, whoever cites it."""

_PARTICLES = frozenset({"al", "el", "abu", "bin", "ibn", "ben", "abd", "de", "van", "von", "della", "the"})
_DESCRIPTIONS = frozenset(
    {"a", "an", "the", "two", "three", "four", "five", "one", "some", "several", "unidentified", "unknown"}
)


@dataclass(frozen=True, slots=True)
class Masks:
    """Which names are withheld. ``label`` maps a folded name to what stands for it, ``ids`` ids that spell a name."""

    pattern: re.Pattern[str] | None
    label: dict[str, str]
    ids: dict[str, str]

    def edits(self, text: str) -> list[tuple[int, int, str]]:
        """Where names stand in a text, and what replaces them."""
        if self.pattern is None:
            return []
        return [
            (m.start(), m.end(), self.label[fold(m[0])])
            for m in self.pattern.finditer(text)
            if fold(m[0]) in self.label
        ]

    def words(self, text: str) -> str:
        """A text, or an id, without the names."""
        if text in self.ids:
            return self.ids[text]
        edits = self.edits(text)
        if not edits:
            return text
        parts, last = [], 0
        for start, end, new in edits:
            parts += [text[last:start], new]
            last = end
        return "".join([*parts, text[last:]])


def withheld(brief: Brief) -> Masks:
    """The suspects of a brief who are private persons, numbered in the order of their names.

    A suspect is one when it is named and no registered actor: public offices, groups and persons of public life are
    registered. Attackers whom a claim names are suspects like any other.
    """
    actors = {actor.id: actor for actor in brief.actors}
    people: dict[str, set[str]] = {}
    ids: dict[str, str] = {}
    for text, actor in sorted(_suspects(brief), key=lambda pair: (pair[0], pair[1] or "")):
        known = actors.get(actor or "")
        if _private(text, known):
            key = fold(known.name if known else text)
            people.setdefault(key, set()).update({text, *((known.name, *known.aliases) if known else ())})
            if known:
                ids[known.id] = key
    return _masks(people, ids)


def _suspects(brief: Brief) -> Iterable[tuple[str, str | None]]:
    for incident in brief.incidents:
        yield from ((each.text, each.actor) for each in incident.suspects)
        yield from ((each.named_attacker, None) for each in incident.claims if each.named_attacker)
    for statement in brief.statements:
        yield from ((a.value, a.actor) for a in statement.asserts if a.facet is Facet.ATTACKER)


def _private(text: str, actor: Actor | None) -> bool:
    if text.startswith("[name withheld"):
        return False
    if actor is not None:
        return actor.type is ActorType.PERSON and not actor.registered
    return _is_name(text)


def _is_name(text: str) -> bool:
    """Whether words name somebody rather than describe ("a police officer", "two gunmen")."""
    words = text.split()
    if not words or words[0].casefold() in _DESCRIPTIONS:
        return False
    if not any(c.isupper() or c.islower() for c in text):
        return True  # a script without capitals: withhold rather than betray
    return any(word[:1].isupper() for word in words)


def _masks(people: dict[str, set[str]], ids: dict[str, str]) -> Masks:
    label: dict[str, str] = {}
    number = {key: n for n, key in enumerate(sorted(people), 1)}
    for key, n in number.items():
        for name in people[key]:
            for variant in _variants(name):
                label.setdefault(variant, f"[name withheld {n}]")
    masked_ids = {identifier: f"withheld-{number[key]}" for identifier, key in ids.items()}
    if not label:
        return Masks(None, {}, masked_ids)
    longest = sorted(label, key=lambda v: (-len(v), v))
    gap = r"[\s\W_]{1,3}"
    options = "|".join(gap.join(_token(word) for word in variant.split()) for variant in longest)
    return Masks(re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE), label, masked_ids)


def _token(word: str) -> str:
    """A word of a folded name as it may be written: with accents or apostrophes between its letters."""
    return "[\u0300-\u036f'’‘ʼʿʾ`-]?".join(re.escape(letter) for letter in word)


def _variants(name: str) -> set[str]:
    """The folded name, what follows its first word, and its last word, each with what binds it ("al …")."""
    words = fold(name).split()
    if not words:
        return set()
    found = {" ".join(words)}
    if len(words) > 2:
        found.add(" ".join(words[1:]))
    last = words[-1]
    if len(words) > 1 and len(last) > 3:
        if words[-2] in _PARTICLES:
            found.add(f"{words[-2]} {last}")  # "al-Iraqi" alone would take every "Iraqi" with it
        else:
            found.add(last)
    found.add(slug(name).replace("-", " "))
    return found


def defang(text: str, *, everything: bool) -> str:
    """Links of propaganda channels (or all links) written so that nothing makes them live: ``hxxps://t[.]me/…``."""
    return LINK.sub(lambda match: _defanged(match[0], everything), text)


def _defanged(link: str, everything: bool) -> str:
    with_scheme = link if "://" in link else f"//{link}"
    host = (urlsplit(with_scheme).hostname or "").removeprefix("www.")
    hit = any(host == known or host.endswith(f".{known}") for known in CHANNEL_HOSTS)
    if not (hit or everything):
        return link
    scheme, mark, rest = link.partition("://")
    if not mark:
        scheme, rest = "", link
    authority, slash, path = rest.partition("/")
    dead = authority.replace(".", "[.]") + slash + path
    return f"{scheme.lower().replace('tt', 'xx')}://{dead}" if mark else dead

"""All names of the registry as a phrase matcher wants them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rashomon.model import Actor, ActorType
from rashomon.resolve.lexicon import lexicon
from rashomon.resolve.phrases import key

_UNPRINTABLE = re.compile(r"[(_¡\"]")
"""Marks of names that are no running text: our own qualifiers and the damaged spellings of a data set."""


def surface_names(actors: Iterable[Actor]) -> Mapping[str, str]:
    """Surface name → ``ActorType`` value, without everyday words; with the wordings of the umbrella."""
    lex = lexicon()
    found: dict[str, str] = {}
    for actor in sorted(actors, key=lambda a: a.id):
        for name in (actor.name, *actor.aliases):
            if key(name) not in lex.not_phrases and not _UNPRINTABLE.search(name):
                found.setdefault(name, actor.type.value)
    for phrase in sorted(lex.umbrella_phrases | lex.umbrella_loose):
        found.setdefault(phrase, ActorType.UMBRELLA.value)
        if phrase.startswith(("iran ", "iranian ", "tehran ", "pro ")):
            found.setdefault(phrase.replace(" ", "-", 1), ActorType.UMBRELLA.value)
    return MappingProxyType(found)

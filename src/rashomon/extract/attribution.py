"""What an attribution is: a cue, a speaker and a content, of which the content may be discontinuous.

The types follow PolNeAR (Newell, Margolin & Ruths 2018): every expression by which a text puts words, thoughts or a stance
down to somebody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.extract.page import Quote
from rashomon.extract.spans import SpanIndex
from rashomon.extract.voices import Voice
from rashomon.model import Modality


@dataclass(slots=True)
class Attribution:
    """One act of speech on the page. ``content`` are character spans; ``cue`` a token range, ``verb`` its verb if any.

    ``owns`` says whether what the content asserts is the speaker's assertion. It is not where somebody praises or seeks something:
    the outlet tells of the thing, the speaker takes a stance towards it. ``modality`` is how firmly the cue puts its content
    forward, where the cue says so ("hopes that", "reportedly").
    """

    base: str
    act: str
    cue: tuple[int, int] | None
    verb: int | None
    speaker: Voice | None
    content: list[tuple[int, int]]
    passive: bool = False
    quotes: list[Quote] = field(default_factory=list)
    via: list[Voice] = field(default_factory=list)
    depth: int = 1
    owns: bool = True
    modality: Modality | None = None
    negated: bool = False

    @property
    def start(self) -> int:
        """Where its content begins."""
        return min(s for s, _ in self.content) if self.content else 0


def contents_of(found: Sequence[Attribution], *, owned: bool = False) -> SpanIndex:
    """Which attributions' content holds an offset, by their place in the list; ``owned``: only of those that own it."""
    index = SpanIndex()
    for n, a in enumerate(found):
        if a.owns or not owned:
            index.add(n, a.content)
    return index

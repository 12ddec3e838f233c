"""Who is the subject of a verb that puts something down to somebody."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing
from rashomon.extract.voices import Voice, Voices

NOBODY = frozenset({"it", "there", "this", "that", "what", "which", "you", "all", "everything", "nothing", "something"})
"""Subjects to whom nothing is put down."""
_IN_TALK = frozenset({"i", "we"})


class Subjects:
    """Subjects as voices, on one page."""

    def __init__(self, page: Page, voices: Voices, phrasing: Phrasing) -> None:
        self.page = page
        self.voices = voices
        self.phrasing = phrasing

    def of(self, i: int, *, it_speaks: bool = False, passive: bool = False) -> Voice | None:
        """Who says or thinks it; by the relative pronoun where there is one ("X, who hopes").

        ``it_speaks``: "it said" counts. ``passive``: of a participle that stands for an adjective ("X is convinced").
        """
        page = self.page
        subject = self._token(i, passive)
        if subject is None or subject == i:
            return None
        if page.words[subject] in NOBODY and not (it_speaks and page.words[subject] == "it"):
            return None
        if page.words[subject] in _IN_TALK and page.quote_at(i) is not None:
            return None  # what somebody quoted says of itself
        return self.named_by_pronoun(i, self.voices.of(subject))

    def named_by_pronoun(self, i: int, voice: Voice | None) -> Voice | None:
        """The voice with the relative pronoun for its words, where one is the subject."""
        pronoun = self.phrasing.relative(i)
        return voice if voice is None or pronoun is None else replace(voice, first=pronoun, last=pronoun, pronoun=True)

    def _token(self, i: int, passive: bool) -> int | None:
        return self.page.child(i, "nsubjpass", "nsubj") if passive else self.page.subject(i)

    def vouched(self, i: int, *, passive: bool = False) -> bool:
        """Whether the subject is one that can be held to its words: a name, a person, a body, a pronoun."""
        subject = self._token(i, passive)
        return subject is not None and self.voices.plausible(subject)

"""All attributions of a page: from verbs, "according to", nouns and adjectives, headings with a colon, and quotation marks."""

from __future__ import annotations

from rashomon.extract.attitudes import Attitudes
from rashomon.extract.attribution import Attribution, contents_of
from rashomon.extract.headings import Headings
from rashomon.extract.leanings import Leanings
from rashomon.extract.lexicon import cues
from rashomon.extract.nominal import Nominal
from rashomon.extract.page import Page
from rashomon.extract.phrasing import Phrasing
from rashomon.extract.quotations import Quotations
from rashomon.extract.saying import Saying
from rashomon.extract.spans import SpanIndex
from rashomon.extract.voices import Voice, Voices


class Attributions:
    """Finds the attributions of a page in reading order."""

    def __init__(self, page: Page, voices: Voices) -> None:
        self.page = page
        self.voices = voices
        self._cues = cues()
        phrasing = self._phrasing = Phrasing(page)
        self._quotations = Quotations(page, voices)
        self._saying = Saying(page, voices, phrasing, self._quotations)
        self._nominal = Nominal(page, voices, phrasing)
        self._attitudes = Attitudes(page, voices, phrasing, self._quotations)
        self._leanings = Leanings(page, voices, phrasing)
        self._headings = Headings(page, voices, phrasing)

    def find(self) -> list[Attribution]:
        """All attributions with content, by where they begin."""
        found: list[Attribution] = []
        said = SpanIndex()
        speakers: dict[int, Voice] = {}
        for i in range(len(self.page)):
            made = self._at(i)
            if made is None:
                continue
            self._quotations.kept_within(i, made)
            if not made.content:
                continue
            goes_on = speakers.get(self._phrasing.resumed.get(i, -1))
            made.speaker = goes_on or made.speaker
            if made.speaker is not None:
                speakers[i] = made.speaker
            nested = bool(said.holding(self.page.starts[i]))
            if made.owns:
                said.add(len(found), made.content)
                if made.speaker is not None and not nested:
                    self.voices.remember(made.speaker)
            found.append(made)
        found += self._quotations.introduced(found)
        found += self._headings.find(found)
        found += self._headings.signed(found)
        found = self._quotations.given_out(found)
        found.sort(key=lambda a: (a.start, a.cue or (0, 0)))
        self._nest(found)
        return found

    def _at(self, i: int) -> Attribution | None:
        """The attribution whose cue is one token, as strictly as it can be read."""
        page = self.page
        word = page.words[i]
        if word == "according":
            return self._nominal.according(i)
        if self._leanings.adjective(i):
            return self._leanings.at(i)
        if page.is_verb(i):
            if word in self._cues.verbs:
                made = self._saying.at(i)
                if made is not None or self._saying.silent(i):
                    return made
            return self._attitudes.verbal(i)
        if word in self._cues.nouns and page.tags[i].startswith("NN"):
            return self._nominal.at(i)
        return self._leanings.at(i)

    def _nest(self, found: list[Attribution]) -> None:
        """An attribution whose cue stands inside another's content is one voice deeper, and comes via that voice."""
        said = contents_of(found, owned=True)
        for inner in found:
            if inner.cue is None:
                continue
            holders = [found[n] for n in sorted(said.holding(self.page.starts[inner.cue[0]]))]
            outer = [a for a in holders if a is not inner and not self._within(a, inner)]
            inner.depth = 1 + len(outer)
            inner.via = [a.speaker for a in outer if a.speaker is not None] + inner.via

    def _within(self, a: Attribution, b: Attribution) -> bool:
        return a.cue is not None and any(s <= self.page.starts[a.cue[0]] < e for s, e in b.content)

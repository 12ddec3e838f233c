"""What the modules that spot assertions share: the page, its voices and actors, and one way to make an assertion."""

from __future__ import annotations

from rashomon.extract.actors import Actors
from rashomon.extract.inflection import inflect
from rashomon.extract.lexicon import cues, events
from rashomon.extract.names import ARMED_KINDS
from rashomon.extract.page import Page
from rashomon.extract.voices import Voices
from rashomon.model import Assertion, Facet, Polarity, Span

DEEDS = frozenset(
    form
    for verb in (
        "carry conduct perpetrate stage launch commit mount plan order execute plant set throw hurl fire target hit strike destroy burn "
        "orchestrate mastermind organise organize prepare place bury undertake implement blow detonate"
    ).split()
    for form in inflect(verb)
)
"""What is done to bring an attack about, in every form of the verb."""
ARGUED_ABOUT = ARMED_KINDS | frozenset({"state", "military", "intelligence", "police"})
STATE_MEANS = frozenset(
    {
        "airstrike",
        "airstrikes",
        "strike",
        "strikes",
        "raid",
        "raids",
        "shelling",
        "bombardment",
        "missile",
        "drone",
        "drones",
    }
)
ARGUMENTS = frozenset(
    {
        Facet.MOTIVE, Facet.CAPABILITY, Facet.ACCESS, Facet.COINCIDENCE, Facet.TRACK_RECORD, Facet.CLAIMING_PATTERN,
        Facet.TARGET_SELECTION, Facet.PERPETRATOR, Facet.ADOPTER, Facet.CLAIMANT, Facet.ATTACKER,
    }
)  # fmt: skip
"""Facets by which somebody argues about who did it, or names whom."""


class Spotter:
    """Walks one page."""

    def __init__(self, page: Page, voices: Voices, actors: Actors) -> None:
        self.page = page
        self.voices = voices
        self.actors = actors
        self._events = events()
        self._cues = cues()

    def _made(
        self,
        facet: Facet,
        value: str,
        start: int,
        end: int,
        *,
        about: str | None = None,
        polarity: Polarity = Polarity.AFFIRMED,
    ) -> Assertion:
        span = Span(self.page.text[start:end], start, end)
        return Assertion(facet=facet, value=value, text=span.text, start=start, end=end, polarity=polarity, about=about)

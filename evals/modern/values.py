"""What a value may be: closed vocabularies, tolls, days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from evals.modern.quotes import QuoteError
from rashomon.model import TACTIC_PARENT, Facet

E = TypeVar("E", bound=StrEnum)

NAMES = frozenset(
    {
        Facet.PERPETRATOR,
        Facet.ADOPTER,
        Facet.CLAIMANT,
        Facet.AFFILIATION,
        Facet.ATTACKER,
        Facet.PLACE,
        Facet.TIME,
    }
)
"""Facets whose value is a name or words; all others have closed values (or, for tolls, a form)."""

_WEAPON = (
    "explosive_device explosive_vest vehicle_bomb rocket mortar missile grenade firearm drone aircraft knife vehicle fire chemical "
    "dynamite other"
)
_TARGET = (
    "market civilians residential religious_site school hospital checkpoint police military government diplomatic media "
    "political_figure activist infrastructure energy airport transport hotel business prison humanitarian militia other"
)
VALUES: dict[Facet, frozenset[str]] = {
    Facet.TACTIC: frozenset(TACTIC_PARENT),
    Facet.WEAPON: frozenset(_WEAPON.split()),
    Facet.TARGET: frozenset(_TARGET.split()),
    Facet.MOTIVE: frozenset({"benefit", "objective"}),
    Facet.CAPABILITY: frozenset({"has", "lacks"}),
    Facet.ACCESS: frozenset({"has", "lacks"}),
    Facet.COINCIDENCE: frozenset({"coincides"}),
    Facet.TRACK_RECORD: frozenset({"false_claims", "true_claims", "past_attacks"}),
    Facet.CLAIMING_PATTERN: frozenset({"adopts", "service", "selective"}),
    Facet.TARGET_SELECTION: frozenset({"fits", "does_not_fit"}),
}
"""The published values of each closed facet (``docs/reference/assertions.md``)."""

_TOLL = re.compile(r"(?:killed|injured|missing|kidnapped):\d+-\d*")


def vocabulary(kind: type[E], value: Any) -> E:
    """A member of a closed vocabulary; ``QuoteError`` where it is none."""
    try:
        return kind(value)
    except ValueError as error:
        raise QuoteError(f"{value!r} is no {kind.__name__.lower()}: {', '.join(kind)}") from error


def member(value: str, known: Sequence[str], what: str) -> str:
    """``value`` if it is among ``known``, else ``QuoteError``."""
    if value not in known:
        raise QuoteError(f"there is no {what} {value!r}")
    return value


def check_value(facet: Facet, value: str) -> None:
    """``QuoteError`` where a facet can't have that value."""
    if facet in VALUES:
        member(value, sorted(VALUES[facet]), f"{facet} value")
    elif facet is Facet.TOLL and not _TOLL.fullmatch(value):
        raise QuoteError(f"toll {value!r} is not EFFECT:LOW-HIGH")


def day_range(given: Any) -> tuple[str, str] | None:
    """First and last day, ISO 8601; ``QuoteError`` where they are none or the wrong way round."""
    if given is None:
        return None
    try:
        first, last = (date.fromisoformat(day) for day in given)
    except (TypeError, ValueError) as error:
        raise QuoteError(f"date {given!r} is not [first day, last day]") from error
    if last < first:
        raise QuoteError(f"date {given!r} ends before it begins")
    return first.isoformat(), last.isoformat()

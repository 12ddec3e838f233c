"""How two values of a closed vocabulary relate: tactics, weapons and targets.

Every relation is symmetric and one of ``same``, ``granularity`` (one contains the other), ``compatible`` or ``incompatible``.
Values outside the vocabulary are ``compatible`` with everything: nothing is known that speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rashomon.model import TACTIC_PARENT, tactic_relation

WEAPON_PARENT: Mapping[str, str] = {
    "explosive_vest": "explosive_device",
    "vehicle_bomb": "explosive_device",
    "dynamite": "explosive_device",
}
"""Weapons and the more general one that contains them."""

_DELIVERY: Mapping[str, str] = {
    "explosive_vest": "worn",
    "vehicle_bomb": "parked or driven",
    "dynamite": "laid",
    "grenade": "thrown",
    "mortar": "tube",
    "rocket": "launched",
    "missile": "launched",
    "drone": "flown",
    "aircraft": "flown",
    "explosive_device": "laid",
}
_FLOWN = {"launched", "flown"}
"""Aircraft and drones carry missiles and rockets, so these two do not exclude each other."""

TARGET_PARENT: Mapping[str, str] = {
    "market": "civilians",
    "residential": "civilians",
    "religious_site": "civilians",
    "school": "civilians",
    "hospital": "civilians",
    "hotel": "civilians",
    "business": "civilians",
    "transport": "civilians",
    "media": "civilians",
    "activist": "civilians",
    "humanitarian": "civilians",
    "energy": "infrastructure",
    "airport": "infrastructure",
}
"""Targets and the more general one that contains them."""

_FORCES = frozenset({"police", "military", "checkpoint", "militia"})
_POLITICS = frozenset({"government", "political_figure", "diplomatic"})
_SITES = frozenset({"market", "religious_site", "school", "hospital", "hotel", "airport", "prison", "energy"})
"""Sites of which an explosion hits one: two of them exclude each other."""


def weapon_relation(one: str, other: str) -> str:
    """Relation of two weapons. Firearms, knives and fire can go along with any explosive and exclude none."""
    if one == other:
        return "same"
    if WEAPON_PARENT.get(one) == other or WEAPON_PARENT.get(other) == one:
        return "granularity"
    ways = {_DELIVERY.get(one), _DELIVERY.get(other)}
    if None in ways or len(ways) == 1 or ways == _FLOWN:
        return "compatible"
    return "incompatible"


def target_relation(one: str, other: str) -> str:
    """Relation of two targets: civilians against forces, or two sites of which only one can have been hit."""
    if one == other:
        return "same"
    if TARGET_PARENT.get(one) == other or TARGET_PARENT.get(other) == one:
        return "granularity"
    if {one, other} <= _SITES:
        return "incompatible"
    sides = {_side(one), _side(other)}
    return "incompatible" if sides == {"civilians", "forces"} else "compatible"


def _side(target: str) -> str:
    if target in _FORCES:
        return "forces"
    if target == "civilians" or TARGET_PARENT.get(target) == "civilians":
        return "civilians"
    return "politics" if target in _POLITICS else "other"


def safe_tactic_relation(one: str, other: str) -> str:
    """``model.tactic_relation``, with ``compatible`` for a tactic outside the vocabulary."""
    if one not in TACTIC_PARENT or other not in TACTIC_PARENT:
        return "same" if one == other else "compatible"
    return tactic_relation(one, other)


def line(value: str, parents: Mapping[str, str | None] | Mapping[str, str]) -> tuple[str, ...]:
    """``value`` and everything that contains it, from special to general."""
    found = [value]
    while (above := parents.get(found[-1])) is not None:
        found.append(above)
    return tuple(found)


def agreed(values: Iterable[str], parents: Mapping[str, str | None] | Mapping[str, str]) -> str | None:
    """The most special value that no given value disputes.

    On one line ("bombing", "suicide_bombing") the most special; else the nearest common ancestor; ``None`` without one.
    """
    lines = [line(value, parents) for value in sorted(set(values))]
    if not lines:
        return None
    deepest = max(lines, key=len)
    if all(found[0] in deepest for found in lines):
        return deepest[0]
    return next((step for step in deepest if all(step in found for found in lines)), None)

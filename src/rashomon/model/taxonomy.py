"""Tactics and how they relate: which contain which, and which cannot both be true."""

from __future__ import annotations

TACTIC_PARENT: dict[str, str | None] = {
    "bombing": None,
    "suicide_bombing": "bombing",
    "planted_device": "bombing",
    "vehicle_bomb": "bombing",
    "grenade": "bombing",
    "shelling": None,
    "rocket": "shelling",
    "mortar": "shelling",
    "missile": "shelling",
    "air_strike": None,
    "drone_strike": "air_strike",
    "armed_assault": None,
    "shooting": "armed_assault",
    "ambush": "armed_assault",
    "stabbing": "armed_assault",
    "assassination": None,
    "vehicle_ramming": None,
    "kidnapping": None,
    "hostage_taking": "kidnapping",
    "hijacking": None,
    "arson": None,
    "robbery": None,
    "sabotage": None,
    "chemical": None,
    "execution": None,
    "accident": None,
}
"""Every tactic and the more general one that contains it."""

COMPATIBLE: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for pair in (
        ("suicide_bombing", "vehicle_bomb"),
        ("planted_device", "vehicle_bomb"),
        ("assassination", "shooting"),
        ("assassination", "bombing"),
        ("assassination", "planted_device"),
        ("assassination", "vehicle_bomb"),
        ("assassination", "suicide_bombing"),
        ("assassination", "stabbing"),
        ("assassination", "ambush"),
        ("assassination", "armed_assault"),
        ("assassination", "drone_strike"),
        ("assassination", "air_strike"),
        ("execution", "shooting"),
        ("execution", "kidnapping"),
        ("armed_assault", "suicide_bombing"),
        ("armed_assault", "grenade"),
        ("armed_assault", "kidnapping"),
        ("ambush", "planted_device"),
        ("ambush", "shooting"),
        ("drone_strike", "bombing"),
        ("air_strike", "bombing"),
        ("shelling", "bombing"),
        ("sabotage", "bombing"),
        ("sabotage", "planted_device"),
        ("arson", "sabotage"),
    )
)
"""Pairs that are not parent and child and can nevertheless describe one attack."""

WHOEVER: frozenset[str] = frozenset(
    "terrorist terrorists gunman gunmen attacker attackers bomber bombers assailant assailants assassin assassins killer killers hitman "
    "hitmen perpetrator perpetrators suspect suspects man men individual individuals subject subjects kidnapper kidnappers criminal "
    "criminals officer member members militant militants extremist extremists".split()
)
"""Last words of descriptions that fit whoever did it, and so neither name nor exclude anybody."""

COLLECTIVES: frozenset[str] = frozenset(
    "factions militias militiamen guerrillas paramilitaries squads rebels insurgents separatists secessionists traffickers settlers "
    "mercenaries loyalists dissidents tribesmen cartels gangs vigilantes nationalists royalists islamists jihadists".split()
)
"""Last words of descriptions that name a kind of actor without a name ("armed factions"): a hypothesis of their own."""


def _ancestors(tactic: str) -> list[str]:
    found = [tactic]
    parent = TACTIC_PARENT.get(tactic)
    while parent is not None:
        found.append(parent)
        parent = TACTIC_PARENT.get(parent)
    return found


def tactic_relation(one: str, other: str) -> str:
    """``same``, ``granularity`` (one contains the other), ``compatible`` or ``incompatible``."""
    if one == other:
        return "same"
    lines = _ancestors(one), _ancestors(other)
    if one in lines[1] or other in lines[0]:
        return "granularity"
    pairs = {frozenset((a, b)) for a in lines[0] for b in lines[1]}
    specific = frozenset((one, other))
    if specific in COMPATIBLE or (pairs & COMPATIBLE and TACTIC_PARENT[one] is None and TACTIC_PARENT[other] is None):
        return "compatible"
    return "incompatible"

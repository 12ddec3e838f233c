"""Hypotheses over two axes: who carried it out, and who adopted it.

Leaves exclude each other and cover everything, because somebody not named is always one of them. Their number grows linearly with
the actors: each has one leaf, in which every claimant but itself merely adopted what it did. An umbrella that has members among
the candidates is a parent; its leaves are those of its members and "another member". The prior is shared equally among what
stands on top, then equally within each umbrella, so that naming one more member changes nothing outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.model import (
    Actor,
    ActorType,
    HypothesisKind,
    HypothesisRole,
    Incident,
    Role,
    Statement,
    stable_id,
)
from rashomon.weigh.cast import STATE_BODIES, Cast, cast_of

_ACCIDENT = "\x00accident"
_OTHER = "\x00other"


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisDraft:
    """A hypothesis before it is weighed. ``share``: its part of the prior of the named leaves (of the unnamed for unknown/other).

    ``adopter`` joins several ids with ``+``. Parents have ``leaf`` false and the sum of their leaves as ``share``.
    """

    id: str
    label: str
    perpetrator: str | None
    adopter: str | None
    kind: HypothesisKind
    parent: str | None
    roles: tuple[HypothesisRole, ...]
    leaf: bool
    share: float


def hypotheses_for(
    incident: Incident, statements: Mapping[str, Statement], actors: Mapping[str, Actor]
) -> tuple[HypothesisDraft, ...]:
    """Hypotheses that the accounts of ``incident`` give rise to: parents before their leaves, unknown/other last.

    ``statements`` and ``actors`` are looked up by id; only statements of the incident count. Order and labels carry no weight.
    """
    own = [statements[one] for one in incident.statements if one in statements]
    return drafts_of(incident.id, cast_of(incident, own, actors))


def drafts_of(incident: str, cast: Cast) -> tuple[HypothesisDraft, ...]:
    """The same for actors already read off the statements."""
    tree = _tree(cast)
    top = sorted(key for key in cast.perpetrators if _parent_of(cast, key) is None)
    share = 1.0 / max(len(top) + cast.accident, 1)
    found: list[HypothesisDraft] = []
    for key in top:
        found.extend(_branch(incident, cast, tree, key, None, share))
    if cast.accident:
        found.append(_special(incident, cast, _ACCIDENT, "It was an accident", HypothesisKind.ACCIDENT, share))
    someone = "Someone not named in these accounts carried it out"
    found.append(_special(incident, cast, _OTHER, someone, HypothesisKind.UNKNOWN_OTHER, 1.0))
    return tuple(found)


def _parent_of(cast: Cast, key: str) -> str | None:
    """The nearest candidate that ``key`` belongs to."""
    return next((one for one in cast.ancestors(key) if one in cast.perpetrators and one != key), None)


def _tree(cast: Cast) -> dict[str, list[str]]:
    """Candidates that have members among the candidates, with those members."""
    tree: dict[str, list[str]] = {}
    for key in sorted(cast.perpetrators):
        parent = _parent_of(cast, key)
        if parent is not None:
            tree.setdefault(parent, []).append(key)
    return tree


def _branch(
    incident: str, cast: Cast, tree: Mapping[str, list[str]], key: str, parent: str | None, share: float
) -> list[HypothesisDraft]:
    """One candidate with everything below it."""
    members = tree.get(key, [])
    if not members:
        return [_named(incident, cast, key, parent, share, "")]
    umbrella = _named(incident, cast, key, parent, share, "umbrella")
    each = share / (len(members) + 1)
    found = [umbrella]
    for member in members:
        found.extend(_branch(incident, cast, tree, member, umbrella.id, each))
    found.append(_named(incident, cast, key, umbrella.id, each, "another"))
    return found


def _named(incident: str, cast: Cast, key: str, parent: str | None, share: float, part: str) -> HypothesisDraft:
    """The hypothesis of one candidate; ``part`` is ``umbrella``, ``another`` (member of it) or empty."""
    claims = sorted(one for one in cast.claimants if cast.within(key, one))
    inside = {one for one in cast.claimants if part == "umbrella" and cast.within(one, key)}
    adopters = sorted(cast.claimants - set(claims) - inside)
    line = (key, *cast.ancestors(key))
    states = sorted({state for one in line for state in cast.enablers.get(one, set())} - set(line))
    roles = [HypothesisRole(key, Role.EXECUTED)]
    roles += [HypothesisRole(one, Role.ENABLED) for one in states]
    roles += [HypothesisRole(one, Role.CLAIMED) for one in sorted({*claims, *adopters, *inside})]
    return HypothesisDraft(
        id=stable_id("H", incident, key, "+".join(adopters), part),
        label=_subject(cast, key, part) + _doing(cast, key, claims, states) + _adopting(cast, adopters),
        perpetrator=key,
        adopter="+".join(adopters) or None,
        kind=_kind(cast, key),
        parent=parent,
        roles=tuple(roles),
        leaf=part != "umbrella",
        share=share,
    )


def _special(incident: str, cast: Cast, key: str, label: str, kind: HypothesisKind, share: float) -> HypothesisDraft:
    """Accident and unknown/other, which name nobody."""
    adopters = sorted(cast.claimants)
    return HypothesisDraft(
        id=stable_id("H", incident, key, "+".join(adopters), ""),
        label=label + _adopting(cast, adopters),
        perpetrator=None,
        adopter="+".join(adopters) or None,
        kind=kind,
        parent=None,
        roles=tuple(HypothesisRole(one, Role.CLAIMED) for one in adopters),
        leaf=True,
        share=share,
    )


def _kind(cast: Cast, key: str) -> HypothesisKind:
    """The kind by the actor's type; what is not known to be a state's body or a person counts as a group."""
    if cast.groups_of(key) is not None:
        return HypothesisKind.LONE_ACTOR
    return HypothesisKind.STATE if cast.type(key) in STATE_BODIES else HypothesisKind.GROUP


def _subject(cast: Cast, key: str, part: str) -> str:
    name = cast.name(key)
    umbrella = cast.type(key) is ActorType.UMBRELLA
    if part == "another":
        return f"Another {'member' if umbrella else 'part'} of {name}"
    if part == "umbrella":
        return f"{name} (any {'member' if umbrella else 'part'} of it)"
    return f"A member of {name}" if umbrella else name[:1].upper() + name[1:]


def _doing(cast: Cast, key: str, claims: list[str], states: list[str]) -> str:
    alone = " without a named organisation" if cast.groups_of(key) is not None else ""
    claimed = " and claimed it" if key in claims else f"; {_listed(cast, claims)} claimed it" if claims else ""
    enabled = f" (some accounts add: enabled by {_listed(cast, states)})" if states else ""
    return f" carried it out{alone}{claimed}{enabled}"


def _adopting(cast: Cast, adopters: list[str]) -> str:
    return f"; {_listed(cast, adopters)} only adopted it" if adopters else ""


def _listed(cast: Cast, keys: list[str]) -> str:
    names = sorted(cast.name(key) for key in keys)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def leaves_under(cast: Cast, drafts: tuple[HypothesisDraft, ...], key: str) -> frozenset[str]:
    """Ids of the leaves in which ``key``, or a part of it, carried it out.

    For somebody who is no candidate: the leaves of candidates that belong to it, else those in which it is said to have enabled,
    else those of the nearest candidate that it belongs to, else none.
    """
    own = frozenset(one.id for one in drafts if one.leaf and one.perpetrator and cast.within(one.perpetrator, key))
    if own:
        return own
    enabled = HypothesisRole(key, Role.ENABLED)
    by_role = frozenset(one.id for one in drafts if one.leaf and enabled in one.roles)
    if by_role:
        return by_role
    near = next((one for one in cast.ancestors(key) if one in cast.perpetrators), None)
    return leaves_under(cast, drafts, near) if near is not None else frozenset()

"""How and at whom, where and when: values that exclude, contain or merely oppose each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rashomon.compare.evidence import (
    Said,
    Value,
    contradiction,
    different_voices,
    left_out,
    of_voices,
    pairs,
    self_opposed,
    values,
)
from rashomon.linkage.kinds import safe_tactic_relation, target_relation, weapon_relation
from rashomon.linkage.places import place_relation
from rashomon.model import Contradiction, ContradictionKind, Facet, Place, Polarity, TimeBasis, TimeSpan, fold

RELATIONS: dict[Facet, Callable[[str, str], str]] = {
    Facet.TACTIC: safe_tactic_relation,
    Facet.WEAPON: weapon_relation,
    Facet.TARGET: target_relation,
}
"""Facets with a closed vocabulary and how two of their values relate."""

OPPOSITES: dict[Facet, frozenset[str]] = {
    Facet.CAPABILITY: frozenset({"has", "lacks"}),
    Facet.ACCESS: frozenset({"has", "lacks"}),
    Facet.TARGET_SELECTION: frozenset({"fits", "does_not_fit"}),
    Facet.TRACK_RECORD: frozenset({"false_claims", "true_claims"}),
}
"""Facets of which two values said of one actor oppose each other."""


def manner_contradictions(facet: Facet, said: Sequence[Said]) -> list[Contradiction]:
    """Tactic, weapon and target. Weapons that one statement names together were used together and do not exclude."""
    counted = values(said, lambda each: each.assertion.value, lambda each: each.assertion.value)
    rest = left_out(counted)
    found: list[Contradiction] = []
    for one, other in pairs(counted):
        relation = RELATIONS[facet](one.key, other.key)
        if relation == "granularity" and different_voices(one, other):
            why = f"{_words(one)} and {_words(other)} differ in detail only: one contains the other."
            found.append(contradiction(facet, ContradictionKind.GRANULARITY, one, other, why + rest))
        elif relation == "incompatible" and not (facet is not Facet.TACTIC and together(one, other)):
            why = f"{_words(one)} and {_words(other)} cannot both be the {facet.value} of one attack."
            found.extend(_exclude(facet, one, other, why + rest))
    return found


def together(one: Value, other: Value) -> bool:
    """Whether some statement puts both forward."""
    return bool({each.statement.id for each in one.said} & {each.statement.id for each in other.said})


def _words(value: Value) -> str:
    return f"“{value.shown.replace('_', ' ')}”"


def _exclude(facet: Facet, one: Value, other: Value, why: str) -> list[Contradiction]:
    found = []
    if different_voices(one, other):
        found.append(contradiction(facet, ContradictionKind.INCOMPATIBLE, one, other, why))
    both = self_opposed(one, other)
    if both:
        sides = of_voices(one, both), of_voices(other, both)
        found.append(
            contradiction(facet, ContradictionKind.SELF_CONTRADICTION, *sides, f"The same source says both: {why}")
        )
    return found


def place_contradictions(said: Iterable[Said]) -> list[Contradiction]:
    """Places apart exclude each other; a market, its district and its city are granularity; near ones are no difference."""
    counted = values(said, _place_key, lambda each: each.assertion.value)
    rest = left_out(counted)
    found: list[Contradiction] = []
    for one, other in pairs(counted):
        relation = place_relation(_place(one), _place(other))
        if relation == "apart":
            why = f"{_words(one)} and {_words(other)} are different places."
            found.extend(_exclude(Facet.PLACE, one, other, why + rest))
        elif relation == "contains" and different_voices(one, other):
            why = f"{_words(one)} and {_words(other)}: one lies in the other."
            found.append(contradiction(Facet.PLACE, ContradictionKind.GRANULARITY, one, other, why + rest))
    return found


def _place_key(said: Said) -> str | None:
    place = said.assertion.place
    return None if place is None else place.gazetteer_id or fold(place.name or said.assertion.value)


def _place(value: Value) -> Place:
    places = [each.assertion.place for each in value.said if each.assertion.place is not None]
    return min(places, key=lambda place: (place.lat is None, place.text, place.start or 0))


def time_contradictions(said: Iterable[Said]) -> list[Contradiction]:
    """Days apart exclude each other; a day within a month is granularity. Inferred days were said by nobody."""
    counted = values(said, _time_key, lambda each: _days(each.assertion.when))
    rest = left_out(counted)
    found: list[Contradiction] = []
    for one, other in pairs(counted):
        first, second = _ends(one), _ends(other)
        if first[1] < second[0] or second[1] < first[0]:
            why = f"{one.shown} and {other.shown} do not overlap."
            found.extend(_exclude(Facet.TIME, one, other, why + rest))
        elif _within(first, second) and different_voices(one, other):
            why = f"{one.shown} and {other.shown}: one lies within the other."
            found.append(contradiction(Facet.TIME, ContradictionKind.GRANULARITY, one, other, why + rest))
    return found


def _time_key(said: Said) -> str | None:
    when = said.assertion.when
    if when is None or when.earliest is None or when.latest is None:
        return None
    return None if when.basis in (TimeBasis.INFERRED, TimeBasis.UNKNOWN) else f"{when.earliest[:10]}/{when.latest[:10]}"


def _days(when: TimeSpan | None) -> str:
    if when is None or when.earliest is None or when.latest is None:
        return "unknown"
    first, last = when.earliest[:10], when.latest[:10]
    return first if first == last else f"{first} to {last}"


def _ends(value: Value) -> tuple[str, str]:
    first, _, last = value.key.partition("/")
    return first, last


def _within(first: tuple[str, str], second: tuple[str, str]) -> bool:
    inside = second[0] <= first[0] and first[1] <= second[1]
    return inside or (first[0] <= second[0] and second[1] <= first[1])


def polarity_contradictions(facet: Facet, said: Sequence[Said]) -> list[Contradiction]:
    """The same thing put forward and rejected."""

    def key(each: Said) -> str:
        return f"{each.assertion.actor or fold(each.assertion.value)}|{each.assertion.about or ''}"

    put = {value.key: value for value in values(said, key, lambda each: each.assertion.value)}
    rejected = values(said, key, lambda each: f"not {each.assertion.value}", Polarity.NEGATED)
    found: list[Contradiction] = []
    for against in rejected:
        if against.key in put:
            why = f"{_words(put[against.key])} is put forward and rejected."
            found.extend(_exclude(facet, put[against.key], against, why))
    return found


def opposite_contradictions(facet: Facet, said: Sequence[Said]) -> list[Contradiction]:
    """Of one actor said to have and to lack, to fit and not to fit, to have claimed truly and falsely."""
    found: list[Contradiction] = []
    by_actor: dict[str, list[Said]] = {}
    for each in said:
        if each.assertion.value in OPPOSITES[facet] and each.assertion.about:
            by_actor.setdefault(each.assertion.about, []).append(each)
    for actor in sorted(by_actor):
        counted = values(by_actor[actor], lambda each: each.assertion.value, lambda each: each.assertion.value)
        for one, other in pairs(counted):
            why = f"{facet.value.replace('_', ' ')} of one actor: {_words(one)} against {_words(other)}."
            found.extend(_exclude(facet, one, other, why))
    return found

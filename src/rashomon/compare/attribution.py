"""Who did it: affirmed and denied, claimed by two, claimed and taken back.

An attribution is a statement like any other. Nothing here decides between two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
from rashomon.compare.manner import together
from rashomon.linkage.names import distinctive, is_name, names_match
from rashomon.model import WHOEVER, Act, Actor, Contradiction, ContradictionKind, Facet, Polarity, fold

OWN_WORD = frozenset({Act.CLAIM, Act.ADMIT})
"""Acts by which somebody takes an attack upon themselves."""

_TAKEN_BACK = frozenset({Act.DENY, Act.RETRACT})


def who_key(said: Said) -> str | None:
    """The actor, else the folded name; ``None`` for a description that fits anybody ("gunmen", "an outlaw group")."""
    if said.assertion.actor:
        return said.assertion.actor
    return fold(said.assertion.value) if distinctive(said.assertion.value) else None


def contains(one: str, other: str, actors: Mapping[str, Actor]) -> bool:
    """Whether one of two actors (ids, or folded names) is the other or its part, up the chain of parents or by its words."""
    for start, goal in ((one, other), (other, one)):
        seen: set[str] = set()
        step: str | None = start
        while step is not None and step not in seen:
            if step == goal:
                return True
            seen.add(step)
            step = actors[step].parent if step in actors else None
    names = [fold(actors[key].name if key in actors else key).split() for key in (one, other)]
    return _words_in(names[0], names[1]) or _words_in(names[1], names[0])


def _words_in(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether every word of one name, or its beginning ("Iran", "Iranian militia"), stands in the other."""
    return all(any(word == other or (len(word) >= 4 and other.startswith(word)) for other in many) for word in few)


def backed(one: str, other: str, actors: Mapping[str, Actor]) -> bool:
    """Whether one is said to back the other, or what the other is part of: two roles in one attack, not two versions."""
    for start, goal in ((one, other), (other, one)):
        seen: set[str] = set()
        step: str | None = start
        while step is not None and step in actors and step not in seen:
            seen.add(step)
            if actors[step].sponsor == goal:
                return True
            step = actors[step].parent
    return False


def perpetrator_contradictions(
    said: Sequence[Said], adopters: Iterable[Said], actors: Mapping[str, Actor]
) -> list[Contradiction]:
    """Affirmed against denied, different perpetrators, and the perpetrator against the mere adopter."""
    put = values(said, who_key, lambda each: each.assertion.value)
    rejected = values(said, who_key, lambda each: f"not {each.assertion.value}", Polarity.NEGATED)
    found = [*_denied(put, rejected), *_others(put, actors)]
    known = {value.key: value for value in put}
    for adopter in values(adopters, who_key, lambda each: f"{each.assertion.value} as adopter only"):
        if adopter.key in known and different_voices(known[adopter.key], adopter):
            why = f"“{known[adopter.key].shown}” is said to have done it, and to have adopted what others did."
            found.append(
                contradiction(Facet.PERPETRATOR, ContradictionKind.INCOMPATIBLE, known[adopter.key], adopter, why)
            )
    return found


def _denied(put: Sequence[Value], rejected: Sequence[Value]) -> list[Contradiction]:
    found = []
    known = {value.key: value for value in put}
    for against in rejected:
        if against.key not in known:
            continue
        value = known[against.key]
        if _only_retracted(value, against):
            continue
        if different_voices(value, against):
            why = f"“{value.shown}” is said to have done it, and to have had nothing to do with it."
            found.append(contradiction(Facet.PERPETRATOR, ContradictionKind.INCOMPATIBLE, value, against, why))
        both = [voice for voice in self_opposed(value, against) if not _took_back(value, against, voice)]
        if both:
            why = f"The same source says of “{value.shown}” that it did it and that it did not."
            sides = of_voices(value, both), of_voices(against, both)
            found.append(contradiction(Facet.PERPETRATOR, ContradictionKind.SELF_CONTRADICTION, *sides, why))
    return found


def _took_back(value: Value, against: Value, voice: str) -> bool:
    """Whether this voice first claimed it and denied it later, which is a retraction and reported as one."""
    claimed = [each.on for each in value.said if each.voice == voice and each.statement.act in OWN_WORD]
    denied = [each.on for each in against.said if each.voice == voice and each.statement.act in _TAKEN_BACK]
    return any(first and later and first < later for first in claimed for later in denied)


def _only_retracted(value: Value, against: Value) -> bool:
    """Whether all there is to it is one actor taking back its own claim."""
    speakers = {each.identity for each in (*value.said, *against.said)}
    return len(speakers) == 1 and bool(retracted(value.said, against.said))


def _others(put: Sequence[Value], actors: Mapping[str, Actor]) -> list[Contradiction]:
    """Two perpetrators of whom neither contains the other and whom no statement names together."""
    found = []
    rest = left_out(put)
    for one, other in pairs(put):
        if not different_voices(one, other) or together(one, other) or backed(one.key, other.key, actors):
            continue
        if _anybody(one) or _anybody(other):
            continue
        if contains(one.key, other.key, actors):
            why = f"“{one.shown}” and “{other.shown}”: one is part of the other."
            found.append(contradiction(Facet.PERPETRATOR, ContradictionKind.GRANULARITY, one, other, why + rest))
            continue
        claims = [any(each.statement.act in OWN_WORD for each in value.said) for value in (one, other)]
        how = "both claim it for themselves" if all(claims) else "both are said to have done it"
        why = f"“{one.shown}” and “{other.shown}”: {how}, and no account says together."
        found.append(contradiction(Facet.PERPETRATOR, ContradictionKind.INCOMPATIBLE, one, other, why + rest))
    return found


def _anybody(value: Value) -> bool:
    """Whether the words fit whoever did it ("gunmen", "a suicide bomber"), and so exclude nobody."""
    return fold(value.shown).split(" ")[-1] in WHOEVER


def retracted(put: Iterable[Said], against: Iterable[Said]) -> list[tuple[Said, Said]]:
    """Pairs of an own claim and the same speaker's later denial or withdrawal of it."""
    against = tuple(against)
    return [
        (claim, denial)
        for claim in put
        if claim.statement.act in OWN_WORD
        for denial in against
        if denial.statement.act in _TAKEN_BACK
        and claim.identity == denial.identity
        and claim.on is not None
        and denial.on is not None
        and claim.on < denial.on
    ]


def retractions(found: Mapping[Facet, Sequence[Said]]) -> list[Contradiction]:
    """Own claims denied later, and whatever a statement of the act ``retract`` takes back of the same speaker's words."""
    result = []
    for facet, said in found.items():
        put = {value.key: value for value in values(said, _what, lambda each: each.assertion.value)}
        taken = [each for each in said if each.statement.act is Act.RETRACT]
        denials = values(said, _what, lambda each: f"not {each.assertion.value}", Polarity.NEGATED)
        for against in denials if facet is Facet.PERPETRATOR else ():
            if against.key in put:
                result.extend(_taken_back(facet, put[against.key], retracted(put[against.key].said, against.said)))
        for value in put.values():
            before = [each for each in value.said if each.statement.act is not Act.RETRACT]
            back = [each for each in taken if _what(each) == value.key]
            both = [(a, b) for a in before for b in back if a.identity == b.identity and (a.on or "") <= (b.on or "9")]
            result.extend(_taken_back(facet, value, both))
    return result


def _what(said: Said) -> str | None:
    return said.assertion.actor or fold(said.assertion.value) or None


def _taken_back(facet: Facet, value: Value, both: Sequence[tuple[Said, Said]]) -> list[Contradiction]:
    if not both:
        return []
    before = Value(value.key, value.shown, tuple(dict.fromkeys(claim for claim, _ in both)))
    after = Value(f"{value.key} withdrawn", f"{value.shown} withdrawn", tuple(dict.fromkeys(back for _, back in both)))
    why = f"“{value.shown}” was put forward and later taken back by the same speaker."
    return [contradiction(facet, ContradictionKind.RETRACTION, before, after, why)]


def attacker_contradictions(said: Sequence[Said]) -> list[Contradiction]:
    """The attacker named in a claim against another name given by others: a detail by which a claim can be checked."""
    named = values(
        [each for each in said if is_name(each.assertion.value)],
        lambda each: fold(each.assertion.value),
        lambda each: each.assertion.value,
    )
    found = []
    for one, other in pairs(named):
        claims = [any(each.statement.act in OWN_WORD for each in value.said) for value in (one, other)]
        if claims[0] is claims[1] or not different_voices(one, other) or together(one, other):
            continue
        if not names_match(one.shown, other.shown):
            why = f"A claim and another account name different attackers: “{one.shown}” and “{other.shown}”."
            found.append(
                contradiction(Facet.ATTACKER, ContradictionKind.INCOMPATIBLE, one, other, why + left_out(named))
            )
    return found

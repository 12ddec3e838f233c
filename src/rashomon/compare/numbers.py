"""Counts that do not meet: contradiction, update, or another scope.

A count that grew is an update when somebody placed at least as well, or as well as authorities and media are, gives it later;
one and the same day leaves two counts a contradiction. Ranks of placement are in ``PLACED``: they say who can count victims, not
who is honest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
from rashomon.linkage.ranges import ends, meet, typical, written
from rashomon.model import Contradiction, ContradictionKind, Effect, Facet, Range, SourceType, fold

PLACED: dict[SourceType, int] = {
    SourceType.MEDICAL: 3,
    SourceType.COURT: 3,
    SourceType.COMMISSION: 3,
    SourceType.GOVERNMENT: 2,
    SourceType.POLICE: 2,
    SourceType.SECURITY_FORCES: 2,
    SourceType.MEDIA: 2,
    SourceType.STATE_MEDIA: 2,
    SourceType.NGO: 2,
    SourceType.WITNESS: 1,
    SourceType.EXPERT: 1,
    SourceType.INTELLIGENCE_LEAK: 1,
    SourceType.UNKNOWN: 1,
    SourceType.POLITICAL_ACTOR: 0,
    SourceType.CLAIMANT: 0,
    SourceType.ACCUSED: 0,
}
"""How well placed a source is to count: hospitals and inquiries, then authorities and media (which relay them), then others."""

_ALL = frozenset({"", "total", "people", "persons", "all", "victims", "overall", "unknown", "others"})
_UNCOUNTED = frozenset({Effect.NONE, Effect.UNKNOWN})
_ATTACKERS = frozenset({"attacker", "attackers", "perpetrator", "perpetrators"})
_INCLUDED = re.compile(
    r"\binclud(?:ing|es|ed)\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:attackers?|bombers?|gunm[ae]n|assailants?|perpetrators?)\b",
    re.I,
)
_EXCLUDED = re.compile(
    r"\b(?:not\s+including|not\s+counting|excluding|besides|in\s+addition\s+to|apart\s+from|as\s+well\s+as)\s+(?:the\s+)?"
    r"(?:\w+\s+){0,3}?(?:attackers?|bombers?|gunm[ae]n|assailants?|perpetrators?)\b",
    re.I,
)


def toll_contradictions(said: Iterable[Said]) -> list[Contradiction]:
    """All differences between counts, one record per pair of values of one party and effect (two where kinds differ)."""
    groups: dict[tuple[Effect, str], list[Said]] = {}
    for each in said:
        effect = each.assertion.effect
        if each.assertion.quantity is not None and effect is not None and effect not in _UNCOUNTED:
            groups.setdefault((effect, _party(each)), []).append(each)
    found: list[Contradiction] = []
    told = {key: values(members, _key, _shown) for key, members in groups.items()}
    for _, counted in sorted(told.items()):
        rest = left_out(counted)
        for one, other in pairs(counted):
            if not meet(_range(one), _range(other)):
                found.extend(_differ(*_low_first(one, other), rest))
    for (effect, party), counted in sorted(told.items()):
        if party and party != "attackers" and (effect, "") in told:
            found.extend(_part_of_total(told[effect, ""], counted))
    return found


def _party(said: Said) -> str:
    party = fold(said.assertion.party or "")
    return "" if party in _ALL else "attackers" if party in _ATTACKERS else party


def _key(said: Said) -> str | None:
    if said.assertion.quantity is None:
        return None
    low, high = ends(said.assertion.quantity)
    return f"{low:015.3f}–{high:015.3f}"


def _shown(said: Said) -> str:
    count = said.assertion.quantity
    effect = said.assertion.effect
    party = _party(said)
    number = written(count) if count is not None else "unknown"
    return " ".join(part for part in (number, party, effect.value if effect else "") if part)


def _range(value: Value) -> Range:
    return value.said[0].assertion.quantity or Range(None, None, None)


def _low_first(one: Value, other: Value) -> tuple[Value, Value]:
    low, high = sorted((one, other), key=lambda value: (ends(_range(value)), value.key))
    return low, high


def _differ(low: Value, high: Value, rest: str) -> list[Contradiction]:
    """Records for two counts that do not meet."""
    if _included(low) is not _included(high) and True in (_included(low), _included(high)):
        why = f"{low.shown} and {high.shown} differ, and only one side counts the attackers."
        return [contradiction(Facet.TOLL, ContradictionKind.SCOPE, low, high, why + rest)]
    both = self_opposed(low, high)
    revised = [voice for voice in both if _days(of_voices(low, [voice])) != _days(of_voices(high, [voice]))]
    found = []
    if revised:
        why = f"{low.shown} and {high.shown} were given by the same source at different times: a revised count."
        return [contradiction(Facet.TOLL, ContradictionKind.UPDATE, low, high, why + rest)]
    if both:
        why = f"The same source gives both {low.shown} and {high.shown} as of the same day."
        sides = of_voices(low, both), of_voices(high, both)
        found.append(contradiction(Facet.TOLL, ContradictionKind.SELF_CONTRADICTION, *sides, why + rest))
    apart = low.voices - high.voices, high.voices - low.voices
    if different_voices(low, high) and (apart[0] or apart[1]):
        kind, why = _between(low, high)
        found.append(contradiction(Facet.TOLL, kind, low, high, why + rest))
    return found


def _days(value: Value) -> str | None:
    """When it was first said, as exactly as known."""
    return min((each.on for each in value.said if each.on), default=None)


def _between(low: Value, high: Value) -> tuple[ContradictionKind, str]:
    """Update or contradiction, by the day on which each count was first given, so that later repetition changes nothing."""
    first, second = ((_days(side) or "")[:10] for side in (low, high))
    if not first or not second or first == second:
        when = f"as of {first}" if first and first == second else "without days that would tell which is later"
        return ContradictionKind.NUMERIC, f"{low.shown} and {high.shown} do not meet, {when}."
    earlier, later = (low, high) if first < second else (high, low)
    grew = later is high
    rank, needed = _placed(later), _placed(earlier)
    if (grew and rank >= min(needed, 2)) or rank > needed:
        how = "a later count that grew" if grew else "a later count by a better placed source"
        return ContradictionKind.UPDATE, f"{earlier.shown} was followed by {later.shown}: {how}."
    how = "later and lower" if not grew else "later, from a source less well placed to count"
    return ContradictionKind.NUMERIC, f"{low.shown} and {high.shown} do not meet; {later.shown} is {how}."


def _placed(value: Value) -> int:
    """The best place among those who gave the count on its first day."""
    first = (_days(value) or "")[:10]
    return max(PLACED[each.source_type] for each in value.said if (each.on or "")[:10] == first or not first)


def _included(value: Value) -> bool | None:
    """Whether the words say that attackers are counted (``True``), are not (``False``), or nothing (``None``)."""
    for each in value.said:
        words = f"{each.assertion.wording or ''} {each.statement.content.text}"
        if _EXCLUDED.search(words):
            return False
        if _INCLUDED.search(words):
            return True
    return None


def _part_of_total(totals: Sequence[Value], parts: Sequence[Value]) -> list[Contradiction]:
    """A part against a total: another scope, unless the part is larger. The pair with most voices stands for all."""
    apart = [
        (total, part)
        for total in totals
        for part in parts
        if not meet(_range(total), _range(part)) and different_voices(total, part)
    ]
    if not apart:
        return []
    total, part = min(apart, key=lambda pair: (-len(pair[0].voices) - len(pair[1].voices), pair[0].key, pair[1].key))
    if (typical(_range(part)) or 0) > (typical(_range(total)) or 0):
        why = f"{part.shown} is more than the total of {total.shown}."
        return [contradiction(Facet.TOLL, ContradictionKind.NUMERIC, total, part, why)]
    why = f"{part.shown} counts a part of those in {total.shown}: another scope, not another number."
    return [contradiction(Facet.TOLL, ContradictionKind.SCOPE, total, part, why)]

"""What happened, as told: per facet every value with who says it. Disagreement is shown, never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.brief.index import Index, Ref
from rashomon.brief.words import (
    DIFFERENCES,
    STAGE,
    count,
    day,
    days,
    days_basis,
    number,
    place_basis,
    place_line,
    plain,
    span_of,
    value_words,
)
from rashomon.model import Facet, Incident, Polarity, Range, Statement, Toll

MORE_VALUES = 6


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet with who gives it; ``note`` says how exactly it is known."""

    text: str
    note: str
    who: tuple[str, ...]
    refs: tuple[Ref, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A facet with its values; ``contested`` when accounts contradict one another in it, ``more`` counts values not shown."""

    label: str
    values: tuple[Value, ...]
    contested: bool
    lead: str = ""
    more: int = 0


def facts(incident: Incident, statements: Sequence[Statement], index: Index) -> tuple[Fact, ...]:
    """The facts table of one incident: kind, tactic, weapon, place, time, target, toll, victims."""
    told = _told(statements, index)
    contested = {each.facet for each in incident.contradictions if each.kind not in DIFFERENCES}
    rows = [
        Fact("Kind", (Value(plain(incident.type.value), STAGE[incident.stage], (), ()),), False),
        _listed("Tactic", Facet.TACTIC, told, contested, incident.tactic),
        _listed("Weapon", Facet.WEAPON, told, contested, incident.weapon),
        _where(incident, told, contested),
        _when(incident, told, contested),
        _listed("Target", Facet.TARGET, told, contested, incident.target),
        _toll(incident, index, Facet.TOLL in contested),
        _victims(incident, index),
    ]
    return tuple(row for row in rows if row is not None)


def _told(statements: Sequence[Statement], index: Index) -> dict[Facet, list[Value]]:
    """Per facet its values in words, each with its speakers, most speakers first."""
    grouped: dict[Facet, dict[tuple[str, bool], list[Statement]]] = {}
    for statement in statements:
        for each in statement.asserts:
            words = value_words(each.facet, each.value, each.text)
            key = (words, each.polarity is Polarity.NEGATED)
            group = grouped.setdefault(each.facet, {}).setdefault(key, [])
            if statement not in group[-1:]:
                group.append(statement)
    return {
        facet: sorted(
            (_value(words, negated, group, index) for (words, negated), group in values.items()),
            key=lambda value: (-len(value.who), value.refs[0].n if value.refs else 0),
        )
        for facet, values in grouped.items()
    }


def _value(words: str, negated: bool, group: list[Statement], index: Index) -> Value:
    who = tuple(dict.fromkeys(index.speaker_name(each) for each in group))
    return Value(words, "", who, index.refs(each.id for each in group), negated)


def _listed(
    label: str, facet: Facet, told: dict[Facet, list[Value]], contested: set[Facet], settled: str | None
) -> Fact | None:
    values = told.get(facet, [])
    if not values and settled:
        values = [Value(plain(settled), "", (), ())]
    if not values:
        return None
    return Fact(label, tuple(values[:MORE_VALUES]), facet in contested, more=max(0, len(values) - MORE_VALUES))


def _where(incident: Incident, told: dict[Facet, list[Value]], contested: set[Facet]) -> Fact:
    place, values = incident.place, told.get(Facet.PLACE, [])
    if place is None:
        return _listed("Place", Facet.PLACE, told, contested, None) or Fact("Place", (_unknown(),), False)
    note = place_basis(place)
    if place.alternatives:
        others = ", ".join(_elsewhere(each.name, each.country) for each in place.alternatives[:3])
        note += f"; the name could also mean {others}"
    head = Value(place_line(place), note, (), ())
    return Fact("Place", (head, *values[: MORE_VALUES - 1]), Facet.PLACE in contested, more=_over(values))


def _elsewhere(name: str, country: str | None) -> str:
    return f"{name} ({country})" if country else name


def _when(incident: Incident, told: dict[Facet, list[Value]], contested: set[Facet]) -> Fact:
    when, values = incident.when, told.get(Facet.TIME, [])
    if when is None:
        return _listed("When", Facet.TIME, told, contested, None) or Fact("When", (_unknown(),), False)
    head = Value(days(when), days_basis(when), (), ())
    return Fact("When", (head, *values[: MORE_VALUES - 1]), Facet.TIME in contested, more=_over(values))


def _over(values: list[Value]) -> int:
    return max(0, len(values) - MORE_VALUES + 1)


def _unknown() -> Value:
    return Value("unknown", "no report given says so", (), ())


def _toll(incident: Incident, index: Index, contested: bool) -> Fact | None:
    if not incident.toll:
        return None
    ordered = sorted(
        incident.toll, key=lambda t: (t.as_of or "9999", t.party, _low(t.killed), _low(t.injured), t.wording)
    )
    values = tuple(_count_of(each, index) for each in ordered[: MORE_VALUES * 2])
    more = max(0, len(ordered) - MORE_VALUES * 2)
    return Fact("Toll", values, contested, spread(incident.toll), more)


def spread(toll: Sequence[Toll]) -> str:
    """Between which figures the counts lie: ``killed: 30–36 over 4 counts``; empty for a single count."""
    if len(toll) < 2:
        return ""
    parts = []
    for label, ranges in (("killed", [t.killed for t in toll]), ("injured", [t.injured for t in toll])):
        ends = [end for each in ranges if each for end in (each.low, each.best, each.high) if end is not None]
        given = sum(each is not None for each in ranges)
        if given > 1 and ends:
            low, high = number(min(ends)), number(max(ends))
            parts.append(f"{label}: {low if low == high else f'{low} to {high}'} over {count(given, 'count')}")
    return "; ".join(parts)


def _low(quantity: Range | None) -> float:
    return quantity.low or 0.0 if quantity else 0.0


def _count_of(toll: Toll, index: Index) -> Value:
    counts = [(toll.killed, "killed"), (toll.injured, "injured"), (toll.missing, "missing")]
    words = ", ".join(f"{span_of(each)} {label}" for each, label in counts if each is not None)
    notes = [f"“{toll.wording}”"] if toll.wording else []
    if toll.party and toll.party not in ("all", "unknown"):
        notes.append(toll.party)
    if toll.attackers_included is not None:
        notes.append("attackers included" if toll.attackers_included else "attackers not included")
    if toll.as_of:
        notes.append(f"as of {day(toll.as_of)}")
    found = [index.statements[each] for each in toll.statements if each in index.statements]
    who = tuple(dict.fromkeys(index.speaker_name(each) for each in found))
    return Value(words or "no number given", "; ".join(notes), who, index.refs(toll.statements))


def _victims(incident: Incident, index: Index) -> Fact | None:
    if not incident.victims:
        return None
    shown = incident.victims[:MORE_VALUES]
    values = tuple(Value(each.text, "", (), index.refs(each.statements)) for each in shown)
    return Fact("Victims", values, False, more=len(incident.victims) - len(shown))

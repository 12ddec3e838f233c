"""When what was said: the attack itself, reports and statements by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.brief.index import Index, Ref
from rashomon.brief.words import ACT_NOUN, count, day
from rashomon.model import Act, Incident, Statement

_LEAD = (Act.CLAIM, Act.ADMIT, Act.DENY, Act.ACCUSE, Act.FIND, Act.RETRACT, Act.TESTIFY, Act.ASSESS, Act.THREATEN)


@dataclass(frozen=True, slots=True)
class Line:
    """One line under a day; ``kind`` is ``incident``, ``act`` or ``report``."""

    kind: str
    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its lines; undated last."""

    iso: str
    label: str
    lines: tuple[Line, ...]


def timeline(incident: Incident, statements: Sequence[Statement], index: Index) -> tuple[Day, ...]:
    """The days of one incident, in order. A statement without a day of its own stands on its report's."""
    days: dict[str, list[Line]] = {}
    if incident.when and incident.when.earliest:
        latest = incident.when.latest
        until = f" (at the latest {day(latest)})" if latest and latest[:10] != incident.when.earliest[:10] else ""
        days.setdefault(incident.when.earliest[:10], []).append(Line("incident", f"The attack{until}"))
    acts: dict[tuple[str, str, str], list[str]] = {}
    told: dict[tuple[str, str], list[str]] = {}
    for each in statements:
        report = index.reports.get(each.report)
        when = (each.said_on or (report.published if report else None) or "")[:10]
        if each.act in _LEAD:
            acts.setdefault((when, index.speaker_name(each), ACT_NOUN[each.act]), []).append(each.id)
        else:
            told.setdefault((when, index.outlet(each.report)), []).append(each.id)
    for (when, speaker, act), ids in acts.items():
        days.setdefault(when, []).append(Line("act", f"{act}: {speaker}", index.refs(ids)))
    for (when, outlet), ids in told.items():
        line = Line("report", f"{outlet}: {count(len(ids), 'other statement')}", index.refs(ids)[:3])
        days.setdefault(when, []).append(line)
    return tuple(Day(iso, day(iso or None), tuple(lines)) for iso, lines in sorted(days.items(), key=_undated_last))


def _undated_last(item: tuple[str, list[Line]]) -> tuple[bool, str]:
    return not item[0], item[0]

"""The order in which a brief is shown, so that the order of what came in never matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rashomon.brief.words import DIFFERENCES
from rashomon.model import Brief, Incident, Lineage, Report, Statement


def first_offset(statement: Statement) -> int | None:
    """Where a statement begins in its report; ``None`` when its words are not in the text (a title kept apart)."""
    starts = [span.start for span in statement.content.spans if span.start is not None]
    if starts:
        return min(starts)
    return statement.cue.start if statement.cue else None


def contested(incident: Incident) -> int:
    """How many contradictions (differences apart) the accounts of an incident hold."""
    return sum(each.kind not in DIFFERENCES for each in incident.contradictions)


def origins(reports: tuple[Report, ...], lineage: tuple[Lineage, ...]) -> dict[str, str]:
    """Per report the report where its information enters the record: copies and rewrites share their parent's."""
    parent = {each.report: each.parent for each in sorted(lineage, key=_link) if each.how in ("copy", "rewrite")}
    found: dict[str, str] = {}
    for report in reports:
        seen = [report.id]
        while seen[-1] in parent and parent[seen[-1]] not in seen and seen[-1] not in found:
            seen.append(parent[seen[-1]])
        root = found.get(seen[-1], seen[-1])
        found.update((each, root) for each in seen)
    return found


def arranged(brief: Brief) -> Brief:
    """The same brief: incidents by origins and contradictions; everything else by date, place in text or id."""
    reports = tuple(sorted(brief.reports, key=lambda r: (r.published or "9999", r.publisher or "", r.id)))
    place = {report.id: n for n, report in enumerate(reports)}
    last = len(reports)
    words = {statement.id: statement.content.text for statement in brief.statements}
    return replace(
        brief,
        reports=reports,
        sources=tuple(sorted(brief.sources, key=lambda s: s.id)),
        actors=tuple(sorted(brief.actors, key=lambda a: a.id)),
        statements=tuple(
            sorted(brief.statements, key=lambda s: (place.get(s.report, last), first_offset(s) or -1, s.id))
        ),
        incidents=tuple(sorted(brief.incidents, key=lambda incident: _prominence(incident, words))),
        unread=tuple(sorted(brief.unread, key=lambda u: (place.get(u.report, last), u.start, u.end, u.why))),
        issues=tuple(
            sorted(brief.issues, key=lambda i: (i.level, i.code, i.subject, i.report or "", i.start or -1, i.message))
        ),
        lineage=tuple(sorted(brief.lineage, key=_link)),
        left_out=tuple(sorted(brief.left_out)),
        mentions=tuple(sorted(brief.mentions, key=lambda m: (place.get(m.report, last), m.start, m.end, m.kind))),
    )


def _prominence(incident: Incident, words: Mapping[str, str]) -> tuple[int, int, str, str, str, str]:
    """By origins, so that copies bring nothing forward; what is left is decided by words before ids."""
    when = incident.when.earliest if incident.when else None
    return (
        -len({account.origin for account in incident.accounts}),
        -contested(incident),
        when or "9999",
        incident.label,
        min((words[one] for one in incident.statements if one in words), default=""),
        incident.id,
    )


def _link(lineage: Lineage) -> tuple[str, float, str, str]:
    return (lineage.report, lineage.score, lineage.parent, lineage.how)

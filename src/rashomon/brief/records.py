"""Rows of the page's plain tables: suspects, linked attacks, findings, sources, lineage, issues."""

from __future__ import annotations

from rashomon.brief.index import Index, anchor
from rashomon.brief.words import FINDING, HOW, SOURCE_TYPE, STATUS, number, plain
from rashomon.model import Brief, Incident, Source


def suspects(incident: Incident, index: Index) -> list[dict[str, object]]:
    """Persons said to have carried it out, by whom, with affiliations as asserted."""
    found: list[dict[str, object]] = []
    for each in incident.suspects:
        told = [index.statements[key] for key in each.statements if key in index.statements]
        found.append(
            {
                "text": each.text,
                "status": STATUS[each.status],
                "affiliations": each.affiliations,
                "who": tuple(dict.fromkeys(index.speaker_name(s) for s in told)),
                "refs": index.refs(each.statements),
            }
        )
    return found


def links(incident: Incident, index: Index) -> list[dict[str, object]]:
    """The attacks that the accounts tie to this one."""
    found: list[dict[str, object]] = []
    for each in incident.links:
        other = index.incidents.get(each.incident)
        found.append(
            {
                "label": (other.label or plain(other.type.value)) if other else each.incident,
                "href": f"#{anchor('i', each.incident)}" if other else "",
                "relation": plain(each.relation),
                "why": each.why,
            }
        )
    return found


def findings(incident: Incident, index: Index) -> list[dict[str, object]]:
    """Context as asserted, by whom; a number only where something was measured or elicited."""
    found: list[dict[str, object]] = []
    for each in incident.findings:
        told = [index.statements[key] for key in each.statements if key in index.statements]
        lr = each.log10_lr
        found.append(
            {
                "test": plain(each.test),
                "actor": index.name(each.actor) if each.actor else "the attack",
                "who": tuple(dict.fromkeys(index.speaker_name(s) for s in told)),
                "refs": index.refs(each.statements),
                "detail": each.detail,
                "direction": {True: "put forward as pointing to it", False: "put forward as pointing away", None: ""}[
                    each.supports
                ],
                "basis": FINDING[each.basis],
                "data": f"{each.data}, n = {number(each.n)}" if each.data and each.n is not None else each.data or "",
                "null_model": each.null_model or "",
                "number": _signed(lr.low, lr.best, lr.high) if lr else "",
                "against": index.name(each.against) if each.against else "",
                "diagnostics": each.diagnostics,
                "limitation": each.limitation,
            }
        )
    return found


def _signed(low: float | None, best: float | None, high: float | None) -> str:
    ends = " to ".join("open" if end is None else f"{end:+.2f}" for end in (low, high))
    return f"{ends}" if best is None else f"{best:+.2f} ({ends})"


def issues(index: Index) -> list[dict[str, object]]:
    """Problems in the input or in its reading."""
    return [
        {
            "level": each.level.value,
            "code": each.code,
            "subject": each.subject,
            "message": each.message,
            "href": f"#{anchor('r', each.report)}" if each.report in index.reports else "",
        }
        for each in index.brief.issues
    ]


def sources(index: Index) -> list[dict[str, object]]:
    """Who speaks: most statements first."""
    told: dict[str, int] = {}
    for statement in index.brief.statements:
        key = statement.speaker.source if statement.speaker else None
        if key is not None:
            told[key] = told.get(key, 0) + 1
    return [
        {
            "name": each.name,
            "type": SOURCE_TYPE[each.type],
            "rating": _rating(each),
            "stake": each.stake or "none stated",
            "statements": told.get(each.id, 0),
        }
        for each in sorted(index.brief.sources, key=lambda s: (-told.get(s.id, 0), s.name, s.id))
    ]


def _rating(source: Source) -> str:
    if source.reliability is None:
        return "not rated"
    return f"{source.reliability}, rated by {source.reliability_by or 'unknown'}"


def lineage(index: Index) -> list[dict[str, object]]:
    """Which report took its text from which."""
    return [
        {
            "report": index.outlet(each.report),
            "href": f"#{anchor('r', each.report)}",
            "how": HOW.get(each.how, each.how),
            "parent": index.outlet(each.parent),
            "parent_href": f"#{anchor('r', each.parent)}",
            "score": f"{each.score:.2f}",
            "why": each.why,
        }
        for each in index.brief.lineage
    ]


def limitations(brief: Brief) -> tuple[str, ...]:
    """The limits named by any assessment, each once."""
    every = (limit for incident in brief.incidents if incident.assessment for limit in incident.assessment.limitations)
    return tuple(dict.fromkeys(every))

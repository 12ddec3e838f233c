"""The ids of incidents: an incident that grows keeps the one it was first shown under.

An id is made of one of the incident's drafts. Which one: that under which the workspace showed it first; for an incident never
shown before, the draft of the report published first, copies last, so that in one go the order of the reports never matters. Where
two incidents turn out to be one, the id shown first stays and the other becomes one of ``earlier_ids``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.model import DraftIncident, Incident, Report, stable_id


def with_names(
    incidents: Sequence[Incident],
    drafts: Sequence[DraftIncident],
    reports: Mapping[str, Report],
    origin_of: Mapping[str, str],
    named: Sequence[str],
) -> tuple[Incident, ...]:
    """Incidents with their lasting ids and earlier ids. ``named``: the drafts after which incidents were named before, in order."""
    report_of = {draft.id: draft.report for draft in drafts}
    shown = {draft: n for n, draft in enumerate(named)}

    def rank(draft: str) -> tuple[int, bool, str, str]:
        report = report_of[draft]
        published = reports[report].published if report in reports else None
        return shown.get(draft, len(shown)), origin_of.get(report, report) != report, published or "9999", draft

    ids = {incident.id: _id(min(incident.drafts, key=rank)) for incident in incidents}
    return tuple(
        replace(
            incident,
            id=ids[incident.id],
            earlier_ids=_earlier(incident, ids[incident.id], shown),
            links=tuple(replace(link, incident=ids.get(link.incident, link.incident)) for link in incident.links),
        )
        for incident in incidents
    )


def ids_of(incident: Incident) -> tuple[str, ...]:
    """Every id that leads to an incident: its own, and each that it could ever have been shown under."""
    return tuple(dict.fromkeys((incident.id, *map(_id, incident.drafts))))


def namesake(incident: Incident) -> str:
    """The draft after which an incident is named."""
    return next(draft for draft in incident.drafts if _id(draft) == incident.id)


def _earlier(incident: Incident, own: str, shown: Mapping[str, int]) -> tuple[str, ...]:
    before = sorted((draft for draft in incident.drafts if draft in shown), key=shown.__getitem__)
    return tuple(i for i in map(_id, before) if i != own)


def _id(draft: str) -> str:
    return stable_id("i", draft)

"""The room's front door: drafts in, incidents out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.cluster.build import build
from rashomon.cluster.grouping import group
from rashomon.cluster.links import with_links
from rashomon.model import DraftIncident, Incident, Report, Statement


def cluster(
    drafts: Sequence[DraftIncident], *, reports: Mapping[str, Report], statements: Mapping[str, Statement]
) -> tuple[Incident, ...]:
    """Group ``drafts`` into incidents, told by most reports first, then by date and id.

    ``reports`` and ``statements`` are by id; what a draft names and they lack is left out. The order of the input never
    matters. Accounts, claims and contradictions are left empty for ``compare``.
    """
    grouping = group(drafts, reports=reports, statements=statements)
    told: dict[str, list[str]] = {}
    for statement in statements.values():
        for draft in statement.incidents:
            told.setdefault(draft, []).append(statement.id)
    built = [build(found.members, statements=statements, told=told) for found in grouping.groups]
    torn = [(built[alone].id, built[one].id, built[other].id) for alone, one, other in grouping.torn]
    ordered = sorted(built, key=_order)
    return with_links(ordered, statements=statements, torn=torn)


def _order(incident: Incident) -> tuple[int, str, str]:
    when = incident.when.earliest if incident.when and incident.when.earliest else "9999"
    return (-len(incident.reports), when, incident.id)


def relabel(statements: Iterable[Statement], incidents: Iterable[Incident]) -> tuple[Statement, ...]:
    """Statements with incident ids where they had draft ids; a draft of no incident is dropped. Idempotent."""
    incidents = tuple(incidents)
    of_draft = {draft: incident.id for incident in incidents for draft in incident.drafts}
    of_draft.update((incident.id, incident.id) for incident in incidents)
    return tuple(
        replace(statement, incidents=tuple(dict.fromkeys(of_draft[d] for d in statement.incidents if d in of_draft)))
        for statement in statements
    )

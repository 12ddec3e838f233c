"""Relations that the accounts draw between incidents. Drawn by whoever speaks, not by us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from rashomon.linkage.names import is_name
from rashomon.model import Facet, Incident, IncidentLink, Polarity, Statement, fold

MAX_TOGETHER = 8
"""Incidents that one statement can tie to each other; beyond that each is tied to the first alone."""

_SERIES = re.compile(r"\b(?:series|wave|waves|spate|string|campaign|chain|succession|same cell|same network)\b", re.I)

_RANK = ("coincides", "same_series", "possibly_same", "mentioned_together")


def with_links(
    incidents: Sequence[Incident],
    *,
    statements: Mapping[str, Statement],
    torn: Iterable[tuple[str, str, str]] = (),
) -> tuple[Incident, ...]:
    """``incidents`` with their links: the strongest relation per pair, ``why`` naming the statements.

    ``torn`` holds (incident, one, other) where a draft fitted two incidents equally and was left alone.
    """
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    of_statement: dict[str, list[str]] = {}
    for incident in incidents:
        for sid in incident.statements:
            of_statement.setdefault(sid, []).append(incident.id)
    for sid, ids in sorted(of_statement.items()):
        if sid in statements and len(ids) > 1:
            for one, other in _pairs(sorted(ids)):
                found.setdefault((one, other), {}).setdefault(_relation(statements[sid]), set()).add(sid)
    _by_victim(incidents, statements, found)
    for alone, one, other in torn:
        for fit in (one, other):
            found.setdefault((min(alone, fit), max(alone, fit)), {}).setdefault("possibly_same", set())
    links = _links(found)
    return tuple(replace(incident, links=tuple(links.get(incident.id, ()))) for incident in incidents)


def _pairs(ids: Sequence[str]) -> list[tuple[str, str]]:
    return list(combinations(ids, 2)) if len(ids) <= MAX_TOGETHER else [(ids[0], other) for other in ids[1:]]


def _coincides(statement: Statement) -> bool:
    return any(s.facet is Facet.COINCIDENCE and s.polarity is Polarity.AFFIRMED for s in statement.asserts)


def _relation(statement: Statement) -> str:
    if _coincides(statement):
        return "coincides"
    return "same_series" if _SERIES.search(statement.content.text) else "mentioned_together"


def _by_victim(
    incidents: Sequence[Incident],
    statements: Mapping[str, Statement],
    found: dict[tuple[str, str], dict[str, set[str]]],
) -> None:
    """A coincidence said of one incident that names the victim of another told in the same report ties the two."""
    named: dict[str, list[tuple[str, str]]] = {}
    for incident in incidents:
        for victim in incident.victims:
            if is_name(victim.text):
                for report in incident.reports:
                    named.setdefault(report, []).append((fold(victim.text), incident.id))
    for incident in incidents:
        for sid in incident.statements:
            statement = statements.get(sid)
            if statement is None or not _coincides(statement):
                continue
            text = f" {fold(statement.content.text)} "
            for name, other in named.get(statement.report, ()):
                if other != incident.id and f" {name} " in text:
                    pair = (min(incident.id, other), max(incident.id, other))
                    found.setdefault(pair, {}).setdefault("coincides", set()).add(sid)


_WHY = {
    "coincides": "said to coincide",
    "same_series": "told as parts of one series",
    "possibly_same": "one telling fits both equally and was left apart",
    "mentioned_together": "spoken of in one statement",
}


def _links(found: Mapping[tuple[str, str], Mapping[str, set[str]]]) -> dict[str, list[IncidentLink]]:
    """The links of every incident that has any, in the order of the pairs."""
    links: dict[str, list[IncidentLink]] = {}
    for (one, other), relations in sorted(found.items()):
        relation = min(relations, key=_RANK.index)
        ids = sorted(relations[relation])
        words = f"{_WHY[relation]} ({', '.join(ids[:5])})" if ids else _WHY[relation]
        for own, tied in ((one, other), (other, one)):
            links.setdefault(own, []).append(IncidentLink(incident=tied, relation=relation, why=words))
    return links

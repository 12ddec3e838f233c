"""Many readings together: cluster → compare → context → weigh, as declared stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from rashomon.cluster import cluster, relabel
from rashomon.compare import accounts, claims, contradictions, lineage, origins
from rashomon.context import EventIndex, asserted_findings, coincidence_findings, reach_findings
from rashomon.model import (
    Actor,
    CalendarEntry,
    DraftIncident,
    Facet,
    Incident,
    Lineage,
    Reading,
    Report,
    Source,
    Statement,
)
from rashomon.pipeline.naming import with_names
from rashomon.pipeline.progress import Progress
from rashomon.pipeline.stages import Bench, Stage, run
from rashomon.weigh import TABLE_RESOURCE, Table, assess, parse_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the rooms after ``resolve`` work on. ``named``: drafts after which incidents were named before, see ``naming``."""

    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    registered: Mapping[str, Actor]
    events: EventIndex
    calendar: tuple[CalendarEntry, ...] = ()
    named: tuple[str, ...] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Woven:
    """Everything that a brief shows."""

    incidents: tuple[Incident, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    lineage: tuple[Lineage, ...]


def likelihoods() -> Table:
    """The table of elicited ranges that ships with the product."""
    package, name = TABLE_RESOURCE
    return parse_table(resources.files(package).joinpath(name).read_text("utf-8"))


def stages(seed: int) -> tuple[Stage, ...]:
    """The rooms in order, each with what it reads and writes."""
    return (
        Stage("gather", ("readings", "registered"), ("statements", "drafts", "sources", "actors"), _gather),
        Stage("lineage", ("reports",), ("lineage", "origin_of"), _lineage),
        Stage("cluster", ("drafts", "reports", "statements", "origin_of", "named"), ("incidents", "told"), _cluster),
        Stage(
            "compare",
            ("incidents", "told", "sources", "actors", "reports", "origin_of"),
            ("compared", "heard"),
            _compare,
        ),
        Stage("context", ("compared", "told", "heard", "events", "calendar"), ("placed",), _context),
        Stage("weigh", ("placed", "told", "heard", "actors"), ("weighed",), _Weigh(seed)),
    )


def weave(material: Material, progress: Progress) -> Woven:
    """Run the rooms over the material. The order of reports and readings never matters."""
    bench = run(
        stages(material.seed),
        {
            "reports": {r.id: r for r in material.reports},
            "readings": material.readings,
            "registered": material.registered,
            "events": material.events,
            "calendar": material.calendar,
            "named": material.named,
        },
        progress,
    )
    return Woven(
        incidents=bench["weighed"],
        statements=tuple(sorted(bench["told"].values(), key=lambda s: (s.report, _first(s), s.id))),
        sources=tuple(bench["heard"][i] for i in sorted(bench["heard"])),
        actors=tuple(bench["actors"][i] for i in sorted(bench["actors"])),
        lineage=bench["lineage"],
    )


def _first(statement: Statement) -> int:
    return min((s.start for s in statement.content.spans if s.start is not None), default=-1)


def _gather(readings: Iterable[Reading], registered: Mapping[str, Actor]) -> Bench:
    statements: dict[str, Statement] = {}
    drafts: list[DraftIncident] = []
    sources: dict[str, Source] = {}
    actors: dict[str, Actor] = {}
    for reading in sorted(readings, key=lambda r: r.report):
        statements.update((s.id, s) for s in reading.statements)
        drafts.extend(reading.drafts)
        for source in reading.sources:
            sources[source.id] = _fuller(sources.get(source.id), source)
        for actor in reading.actors:
            known = actors.get(actor.id)
            if known is None or (len(actor.name), actor.name) > (len(known.name), known.name):
                actors[actor.id] = actor
    for actor in list(actors.values()):
        for above in _above(actor, registered):
            actors.setdefault(above.id, above)
    return {"statements": statements, "drafts": tuple(drafts), "sources": sources, "actors": actors}


def _fuller(one: Source | None, other: Source) -> Source:
    """One of two readings of the same source, the same whichever came first: with a type and a stake if either has them."""
    if one is None:
        return other
    ranks = {"claimant": 0, "accused": 1, "unknown": 3}
    first, second = sorted(
        (one, other), key=lambda s: (ranks.get(s.type, 2), s.stake is None, s.type, s.name, s.stake or "")
    )
    return replace(first, stake=first.stake or second.stake)


def _above(actor: Actor, registered: Mapping[str, Actor]) -> Iterable[Actor]:
    """Parents and sponsors from the registry, so that umbrellas are there to weigh."""
    seen: set[str] = set()
    queue = [actor.parent, actor.sponsor]
    while queue:
        up = queue.pop()
        if up is None or up in seen or up not in registered:
            continue
        seen.add(up)
        yield registered[up]
        queue.extend((registered[up].parent, registered[up].sponsor))


def _lineage(reports: Mapping[str, Report]) -> Bench:
    descent = lineage(tuple(reports.values()))
    return {"lineage": descent, "origin_of": origins(tuple(reports.values()), descent)}


def _cluster(
    drafts: Sequence[DraftIncident],
    reports: Mapping[str, Report],
    statements: Mapping[str, Statement],
    origin_of: Mapping[str, str],
    named: Sequence[str],
) -> Bench:
    incidents = with_names(cluster(drafts, reports=reports, statements=statements), drafts, reports, origin_of, named)
    of_draft = {draft: incident.id for incident in incidents for draft in incident.drafts}
    told = {
        s.id: replace(
            s, asserts=tuple(replace(a, incident=of_draft.get(a.incident)) if a.incident else a for a in s.asserts)
        )
        for s in relabel(statements.values(), incidents)
    }
    return {"incidents": incidents, "told": told}


def told_of(incident: Incident, told: Mapping[str, Statement]) -> dict[str, Statement]:
    """The statements of one incident, each with only those assertions that describe it."""
    mine: dict[str, Statement] = {}
    for identifier in incident.statements:
        statement = told.get(identifier)
        if statement is not None:
            asserts = tuple(a for a in statement.asserts if a.incident in (None, incident.id))
            mine[identifier] = (
                statement if len(asserts) == len(statement.asserts) else replace(statement, asserts=asserts)
            )
    return mine


def _compare(
    incidents: Sequence[Incident],
    told: Mapping[str, Statement],
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    reports: Mapping[str, Report],
    origin_of: Mapping[str, str],
) -> Bench:
    made = []
    for incident in incidents:
        mine = told_of(incident, told)
        beside = accounts(incident, statements=mine, sources=sources, origins=origin_of, reports=reports)
        made.append(
            replace(
                incident,
                accounts=beside,
                claims=claims(incident, statements=mine, sources=sources, actors=actors),
                contradictions=contradictions(beside, statements=mine, reports=reports, actors=actors),
            )
        )
    made.sort(key=lambda incident: _prominence(incident, told, origin_of))
    spoken = {account.source: account for incident in made for account in incident.accounts}
    unnamed = {
        i: Source(id=i, name="a speaker not named", type=account.source_type)
        for i, account in spoken.items()
        if i not in sources
    }
    return {"compared": tuple(made), "heard": {**sources, **unnamed}}


def _prominence(
    incident: Incident, told: Mapping[str, Statement], origin_of: Mapping[str, str]
) -> tuple[int, str, str, str, str]:
    """Told by most origins first, then by date; what is left is decided by words before ids, which a copy may change."""
    when = incident.when.earliest if incident.when and incident.when.earliest else "9999"
    words = min((told[i].content.text for i in incident.statements if i in told), default="")
    return -len({origin_of.get(r, r) for r in incident.reports}), when, incident.label, words, incident.id


def _context(
    compared: Sequence[Incident],
    told: Mapping[str, Statement],
    heard: Mapping[str, Source],
    events: EventIndex,
    calendar: Sequence[CalendarEntry],
) -> Bench:
    made = []
    for incident in compared:
        mine = list(told_of(incident, told).values())
        findings = (
            *asserted_findings(mine, heard),
            *reach_findings(incident, _candidates(mine), events),
            *coincidence_findings(incident, calendar, incident.place.country if incident.place else None),
        )
        made.append(replace(incident, findings=findings))
    return {"placed": tuple(made)}


def _candidates(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Ids of everybody who is said to have done it, or claims it."""
    who = {Facet.PERPETRATOR, Facet.CLAIMANT, Facet.ADOPTER}
    return tuple(sorted({a.actor for s in statements for a in s.asserts if a.facet in who and a.actor is not None}))


@dataclass(frozen=True, slots=True)
class _Weigh:
    seed: int

    def __call__(
        self,
        placed: Sequence[Incident],
        told: Mapping[str, Statement],
        heard: Mapping[str, Source],
        actors: Mapping[str, Actor],
    ) -> Bench:
        table = likelihoods()
        made = []
        for incident in placed:
            hypotheses, assessment = assess(
                incident,
                statements=told_of(incident, told),
                sources=heard,
                actors=actors,
                table=table,
                seed=self.seed,
            )
            made.append(replace(incident, hypotheses=hypotheses, assessment=assessment))
        return {"weighed": tuple(made)}

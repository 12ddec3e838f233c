"""The library's front door: open a workspace, add reports, get incidents and a brief.

from rashomon import Workspace

with Workspace.temporary() as workspace:
    workspace.add("reports/")
    brief = workspace.brief()
    brief.write("out/")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import rashomon
from rashomon.context import EventIndex
from rashomon.document import BriefDocument
from rashomon.errors import (
    EngineUnavailable,
    InvalidDecision,
    NothingReadable,
    UnknownIncident,
    UnknownSubject,
    UsageError,
)
from rashomon.extract import Endpoint
from rashomon.model import (
    Actor,
    Brief,
    CalendarEntry,
    Decision,
    DraftIncident,
    EventRecord,
    Incident,
    Issue,
    Level,
    Reading,
    Report,
    Statement,
    Verdict,
    fold,
    stable_id,
)
from rashomon.pipeline import Material, Progress, Reader, Silent, ids_of, namesake, weave
from rashomon.store import CustodyEvent, Store, apply_decisions, apply_links, check_subject

Source = str | Path

__all__ = ["Added", "BriefDocument", "Workspace", "as_day"]


@dataclass(frozen=True, slots=True)
class Added:
    """What ``add`` did: ids of the reports now in the workspace, how many of them are new, and the problems met."""

    reports: tuple[str, ...]
    new: int
    issues: tuple[Issue, ...]


class Workspace:
    """Reports, what was read off them and what people decided, in one place. Use as a context manager.

    Raises ``WorkspaceError`` and its kin when the directory cannot be used.
    """

    def __init__(self, store: Store, *, reader: Reader | None = None, progress: Progress | None = None) -> None:
        """Not to be called directly: use ``open`` or ``temporary``."""
        self._store = store
        self._progress: Progress = progress or Silent()
        self._reader = reader or Reader(progress=self._progress)
        self._incomplete: dict[str, Reading] = {}
        """Readings of this session that something outside the report cut short; the next session makes them again."""

    @classmethod
    def open(
        cls,
        directory: Source,
        *,
        endpoint: Endpoint | None = None,
        encoder: bool = True,
        progress: Progress | None = None,
    ) -> Self:
        """The workspace in ``directory``, made when there is none.

        With an ``endpoint``, the language model there reads; ``encoder`` false: the rules and role models alone.
        """
        return cls._with(Store.open(Path(directory)), endpoint, encoder, progress)

    @classmethod
    def temporary(
        cls, *, endpoint: Endpoint | None = None, encoder: bool = True, progress: Progress | None = None
    ) -> Self:
        """A workspace that is gone when closed."""
        return cls._with(Store.temporary(), endpoint, encoder, progress)

    @classmethod
    def _with(cls, store: Store, endpoint: Endpoint | None, encoder: bool, progress: Progress | None) -> Self:
        if endpoint is None:
            return cls(store, reader=Reader(progress=progress, encoder=encoder), progress=progress)
        reader = Reader(progress=progress, endpoint=endpoint, answers=store.directory / "answers")
        return cls(store, reader=reader, progress=progress)

    def close(self) -> None:
        """Let go of the workspace."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # reports

    def add(self, *sources: Source, published: str | date | None = None, stdin: BinaryIO | None = None) -> Added:
        """Read sources (files, folders, ``-``) into the workspace and extract from what is new.

        ``published`` (a day) serves reports that do not say their own. Problems in the data are returned, and kept, as issues.
        """
        from rashomon.ingest import read_sources

        given = published.isoformat() if isinstance(published, date) else published
        now = datetime.now(UTC).isoformat(timespec="seconds")
        by = f"rashomon {rashomon.__version__}"
        ids: list[str] = []
        issues: list[Issue] = []
        new = 0
        with self._store.batch():
            for item in read_sources([str(s) for s in sources], published=given, stdin=stdin):
                if isinstance(item, Issue):
                    issues.append(item)
                    continue
                item = self._kept_apart(item)
                new += self._store.add_report(item, raw=None, captured_at=now, by=by)
                ids.append(item.id)
                self._progress("ingest", len(ids), None)
            self._store.add_issues(issues)
        self._read_new()
        return Added(tuple(dict.fromkeys(ids)), new, tuple(issues))

    def _kept_apart(self, report: Report) -> Report:
        """Another report of the same stated id, given earlier, keeps it; this one gets a hash beside it."""
        known = self._store.report(report.id)
        if known is None or known.sha256 == report.sha256:
            return report
        return replace(report, id=stable_id(f"{report.id}-", report.sha256))

    def _read_new(self) -> None:
        """Extract and resolve every report that has no reading by the present engine; killed, it goes on where it was."""
        waiting = list(self._unread_ids())
        with self._store.batch():
            for n, report_id in enumerate(waiting):
                report = self._store.report(report_id)
                reading = self._reader.read(report) if report is not None else None
                if reading is not None and not reading.complete:
                    self._incomplete[report_id] = reading
                elif reading is not None:
                    self._store.put_reading(reading, self._reader.key, of=report)
                self._progress("extract", n + 1, len(waiting))
        if waiting and self._incomplete:
            self._require_some_reading()

    def _unread_ids(self) -> Iterator[str]:
        if next(self._store.report_ids(), None) is None:
            return iter(())  # nothing to read: the engine need not be loaded
        return (r.id for r in self._store.reports_without(self._reader.key) if r.id not in self._incomplete)

    def _require_some_reading(self) -> None:
        """Raise ``EngineUnavailable`` when an endpoint failed for every report, so that one message says it and not one each."""
        errors = [i for r in self._incomplete.values() for i in r.issues if i.level is Level.ERROR]
        down = all(i.code.startswith("endpoint_") for i in errors)
        if down and errors and not any(r.statements for r in self._incomplete.values()):
            if next(self._store.readings(self._reader.key), None) is None:
                raise EngineUnavailable(
                    f"{errors[0].message}; what was given is kept in the workspace, if one was named"
                )

    def reports(self) -> Iterator[Report]:
        """Every report, by id."""
        return self._store.reports()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every problem met while adding reports."""
        return self._store.issues()

    def custody(self) -> Iterator[CustodyEvent]:
        """The chain of custody from its beginning: who captured which report when, with what, from where."""
        return self._store.custody()

    def check(self, noted: str | None = None) -> tuple[Issue, ...]:
        """What is wrong with the chain of custody and what it vouches for; empty when all holds.

        ``noted`` is the hash of a custody event that was kept elsewhere. Raises ``WorkspaceDamaged``.
        """
        return tuple(self._store.verify_custody(noted))

    # decisions

    def correct(
        self,
        subject: str,
        verdict: Verdict | str,
        *,
        reason: str,
        by: str = "analyst",
        field: str | None = None,
        value: str | None = None,
    ) -> Decision:
        """Record a person's decision about a statement, a facet (``STATEMENT.facet``) or a link (``STATEMENT~INCIDENT``).

        Raises ``UnknownSubject`` and ``InvalidDecision``. Decisions are kept for ever and applied at every later run.
        """
        try:
            wanted = Verdict(verdict)
        except ValueError as error:
            raise InvalidDecision(f"{verdict!r} is none of {', '.join(Verdict)}") from error
        subject = self.subject(subject, wanted)
        if wanted is Verdict.CHANGE and "~" in subject and value:
            value = self._lasting_incidents(value)
        return self._store.add_decision(
            subject=subject, verdict=wanted, reason=reason, by=by,
            made_on=datetime.now(UTC).isoformat(timespec="seconds"), field=field, value=value,
        )  # fmt: skip

    def subject(self, text: str, verdict: Verdict) -> str:
        """The form in which a decision on ``text`` is kept: facets by their words, incidents by a draft. Raises as ``correct``."""
        statements = [s for reading in self._readings() for s in reading.statements]
        drafts = self._drafts_of_incidents() if "~" in text and statements else {}
        try:
            return check_subject(text, statements, drafts, verdict=verdict)
        except UnknownSubject:
            if verdict is not Verdict.UNDO:  # what a past decision was about may be gone
                raise
            return text

    def _lasting_incidents(self, named: str) -> str:
        """Incidents named with commas between, each by a draft of it; raises ``InvalidDecision`` for one that is not there."""
        drafts = self._drafts_of_incidents()
        known = {draft for several in drafts.values() for draft in several}
        names = [name.strip() for name in named.split(",") if name.strip()]
        missing = [name for name in names if name not in drafts and name not in known]
        if missing:
            raise InvalidDecision(f"no incident {', '.join(map(repr, missing))}")
        return ",".join(sorted(drafts[name])[0] if name in drafts else name for name in names)

    def _drafts_of_incidents(self) -> dict[str, tuple[str, ...]]:
        """The drafts of each incident, by every id that leads to it."""
        return {name: i.drafts for i in self.brief().incidents for name in ids_of(i)}

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything decided, in order."""
        return self._store.decisions()

    # results

    def incidents(self, *, as_of: str | date | None = None) -> tuple[Incident, ...]:
        """The incidents, most widely reported first, each with accounts, contradictions, findings and assessment."""
        return self.brief(as_of=as_of).incidents

    def brief(
        self,
        *about: str,
        as_of: str | date | None = None,
        events: Iterable[Source] = (),
        calendar: Iterable[Source] = (),
        seed: int = 0,
    ) -> BriefDocument:
        """Everything told, compared and weighed.

        ``about`` picks incidents by id, or by words that all occur in an incident's label, place, names or statements; raises
        ``UnknownIncident`` when nothing fits. ``as_of`` hides what is dated after the end of that day and leaves undated
        reports out (they are listed). ``events`` and ``calendar`` are CSV files, see ``docs/reference``. Raises
        ``NothingReadable`` when the workspace holds no report.
        """
        day = as_day(as_of)
        visible, left_out = self._visible(day)
        if not visible and not left_out:
            raise NothingReadable("no report could be read" if day is None else f"no report is dated up to {day}")
        self._read_new()
        past, dates, problems = self._tables(events, calendar, day)
        found = [
            self._reader.dated(r, visible[r.report], dates) if dates and r.report in visible else r
            for r in self._readings()
        ]
        decided, orphaned = self._decided(found)
        readings = [r for r in decided if r.report in visible]
        material = Material(
            reports=tuple(visible[i] for i in sorted(visible)),
            readings=tuple(readings),
            registered=_registered(self._reader),
            events=past,
            calendar=dates,
            named=self._store.incident_names(),
            seed=seed,
        )
        woven = weave(material, self._progress)
        self._keep_names(woven.incidents, material.named)
        issues = [
            *(i for i in self._store.issues() if i.report is None or i.report in visible),
            *problems,
            *orphaned,
            *(i for r in readings for i in r.issues),
            *_left_out(left_out),
        ]
        whole = Brief(
            version=rashomon.__version__,
            as_of=day.isoformat() if day else None,
            reports=material.reports,
            sources=woven.sources,
            actors=woven.actors,
            statements=woven.statements,
            incidents=woven.incidents,
            unread=tuple(u for r in readings for u in r.unread),
            issues=tuple(sorted(dict.fromkeys(issues), key=_issue_order)),
            lineage=woven.lineage,
            left_out=tuple(sorted(r.id for r in left_out)),
            mentions=tuple(m for r in readings for m in r.mentions),
        )
        return BriefDocument(_about(whole, about) if about else whole)

    def _keep_names(self, incidents: Sequence[Incident], known: Sequence[str]) -> None:
        """Keep what incidents are shown as, before anybody sees it."""
        kept = set(known)
        new = [draft for draft in map(namesake, incidents) if draft not in kept]
        if new:
            self._store.name_incidents(new)

    def readings(self) -> Iterator[tuple[Report, Reading]]:
        """Each report with what was read off it, decisions applied."""
        self._read_new()
        found = {r.report: r for r in self._decided(list(self._readings()))[0]}
        for report in self._store.reports():
            yield report, found[report.id]

    def _readings(self) -> Iterator[Reading]:
        kept = self._store.readings(self._reader.key)
        return iter(sorted((*kept, *self._incomplete.values()), key=lambda r: r.report)) if self._incomplete else kept

    def _visible(self, day: date | None) -> tuple[dict[str, Report], list[Report]]:
        reports = list(self._store.reports())
        if day is None:
            return {r.id: r for r in reports}, []
        left_out = [r for r in reports if r.published_on is None]
        return {r.id: r for r in reports if r.published_on is not None and r.published_on <= day}, left_out

    def _decided(self, readings: Sequence[Reading]) -> tuple[list[Reading], list[Issue]]:
        """Readings with people's decisions applied: to statements and their facets, then to links."""
        decisions = self._store.decisions()
        if not decisions:
            return list(readings), []
        statements = [s for r in readings for s in r.statements]
        kept, issues = apply_decisions(statements, decisions)
        linked, more = apply_links(kept, decisions)
        by_id = {new.id: _moved(old, new) for old, new in zip(kept, linked, strict=True)}
        judged = {d.subject.partition("~")[0] for d in decisions if "~" in d.subject}

        def tells(statement: str, draft: str) -> bool:
            return statement in by_id and (statement not in judged or draft in by_id[statement].incidents)

        decided = [
            replace(r, statements=tuple(by_id[s.id] for s in r.statements if s.id in by_id), drafts=tuple(
                _redrafted(d, [by_id[i] for i in d.statements if tells(i, d.id)]) for d in r.drafts
            ))
            for r in readings
        ]  # fmt: skip
        return decided, [*issues, *more]

    def _tables(
        self, events: Iterable[Source], calendar: Iterable[Source], day: date | None
    ) -> tuple[EventIndex, tuple[CalendarEntry, ...], list[Issue]]:
        from rashomon.ingest import read_calendar, read_events

        problems: list[Issue] = []
        past: list[EventRecord] = []
        dates: list[CalendarEntry] = []
        limit = day.isoformat() if day else None
        for path in events:
            for item in read_events(Path(path)):
                if isinstance(item, Issue):
                    problems.append(item)
                elif limit is None or item.date_latest[:10] <= limit:
                    past.append(item)
        for path in calendar:
            for entry in read_calendar(Path(path)):
                if isinstance(entry, Issue):
                    problems.append(entry)
                elif limit is None or (entry.known_on or entry.date)[:10] <= limit:
                    dates.append(entry)
        names = self._reader.actor_ids({e.actor for e in past if e.actor}) if past else {}
        return EventIndex(past, names), tuple(dates), problems


def _redrafted(draft: DraftIncident, statements: Sequence[Statement]) -> DraftIncident:
    """A draft with what its statements still say after people decided: a count that was rejected counts no more."""
    from rashomon.extract import tolls_of

    told = {t.statements: t for t in draft.toll}
    tolls = tuple(
        replace(t, as_of=told[t.statements].as_of if t.statements in told else None) for t in tolls_of(statements)
    )
    return replace(draft, statements=tuple(s.id for s in statements), toll=tolls)


def as_day(value: str | date | None) -> date | None:
    """A day as it is given (``YYYY-MM-DD`` or a date); raises ``UsageError`` for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):  # fromisoformat takes weeks and more
            raise ValueError
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is not a day (YYYY-MM-DD)") from error


def _moved(old: Statement, new: Statement) -> Statement:
    """What it asserted of an incident that a person replaced by another one, it asserts of that one."""
    gone, come = set(old.incidents) - set(new.incidents), set(new.incidents) - set(old.incidents)
    if not gone or len(come) != 1:
        return new
    (there,) = come
    return replace(new, asserts=tuple(replace(a, incident=there) if a.incident in gone else a for a in new.asserts))


def _registered(reader: Reader) -> Mapping[str, Actor]:
    return {actor.id: actor for actor in reader.registry}


def _left_out(reports: Sequence[Report]) -> list[Issue]:
    return [
        Issue(
            code="undated_left_out",
            level=Level.INFO,
            subject=r.origin,
            report=r.id,
            message="no date of publication: left out of a view as of a day",
        )
        for r in reports
    ]


def _issue_order(issue: Issue) -> tuple[int, str, str, str, int]:
    rank = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}[issue.level]
    return rank, issue.code, issue.subject, issue.message, issue.start or 0


def _about(brief: Brief, about: Sequence[str]) -> Brief:
    """Only the incidents asked for, with their statements and reports (and what these were copied from).

    Sources and actors stay whole; so do errors, which say what the brief may lack.
    """
    told = {s.id: s for s in brief.statements}
    kept = [
        i
        for i in brief.incidents
        if any(_fits(i, text, [told[s].content.text for s in i.statements if s in told]) for text in about)
    ]
    if not kept:
        raise UnknownIncident(f"no incident is about {' or '.join(repr(a) for a in about)}")
    wanted = {s for i in kept for s in i.statements}
    reports = {s.report for s in brief.statements if s.id in wanted} | {r for i in kept for r in i.reports}
    taken = {e.report: e for e in brief.lineage if e.how != "cites"}
    for report in tuple(reports):
        while report in taken and taken[report].parent not in reports:
            report = taken[report].parent
            reports.add(report)
    known = reports | set(brief.left_out)
    return replace(
        brief,
        incidents=tuple(kept),
        statements=tuple(s for s in brief.statements if s.id in wanted),
        reports=tuple(r for r in brief.reports if r.id in reports),
        unread=tuple(u for u in brief.unread if u.report in reports),
        mentions=tuple(m for m in brief.mentions if m.report in reports),
        lineage=tuple(e for e in brief.lineage if e.report in reports and e.parent in reports),
        issues=tuple(
            i if i.report is None or i.report in known else replace(i, report=None, start=None, end=None)
            for i in brief.issues
            if i.report is None or i.report in known or i.level is Level.ERROR
        ),
    )


def _fits(incident: Incident, text: str, words: Sequence[str]) -> bool:
    if text in ids_of(incident):
        return True
    if not fold(text):
        return False
    place = incident.place
    whole = fold(" ".join((incident.label, place.text if place else "", place.name or "" if place else "", *words)))
    return all(word in whole.split(" ") for word in fold(text).split(" "))

"""The store: one workspace on disk, append-only."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from rashomon.errors import UsageError, WorkspaceError
from rashomon.model import Decision, Issue, Reading, Report, Verdict
from rashomon.store import custody, schema
from rashomon.store.changes import one_of
from rashomon.store.connection import engine_for, guarded, writing
from rashomon.store.database import Database
from rashomon.store.health import DATABASE, examine, integrity
from rashomon.store.migrate import upgrade
from rashomon.store.naming import IncidentNames
from rashomon.store.raw import RawFiles
from rashomon.store.readings import Readings
from rashomon.store.record import Decisions, Issues
from rashomon.store.reports import Reports


class Store:
    """A workspace: reports, their captured bytes and custody, readings, decisions and issues.

    Nothing in it is ever changed or deleted; triggers in the database see to that. Use it from one thread and as a context
    manager. Several processes may write to one workspace at the same time. Every method raises ``WorkspaceError`` when
    the disk or another process is in the way and ``WorkspaceDamaged`` when what is stored fails its checks.
    """

    def __init__(
        self, database: Database, raw: RawFiles, owned: tempfile.TemporaryDirectory[str] | None = None
    ) -> None:
        """Not to be called directly: use ``open`` or ``temporary``. ``owned`` is removed on ``close``."""
        self.directory = database.path.parent
        self._database = database
        self._raw = raw
        self._owned = owned
        self._reports = Reports(database)
        self._readings = Readings(database, self._reports)
        self._decisions = Decisions(database)
        self._issues = Issues(database)
        self._names = IncidentNames(database)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """The workspace in ``directory``, which is created, or migrated to this version's form, when needed.

        Raises ``WorkspaceTooNew`` when a later version wrote it, ``WorkspaceDamaged`` when its database is garbage or cut off
        (and leaves it as it is), ``WorkspaceError`` when the directory is a file, cannot be written, or holds another
        program's database.
        """
        path = Path(directory) / DATABASE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise WorkspaceError(f"{directory}: no workspace can be here ({problem.strerror or problem})") from problem
        stored = examine(path)
        with guarded(path):
            connection = engine_for(path, durable=True).connect()
            try:
                upgrade(connection, stored, path)
                with writing(connection):
                    pass  # a workspace that cannot be written is refused now, not after an hour's reading
            except BaseException:
                connection.close()
                raise
        return cls(Database(connection, path), RawFiles(path.parent / "raw", durable=True))

    @classmethod
    def temporary(cls) -> Self:
        """A workspace that is removed on ``close``, or at the latest when Python ends."""
        owned = tempfile.TemporaryDirectory(prefix="rashomon-", ignore_cleanup_errors=True)
        path = Path(owned.name) / DATABASE
        with guarded(path):
            connection = engine_for(path, durable=False).connect()
            with writing(connection):
                schema.create(connection)
        return cls(Database(connection, path), RawFiles(path.parent / "raw", durable=False), owned)

    def close(self) -> None:
        """Write what a batch still holds and let go of the workspace. Closing twice is fine."""
        try:
            self._database.close()
        finally:
            if self._owned is not None:
                self._owned.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def batch(self, size: int = 200) -> AbstractContextManager[None]:
        """Write in transactions of up to ``size`` records (fewer when they are large, or seconds old).

        The lock is held for the moment of writing alone, so a slow reader of reports keeps nobody waiting. A process killed
        inside loses at most what was not yet written; an exception inside loses nothing that was handed over before it. What is
        read inside includes what was written inside.
        """
        return self._database.batch(size)

    def add_report(self, report: Report, *, raw: bytes | None, captured_at: str, by: str) -> bool:
        """Keep ``report``, with the bytes it was captured as unless ``raw`` is ``None``. ``False`` when it is already there.

        A report that is already there leaves a custody event ``seen_again``; where it is now known better (another
        ``published``, a title that was missing) a new version is kept, ``amended``. What is ``None`` never replaces what was known,
        and ``origin`` stays the first. The same report from the same origin at the same ``captured_at`` is one event.
        ``captured_at`` is ISO 8601, ``by`` the tool with its version. Raises ``UsageError`` when ``raw`` is not what
        ``report.sha256`` is the hash of.
        """
        if raw is not None:
            if hashlib.sha256(raw).hexdigest() != report.sha256:
                raise UsageError(f"report {report.id}: its sha256 is not that of the bytes given with it")
            self._raw.put(report.sha256, raw)  # before its row, so that no row ever waits for its bytes
        return self._reports.add(report, size=None if raw is None else len(raw), at=captured_at, by=by)

    def reports(self) -> Iterator[Report]:
        """The latest version of every report by id, streamed. Writing in between is allowed."""
        return (found for report in self._reports.ids() if (found := self._reports.get(report)) is not None)

    def report_ids(self) -> Iterator[str]:
        """The id of every report in order, streamed."""
        return self._reports.ids()

    def report(self, report: str) -> Report | None:
        """The latest version of one report."""
        return self._reports.get(report)

    def raw(self, report: str) -> bytes | None:
        """The bytes as captured, or ``None`` when they were not kept. Raises ``WorkspaceDamaged`` when they have changed."""
        found = self._reports.get(report)
        return None if found is None else self._raw.get(found.sha256)

    def custody(self) -> Iterator[custody.CustodyEvent]:
        """The chain of custody from its beginning, streamed."""
        with self._database.connected() as connection:
            yield from custody.chain(connection)

    def verify_custody(self, noted: str | None = None) -> list[Issue]:
        """Check every hash: of the chain, of the captured bytes, of the reports as stored. Empty when all hold.

        ``noted`` is the hash of an event that was kept elsewhere: only with one can it be seen that the end was cut off. Codes (all
        errors): ``custody_broken``, ``custody_cut_off``, ``raw_missing``, ``raw_altered``, ``raw_unreadable``, ``record_altered``,
        ``record_without_custody``. Raises ``WorkspaceDamaged`` when SQLite's own full check fails. Takes time in proportion to
        everything captured.
        """
        with self._database.connected() as connection:
            integrity(connection, self._database.path)
            return custody.verify(connection, self._raw, noted)

    def put_reading(self, reading: Reading, engine: str, *, of: Report | None = None) -> None:
        """Keep what ``engine`` (name, version, schema and model in one string) read off a report.

        It belongs to the version that ``of`` is (a report as this store handed it out), by default the latest. The first
        reading of a version by an engine stays; another is ignored. Raises ``UsageError`` when the report is not here.
        """
        self._readings.put(reading, engine, of)

    def reading(self, report: str, engine: str) -> Reading | None:
        """What ``engine`` read off the latest version of ``report``; ``None`` when it has not yet."""
        return self._readings.get(report, engine)

    def readings(self, engine: str) -> Iterator[Reading]:
        """Everything that ``engine`` read off the latest versions of reports, by report id, streamed."""
        return self._readings.all(engine)

    def reports_without(self, engine: str) -> Iterator[Report]:
        """The reports, by id, that ``engine`` has not read in their latest version: the new work. Streamed."""
        return (found for report in self._readings.missing(engine) if (found := self._reports.get(report)) is not None)

    def add_decision(
        self,
        *,
        subject: str,
        verdict: Verdict | str,
        reason: str,
        by: str,
        made_on: str,
        field: str | None = None,
        value: str | None = None,
        undoes: str | None = None,
    ) -> Decision:
        """Record what the person ``by`` decided, and return it with its id and sequence. It is on disk when this returns.

        ``subject`` is what ``check_subject`` returned; ``made_on`` ISO 8601 with zone. ``undo`` takes back the decision
        ``undoes``, by default the latest standing one on the subject. Raises ``InvalidDecision`` when it cannot be applied
        as asked and ``UnknownSubject`` when the subject is malformed; nothing is recorded then.
        """
        return self._decisions.add(
            Decision(
                id="",
                subject=subject,
                verdict=one_of(Verdict, verdict),
                reason=reason,
                by=by,
                made_on=made_on,
                sequence=0,
                field=field,
                value=value,
                undoes=undoes,
            )
        )

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, also those taken back, in the order of their sequence."""
        return self._decisions.all()

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Keep problems met in the data; one that is already there is kept once."""
        self._issues.add(issues)

    def issues(self) -> tuple[Issue, ...]:
        """Every problem ever met, by subject and place, whatever the order in which they came."""
        return self._issues.all()

    def name_incidents(self, drafts: Iterable[str]) -> None:
        """Keep that incidents were shown under names made of these drafts; one that is already there keeps its place."""
        self._names.add(drafts)

    def incident_names(self) -> tuple[str, ...]:
        """The drafts after which incidents were named, in the order in which they were first shown."""
        return self._names.all()

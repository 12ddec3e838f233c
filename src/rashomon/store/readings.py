"""The table of readings: what an engine read off one version of a report, so that it need not read it again."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Select, func, select

from rashomon.errors import UsageError
from rashomon.model import Reading, Report
from rashomon.store.codec import decode, encode, pack, unpack
from rashomon.store.connection import guarded
from rashomon.store.database import Database
from rashomon.store.reports import Reports
from rashomon.store.schema import readings, reports

_columns = readings.c


class Readings:
    """Readings by report and engine; those of a report's earlier versions are kept and not shown."""

    def __init__(self, database: Database, known: Reports) -> None:
        self._database = database
        self._reports = known

    def put(self, reading: Reading, engine: str, of: Report | None) -> None:
        """Keep a reading; the first of a version by an engine stays. Raises ``UsageError`` when its report is unknown."""
        version = None if of is None else self._reports.version(of)
        if of is not None and (version is None or of.id != reading.report):
            raise UsageError(f"reading of {reading.report}: not of a report as this workspace holds it")
        if version is None and not self._reports.has(reading.report):
            raise UsageError(f"reading of {reading.report}: the workspace has no such report")
        body = pack(encode(reading))

        def write(connection: Connection) -> None:
            _keep(connection, reading.report, version, engine, body)

        self._database.write(write, size=len(body))

    def get(self, report: str, engine: str) -> Reading | None:
        """What ``engine`` read off the latest version of ``report``."""
        row = self._database.row(_of_latest(report, engine))
        if row is None:
            return None
        with guarded(self._database.path):
            return decode(Reading, unpack(row.body))

    def all(self, engine: str) -> Iterator[Reading]:
        """Everything that ``engine`` read off the latest versions, by report id, streamed."""
        for report in self._reports.ids():
            found = self.get(report, engine)
            if found is not None:
                yield found

    def missing(self, engine: str) -> Iterator[str]:
        """The ids of reports that ``engine`` has not read in their latest version, streamed."""
        for report in self._reports.ids():
            if self._database.row(_of_latest(report, engine).with_only_columns(_columns.report)) is None:
                yield report


def _of_latest(report: str, engine: str) -> Select[tuple[bytes]]:
    latest = select(func.max(reports.c.version)).where(reports.c.id == report).scalar_subquery()
    return select(_columns.body).where(_columns.report == report, _columns.version == latest, _columns.engine == engine)


def _keep(connection: Connection, report: str, version: int | None, engine: str, body: bytes) -> None:
    if version is None:
        version = connection.execute(select(func.max(reports.c.version)).where(reports.c.id == report)).scalar_one()
    key = {"report": report, "version": version, "engine": engine}
    there = select(_columns.report).filter_by(**key)
    if connection.execute(there).first() is None:
        connection.execute(readings.insert(), {**key, "body": body})

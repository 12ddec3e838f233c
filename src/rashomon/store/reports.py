"""The table of reports: versions of what was captured, each with its custody event."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, replace

from sqlalchemy import Connection, Select, select

from rashomon.model import Report
from rashomon.store import custody
from rashomon.store.codec import decode, encode, pack, unpack
from rashomon.store.connection import guarded
from rashomon.store.database import Database
from rashomon.store.schema import reports

_columns = reports.c


class Reports:
    """Reports by id, the latest version of each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, report: Report, *, size: int | None, at: str, by: str) -> bool:
        """Keep a report that is new or known better, and its custody event. ``False`` when its id was there already."""
        new = not self._database.queued(report.id) and self._database.row(_latest(report.id), flush=False) is None

        def write(connection: Connection) -> None:
            _capture(connection, report, size=size, at=at, by=by)

        self._database.write(write, size=len(report.text), key=report.id)
        return new

    def ids(self) -> Iterator[str]:
        """Every id in order, streamed."""
        return self._database.keys(_columns.id, _columns.version == 1)

    def get(self, report: str) -> Report | None:
        """The latest version."""
        row = self._database.row(_latest(report))
        if row is None:
            return None
        with guarded(self._database.path):
            return decode(Report, unpack(row.body))

    def has(self, report: str) -> bool:
        """Whether there is such a report, written or in the batch."""
        return self._database.queued(report) or self._database.row(_latest(report), flush=False) is not None

    def version(self, report: Report) -> int | None:
        """The version that ``report`` is, exactly as it was handed out; ``None`` when it is none."""
        digest = hashlib.sha256(encode(report)).hexdigest()
        query = select(_columns.version).where(_columns.id == report.id, _columns.digest == digest)
        row = self._database.row(query.order_by(_columns.version.desc()).limit(1))
        return None if row is None else int(row.version)


def known_better(old: Report, new: Report) -> Report:
    """``old`` with what ``new`` knows: what is unknown in ``new`` never replaces what was known, and ``origin`` stays the first."""
    held = {item.name: getattr(new, item.name) for item in fields(Report) if item.name not in ("id", "origin")}
    if new.published is None:
        del held["published_basis"]
    return replace(old, **{name: value for name, value in held.items() if value is not None})


def _latest(report: str) -> Select[tuple[int, str, bytes]]:
    query = select(_columns.version, _columns.digest, _columns.body).where(_columns.id == report)
    return query.order_by(_columns.version.desc()).limit(1)


def _capture(connection: Connection, report: Report, *, size: int | None, at: str, by: str) -> None:
    row = connection.execute(_latest(report.id)).first()
    merged = report if row is None else known_better(decode(Report, unpack(row.body)), report)
    body = encode(merged)
    digest = hashlib.sha256(body).hexdigest()
    changed = row is None or digest != row.digest
    version = (0 if row is None else row.version) + changed
    if changed:
        values = {"id": report.id, "version": version, "digest": digest, "body": pack(body)}
        connection.execute(reports.insert(), values)
    event = "captured" if row is None else "amended" if changed else "seen_again"
    custody.append(
        connection,
        custody.Capture(
            report=report.id,
            version=version,
            event=event,
            sha256=report.sha256,
            record=digest,
            size=size,
            at=at,
            by=by,
            origin=report.origin,
        ),
    )

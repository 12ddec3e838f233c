"""The chain of custody: who captured which bytes when, with what, from where.

After the Berkeley Protocol on Digital Open Source Investigations (OHCHR, 2020/2022): every event names the hash of the
item, the time, the tool, the origin, and the hash of the event before it. Changing, removing or inserting an event breaks
every hash after it; cutting off the end does not, so note the last hash elsewhere when that matters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, select

from rashomon.model import Issue, Level, stable_id
from rashomon.store.codec import Undecodable, unpack
from rashomon.store.raw import RawFiles
from rashomon.store.schema import captures, reports

GENESIS = "0" * 64
"""What the first event names as the hash before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent:
    """One link of the chain.

    ``event`` is ``captured`` (first time), ``seen_again`` (the same bytes, nothing new) or ``amended`` (the same bytes,
    known better: a new ``version`` of the report). ``sha256`` is of the captured bytes, ``record`` of the report as
    stored; ``size`` the captured bytes' number where they were kept, else ``None``. ``at`` is ISO 8601 as the caller gave it,
    ``by`` the tool with its version, ``origin`` where the bytes came from.
    """

    sequence: int
    report: str
    version: int
    event: str
    sha256: str
    record: str
    size: int | None
    at: str
    by: str
    origin: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A custody event before it has its place in the chain."""

    report: str
    version: int
    event: str
    sha256: str
    record: str
    size: int | None
    at: str
    by: str
    origin: str

    @property
    def occasion(self) -> str:
        """The same report, seen at the same time from the same place by the same tool, is one occasion."""
        return stable_id("", self.report, self.version, self.at, self.by, self.origin, length=32)


def append(connection: Connection, capture: Capture) -> None:
    """Put ``capture`` at the end of the chain, once per occasion. The caller holds the write lock."""
    occasion = capture.occasion
    if connection.execute(select(captures.c.sequence).where(captures.c.occasion == occasion)).first():
        return
    last = connection.execute(select(captures.c.hash).order_by(captures.c.sequence.desc()).limit(1)).scalar()
    body = json.dumps({**asdict(capture), "previous": last or GENESIS}, sort_keys=True).encode("ascii")
    connection.execute(
        captures.insert().inline(),  # inline: its sequence need not be fetched back
        {
            "report": capture.report,
            "version": capture.version,
            "occasion": occasion,
            "body": body,
            "hash": hashlib.sha256(body).hexdigest(),
        },
    )


def chain(connection: Connection, *, page: int = 500) -> Iterator[CustodyEvent]:
    """Every event in order, streamed."""
    for sequence, body, digest in _rows(connection, page):
        event = _parsed(body)
        if event is None:
            raise Undecodable(f"capture {sequence} is no custody event")
        yield replace(event, sequence=sequence, hash=digest)


def verify(connection: Connection, raw: RawFiles, noted: str | None) -> list[Issue]:
    """What is wrong with the chain, the captured bytes and the stored reports; see ``Store.verify_custody``."""
    return [*_verify_noted(connection, noted), *_verify_links(connection, raw), *_verify_records(connection)]


def _verify_noted(connection: Connection, noted: str | None) -> Iterator[Issue]:
    known = select(captures.c.sequence).where(captures.c.hash == noted)
    if noted is not None and noted != GENESIS and connection.execute(known).first() is None:
        yield _issue("custody_cut_off", noted, "no event has the hash that was noted: events were cut off or made anew")


def _rows(connection: Connection, page: int) -> Iterator[tuple[int, bytes, str]]:
    # Page by page, so that nothing stays open in between and writing may go on.
    columns = select(captures.c.sequence, captures.c.body, captures.c.hash).order_by(captures.c.sequence).limit(page)
    last = 0
    while rows := connection.execute(columns.where(captures.c.sequence > last)).all():
        for row in rows:
            yield row.sequence, row.body, row.hash
        last = rows[-1].sequence


def _verify_links(connection: Connection, raw: RawFiles) -> Iterator[Issue]:
    previous, checked = GENESIS, set[str]()
    for sequence, body, digest in _rows(connection, 500):
        event = _parsed(body)
        if event is None or hashlib.sha256(body).hexdigest() != digest or event.previous != previous:
            yield _issue("custody_broken", f"capture {sequence}", "the chain of custody does not hold from here on")
        previous = digest
        if event is not None and event.size is not None and event.sha256 not in checked:
            checked.add(event.sha256)
            if (state := raw.state(event.sha256)) != "kept":
                yield _issue(f"raw_{state}", event.report, f"captured bytes {event.sha256} are {state}", event.report)


def _parsed(body: bytes) -> CustodyEvent | None:
    if not isinstance(body, bytes):  # SQLite keeps in a column whatever somebody puts there
        return None
    try:
        return CustodyEvent(sequence=0, hash="", **json.loads(body))
    except (ValueError, TypeError):
        return None


def _verify_records(connection: Connection) -> Iterator[Issue]:
    keys = connection.execute(select(reports.c.id, reports.c.version).order_by(reports.c.id, reports.c.version)).all()
    for report, version in keys:
        row = connection.execute(
            select(reports.c.body, reports.c.digest).where(reports.c.id == report, reports.c.version == version)
        ).one()
        try:
            same = hashlib.sha256(unpack(row.body)).hexdigest() == row.digest
        except Undecodable:
            same = False
        if not same or row.digest not in (said := _recorded(connection, report, version)):
            code = "record_altered" if not same or said else "record_without_custody"
            message = (
                f"version {version} is not as it was captured"
                if code == "record_altered"
                else "nothing says who captured it"
            )
            yield _issue(code, report, message, report)


def _recorded(connection: Connection, report: str, version: int) -> set[str]:
    """The hashes that the chain gives for one version of a report."""
    where = (captures.c.report == report) & (captures.c.version == version)
    events = (_parsed(body) for body in connection.execute(select(captures.c.body).where(where)).scalars())
    return {event.record for event in events if event is not None}


def _issue(code: str, subject: str, message: str, report: str | None = None) -> Issue:
    return Issue(code=code, level=Level.ERROR, subject=subject, message=message, report=report)

"""Political dates as plain CSV. Columns: see ``docs/reference/events-and-calendar.md``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rashomon.ingest.dates import day_range
from rashomon.ingest.draft import Refusal
from rashomon.ingest.files import printable_name, read_stream
from rashomon.ingest.limits import DEFAULT_LIMITS, Limits
from rashomon.ingest.stream import ByteStream
from rashomon.ingest.table import Columns, Row, read_rows
from rashomon.model import CalendarEntry, Issue, Level

_COLUMNS = Columns(
    required=(frozenset({"date", "label"}),),
    optional=frozenset({"kind", "country", "known_on", "source", "dataset"}),
)


def read_calendar(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[CalendarEntry | Issue]:
    """One entry per good row, streaming. A row without a day or a label is an error and left out. Raises nothing."""
    origin = printable_name(path.name)

    def read(stream: ByteStream) -> Iterator[CalendarEntry | Issue]:
        for row in read_rows(stream, origin, _COLUMNS, limits):
            if isinstance(row, Issue):
                yield row
            else:
                yield from _entry(row, origin)

    return read_stream(path, origin, read)


def _entry(row: Row, origin: str) -> Iterator[CalendarEntry | Issue]:
    subject = f"{origin}:{row.line}"
    day, label = _day(row.cells.get("date")), row.cells.get("label")
    if day is None:
        yield Refusal("bad_date", "no day, or one that is not in the calendar").issue(subject)
        return
    if label is None:
        yield Refusal("broken_record", "no label").issue(subject)
        return
    known_on = _day(row.cells.get("known_on"))
    yield CalendarEntry(
        dataset=row.cells.get("dataset", origin),
        row=row.line,
        date=day,
        label=label,
        kind=row.cells.get("kind"),
        country=row.cells.get("country"),
        known_on=known_on,
        source=row.cells.get("source"),
    )
    if known_on is None and "known_on" in row.cells:
        message = f"known_on cannot be {row.cells['known_on'][:40]!r}; taken as unknown"
        yield Issue(code="bad_value", level=Level.WARNING, subject=subject, message=message)


def _day(written: str | None) -> str | None:
    """A single day: a month or a year is no day on which something happened or became known."""
    days = day_range(written) if written else None
    return days[0] if days and days[0] == days[1] else None

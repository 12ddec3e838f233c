"""Past events as plain CSV. Columns: see ``docs/reference/events-and-calendar.md``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from rashomon.ingest.dates import day_range
from rashomon.ingest.draft import Refusal
from rashomon.ingest.files import printable_name, read_stream
from rashomon.ingest.limits import DEFAULT_LIMITS, Limits
from rashomon.ingest.stream import ByteStream
from rashomon.ingest.table import Columns, Row, read_rows
from rashomon.model import EventRecord, Issue, Level

_OPTIONAL = "actor lat lon country place tactic weapon target killed injured claim source dataset"
_COLUMNS = Columns(
    required=(frozenset({"date"}), frozenset({"date_earliest", "date_latest"})),
    optional=frozenset(_OPTIONAL.split()),
)
_CLAIMS = frozenset({"claimed", "denied", "suspected", "unclaimed"})
_NO_COORDINATE = frozenset({-9.0, -99.0, -999.0, -9999.0})
_MOST_VICTIMS = 10_000_000


def read_events(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[EventRecord | Issue]:
    """One record per good row, streaming. A row without a usable date is an error and left out; another bad value
    is a warning and becomes unknown. Raises nothing."""
    origin = printable_name(path.name)

    def read(stream: ByteStream) -> Iterator[EventRecord | Issue]:
        for row in read_rows(stream, origin, _COLUMNS, limits):
            if isinstance(row, Issue):
                yield row
            else:
                yield from _event(row, origin)

    return read_stream(path, origin, read)


def row_days(cells: dict[str, str]) -> tuple[str, str] | None:
    """First and last day of a row: its ``date``, or else from ``date_earliest`` to ``date_latest``, both needed."""
    if "date" in cells:
        return day_range(cells["date"])
    earliest, latest = (day_range(cells.get(name, "")) for name in ("date_earliest", "date_latest"))
    if earliest is None or latest is None or earliest[0] > latest[1]:
        return None
    return earliest[0], latest[1]


def _event(row: Row, origin: str) -> Iterator[EventRecord | Issue]:
    subject = f"{origin}:{row.line}"
    days = row_days(row.cells)
    if days is None:
        yield Refusal("bad_date", "no date, an impossible one, or the latest before the earliest").issue(subject)
        return
    values = _Values(row.cells)
    lat, lon = values.coordinates()
    yield EventRecord(
        dataset=row.cells.get("dataset", origin),
        row=row.line,
        actor=row.cells.get("actor"),
        date_earliest=days[0],
        date_latest=days[1],
        lat=lat,
        lon=lon,
        country=row.cells.get("country"),
        place=row.cells.get("place"),
        tactic=row.cells.get("tactic"),
        weapon=row.cells.get("weapon"),
        target=row.cells.get("target"),
        killed=values.count("killed"),
        injured=values.count("injured"),
        claim=values.claim(),
        source=row.cells.get("source"),
    )
    for problem in values.problems:
        yield Issue(code="bad_value", level=Level.WARNING, subject=subject, message=f"{problem}; taken as unknown")


class _Values:
    """Typed values of one row; what can't be one is unknown and noted in ``problems``."""

    def __init__(self, cells: dict[str, str]) -> None:
        self.problems: list[str] = []
        self._cells = cells

    def count(self, column: str) -> int | None:
        """A whole number of people; ``12.0`` is one, "dozens" and -3 are none."""
        number = self._number(column)
        if number is None:
            return None
        if number < 0 or number != int(number) or number > _MOST_VICTIMS:
            self._bad(column)
            return None
        return int(number)

    def claim(self) -> str | None:
        """One of the four claim states, upper or lower case."""
        written = self._cells.get("claim")
        if written is None:
            return None
        state = written.lower()
        if state in _CLAIMS:
            return state
        self._bad("claim")
        return None

    def coordinates(self) -> tuple[float | None, float | None]:
        """Latitude and longitude, both or neither. Two equal marks for unknown (-9, -99 …) and 0, 0 are neither."""
        lat, lon = self._number("lat"), self._number("lon")
        if lat == lon and lat in _NO_COORDINATE:
            return None, None
        if lat == lon == 0:
            self.problems.append("0, 0 is where unknown coordinates end up")
            return None, None
        if lat is not None and not -90 <= lat <= 90:
            self._bad("lat")
            lat = None
        if lon is not None and not -180 <= lon <= 180:
            self._bad("lon")
            lon = None
        if (lat is None) != (lon is None):
            if not self.problems:
                self.problems.append("one coordinate without the other")
            return None, None
        return lat, lon

    def _number(self, column: str) -> float | None:
        written = self._cells.get(column)
        if written is None:
            return None
        try:
            number = float(written) if written.isascii() and "_" not in written else math.nan
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        self._bad(column)
        return None

    def _bad(self, column: str) -> None:
        """Note that a cell has no usable value."""
        self.problems.append(f"{column} cannot be {self._cells[column][:40]!r}")

"""Plain CSV with a header, row by row: the columns that are known, as written, with the line they stand on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.ingest.draft import Refusal
from rashomon.ingest.encoding import clean
from rashomon.ingest.limits import Limits
from rashomon.ingest.stream import ByteStream
from rashomon.model import Issue, Level

_UNKNOWN = frozenset({"", ".", "-9", "-99", "-999", "-9999", "n/a", "na", "nan", "none", "null", "unknown"})
_NAMIBIA = "na"
_NAMED_COLUMNS = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a kind of table; of ``required``, one whole set must be there."""

    required: tuple[frozenset[str], ...]
    optional: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """Every column that is read."""
        return self.optional.union(*self.required)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins and its cells by column; a cell that says "unknown" is not in it."""

    line: int
    cells: dict[str, str]


def read_rows(stream: ByteStream, origin: str, columns: Columns, limits: Limits) -> Iterator[Row | Issue]:
    """Rows and issues. Commas, semicolons or tabs apart (as in the header); UTF-8. A bad row costs that row alone."""
    lines = _Lines(stream, limits)
    header = next(lines, "")
    delimiter = max(",;\t", key=header.count)
    names = [name.strip().lower().replace(" ", "_") for name in next(csv.reader([header], delimiter=delimiter), [])]
    refusal = _header_problem(names, columns)
    if refusal is not None:
        yield refusal.issue(origin)
        return
    if unknown := [clean(name)[:60] for name in names if name and name not in columns.known]:
        message = f"columns not read: {', '.join(unknown[:_NAMED_COLUMNS])}"
        yield Issue(code="unknown_field", level=Level.INFO, subject=origin, message=message)
    yield from _rows(csv.reader(lines, delimiter=delimiter), lines, names, origin, columns, limits)


def _rows(
    reader: Iterator[list[str]], lines: _Lines, names: list[str], origin: str, columns: Columns, limits: Limits
) -> Iterator[Row | Issue]:
    rows = 0
    while True:
        begin = lines.number + 1
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Refusal("broken_record", f"not CSV: {error}").issue(f"{origin}:{begin}")
            continue
        if lines.too_long:
            lines.too_long = False
            yield Refusal("too_large", f"a line of more than {limits.max_line_bytes:,} bytes").issue(
                f"{origin}:{begin}"
            )
            continue
        if not any(value.strip() for value in values):
            continue
        rows += 1
        if rows > limits.max_records:
            yield Refusal("too_large", f"more than {limits.max_records:,} rows; the rest was not read").issue(
                f"{origin}:{begin}"
            )
            break
        row = _row(begin, names, values, columns)
        yield row.issue(f"{origin}:{begin}") if isinstance(row, Refusal) else row
    if rows == 0:
        yield Refusal("empty_report", "no row in it").issue(origin)


def _row(line: int, names: list[str], values: list[str], columns: Columns) -> Row | Refusal:
    if len(values) > len(names) and any(value.strip() for value in values[len(names) :]):
        return Refusal("broken_record", f"{len(values)} cells under {len(names)} columns")
    if any("\udc80" <= c <= "\udcff" for value in values for c in value):
        return Refusal("broken_record", "not valid UTF-8")
    cells = {}
    for name, value in zip(names, values, strict=False):
        words = " ".join(clean(value).split())
        if name in columns.known and not _is_unknown(name, words):
            cells[name] = words
    return Row(line, cells)


def _is_unknown(column: str, value: str) -> bool:
    """Blank, or one of the marks that data sets use for unknown; -9 is a latitude and NA a country, so these are spared."""
    if column in ("lat", "lon"):
        return value.lower() in _UNKNOWN and not value.startswith("-")
    return value.lower() in _UNKNOWN and not (column == "country" and value.lower() == _NAMIBIA)


def _header_problem(names: list[str], columns: Columns) -> Refusal | None:
    if not any(names):
        return Refusal("empty_report", "no header in it")
    doubled = sorted({name for name in names if name in columns.known and names.count(name) > 1})
    if doubled:
        return Refusal("broken_record", f"columns given twice: {', '.join(doubled)}")
    if not any(required <= set(names) for required in columns.required):
        ways = " or ".join(", ".join(sorted(required)) for required in columns.required)
        return Refusal("missing_column", f"the header needs these columns: {ways}")
    return None


class _Lines:
    """Lines of a stream as text, counted. Bytes that are no UTF-8 become lone surrogates, by which their row is told."""

    def __init__(self, stream: ByteStream, limits: Limits) -> None:
        self.number = 0
        self.too_long = False
        self._lines = stream.lines(limits.max_line_bytes)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        if line is None:
            self.too_long = True
            return "\n"
        if self.number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        return line.decode("utf-8", "surrogateescape") + "\n"

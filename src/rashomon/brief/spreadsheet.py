"""The tables as CSV that a spreadsheet can open without running anything.

What a document says may begin with ``=`` and would be a formula in a spreadsheet (CWE-1236; OWASP, "CSV Injection"). An
apostrophe goes before it, where a cell begins and wherever a program that takes another separator would begin one; ``restored``
takes exactly these away again. Numbers are written as numbers.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.brief.columns import COLUMNS
from rashomon.brief.serial import to_plain
from rashomon.brief.tables import tables
from rashomon.model import Brief

BOM = "\ufeff"
"""Without it spreadsheets read UTF-8 as the code page of the machine."""

BREAKS = ";\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
"""Where a program that separates by something else than commas, or knows no quotation marks, begins a cell."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Where a formula could start: without a guard, and with one."""

    bare: re.Pattern[str]
    guarded: re.Pattern[str]


@cache
def formula_starts() -> Starts:
    """Where something could be read as a formula: ``= + - @`` in every width that Unicode has, first in a cell.

    Blanks, quotation marks and what is not seen before it do not help: a program may drop them before it looks. A cell that
    begins with a tab or a line break counts as one, too.
    """
    plane = [chr(code) for code in range(0x10000)]
    signs = "".join(c for c in plane if unicodedata.normalize("NFKC", c)[:1] in tuple("=+-@"))
    unseen = ("Zs", "Cc", "Cf", "Pi", "Pf")
    dropped = "".join(c for c in plane if c not in BREAKS and (c in "\"'`´" or unicodedata.category(c) in unseen))
    formula = f"[{re.escape(dropped)}]*[{re.escape(signs)}]"
    begins = rf"(?:\A|(?<=[{BREAKS}]))"
    return Starts(
        re.compile(rf"{begins}(?={formula})|\A(?='*[{BREAKS}])"),
        re.compile(rf"{begins}'(?={formula})|\A'(?='*[{BREAKS}])"),
    )


def guarded(text: str) -> str:
    """``text`` with an apostrophe before everything that could start a formula; nothing else changes."""
    return formula_starts().bare.sub("'", text)


def restored(cell: str) -> str:
    """The text that ``guarded`` was given."""
    return formula_starts().guarded.sub("", cell)


def csv_files(brief: Brief) -> dict[str, bytes]:
    """File name → bytes: one file per table of ``COLUMNS``, ``columns.csv`` with what each column means, and ``README.txt``.

    UTF-8 with a byte order mark, commas, CRLF between rows (RFC 4180), texts in quotation marks and numbers without. Same brief,
    same bytes.
    """
    found = {
        f"{name}.csv": csv_bytes(frame.columns, frame.itertuples(index=False)) for name, frame in tables(brief).items()
    }
    meanings = ((table, name, meaning) for table, columns in COLUMNS.items() for name, meaning in columns.items())
    found["columns.csv"] = csv_bytes(("table", "column", "meaning"), meanings)
    found["README.txt"] = _readme(brief).encode()
    return found


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """One table as CSV; what is unknown is an empty cell."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    # A lone surrogate has no UTF-8; it is written as in brief.json.
    return (BOM + stream.getvalue()).encode("utf-8", "backslashreplace")


def _cell(value: Any) -> str | int | float:
    if isinstance(value, str):
        return guarded(value)
    if value is None or value != value:  # pandas writes unknown numbers as NaN
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    number = to_plain(float(value))
    return "" if number is None else number


def _readme(brief: Brief) -> str:
    until = f", as of the end of {brief.as_of}" if brief.as_of else ""
    return _README.format(version=brief.version, until=until)


_README = """Rashomon {version}{until}: what reports say about attacks. Not a legal finding.

Each .csv file is one table, and columns.csv says what every column means. Ids join the tables. An empty cell is unknown.

UTF-8 with a byte order mark, commas, CRLF, quotation marks doubled inside texts. Texts are in quotation marks, numbers are not.

What documents say may look like a formula. Where a cell could start one, an apostrophe stands before it: at the beginning of a
cell, and after a semicolon, a tab or a line break inside one. To have the very words again, take away each of these
apostrophes once; from Python: rashomon.brief.restored(cell).

Copies of a report are rows of their own and share its origin. Count origins, not rows.
"""

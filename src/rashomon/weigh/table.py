"""The table of elicited ranges: what one act of one kind of source is worth.

``data/likelihoods.csv`` ships with the package; whoever may open files reads it (``importlib.resources``) and hands the text to
``parse_table``. A user may hand in a table of their own with the same columns.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from types import MappingProxyType

from rashomon.errors import UsageError
from rashomon.model import Act, Facet, Modality, SourceType

TABLE_RESOURCE = ("rashomon.weigh", "data/likelihoods.csv")
"""Package and path of the table that ships, for ``importlib.resources.files(package).joinpath(path)``."""

COLUMNS = ("row", "kind", "low", "best", "high", "basis", "label", "reason")
KINDS = frozenset({"act", "facet", "item", "times", "plus", "limit", "parameter", "suggestion"})
WHEN = frozenset(
    {
        "always",
        "one_origin",
        "claimed",
        "attacker_named",
        "enabler_named",
        "access_asserted",
        "method_disputed",
        "method_undisputed",
    }
)
"""When a suggestion is made."""

WHOM = frozenset({"leader", "claimant", "enabled"})
"""Whom a suggested item would test."""

_REQUIRED = (
    "contradiction/claim",
    "finding/*",
    "dependence/same_channel",
    "dependence/same_principal",
    "prior/unknown_other",
    "cap/one_origin",
    "plus/named_attacker",
    *(f"times/{name}" for name in ("hedged", "conditional", "hypothetical", "question")),
    *(f"times/{name}" for name in ("anonymous", "stake", "hearsay", "reliability_d", "reliability_e")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line. ``low``/``best``/``high`` are log10 likelihood ratios for all kinds but two:
    factors for ``times``, plain numbers for ``parameter``. ``line`` counts from 0 among the rows.
    """

    row: str
    kind: str
    low: float
    best: float
    high: float
    basis: str
    label: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """All rows by name (``accuse/government``, ``access:lacks/*``, ``times/hedged`` …)."""

    rows: MappingProxyType[str, Row]

    def named(self, name: str) -> Row:
        """The row of that very name; ``KeyError`` when the table has none (``parse_table`` makes sure of those needed)."""
        return self.rows[name]

    def act(self, act: Act, source_type: SourceType) -> Row:
        """The row for an act of a kind of source, or for that act of anybody."""
        return self.rows.get(f"{act}/{source_type}") or self.rows[f"{act}/*"]

    def facet(self, facet: Facet, value: str, source_type: SourceType) -> Row | None:
        """The row for a context assertion, or ``None`` when it says nothing about who did it."""
        return self.rows.get(f"{facet}:{value}/{source_type}") or self.rows.get(f"{facet}:{value}/*")

    def limit(self, test: str) -> Row:
        """The most that a finding of a context test may weigh."""
        return self.rows.get(f"finding/{test}") or self.rows["finding/*"]

    def modality(self, modality: Modality) -> Row | None:
        """The factor for a statement that is less than asserted."""
        return None if modality is Modality.ASSERTED else self.rows[f"times/{modality}"]

    def suggestions(self) -> tuple[Row, ...]:
        """Items that somebody might obtain, in the order of the table."""
        return tuple(row for row in self.rows.values() if row.kind == "suggestion")


def parse_table(text: str) -> Table:
    """Read a table from the text of a CSV file (comma, header, ``#`` starts a comment line).

    Raises ``UsageError`` naming the line for a missing or unknown column, kind or row, a repeated row, a number that is none,
    ends that are out of order, or a value outside what its kind allows.
    """
    lines = [
        (n, line) for n, line in enumerate(text.lstrip("\ufeff").splitlines(), 1) if line.strip() and line[0] != "#"
    ]
    if not lines or tuple(next(csv.reader([lines[0][1]]))) != COLUMNS:
        raise UsageError(f"table of likelihoods: the header must be {','.join(COLUMNS)}")
    rows: dict[str, Row] = {}
    for (number, _), values in zip(lines[1:], csv.reader(line for _, line in lines[1:]), strict=True):
        row = _row(number, values, len(rows))
        if row.row in rows:
            raise UsageError(f"table of likelihoods, line {number}: {row.row} is there twice")
        rows[row.row] = row
    missing = [name for name in (*_REQUIRED, *(f"{act}/*" for act in Act)) if name not in rows]
    if missing:
        raise UsageError(f"table of likelihoods: no row {', '.join(missing)}")
    return Table(MappingProxyType(rows))


def _row(number: int, values: list[str], line: int) -> Row:
    """One checked row; ``number`` is its line in the file."""
    where = f"table of likelihoods, line {number}"
    if len(values) != len(COLUMNS):
        raise UsageError(f"{where}: {len(values)} columns instead of {len(COLUMNS)}")
    name, kind, *numbers = values[:5]
    if kind not in KINDS:
        raise UsageError(f"{where}: unknown kind {kind!r}")
    try:
        low, best, high = (float(number) for number in numbers)
    except ValueError:
        raise UsageError(f"{where}: {name} needs three numbers, not {numbers}") from None
    if not (all(map(math.isfinite, (low, best, high))) and low <= best <= high):
        raise UsageError(f"{where}: {name} needs low ≤ best ≤ high")
    _check_domain(where, name, kind, low, high)
    if kind == "suggestion" and not _is_suggestion(values[7]):
        raise UsageError(f"{where}: {name} needs why|when|whom with when in {sorted(WHEN)} and whom in {sorted(WHOM)}")
    return Row(
        row=name,
        kind=kind,
        low=low,
        best=best,
        high=high,
        basis=values[5],
        label=values[6],
        reason=values[7],
        line=line,
    )


def _is_suggestion(reason: str) -> bool:
    parts = reason.split("|")
    return len(parts) == 3 and parts[1] in WHEN and parts[2] in WHOM


def _check_domain(where: str, name: str, kind: str, low: float, high: float) -> None:
    """Factors lie in 0–1, correlations and priors strictly inside, the cap above 0."""
    if kind == "times" and not (low >= 0.0 and high <= 1.0):
        raise UsageError(f"{where}: the factor {name} must lie in 0–1")
    if kind == "parameter" and not (low > 0.0 and (high < 1.0 or name.startswith("cap/"))):
        raise UsageError(f"{where}: {name} must lie strictly between 0 and 1")

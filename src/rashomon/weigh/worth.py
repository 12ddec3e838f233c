"""What one word is worth: a range from the table, changed by the rows that make it worth more or less."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rashomon.weigh.table import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A range of log10 likelihood ratios with the names of the rows behind it and the words for them."""

    low: float
    best: float
    high: float
    row: Row
    modifiers: tuple[Row, ...] = ()

    @classmethod
    def of(cls, row: Row) -> Worth:
        """The range of a row as it stands."""
        return cls(low=row.low, best=row.best, high=row.high, row=row)

    def times(self, factor: Row) -> Worth:
        """Scaled by a factor range; the ends are the extremes of the product."""
        ends = (self.low * factor.low, self.low * factor.high, self.high * factor.low, self.high * factor.high)
        return replace(
            self, low=min(ends), best=self.best * factor.best, high=max(ends), modifiers=(*self.modifiers, factor)
        )

    def plus(self, more: Row) -> Worth:
        """Shifted by a range."""
        return replace(
            self,
            low=self.low + more.low,
            best=self.best + more.best,
            high=self.high + more.high,
            modifiers=(*self.modifiers, more),
        )

    def turned(self) -> Worth:
        """The other way round, for a negated assertion."""
        return replace(self, low=-self.high, best=-self.best, high=-self.low)

    @property
    def name(self) -> str:
        """The rows by name, the base first."""
        return " ".join([self.row.row, *(one.row for one in self.modifiers)])

    @property
    def why(self) -> str:
        """The rows in words."""
        noted = "; ".join(one.label for one in self.modifiers)
        return f"{self.row.label}{f' ({noted})' if noted else ''}: {self.row.reason}"

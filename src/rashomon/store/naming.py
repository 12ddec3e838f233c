"""The table of names: after which draft an incident was named when it was first shown, so that it keeps its id as it grows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from rashomon.store.database import Database
from rashomon.store.schema import incident_names

_columns = incident_names.c


class IncidentNames:
    """Drafts after which incidents are named, in the order in which they were first shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, drafts: Iterable[str]) -> None:
        """Keep those that are not there yet, in their order, after those that are."""
        with self._database.transaction() as connection:
            there = set(connection.execute(select(_columns.draft)).scalars())
            for draft in dict.fromkeys(drafts):
                if draft not in there:
                    connection.execute(incident_names.insert(), {"draft": draft})

    def all(self) -> tuple[str, ...]:
        """Every draft, in order."""
        return tuple(row.draft for row in self._database.rows(select(_columns.draft).order_by(_columns.sequence)))

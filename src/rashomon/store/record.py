"""The tables of what people decided and of what went wrong in the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace

from sqlalchemy import Connection, select

from rashomon.model import Decision, Issue, Verdict, stable_id
from rashomon.store.codec import decode, encode
from rashomon.store.connection import guarded
from rashomon.store.database import Database
from rashomon.store.decisions import check_decision
from rashomon.store.schema import decisions, issues

_DECISION = tuple(item.name for item in fields(Decision))


class Decisions:
    """Decisions in the order in which they came."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, asked: Decision) -> Decision:
        """Record ``asked`` with the next sequence and an id of its own. Raises ``InvalidDecision``, ``UnknownSubject``."""
        with self._database.transaction() as connection:
            before = _read(connection)
            sequence = 1 + (before[-1].sequence if before else 0)
            decision = replace(check_decision(asked, before), sequence=sequence)
            decision = replace(decision, id=_id(decision))
            row = {name: getattr(decision, name) for name in _DECISION}
            connection.execute(decisions.insert(), {**row, "verdict": decision.verdict.value})
        return decision

    def all(self) -> tuple[Decision, ...]:
        """Every decision, also those taken back."""
        with self._database.connected() as connection:
            return _read(connection)


class Issues:
    """Problems in the data, each kept once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, found: Iterable[Issue]) -> None:
        """Keep those that are not there yet."""
        bodies = tuple(encode(issue) for issue in found)
        if bodies:
            self._database.write(lambda connection: _keep(connection, bodies), size=sum(map(len, bodies)))

    def all(self) -> tuple[Issue, ...]:
        """Every problem ever met, by subject and place, whatever the order in which they came."""
        rows = self._database.rows(select(issues.c.body))
        with guarded(self._database.path):
            found = [decode(Issue, row.body) for row in rows]
        return tuple(
            sorted(found, key=lambda i: (i.subject, i.report or "", i.start or 0, i.end or 0, i.code, i.message))
        )


def _id(decision: Decision) -> str:
    keys = (getattr(decision, name) for name in _DECISION if name != "id")
    return stable_id("c", *keys)


def _read(connection: Connection) -> tuple[Decision, ...]:
    rows = connection.execute(select(decisions).order_by(decisions.c.sequence)).mappings()
    return tuple(Decision(**{**row, "verdict": Verdict(row["verdict"])}) for row in rows)


def _keep(connection: Connection, bodies: Iterable[bytes]) -> None:
    for body in bodies:
        key = hashlib.sha256(body).hexdigest()
        if connection.execute(select(issues.c.id).where(issues.c.id == key)).first() is None:
            connection.execute(issues.insert(), {"id": key, "body": body})

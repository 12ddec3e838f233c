"""One SQLite connection through SQLAlchemy Core: how it is opened, how it writes, how its errors come out."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from rashomon.errors import WorkspaceDamaged, WorkspaceError
from rashomon.store.codec import Undecodable
from rashomon.store.health import translated

BUSY_TIMEOUT_S = 30.0
"""How long a process waits for another one that is writing."""


def engine_for(path: Path, *, durable: bool) -> Engine:
    """An engine on the database ``path``. Not ``durable``: a temporary workspace, which need not outlive a power cut.

    Connections are in autocommit mode; ``writing`` opens transactions explicitly, because the driver's own handling
    opens them too late to keep two processes from reading the same head of the chain.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool, isolation_level="AUTOCOMMIT")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        if durable:
            _write_ahead(connection)
        else:
            connection.execute("PRAGMA journal_mode = MEMORY")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    # SQLite does not wait for a lock here, whatever the busy timeout says: two processes that create one workspace at the
    # same moment would fail.
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Errors of the database, of any layer, come out as ``WorkspaceError`` or ``WorkspaceDamaged``."""
    try:
        yield
    except DBAPIError as problem:
        if isinstance(problem.orig, sqlite3.Error):
            raise translated(problem.orig, path) from problem
        raise WorkspaceError(f"{path}: {problem}") from problem
    except sqlite3.Error as problem:
        raise translated(problem, path) from problem
    except Undecodable as problem:
        raise WorkspaceDamaged(f"{path}: {problem}") from problem


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that holds the write lock from its start; all of it or nothing."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        with suppress(DBAPIError):  # SQLite may have rolled back by itself, on a full disk for example
            connection.exec_driver_sql("ROLLBACK")
        raise

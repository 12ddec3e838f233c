"""Is this file a workspace, whole, and of which revision? Answered before anything could be written to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import WorkspaceDamaged, WorkspaceError

if TYPE_CHECKING:
    from sqlalchemy import Connection

DATABASE = "workspace.sqlite"
APPLICATION_ID = 0x5241534D  # "RASM", so that `file` and other programs can tell whose database it is
HEAD = "0002"
"""The revision that this version writes; a test holds it to the newest of ``migrations/versions``."""

_MAGIC = b"SQLite format 3\x00"


def examine(path: Path) -> str | None:
    """The revision stored in the database ``path``; ``None`` when it holds nothing yet.

    Reads only. Raises ``WorkspaceDamaged`` when it is garbage, cut off or fails SQLite's own check, ``WorkspaceError``
    when it belongs to another program or cannot be read.
    """
    try:
        if not path.exists() or path.stat().st_size == 0:
            _refuse_cut_off(path)
            return None
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise WorkspaceDamaged(f"{path}: not an SQLite database")
    except OSError as problem:
        raise WorkspaceError(f"{path}: cannot be read ({problem.strerror or problem})") from problem
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=30.0)) as connection:
            return _revision(connection, path)
    except sqlite3.Error as problem:
        raise translated(problem, path) from problem


def _refuse_cut_off(path: Path) -> None:
    # A process killed while creating a workspace leaves an empty file; captured bytes beside one mean that it was cut off.
    if path.exists() and any((path.parent / "raw").glob("*/*")):
        raise WorkspaceDamaged(f"{path}: empty, though reports were captured beside it")


def _revision(connection: sqlite3.Connection, path: Path) -> str | None:
    problems = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    if problems != ["ok"]:
        raise WorkspaceDamaged(f"{path}: {'; '.join(' '.join(str(p).split()) for p in problems)}")
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner != APPLICATION_ID or "alembic_version" not in tables:
        raise WorkspaceError(f"{path}: an SQLite database of another program, not a workspace")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise WorkspaceDamaged(f"{path}: says no revision")
    return str(row[0])


def integrity(connection: Connection, path: Path) -> None:
    """SQLite's full check, indexes and references included. Raises ``WorkspaceDamaged`` with what it found."""
    problems = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(3)")]
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        problems.append(f"a row of {lost[0]} refers to nothing")
    if problems != ["ok"]:
        raise WorkspaceDamaged(f"{path}: {'; '.join(problems)}")


def translated(problem: sqlite3.Error, path: Path) -> WorkspaceError:
    """An error of SQLite as one of ours, by SQLite's own result code."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return WorkspaceDamaged(f"{path}: {problem}")
    said = {
        sqlite3.SQLITE_BUSY: "another process keeps it locked",
        sqlite3.SQLITE_LOCKED: "another process keeps it locked",
        sqlite3.SQLITE_READONLY: "cannot be written to",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened",
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_IOERR: "the disk reports an error",
    }.get(code)
    return WorkspaceError(f"{path}: {said} ({problem})" if said else f"{path}: {problem}")

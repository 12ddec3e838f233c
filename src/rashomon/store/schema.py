"""The tables of a workspace, and the triggers that make them append-only.

Bodies hold the whole record as JSON (see ``codec``); the columns beside them are what the database has to find or check.
``migrations/`` builds the same tables step by step, and a test holds both to the same SQL.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from rashomon.store.health import APPLICATION_ID, HEAD

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("id", "version", name="reports_pk"),
)
"""One row per version of a captured report; ``digest`` is the SHA-256 of its unpacked ``body``."""

captures = Table(
    "captures",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("report", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("occasion", name="captures_occasion"),
    UniqueConstraint("hash", name="captures_hash"),
    ForeignKeyConstraint(["report", "version"], ["reports.id", "reports.version"], name="captures_report"),
    sqlite_autoincrement=True,
)
"""The chain of custody; ``hash`` is the SHA-256 of ``body``, which names the hash before it."""

readings = Table(
    "readings",
    metadata,
    Column("report", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("engine", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("report", "version", "engine", name="readings_pk"),
    ForeignKeyConstraint(["report", "version"], ["reports.id", "reports.version"], name="readings_report"),
)
"""What an engine read off one version of a report."""

decisions = Table(
    "decisions",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("made_on", Text, nullable=False),
    Column("field", Text),
    Column("value", Text),
    Column("undoes", Text),
    UniqueConstraint("id", name="decisions_id"),
    ForeignKeyConstraint(["undoes"], ["decisions.id"], name="decisions_undoes"),
    CheckConstraint("verdict IN ('accept', 'reject', 'change', 'undo')", name="decisions_verdict"),
    CheckConstraint("trim(reason) <> ''", name="decisions_reason"),
    sqlite_autoincrement=True,
)
"""What people decided, in the order in which the workspace took it."""

issues = Table(
    "issues",
    metadata,
    Column("id", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("id", name="issues_pk"),
)
"""Every problem ever met in the data; ``id`` hashes the body, so meeting it twice keeps it once."""

incident_names = Table(
    "incident_names",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("draft", Text, nullable=False),
    UniqueConstraint("draft", name="incident_names_draft"),
    sqlite_autoincrement=True,
)
"""The drafts after which incidents were named when they were first shown, in that order."""

revision = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "reports": (("id", "version"),),
    "captures": (("sequence",), ("occasion",), ("hash",)),
    "readings": (("report", "version", "engine"),),
    "decisions": (("sequence",), ("id",)),
    "issues": (("id",),),
    "incident_names": (("sequence",), ("draft",)),
}
"""The unique keys of every append-only table."""


def triggers(table: str, keys: tuple[tuple[str, ...], ...]) -> list[str]:
    """SQL that forbids UPDATE, DELETE and ``INSERT OR REPLACE`` (which SQLite does not count as a delete) on ``table``."""
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE " + " AND ".join(f"{c} = NEW.{c}" for c in key) + ")" for key in keys
    )
    forbid = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {forbid}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {forbid}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {forbid}",
    ]


def create(connection: Connection) -> None:
    """All tables at ``HEAD`` at once, for a workspace that will never be migrated because it is temporary."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection, checkfirst=False)
    for table, keys in KEYS.items():
        for statement in triggers(table, keys):
            connection.exec_driver_sql(statement)
    connection.execute(revision.insert().values(version_num=HEAD))

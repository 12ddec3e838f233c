"""Reports, captures, readings, decisions and issues, all append-only.

Written out rather than taken from ``rashomon.store.schema``: a migration stays what it was when the schema moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x5241534D
KEYS = {
    "reports": (("id", "version"),),
    "captures": (("sequence",), ("occasion",), ("hash",)),
    "readings": (("report", "version", "engine"),),
    "decisions": (("sequence",), ("id",)),
    "issues": (("id",),),
}


def upgrade() -> None:
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _reports()
    _captures()
    _readings()
    _decisions()
    op.create_table(
        "issues",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="issues_pk"),
    )
    for table, keys in KEYS.items():
        _append_only(table, keys)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name="reports_pk"),
    )


def _captures() -> None:
    op.create_table(
        "captures",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.UniqueConstraint("occasion", name="captures_occasion"),
        sa.UniqueConstraint("hash", name="captures_hash"),
        sa.ForeignKeyConstraint(["report", "version"], ["reports.id", "reports.version"], name="captures_report"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_captures_report", "captures", ["report"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("report", "version", "engine", name="readings_pk"),
        sa.ForeignKeyConstraint(["report", "version"], ["reports.id", "reports.version"], name="readings_report"),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("made_on", sa.Text, nullable=False),
        sa.Column("field", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("undoes", sa.Text),
        sa.UniqueConstraint("id", name="decisions_id"),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.id"], name="decisions_undoes"),
        sa.CheckConstraint("verdict IN ('accept', 'reject', 'change', 'undo')", name="decisions_verdict"),
        sa.CheckConstraint("trim(reason) <> ''", name="decisions_reason"),
        sqlite_autoincrement=True,
    )


def _append_only(table: str, keys: tuple[tuple[str, ...], ...]) -> None:
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE " + " AND ".join(f"{c} = NEW.{c}" for c in key) + ")" for key in keys
    )
    forbid = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {forbid}")
    op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {forbid}")
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {forbid}")

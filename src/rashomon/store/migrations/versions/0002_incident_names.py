"""The drafts after which incidents were named, append-only.

Written out rather than taken from ``rashomon.store.schema``: a migration stays what it was when the schema moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "incident_names"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("draft", sa.Text, nullable=False),
        sa.UniqueConstraint("draft", name="incident_names_draft"),
        sqlite_autoincrement=True,
    )
    taken = " OR ".join(f"EXISTS (SELECT 1 FROM {TABLE} WHERE {c} = NEW.{c})" for c in ("sequence", "draft"))
    forbid = f"BEGIN SELECT RAISE(ABORT, 'append-only: {TABLE}'); END"
    op.execute(f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} {forbid}")
    op.execute(f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {forbid}")
    op.execute(f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN {taken} {forbid}")

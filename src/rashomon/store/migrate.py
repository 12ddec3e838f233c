"""Bring a workspace to the revision of this version. Alembic is imported only when there is something to do."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection

from rashomon.errors import WorkspaceTooNew
from rashomon.store.connection import writing
from rashomon.store.health import HEAD


def upgrade(connection: Connection, stored: str | None, path: Path) -> None:
    """From ``stored`` (``None``: an empty database) to ``HEAD`` in one transaction, so a killed migration never was.

    Raises ``WorkspaceTooNew`` when ``stored`` is a revision that this version does not know.
    """
    if stored == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", "rashomon.store:migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if stored is not None and stored not in known:
        raise WorkspaceTooNew(
            f"{path}: written by a later version of Rashomon (revision {stored}, this one knows {HEAD})"
        )
    with writing(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, "head")  # reads the revision anew: another process may have been faster

"""Alembic migrations of the workspace database. Run by ``rashomon.store.migrate``; there is no ``alembic.ini``."""

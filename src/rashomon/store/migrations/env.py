"""Alembic runs this on the connection, and inside the transaction, that ``rashomon.store.migrate`` hands it."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()

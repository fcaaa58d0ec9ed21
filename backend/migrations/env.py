"""Runs the revisions: over the connection of whoever called, or from the command line over DATABASE_URL."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from app.repositories.sql.address import parse_address
from app.repositories.sql.engines import make_engine
from app.repositories.sql.schema import metadata
from app.settings import load_settings


def run(connection: Connection) -> None:
    """All of it in one transaction, in SQLite too: half a schema would be worse than an old one."""
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(parse_address(load_settings().database_url))
    with engine.connect() as connection:
        run(connection)
        connection.commit()

"""Which schema a database has, which one this code needs, and the way from one to the other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, String, column, inspect, select, table, update

from app.repositories.sql.schema import metadata

# Beside the package, in the source tree and where it is installed.
MIGRATIONS = Path(__file__).parents[3] / "migrations"
VERSIONS = table("alembic_version", column("version_num", String))
# No tables of ours and none of anybody else's.
EMPTY = ""
FOREIGN = "tables of something else"
# One migration at a time, whoever starts it.
MIGRATION_LOCK = 7_305_552_012_026


def read_version(connection: Connection) -> str:
    """The revision that the database is at, `EMPTY`, or `FOREIGN`."""
    tables = set(inspect(connection).get_table_names())
    if VERSIONS.name in tables:
        versions = connection.execute(select(VERSIONS.c.version_num)).scalars().all()
        if versions:
            return str(versions[0])
    return FOREIGN if tables & set(metadata.tables) else EMPTY


def touch_version(connection: Connection) -> None:
    """The smallest write there is, to see whether the database takes any; it changes nothing."""
    connection.execute(update(VERSIONS).values(version_num=VERSIONS.c.version_num))


@cache
def newest_version() -> str:
    """The revision that this code was written for."""
    head = _scripts().get_current_head()
    assert head is not None
    return head


def what_to_do(version: str) -> str:
    """For the operator, where the database is not at the newest version."""
    needed = newest_version()
    if version == EMPTY:
        return f"DATABASE_URL: the database is empty; make its tables with `make migrate` (schema {needed})"
    if version == FOREIGN:
        return "DATABASE_URL: the database holds tables that no migration made; use another database"
    if version in {revision.revision for revision in _scripts().walk_revisions()}:
        return (
            f"DATABASE_URL: the database has the older schema {version}, this version needs {needed}; "
            "make a back-up, then run `make migrate`"
        )
    return (
        f"DATABASE_URL: the database has the schema {version}, which is newer than this version's {needed}; "
        "start the newer version of the service, or restore a back-up"
    )


def upgrade(engine: Engine, revision: str = "head") -> None:
    """All of it or nothing. Another process that does the same is waited for, and then nothing is left to do."""
    with engine.begin() as connection:
        _alone(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Back to an older revision, or to "base"; what only the newer one could hold is lost."""
    with engine.begin() as connection:
        _alone(connection)
        command.downgrade(_config(connection), revision)


def _alone(connection: Connection) -> None:
    """SQLite's writing transactions are alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())

"""The one place where connections to a database are configured."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

from app.repositories.sql.failures import translate_failures

# Seconds that a writer waits for another one, and that a unit waits for a connection.
LOCK_WAIT = 5
CONNECT_WAIT = 3
POSTGRESQL_UNITS = 8
# Deliveries and jobs run beside the units that callers wait for.
SPARE_CONNECTIONS = 4
FILE = "file"
POSTGRESQL_OPTIONS = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "timezone": "UTC",
        "statement_timeout": "15s",
        "lock_timeout": f"{LOCK_WAIT}s",
        "idle_in_transaction_session_timeout": "60s",
        # A plan that is kept from when a table was small reads all of it once it is large.
        "plan_cache_mode": "force_custom_plan",
    }.items()
)


def make_engine(url: URL) -> Engine:
    """Connects on first use, not now."""
    engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)
    translate_failures(engine)
    return engine


def units_at_once(engine: Engine) -> int:
    """SQLite has one writer, so more threads would only wait for each other."""
    return 1 if engine.dialect.name == "sqlite" else POSTGRESQL_UNITS


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=POSTGRESQL_UNITS,
        max_overflow=SPARE_CONNECTIONS,
        pool_timeout=LOCK_WAIT,
        # A connection that the server closed meanwhile is replaced before a caller notices.
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": CONNECT_WAIT,
            "options": POSTGRESQL_OPTIONS,
            "application_name": "ai-telephony",
            # A server that is cut off says nothing; its connections end after these, in seconds and milliseconds.
            "keepalives_idle": 30,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 10_000,
        },
    )
    event.listen(engine, "checkin", _write_where_allowed)
    return engine


def _write_where_allowed(connection: psycopg.Connection | None, _record: Any) -> None:
    """After a unit that only read, SQLAlchemy asks for writing, even where the server is told not to take any."""
    if connection is not None and not connection.closed:
        connection.read_only = None


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1 + SPARE_CONNECTIONS,
        max_overflow=SPARE_CONNECTIONS,
        pool_timeout=LOCK_WAIT,
        connect_args={"timeout": LOCK_WAIT, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _configure_sqlite)
    _watch_file(engine, str(url.database))
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _let_write)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Readers beside a writer (WAL), and every commit on the disk before it is told, also if the power fails."""
    for name, value in (("journal_mode", "WAL"), ("synchronous", "FULL"), ("foreign_keys", "ON")):
        connection.execute(f"PRAGMA {name}={value}").close()


def _watch_file(engine: Engine, path: str) -> None:
    """A connection whose file was removed or replaced would go on writing to what nobody finds any more."""

    def remember(_connection: sqlite3.Connection, record: Any) -> None:
        record.info[FILE] = _identity(path)

    def compare(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        if record.info.get(FILE) != _identity(path):
            raise DisconnectionError("the database's file is another one now")

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin_sqlite(connection: Connection) -> None:
    """A writing unit takes the lock at once: taking it in the middle could fail after half of the work."""
    if connection.get_execution_options().get("read_only"):
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _let_write(connection: sqlite3.Connection | None, _record: Any) -> None:
    if connection is not None:
        connection.execute("PRAGMA query_only=OFF").close()

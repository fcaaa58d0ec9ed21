"""What the drivers raise, in the words of the ports."""

from __future__ import annotations

import sqlite3

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from app.repositories.errors import (
    DuplicateRecord,
    InvalidRecord,
    ReadOnlyUnit,
    SlotTaken,
    StaleRecord,
    StoreError,
    StoreUnavailable,
)
from app.repositories.sql.overlaps import REFUSAL

# The database is there and says no.
REFUSED_BY_STATE: dict[str, type[StoreError]] = {
    "23505": DuplicateRecord,
    "23P01": SlotTaken,
    # Two units were in each other's way: one of them runs again.
    "40001": StaleRecord,
    "40P01": StaleRecord,
}
# Values out of range, other constraints, an index entry that is too long.
INVALID_CLASSES = frozenset({"22", "23", "54"})
READ_ONLY_STATE = "25006"
DUPLICATES = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID"})


def translate_failures(engine: Engine) -> None:
    """From here on the engine raises the ports' errors in place of its driver's."""
    event.listen(engine, "handle_error", _translate, retval=True)


def _translate(context: ExceptionContext) -> BaseException | None:
    if context.is_pre_ping:
        return None  # a connection that has died is replaced, by those who know it by its driver's error
    error = context.original_exception
    reads = context.connection is not None and context.connection.get_execution_options().get("read_only", False)
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, reads=reads)
    if isinstance(error, psycopg.Error):
        return _of_postgresql(error, reads=reads)
    return None


def _of_sqlite(error: sqlite3.Error, *, reads: bool) -> StoreError | None:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_CONSTRAINT_TRIGGER" and str(error) == REFUSAL:
        return SlotTaken("the technician is not free then")
    if name in DUPLICATES:
        return DuplicateRecord("this exists")
    if name.startswith("SQLITE_CONSTRAINT") or name in ("SQLITE_TOOBIG", "SQLITE_MISMATCH"):
        return InvalidRecord("the database refuses this")
    if name.startswith("SQLITE_READONLY") and reads:
        return ReadOnlyUnit("this unit of work only reads")
    return StoreUnavailable(f"the database fails: {name}") if name else None


def _of_postgresql(error: psycopg.Error, *, reads: bool) -> StoreError | None:
    state = error.sqlstate
    if state is None:
        lost = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
        return StoreUnavailable("the database does not answer") if lost else None
    if state in REFUSED_BY_STATE:
        return REFUSED_BY_STATE[state]("the database refuses this")
    if state[:2] in INVALID_CLASSES:
        return InvalidRecord("the database refuses this")
    if state == READ_ONLY_STATE and reads:
        return ReadOnlyUnit("this unit of work only reads")
    return StoreUnavailable(f"the database fails: {state}")

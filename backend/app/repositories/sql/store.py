"""The SQL store: a unit of work is one transaction of one connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as NoConnection

from app.repositories.errors import SchemaMismatch, StoreUnavailable
from app.repositories.ports import UnitOfWork
from app.repositories.sql.appointments import SqlAppointments
from app.repositories.sql.audit import SqlAudit, SqlJobRuns
from app.repositories.sql.businesses import SqlBusinesses, SqlDeployment
from app.repositories.sql.callbacks import SqlCallbacks
from app.repositories.sql.changes import SqlChanges
from app.repositories.sql.conversations import SqlConversations
from app.repositories.sql.credentials import SqlCredentials
from app.repositories.sql.customers import SqlCustomers
from app.repositories.sql.engines import units_at_once
from app.repositories.sql.health import Health
from app.repositories.sql.holds import SqlHolds
from app.repositories.sql.idempotency import SqlIdempotency
from app.repositories.sql.opt_outs import SqlOptOuts
from app.repositories.sql.outbox import SqlOutbox
from app.repositories.sql.schema_versions import (
    EMPTY,
    newest_version,
    read_version,
    touch_version,
    upgrade,
    what_to_do,
)
from app.repositories.sql.sessions import SqlSessions
from app.repositories.sql.tallies import SqlTallies
from app.repositories.sql.texts import SqlTexts
from app.repositories.sql.work import Work


class SqlUnitOfWork:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        work = Work(connection)
        self.changes = SqlChanges(work)
        self.businesses = SqlBusinesses(work)
        self.credentials = SqlCredentials(work)
        self.customers = SqlCustomers(work)
        self.appointments = SqlAppointments(work)
        self.conversations = SqlConversations(work)
        self.sessions = SqlSessions(work)
        self.texts = SqlTexts(work)
        self.callbacks = SqlCallbacks(work)
        self.opt_outs = SqlOptOuts(work)
        self.holds = SqlHolds(work)
        self.outbox = SqlOutbox(work)
        self.idempotency = SqlIdempotency(work)
        self.tallies = SqlTallies(work)
        self.deployment = SqlDeployment(work)
        self.audit = SqlAudit(work)
        self.job_runs = SqlJobRuns(work)
        self.committed = False

    def commit(self) -> None:
        self.tallies.flush()
        self.changes.flush()
        self._connection.commit()
        self.committed = True


class SqlStore:
    """Implements `Store` over an engine of `engines.make_engine`."""

    inline = False

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(read_only=True, postgresql_readonly=True)
        self.pool_size = units_at_once(engine)
        self._health = Health()

    @contextmanager
    def unit_of_work(self, *, read_only: bool = False) -> Iterator[UnitOfWork]:
        with self._connected(self._reading if read_only else self._engine) as connection:
            unit = SqlUnitOfWork(connection)
            yield unit
        if unit.committed:
            self._health.wrote()

    def prepare(self, *, create: bool) -> None:
        """Raises `SchemaMismatch`; makes the tables of an empty database where that is allowed."""
        with self._connected(self._reading) as connection:
            version = read_version(connection)
        if version is EMPTY and create:
            upgrade(self._engine)
        elif version != newest_version():
            raise SchemaMismatch(what_to_do(version))

    def schema(self) -> str:
        with self._connected(self._reading) as connection:
            return read_version(connection)

    def check(self) -> None:
        """Raise `StoreUnavailable` where the database does not answer, takes no writes, or has another schema."""
        with self._connected(self._reading) as connection:
            version = read_version(connection)
        if version != newest_version():
            raise StoreUnavailable(what_to_do(version))
        if not self._health.writes_are_proven:
            with self._connected(self._engine) as connection:
                touch_version(connection)
                connection.commit()
            self._health.wrote()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        """What was not committed is rolled back when the connection goes back to its pool."""
        try:
            with engine.connect() as connection:
                yield connection
        except NoConnection as error:
            raise StoreUnavailable("all connections to the database are busy") from error
        except StoreUnavailable as error:
            self._health.failed(str(error), writing=engine is self._engine)
            raise
        else:
            self._health.answered()

"""Some records in a database, the others in memory: a profile for trying things, which production refuses.

The two have no common rollback. Leaving a unit of work without a commit forgets both halves; a commit is first the
database's and then the memory's, so a crash in between, like any crash, loses the half that was in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.repositories.memory.store import MemoryStore
from app.repositories.ports import Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Durable:
    """What stands in the database; all that is not named here does as soon as any of it does."""

    customers: bool
    appointments: bool
    conversations: bool

    @property
    def all(self) -> bool:
        return self.customers and self.appointments and self.conversations


class MixedUnitOfWork:
    def __init__(self, database: UnitOfWork, memory: UnitOfWork, durable: Durable) -> None:
        self._database, self._memory = database, memory
        talks = database if durable.conversations else memory
        self.customers = (database if durable.customers else memory).customers
        self.appointments = (database if durable.appointments else memory).appointments
        self.conversations = talks.conversations
        self.sessions = talks.sessions
        self.texts = talks.texts
        self.callbacks = talks.callbacks
        self.businesses = database.businesses
        self.credentials = database.credentials
        self.opt_outs = database.opt_outs
        self.holds = database.holds
        self.outbox = database.outbox
        self.idempotency = database.idempotency
        self.tallies = database.tallies
        self.changes = database.changes
        self.deployment = database.deployment
        self.audit = database.audit
        self.job_runs = database.job_runs

    def commit(self) -> None:
        for noted in self._memory.changes.hand_over():
            self._database.changes.note(*noted)
        self._database.commit()
        self._memory.commit()


class MixedStore:
    """Implements `Store`. One unit at a time, since the memory store's are."""

    inline = False
    pool_size = 1

    def __init__(self, database: Store, memory: MemoryStore, durable: Durable) -> None:
        self._database, self._memory, self._durable = database, memory, durable

    @contextmanager
    def unit_of_work(self, *, read_only: bool = False) -> Iterator[UnitOfWork]:
        with (
            self._memory.unit_of_work(read_only=read_only) as memory,
            self._database.unit_of_work(read_only=read_only) as database,
        ):
            yield MixedUnitOfWork(database, memory, self._durable)

    def prepare(self, *, create: bool) -> None:
        self._database.prepare(create=create)

    def schema(self) -> str | None:
        return self._database.schema()

    def check(self) -> None:
        self._database.check()

    def close(self) -> None:
        self._database.close()

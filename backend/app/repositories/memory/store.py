"""The memory store: one unit of work at a time, undone where it is not committed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.repositories.memory.appointments import MemoryAppointments
from app.repositories.memory.audit import MemoryAudit, MemoryJobRuns
from app.repositories.memory.businesses import MemoryBusinesses, MemoryCredentials, MemoryDeployment
from app.repositories.memory.changes import MemoryChanges
from app.repositories.memory.conversations import MemoryConversations, MemorySessions
from app.repositories.memory.customers import MemoryCustomers
from app.repositories.memory.messaging import MemoryCallbacks, MemoryHolds, MemoryOptOuts, MemoryTexts
from app.repositories.memory.outbox import MemoryIdempotency, MemoryOutbox, MemoryTallies
from app.repositories.memory.tables import Journal
from app.repositories.ports import UnitOfWork


class MemoryUnitOfWork:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.changes = MemoryChanges(journal)
        self.businesses = MemoryBusinesses(journal)
        self.credentials = MemoryCredentials(journal, self.businesses)
        self.customers = MemoryCustomers(journal)
        self.appointments = MemoryAppointments(journal)
        self.conversations = MemoryConversations(journal)
        self.sessions = MemorySessions(journal)
        self.texts = MemoryTexts(journal)
        self.callbacks = MemoryCallbacks(journal)
        self.opt_outs = MemoryOptOuts(journal)
        self.holds = MemoryHolds(journal)
        self.outbox = MemoryOutbox(journal)
        self.idempotency = MemoryIdempotency(journal)
        self.tallies = MemoryTallies(journal)
        self.deployment = MemoryDeployment(journal)
        self.audit = MemoryAudit(journal)
        self.job_runs = MemoryJobRuns(journal)

    def commit(self) -> None:
        self.changes.keep()
        self._journal.commit()


class MemoryStore:
    """Implements `Store`. The single set of repositories is shared; the lock keeps units apart."""

    inline = True
    pool_size = 1

    def __init__(self) -> None:
        self._journal = Journal()
        self._unit = MemoryUnitOfWork(self._journal)
        self._open = False

    @contextmanager
    def unit_of_work(self, *, read_only: bool = False) -> Iterator[UnitOfWork]:
        with self._journal.lock:
            if self._open:
                raise RuntimeError("units of work do not nest: on a database the inner one would wait for the outer")
            self._open, self._journal.read_only = True, read_only
            try:
                yield self._unit
            finally:
                self._journal.rollback()
                self._open, self._journal.read_only = False, False

    def prepare(self, *, create: bool) -> None:
        """Nothing to prepare."""

    def schema(self) -> None:
        """There are no tables."""

    def check(self) -> None:
        """Memory always answers."""

    def close(self) -> None:
        """Nothing to let go."""

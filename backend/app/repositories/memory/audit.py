"""Who did what, and what the jobs did last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.core.audit import AuditEntry
from app.core.jobs import JobRun
from app.repositories.errors import DuplicateRecord
from app.repositories.memory.businesses import EVERYBODY
from app.repositories.memory.tables import Journal, Table, time_key
from app.repositories.ports import Key, Page


class MemoryAudit:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[AuditEntry] = Table(journal, lambda entry: time_key(entry.at))
        self._chain: Table[AuditEntry] = Table(journal, lambda entry: _name(entry.sequence))

    def add(self, entry: AuditEntry) -> None:
        if self._chain.get(EVERYBODY, _name(entry.sequence)) is not None:
            raise DuplicateRecord("somebody else wrote this line")
        for table in (self._rows, self._chain):
            table.put(EVERYBODY, _name(entry.sequence), entry)

    def last(self) -> AuditEntry | None:
        newest = self._chain.page(EVERYBODY, limit=1, after=None, descending=True).items
        return newest[0] if newest else None

    def head(self) -> int:
        newest = self.last()
        return newest.sequence if newest else 0

    def chain(self, *, after: int, limit: int) -> Sequence[AuditEntry]:
        return tuple(self._chain.between(EVERYBODY, _name(after + 1), _name(after + 1 + limit)))

    def page(
        self,
        *,
        limit: int,
        after: Key | None = None,
        business_id: str | None = None,
        since: datetime | None = None,
    ) -> Page[AuditEntry]:
        return self._rows.page(
            EVERYBODY,
            limit=limit,
            after=after,
            descending=True,
            matches=lambda entry: business_id is None or entry.business_id == business_id,
            low=None if since is None else time_key(since),
        )


class MemoryJobRuns:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[JobRun] = Table(journal, lambda run: f"{run.name}\n{run.business_id or ''}")

    def put(self, run: JobRun) -> None:
        self._rows.put(EVERYBODY, f"{run.name}\n{run.business_id or ''}", run)

    def all(self) -> Sequence[JobRun]:
        return tuple(self._rows.rows(EVERYBODY))


def _name(sequence: int) -> str:
    return f"{sequence:010d}"

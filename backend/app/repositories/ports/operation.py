"""What stores of the deployment itself promise: no tenant owns these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.core.audit import AuditEntry
from app.core.jobs import JobRun
from app.repositories.ports.paging import Key, Page


class Deployment(Protocol):
    """Values of the deployment itself, which belong to no tenant."""

    def get(self, name: str) -> str | None: ...
    def add(self, name: str, value: str) -> None:
        """Raises `DuplicateRecord` where the name has a value, also for two writers at once."""
        ...

    def put(self, name: str, value: str) -> None:
        """Add it, or replace what the name has."""
        ...


class Audit(Protocol):
    """Who did what, over all tenants: lines are added and never changed or removed."""

    def add(self, entry: AuditEntry) -> None:
        """Raises `DuplicateRecord` where another line has this sequence number."""
        ...

    def last(self) -> AuditEntry | None: ...
    def head(self) -> int:
        """The number of the last line that was ever added, kept apart from the lines; 0 where none was."""
        ...

    def chain(self, *, after: int, limit: int) -> Sequence[AuditEntry]:
        """Lines with a greater sequence number than `after`, in order."""
        ...

    def page(
        self,
        *,
        limit: int,
        after: Key | None = None,
        business_id: str | None = None,
        since: datetime | None = None,
    ) -> Page[AuditEntry]:
        """Newest first; `since` is inclusive. Key: (at, sequence as ten digits)."""
        ...


class JobRuns(Protocol):
    """The last run of each job, by name and tenant."""

    def put(self, run: JobRun) -> None: ...
    def all(self) -> Sequence[JobRun]:
        """By name, then tenant, those over all tenants first."""
        ...

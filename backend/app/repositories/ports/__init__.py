"""What every store promises.

The tenant comes first and is never optional (the directory look-ups, which find the tenant, are named as such);
another tenant's record is as good as absent. Times are aware UTC. Lists have a stated order and a limit, and
continue after the key of their last item. Records are immutable values, so nobody can change a store from outside.
A unit of work commits at the edge of a flow; what is not committed is forgotten. Errors are those of `errors`; a unit
goes on after one that concerns a single record. Words lose what no database can write: NUL, and half a surrogate pair.

A profile that mixes memory and SQL stores has no common rollback; production refuses it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from app.repositories.ports.diary import Appointments, Customers, Holds
from app.repositories.ports.operation import Audit, Deployment, JobRuns
from app.repositories.ports.paging import Key, Page
from app.repositories.ports.talks import Callbacks, Conversations, OptOuts, Sessions, Texts
from app.repositories.ports.tenants import Businesses, Credentials
from app.repositories.ports.work import CHANGES_KEPT, Changes, Idempotency, Noted, Outbox, Tallies

__all__ = ["CHANGES_KEPT", "Key", "Noted", "Page", "Store", "UnitOfWork"]


class UnitOfWork(Protocol):
    """All stores over one transaction. Leaving the block without `commit` forgets every change."""

    @property
    def businesses(self) -> Businesses: ...
    @property
    def credentials(self) -> Credentials: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def appointments(self) -> Appointments: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def texts(self) -> Texts: ...
    @property
    def callbacks(self) -> Callbacks: ...
    @property
    def opt_outs(self) -> OptOuts: ...
    @property
    def holds(self) -> Holds: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def idempotency(self) -> Idempotency: ...
    @property
    def tallies(self) -> Tallies: ...
    @property
    def changes(self) -> Changes: ...
    @property
    def deployment(self) -> Deployment: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def job_runs(self) -> JobRuns: ...

    def commit(self) -> None: ...


class Store(Protocol):
    """Gives units of work. `inline` says that a unit is so short that it may run on the event loop."""

    @property
    def inline(self) -> bool: ...
    @property
    def pool_size(self) -> int:
        """How many units may run at once, where `inline` is false."""
        ...

    def unit_of_work(self, *, read_only: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Units do not nest. One that only reads holds nobody up, and raises `ReadOnlyUnit` where it is to write."""
        ...

    def prepare(self, *, create: bool) -> None:
        """Called once, before the first unit of work. Raises `SchemaMismatch`; an empty store is made with `create`."""
        ...

    def schema(self) -> str | None:
        """The revision of its tables, None where it has none. Raises `StoreUnavailable`."""
        ...

    def check(self) -> None:
        """Raise `StoreUnavailable` where the store does not answer or its schema is not current."""
        ...

    def close(self) -> None: ...

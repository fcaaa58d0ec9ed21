"""What stores of work to do once, of what was done, and of what is counted promise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from app.core.changes import Change, ChangeKind
from app.core.idempotency import IdempotencyRecord
from app.core.outbox import OutboxEntry, OutboxKind
from app.repositories.ports.paging import Key, Page

# How many changes of a tenant are remembered, for those who were away for a moment.
CHANGES_KEPT = 1_000
# A change that is not committed yet: tenant, kind, the id of what changed.
Noted = tuple[str, ChangeKind, str]


class Outbox(Protocol):
    """Work to deliver. Two claims never return the same entry while its lease runs."""

    def add(self, entry: OutboxEntry) -> None: ...
    def get(self, business_id: str, entry_id: str) -> OutboxEntry | None: ...
    def claim(
        self,
        *,
        now: datetime,
        lease_until: datetime,
        claimed_by: str,
        limit: int,
        business_id: str | None = None,
        subject_ids: Sequence[str] | None = None,
        kinds: Sequence[OutboxKind] | None = None,
        lease_now: datetime | None = None,
    ) -> Sequence[OutboxEntry]:
        """Drainer's claim over all tenants, or one: pending entries that are due and not leased, oldest first.

        Due is by `now`; leases are by `lease_now` where it is given (the real clock beside a development clock).
        """
        ...

    def save(self, entry: OutboxEntry) -> None: ...
    def pending(self, *, now: datetime) -> tuple[int, datetime | None]:
        """How many entries wait, and since when the oldest due one does."""
        ...

    def page(self, business_id: str, *, limit: int, after: Key | None = None) -> Page[OutboxEntry]:
        """Newest first. Key: (created_at, id)."""
        ...

    def remove_subject(self, business_id: str, subject_id: str) -> None: ...


class Idempotency(Protocol):
    def get(self, business_id: str, scope: str, key: str) -> IdempotencyRecord | None: ...
    def add(self, business_id: str, record: IdempotencyRecord) -> None:
        """Raises `DuplicateRecord` where the scope and key exist, also for two writers at once."""
        ...

    def save(self, business_id: str, record: IdempotencyRecord) -> None:
        """Another answer under the same scope and key; raises `UnknownRecord` where they are unknown."""
        ...

    def redact(self, business_id: str, parts: Sequence[str]) -> int:
        """Empty every answer in which one of `parts` stands; the keys stay taken. How many were emptied."""
        ...

    def forget_answers(self, business_id: str, before: datetime, *, prefixes: Collection[str]) -> int:
        """Empty the older answers of the scopes that begin so; that they were given stays. How many."""
        ...

    def forget_before(self, business_id: str, before: datetime, *, scopes: Collection[str] | None = None) -> int:
        """Forget what was answered before that moment, under any of `scopes`, or all; how many there were."""
        ...


class Tallies(Protocol):
    """Counters that a tenant sees or a bill depends on, by name and UTC day."""

    def add(self, business_id: str, name: str, day: date, amount: int = 1) -> None: ...
    def totals(self, business_id: str, since: date | None = None) -> dict[str, int]: ...
    def by_day(self, business_id: str, since: date) -> dict[date, dict[str, int]]:
        """The days from then on that have any, in order."""
        ...

    def all_totals(self) -> dict[str, dict[str, int]]:
        """Directory look-up for the operator's metrics: totals by tenant and name."""
        ...


class Changes(Protocol):
    """What changed lately: the last `CHANGES_KEPT` of each tenant, numbered from 1 in the order of the commits.

    Who has seen all up to a number misses nothing that is committed later. The repositories note what they store.
    """

    def note(self, business_id: str, kind: ChangeKind, subject_id: str) -> None:
        """Once in a unit, however often it is noted there."""
        ...

    def hand_over(self) -> Sequence[Noted]:
        """What this unit noted so far, which another store is to keep in this one's place."""
        ...

    def after(self, business_id: str, number: int, *, limit: int) -> Sequence[Change]:
        """Those with a greater number that are remembered, in order."""
        ...

    def newest(self, business_ids: Collection[str]) -> dict[str, int]:
        """Directory look-up: the number of the last change of each of these tenants that has any."""
        ...

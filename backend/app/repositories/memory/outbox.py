"""Outgoing work, first answers, and counters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.core.idempotency import IdempotencyRecord
from app.core.outbox import OutboxEntry, OutboxKind, OutboxStatus
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.memory.tables import Journal, Table, time_key
from app.repositories.ports import Key, Page


class MemoryOutbox:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[OutboxEntry] = Table(journal, lambda entry: time_key(entry.created_at))
        # Only what waits, so that a claim's cost does not grow with what was delivered.
        self._waiting: Table[OutboxEntry] = Table(journal, lambda entry: time_key(entry.due_at))

    def add(self, entry: OutboxEntry) -> None:
        if self.get(entry.business_id, entry.id) is not None:
            raise DuplicateRecord(f"outbox entry {entry.id} exists")
        self._put(entry)

    def get(self, business_id: str, entry_id: str) -> OutboxEntry | None:
        return self._rows.get(business_id, entry_id)

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
        free_at = lease_now or now
        tenants = self._waiting.tenants() if business_id is None else [business_id]
        due = [
            entry
            for tenant in tenants
            for entry in self._waiting.rows(tenant)
            if entry.due_at <= now
            and (entry.claimed_until is None or entry.claimed_until <= free_at)
            and (subject_ids is None or entry.subject_id in subject_ids)
            and (kinds is None or entry.kind in kinds)
        ]
        due.sort(key=lambda entry: (entry.due_at, entry.id))
        claimed = [replace(entry, claimed_until=lease_until, claimed_by=claimed_by) for entry in due[:limit]]
        for entry in claimed:
            self._put(entry)
        return tuple(claimed)

    def save(self, entry: OutboxEntry) -> None:
        if self.get(entry.business_id, entry.id) is None:
            raise UnknownRecord(f"outbox entry {entry.id}")
        self._put(entry)

    def pending(self, *, now: datetime) -> tuple[int, datetime | None]:
        waiting = [entry for tenant in self._waiting.tenants() for entry in self._waiting.rows(tenant)]
        return len(waiting), min((entry.due_at for entry in waiting if entry.due_at <= now), default=None)

    def page(self, business_id: str, *, limit: int, after: Key | None = None) -> Page[OutboxEntry]:
        return self._rows.page(business_id, limit=limit, after=after, descending=True)

    def remove_subject(self, business_id: str, subject_id: str) -> None:
        for entry in list(self._rows.rows(business_id)):
            if entry.subject_id == subject_id:
                self._rows.remove(business_id, entry.id)
                self._waiting.remove(business_id, entry.id)

    def _put(self, entry: OutboxEntry) -> None:
        self._rows.put(entry.business_id, entry.id, entry)
        if entry.status is OutboxStatus.PENDING:
            self._waiting.put(entry.business_id, entry.id, entry)
        else:
            self._waiting.remove(entry.business_id, entry.id)


class MemoryIdempotency:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[IdempotencyRecord] = Table(journal, lambda record: time_key(record.created_at))

    def get(self, business_id: str, scope: str, key: str) -> IdempotencyRecord | None:
        return self._rows.get(business_id, _place(scope, key))

    def add(self, business_id: str, record: IdempotencyRecord) -> None:
        if self.get(business_id, record.scope, record.key) is not None:
            raise DuplicateRecord("this request was answered")
        self._rows.put(business_id, _place(record.scope, record.key), record)

    def save(self, business_id: str, record: IdempotencyRecord) -> None:
        if self.get(business_id, record.scope, record.key) is None:
            raise UnknownRecord("nobody asked this")
        self._rows.put(business_id, _place(record.scope, record.key), record)

    def redact(self, business_id: str, parts: Sequence[str]) -> int:
        found = [row for row in self._rows.rows(business_id) if any(part in row.answer for part in parts)]
        for row in found:
            self.save(business_id, replace(row, answer=""))
        return len(found)

    def forget_answers(self, business_id: str, before: datetime, *, prefixes: Collection[str]) -> int:
        older = self._rows.between(business_id, "", time_key(before))
        old = [record for record in older if record.answer and record.scope.startswith(tuple(prefixes))]
        for record in old:
            self.save(business_id, replace(record, answer=""))
        return len(old)

    def forget_before(self, business_id: str, before: datetime, *, scopes: Collection[str] | None = None) -> int:
        older = self._rows.between(business_id, "", time_key(before))
        old = [record for record in older if scopes is None or record.scope in scopes]
        for record in old:
            self._rows.remove(business_id, _place(record.scope, record.key))
        return len(old)


def _place(scope: str, key: str) -> str:
    """One name of the two, which no other two have."""
    return f"{len(scope)} {scope} {key}"


class MemoryTallies:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[tuple[str, date, int]] = Table(journal, lambda row: row[1].isoformat())

    def add(self, business_id: str, name: str, day: date, amount: int = 1) -> None:
        place = f"{name}\n{day.isoformat()}"
        row = self._rows.get(business_id, place)
        self._rows.put(business_id, place, (name, day, (row[2] if row else 0) + amount))

    def totals(self, business_id: str, since: date | None = None) -> dict[str, int]:
        totals: dict[str, int] = {}
        for name, day, amount in self._rows.rows(business_id):
            if since is None or day >= since:
                totals[name] = totals.get(name, 0) + amount
        return totals

    def by_day(self, business_id: str, since: date) -> dict[date, dict[str, int]]:
        days: dict[date, dict[str, int]] = {}
        for name, day, amount in self._rows.between(business_id, since.isoformat(), "9"):
            days.setdefault(day, {})[name] = amount
        return days

    def all_totals(self) -> dict[str, dict[str, int]]:
        return {business_id: self.totals(business_id) for business_id in self._rows.tenants()}

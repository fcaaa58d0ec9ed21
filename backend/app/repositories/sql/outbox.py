"""Outgoing work; claimed so that drainers side by side never get the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Index,
    Integer,
    Update,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    text,
    tuple_,
    update,
)

from app.core.outbox import OutboxEntry, OutboxKind, OutboxStatus
from app.repositories.ports import Key, Page
from app.repositories.sql.rows import TENANT, Rows
from app.repositories.sql.tables import index, optional, required, tenant_table
from app.repositories.sql.types import Json, Moment, Named
from app.repositories.sql.work import Work

PENDING = f"status = '{OutboxStatus.PENDING}'"

outbox = tenant_table(
    "outbox",
    required("id"),
    required("kind", Named(OutboxKind)),
    required("subject_id"),
    required("due_at", Moment()),
    required("created_at", Moment()),
    required("action"),
    required("payload", Json(dict[str, str])),
    required("status", Named(OutboxStatus)),
    required("attempts", Integer()),
    optional("claimed_until", Moment()),
    optional("claimed_by"),
    optional("sending_since", Moment()),
    optional("last_error"),
    optional("finished_at", Moment()),
    index("outbox", "created_at", "id"),
    index("outbox", "subject_id"),
    # Only what waits: a claim costs the same however much was delivered before.
    index("outbox", "due_at", "id", name="ix_outbox_waiting", only=PENDING),
    Index("ix_outbox_due", "due_at", "id", sqlite_where=text(PENDING), postgresql_where=text(PENDING)),
)

ROWS = Rows(outbox, OutboxEntry, order="created_at")
ENTRY = outbox.c
# As text: only in the very words of the index is that index used.
WAITS = text(PENDING)
REMOVE_SUBJECT = delete(outbox).where(ROWS.tenant, ENTRY.subject_id == bindparam("of_subject"))
DUE = case((ENTRY.due_at <= bindparam("of_now"), ENTRY.due_at))
WAITING = (
    select(func.count().label("waiting"), func.min(DUE).label("since"))
    .select_from(outbox)
    .where(WAITS)
    .execution_options(directory="outbox.pending")
)


class SqlOutbox:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, entry: OutboxEntry) -> None:
        ROWS.add(self._work, entry.business_id, entry)

    def get(self, business_id: str, entry_id: str) -> OutboxEntry | None:
        return ROWS.get(self._work, business_id, entry_id)

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
        narrowed: dict[str, Any] = {TENANT: business_id, "of_subjects": subject_ids, "of_kinds": kinds}
        narrowed = {name: value for name, value in narrowed.items() if value is not None}
        values = {"new_lease": lease_until, "new_holder": claimed_by, "of_now": now, "of_lease": lease_now or now}
        rows = self._work.all(_claim(tuple(narrowed)), {**values, **narrowed, "most": limit})
        entries = [ROWS.record_of(row) for row in rows]
        return tuple(sorted(entries, key=lambda entry: (entry.due_at, entry.id)))

    def save(self, entry: OutboxEntry) -> None:
        ROWS.replace(self._work, entry.business_id, entry)

    def pending(self, *, now: datetime) -> tuple[int, datetime | None]:
        row = self._work.first(WAITING, {"of_now": now})
        assert row is not None
        return row.waiting, row.since

    def page(self, business_id: str, *, limit: int, after: Key | None = None) -> Page[OutboxEntry]:
        return ROWS.page(self._work, business_id, limit=limit, after=after)

    def remove_subject(self, business_id: str, subject_id: str) -> None:
        self._work.run(REMOVE_SUBJECT, {TENANT: business_id, "of_subject": subject_id})


@cache
def _claim(narrowed: tuple[str, ...]) -> Any:
    """Take the oldest that are due and free; what another drainer is just taking is passed over."""
    conditions = {
        TENANT: ENTRY.business_id == bindparam(TENANT),
        "of_subjects": ENTRY.subject_id.in_(bindparam("of_subjects", expanding=True)),
        "of_kinds": ENTRY.kind.in_(bindparam("of_kinds", expanding=True)),
    }
    free = or_(ENTRY.claimed_until.is_(None), ENTRY.claimed_until <= bindparam("of_lease"))
    due = (
        select(ENTRY.business_id, ENTRY.id)
        .where(WAITS, ENTRY.due_at <= bindparam("of_now"), free, *(conditions[name] for name in narrowed))
        .order_by(ENTRY.due_at, ENTRY.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )
    claim: Update = update(outbox).where(tuple_(ENTRY.business_id, ENTRY.id).in_(due))
    taken = claim.values(claimed_until=bindparam("new_lease"), claimed_by=bindparam("new_holder"))
    return taken.returning(*ROWS.columns).execution_options(directory="outbox.claim")

"""Offered times that are kept for a caller."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete

from app.core.holds import Hold
from app.repositories.sql.rows import TENANT, Rows
from app.repositories.sql.tables import index, required, tenant_table
from app.repositories.sql.types import Moment
from app.repositories.sql.work import Work

holds = tenant_table(
    "holds",
    required("id"),
    required("session_id"),
    required("technician_id"),
    required("start", Moment()),
    required("end", Moment()),
    required("expires_at", Moment()),
    index("holds", "session_id"),
    index("holds", "start", "id"),
    index("holds", "expires_at"),
)

ROWS = Rows(holds, Hold, order="start")
HOLD = holds.c
ACTIVE = ROWS.where(
    HOLD.start < bindparam("of_end"), HOLD.end > bindparam("of_start"), HOLD.expires_at > bindparam("of_now")
)
RELEASE = delete(holds).where(ROWS.tenant, HOLD.session_id == bindparam("of_session"))
SWEEP = delete(holds).where(ROWS.tenant, HOLD.expires_at <= bindparam("of_now"))


class SqlHolds:
    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, business_id: str, hold: Hold) -> None:
        ROWS.put(self._work, business_id, hold)

    def release(self, business_id: str, session_id: str) -> None:
        self._work.run(RELEASE, {TENANT: business_id, "of_session": session_id})

    def active_between(self, business_id: str, start: datetime, end: datetime, now: datetime) -> Sequence[Hold]:
        return ROWS.many(self._work, ACTIVE, business_id, of_start=start, of_end=end, of_now=now)

    def sweep(self, business_id: str, now: datetime) -> None:
        self._work.run(SWEEP, {TENANT: business_id, "of_now": now})

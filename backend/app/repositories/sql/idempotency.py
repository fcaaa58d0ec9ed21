"""The first answer to a request."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, bindparam, delete

from app.core.idempotency import IdempotencyRecord
from app.repositories.sql.rows import RECORD, TENANT, Rows
from app.repositories.sql.tables import index, required, tenant_table
from app.repositories.sql.types import Moment
from app.repositories.sql.work import Work

idempotency = tenant_table(
    "idempotency",
    required("scope"),
    required("key"),
    required("fingerprint"),
    required("answer"),
    required("created_at", Moment()),
    required("status_code", Integer()),
    index("idempotency", "created_at"),
    key=("scope", "key"),
)

ROWS = Rows(idempotency, IdempotencyRecord, key="key")
ONE = ROWS.one.where(idempotency.c.scope == bindparam("of_scope"))
FORGET = delete(idempotency).where(ROWS.tenant, idempotency.c.created_at < bindparam("of_before"))


class SqlIdempotency:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, business_id: str, scope: str, key: str) -> IdempotencyRecord | None:
        return ROWS.latest(self._work, ONE, business_id, of_scope=scope, **{RECORD: key})

    def add(self, business_id: str, record: IdempotencyRecord) -> None:
        ROWS.add(self._work, business_id, record)

    def forget_before(self, business_id: str, before: datetime) -> int:
        return self._work.run(FORGET, {TENANT: business_id, "of_before": before})

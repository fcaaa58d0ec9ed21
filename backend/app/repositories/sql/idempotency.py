"""The first answer to a request."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, or_, update

from app.core.idempotency import IdempotencyRecord
from app.repositories.errors import UnknownRecord
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
CHANGE = ROWS.update.where(idempotency.c.scope == bindparam("of_scope"))
FORGET = delete(idempotency).where(ROWS.tenant, idempotency.c.created_at < bindparam("of_before"))

EMPTY_ANSWERS = (
    update(idempotency)
    .where(ROWS.tenant, idempotency.c.created_at < bindparam("of_before"), idempotency.c.answer != "")
    .values(answer="")
)


class SqlIdempotency:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, business_id: str, scope: str, key: str) -> IdempotencyRecord | None:
        return ROWS.latest(self._work, ONE, business_id, of_scope=scope, **{RECORD: key})

    def add(self, business_id: str, record: IdempotencyRecord) -> None:
        ROWS.add(self._work, business_id, record)

    def save(self, business_id: str, record: IdempotencyRecord) -> None:
        found = {TENANT: business_id, "of_scope": record.scope, RECORD: record.key}
        if not self._work.run(CHANGE, {**ROWS.values(record), **found}):
            raise UnknownRecord("nobody asked this")

    def redact(self, business_id: str, parts: Sequence[str]) -> int:
        if not parts:
            return 0
        # SQLite compares in any case here, so the answers that it finds are looked at once more.
        holding = or_(*(idempotency.c.answer.contains(part, autoescape=True) for part in parts))
        rows = ROWS.many(self._work, ROWS.all.where(ROWS.tenant, holding), business_id)
        found = [row for row in rows if any(part in row.answer for part in parts)]
        for row in found:
            self.save(business_id, replace(row, answer=""))
        return len(found)

    def forget_answers(self, business_id: str, before: datetime, *, prefixes: Collection[str]) -> int:
        spoken = or_(*(idempotency.c.scope.startswith(prefix, autoescape=True) for prefix in sorted(prefixes)))
        return self._work.run(EMPTY_ANSWERS.where(spoken), {TENANT: business_id, "of_before": before})

    def forget_before(self, business_id: str, before: datetime, *, scopes: Collection[str] | None = None) -> int:
        statement = FORGET if scopes is None else FORGET.where(idempotency.c.scope.in_(sorted(scopes)))
        return self._work.run(statement, {TENANT: business_id, "of_before": before})

"""Who is owed a call back."""

from __future__ import annotations

from sqlalchemy import Integer, bindparam

from app.core.callbacks import Callback, CallbackReason, CallbackStatus
from app.core.changes import ChangeKind
from app.repositories.ports import Key, Page
from app.repositories.sql.rows import Rows, same
from app.repositories.sql.tables import index, optional, required, tenant_table
from app.repositories.sql.types import Moment, Named
from app.repositories.sql.work import Work

callbacks = tenant_table(
    "callbacks",
    required("id"),
    required("reason", Named(CallbackReason)),
    required("first_seen", Moment()),
    required("last_seen", Moment()),
    optional("phone"),
    optional("customer_id"),
    optional("customer_name"),
    required("status", Named(CallbackStatus)),
    required("attempts", Integer()),
    optional("recording_url"),
    optional("transcript"),
    required("notes"),
    optional("conversation_id"),
    index("callbacks", "first_seen", "id"),
    index("callbacks", "status", "first_seen", "id"),
    index("callbacks", "phone", "first_seen", "id"),
)

ROWS = Rows(callbacks, Callback, order="first_seen", tells=ChangeKind.CALLBACK)
OPEN_FOR = (
    ROWS.all.where(
        ROWS.tenant,
        callbacks.c.phone == bindparam("of_phone"),
        callbacks.c.status == CallbackStatus.OPEN,
    )
    .order_by(callbacks.c.first_seen.desc(), callbacks.c.id.desc())
    .limit(1)
)


class SqlCallbacks:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, business_id: str, callback: Callback) -> None:
        ROWS.add(self._work, business_id, callback)

    def get(self, business_id: str, callback_id: str) -> Callback | None:
        return ROWS.get(self._work, business_id, callback_id)

    def open_for(self, business_id: str, phone: str) -> Callback | None:
        return ROWS.latest(self._work, OPEN_FOR, business_id, of_phone=phone)

    def save(self, business_id: str, callback: Callback) -> None:
        ROWS.replace(self._work, business_id, callback)

    def remove(self, business_id: str, callback_id: str) -> None:
        ROWS.remove(self._work, business_id, callback_id)

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        status: CallbackStatus | None = None,
        phone: str | None = None,
    ) -> Page[Callback]:
        conditions = same(callbacks.c.status, status), same(callbacks.c.phone, phone)
        return ROWS.page(self._work, business_id, *conditions, limit=limit, after=after)

"""Texts, in and out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, bindparam, select, union, update

from app.core.changes import ChangeKind
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.repositories.ports import Key, Page
from app.repositories.sql.rows import TENANT, Rows, same, sliced
from app.repositories.sql.tables import index, optional, required, tenant_table
from app.repositories.sql.types import Moment, Named
from app.repositories.sql.work import Work

texts = tenant_table(
    "texts",
    required("id"),
    required("direction", Named(Direction)),
    required("audience", Named(Audience)),
    required("kind", Named(TextKind)),
    optional("from_number"),
    optional("to_number"),
    required("body"),
    required("status", Named(TextStatus)),
    required("created_at", Moment()),
    required("segments", Integer()),
    optional("reason"),
    optional("error_code"),
    optional("send_after", Moment()),
    optional("sent_at", Moment()),
    optional("expires_at", Moment()),
    optional("provider_sid"),
    optional("customer_id"),
    optional("conversation_id"),
    optional("appointment_id"),
    optional("campaign"),
    index("texts", "created_at", "id"),
    index("texts", "direction", "created_at", "id"),
    index("texts", "kind", "created_at", "id"),
    index("texts", "status", "created_at", "id"),
    index("texts", "from_number", "created_at", "id"),
    index("texts", "to_number", "created_at", "id"),
    index("texts", "provider_sid", "created_at", "id", only="provider_sid IS NOT NULL"),
)

ROWS = Rows(texts, Text, order="created_at", tells=ChangeKind.SMS)
TEXT = texts.c
FORGET_WORDS = (
    update(texts)
    .where(
        ROWS.tenant,
        TEXT.created_at >= bindparam("of_start", type_=Moment()),
        TEXT.created_at < bindparam("of_end", type_=Moment()),
        TEXT.body != "",
    )
    .values(body="")
)
BY_SID = (
    ROWS.all.where(ROWS.tenant, TEXT.provider_sid == bindparam("of_sid"))
    .order_by(TEXT.created_at.desc(), TEXT.id.desc())
    .limit(1)
)
FAILED_TO = (
    select(TEXT.to_number)
    .where(
        ROWS.tenant,
        TEXT.to_number.in_(bindparam("of_phones", expanding=True)),
        TEXT.created_at >= bindparam("of_since"),
        TEXT.error_code.in_(bindparam("of_codes", expanding=True)),
    )
    .distinct()
)


class SqlTexts:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, business_id: str, text: Text) -> None:
        ROWS.add(self._work, business_id, text)

    def get(self, business_id: str, text_id: str) -> Text | None:
        return ROWS.get(self._work, business_id, text_id)

    def get_many(self, business_id: str, text_ids: Collection[str]) -> Sequence[Text]:
        return ROWS.get_many(self._work, business_id, text_ids)

    def by_provider_sid(self, business_id: str, provider_sid: str) -> Text | None:
        return ROWS.latest(self._work, BY_SID, business_id, of_sid=provider_sid)

    def save(self, business_id: str, text: Text) -> None:
        ROWS.replace(self._work, business_id, text)

    def forget_words(self, business_id: str, start: datetime, end: datetime) -> int:
        return self._work.run(FORGET_WORDS, {TENANT: business_id, "of_start": start, "of_end": end})

    def remove(self, business_id: str, text_id: str) -> None:
        ROWS.remove(self._work, business_id, text_id)

    def failed_to(
        self, business_id: str, phones: Collection[str], *, codes: Collection[str], since: datetime
    ) -> frozenset[str]:
        values = {TENANT: business_id, "of_phones": list(phones), "of_codes": list(codes), "of_since": since}
        return frozenset(row.to_number for row in self._work.all(FAILED_TO, values))

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        direction: Direction | None = None,
        phone: str | None = None,
        kind: TextKind | None = None,
        status: TextStatus | None = None,
        since: datetime | None = None,
    ) -> Page[Text]:
        conditions = (
            same(TEXT.direction, direction),
            same(TEXT.kind, kind),
            same(TEXT.status, status),
            None if since is None else TEXT.created_at >= since,
        )
        if phone is None:
            return ROWS.page(self._work, business_id, *conditions, limit=limit, after=after)
        wanted = [TEXT.business_id == business_id, *(each for each in conditions if each is not None)]
        return ROWS.page_of(self._of_phone(phone, wanted, limit, after), limit)

    def _of_phone(
        self, phone: str, wanted: Sequence[ColumnElement[bool]], limit: int, after: Key | None
    ) -> Sequence[Row[Any]]:
        """The newest from that number and the newest to it, each by its own index, and the newest of the two."""
        by = (TEXT.created_at, TEXT.id)
        ends = [
            sliced(ROWS.all.where(*wanted, end == phone), by, after=after, newest_first=True, limit=limit).subquery()
            for end in (TEXT.from_number, TEXT.to_number)
        ]
        both = union(*(end.select() for end in ends)).subquery()
        newest = (both.c.created_at.desc(), both.c.id.desc())
        return self._work.all(both.select().order_by(*newest).limit(limit + 1))

"""Tenants, and what belongs to the deployment."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Index, PrimaryKeyConstraint, Row, Table, bindparam, select, update

from app.core.businesses import Business, BusinessStatus
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Key, Page
from app.repositories.sql.inserts import insert_or_change, insert_where_absent
from app.repositories.sql.rows import TENANT, key_of, sliced
from app.repositories.sql.tables import metadata, optional, required
from app.repositories.sql.types import Moment, Named, json_text
from app.repositories.sql.work import Work

businesses = Table(
    "businesses",
    metadata,
    required("business_id"),
    required("name"),
    required("status", Named(BusinessStatus)),
    optional("phone_number"),
    optional("calendar_feed_secret_hash"),
    required("created_at", Moment()),
    required("updated_at", Moment()),
    required("settings"),
    PrimaryKeyConstraint("business_id"),
    Index("uq_businesses_phone_number", "phone_number", unique=True),
    Index("uq_businesses_calendar_feed", "calendar_feed_secret_hash", unique=True),
    Index("ix_businesses_created_at", "created_at", "business_id"),
)
deployment = Table("deployment", metadata, required("name"), required("value"), PrimaryKeyConstraint("name"))

ADAPTER: TypeAdapter[Business] = TypeAdapter(Business)
# These have columns of their own; all that a business is stands in `settings`.
COLUMNS = ("name", "status", "phone_number", "calendar_feed_secret_hash", "created_at", "updated_at")

ALL = select(*businesses.c)
ONE = ALL.where(businesses.c.business_id == bindparam(TENANT))
BY_NUMBER = ALL.where(businesses.c.phone_number == bindparam("of_number")).execution_options(
    directory="businesses.owning_number"
)
BY_FEED = ALL.where(businesses.c.calendar_feed_secret_hash == bindparam("of_hash")).execution_options(
    directory="businesses.with_feed"
)
LISTING = ALL.execution_options(directory="businesses.page")
INSERT = insert_where_absent(businesses)
UPDATE = update(businesses).where(businesses.c.business_id == bindparam(TENANT))
VALUE = select(deployment.c.value).where(deployment.c.name == bindparam("of_name"))
ADD_VALUE = insert_where_absent(deployment)
PUT_VALUE = insert_or_change(deployment, lambda new: {"value": new.value})


class SqlBusinesses:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, business: Business) -> None:
        if not self._work.run(INSERT[self._work.dialect], _values(business)):
            raise DuplicateRecord("this business or its phone number exists")

    def get(self, business_id: str) -> Business | None:
        row = self._work.first(ONE, {TENANT: business_id})
        return None if row is None else _business(row)

    def save(self, business: Business) -> None:
        with self._work.guarded():
            if not self._work.run(UPDATE, {**_values(business), TENANT: business.id}):
                raise UnknownRecord(f"business {business.id}")

    def owning_number(self, phone_number: str) -> Business | None:
        row = self._work.first(BY_NUMBER, {"of_number": phone_number})
        return None if row is None else _business(row)

    def with_feed(self, secret_hash: str) -> Business | None:
        row = self._work.first(BY_FEED, {"of_hash": secret_hash})
        return None if row is None else _business(row)

    def page(self, *, limit: int, after: Key | None = None) -> Page[Business]:
        by = (businesses.c.created_at, businesses.c.business_id)
        rows = self._work.all(sliced(LISTING, by, after=after, newest_first=False, limit=limit))
        records = tuple(_business(row) for row in rows[:limit])
        return Page(records, key_of(records[-1].created_at, records[-1].id) if len(rows) > limit else None)


class SqlDeployment:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, name: str) -> str | None:
        row = self._work.first(VALUE, {"of_name": name})
        return None if row is None else row.value

    def add(self, name: str, value: str) -> None:
        if not self._work.run(ADD_VALUE[self._work.dialect], {"name": name, "value": value}):
            raise DuplicateRecord(f"{name} has a value")

    def put(self, name: str, value: str) -> None:
        self._work.run(PUT_VALUE[self._work.dialect], {"name": name, "value": value})


def _values(business: Business) -> dict[str, Any]:
    columns = {name: getattr(business, name) for name in COLUMNS}
    return {"business_id": business.id, **columns, "settings": json_text(ADAPTER, business)}


def _business(row: Row[Any]) -> Business:
    """The columns count, also where somebody changed one by hand."""
    return replace(_parsed(row.settings), id=row.business_id, **{name: getattr(row, name) for name in COLUMNS})


@lru_cache(maxsize=256)
def _parsed(settings: str) -> Business:
    """Read on each turn and rarely changed, so what was read is kept: a record is an immutable value."""
    return ADAPTER.validate_json(settings)

"""The statements that a table of records needs, built once, and the way between rows and records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    literal,
    select,
    tuple_,
    update,
)

from app.core.changes import ChangeKind
from app.repositories.errors import DuplicateRecord, UnknownKey, UnknownRecord
from app.repositories.ports import Key, Page
from app.repositories.sql.inserts import insert_or_change, insert_where_absent
from app.repositories.sql.work import Work

Record = TypeVar("Record")
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]

# Names for the values that find a row; those of its columns are taken by the new values.
TENANT, RECORD = "of_tenant", "of_record"
KEY_FORM = "%Y-%m-%dT%H:%M:%S.%f"


class Rows(Generic[Record]):
    """`key` is the column beside the tenant that names a record; `order` the one that lists are sorted by.

    The columns that are fields of the record make it; a table may have more, which its repository fills. With
    `tells`, what is written is noted among the changes.
    """

    def __init__(
        self,
        table: Table,
        record: Callable[..., Record],
        *,
        key: str = "id",
        order: str | None = None,
        tells: ChangeKind | None = None,
    ) -> None:
        self.table = table
        self.record = record
        self._tells = tells
        self.names = tuple(field.name for field in fields(record))  # type: ignore[arg-type]  # each is a dataclass
        self.columns = [table.c[name] for name in self.names]
        self.key = table.c[key]
        self.order = None if order is None else table.c[order]
        self.all = select(*self.columns)
        self.tenant = table.c.business_id == bindparam(TENANT)
        self.one = self.all.where(self.tenant, self.key == bindparam(RECORD))
        self.several = self.all.where(self.tenant, self.key.in_(bindparam("of_records", expanding=True)))
        self.insert = insert_where_absent(table)
        self.upsert = insert_or_change(table, lambda new: {name: new[name] for name in self._changing})
        self.update = update(table).where(self.tenant, self.key == bindparam(RECORD))
        self.delete = delete(table).where(self.tenant, self.key == bindparam(RECORD))

    @property
    def _changing(self) -> list[str]:
        return [name for name in self.names if name not in self.table.primary_key.columns]

    def values(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in self.names}

    def record_of(self, row: Row[Any]) -> Record:
        return self.record(*row)

    def add(self, work: Work, business_id: str, record: Record, **more: Any) -> None:
        values = {"business_id": business_id, **self.values(record), **more}
        if not work.run(self.insert[work.dialect], values):
            raise DuplicateRecord(f"this exists in {self.table.name}")
        self._tell(work, business_id, values[self.key.name])

    def replace(self, work: Work, business_id: str, record: Record, **more: Any) -> None:
        values = self.values(record)
        found = {TENANT: business_id, RECORD: values[self.key.name]}
        if not work.run(self.update, {**values, **more, **found}):
            raise UnknownRecord(f"this does not exist in {self.table.name}")
        self._tell(work, business_id, found[RECORD])

    def put(self, work: Work, business_id: str, record: Record) -> None:
        """Add, or replace what has the same primary key."""
        work.run(self.upsert[work.dialect], {"business_id": business_id, **self.values(record)})

    def get(self, work: Work, business_id: str, record_id: str) -> Record | None:
        row = work.first(self.one, {TENANT: business_id, RECORD: record_id})
        return None if row is None else self.record_of(row)

    def get_many(self, work: Work, business_id: str, record_ids: Collection[str]) -> tuple[Record, ...]:
        return self.many(work, self.several, business_id, of_records=sorted(set(record_ids)))

    def remove(self, work: Work, business_id: str, record_id: str) -> None:
        work.run(self.delete, {TENANT: business_id, RECORD: record_id})
        self._tell(work, business_id, record_id)

    def _tell(self, work: Work, business_id: str, record_id: str) -> None:
        if self._tells is not None:
            work.noted[business_id, self._tells, record_id] = None

    def where(self, *conditions: ColumnElement[bool]) -> Select[Any]:
        """Of one tenant, in the order of lists."""
        assert self.order is not None
        return self.all.where(self.tenant, *conditions).order_by(self.order, self.key)

    def many(self, work: Work, statement: Statement, business_id: str, **values: Any) -> tuple[Record, ...]:
        rows = work.all(statement, {TENANT: business_id, **values})
        return tuple(self.record_of(row) for row in rows)

    def latest(self, work: Work, statement: Statement, business_id: str, **values: Any) -> Record | None:
        row = work.first(statement, {TENANT: business_id, **values})
        return None if row is None else self.record_of(row)

    def page(
        self,
        work: Work,
        business_id: str,
        *conditions: ColumnElement[bool] | None,
        limit: int,
        after: Key | None,
        newest_first: bool = True,
    ) -> Page[Record]:
        """A page of one tenant's records that meet all conditions; None is no condition."""
        assert self.order is not None
        wanted = [self.table.c.business_id == business_id, *(each for each in conditions if each is not None)]
        by = (self.order, self.key)
        listing = sliced(self.all.where(*wanted), by, after=after, newest_first=newest_first, limit=limit)
        return self.page_of(work.all(listing), limit)

    def page_of(self, rows: Sequence[Row[Any]], limit: int) -> Page[Record]:
        """`rows` may hold one more than the page: then there is a next one."""
        records = tuple(self.record_of(row) for row in rows[:limit])
        return Page(records, self._key_of(records[-1]) if len(rows) > limit else None)

    def _key_of(self, record: Record) -> Key:
        assert self.order is not None
        moment: datetime = getattr(record, self.order.name)
        return key_of(moment, getattr(record, self.key.name))


def key_of(moment: datetime, record_id: str) -> Key:
    return moment.strftime(KEY_FORM), record_id


def sliced(
    statement: Select[Any], by: Sequence[ColumnElement[Any]], *, after: Key | None, newest_first: bool, limit: int
) -> Select[Any]:
    """The part of a listing after that key, and one row more than the page, which tells whether there is a next."""
    if after is not None:
        moment, key = by
        last = tuple_(literal(moment_of(after), moment.type), literal(after[1], key.type))
        statement = statement.where(tuple_(*by) < last if newest_first else tuple_(*by) > last)
    return statement.order_by(*(column.desc() if newest_first else column for column in by)).limit(limit + 1)


def same(column: ColumnElement[Any], value: Any) -> ColumnElement[bool] | None:
    """A condition where there is a value."""
    return None if value is None else column == value


def containing(column: ColumnElement[str], part: str | None) -> ColumnElement[bool] | None:
    """A condition where there is a part to look for, in any case; the column holds its words in one."""
    return column.contains(part.casefold(), autoescape=True) if part else None


def moment_of(key: Key) -> datetime:
    """Raises `UnknownKey` for what no page gave."""
    try:
        moment = datetime.strptime(key[0], KEY_FORM).replace(tzinfo=UTC)
    except ValueError:
        raise UnknownKey("no page ended with this key") from None
    if moment.strftime(KEY_FORM) != key[0]:
        raise UnknownKey("no page ended with this key")
    return moment

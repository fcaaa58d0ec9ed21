"""How every table is made: the tenant first in each key and index, the columns named as the record's fields."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, MetaData, PrimaryKeyConstraint, Table, text
from sqlalchemy.types import TypeEngine

from app.repositories.sql.types import Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def tenant_table(name: str, *parts: Any, key: tuple[str, ...] = ("id",)) -> Table:
    """A table whose primary key is the tenant and `key`."""
    return Table(name, metadata, required("business_id"), *parts, PrimaryKeyConstraint("business_id", *key))


def required(name: str, type_: TypeEngine[Any] | None = None) -> Column[Any]:
    return Column(name, Words() if type_ is None else type_, nullable=False)


def optional(name: str, type_: TypeEngine[Any] | None = None) -> Column[Any]:
    return Column(name, Words() if type_ is None else type_, nullable=True)


def index(table: str, *columns: str, name: str | None = None, only: str | None = None) -> Index:
    """An index that begins with the tenant; with `only`, of the rows that meet that condition."""
    where = None if only is None else text(only)
    name = name or f"ix_{table}_{'_'.join(columns)}"
    return Index(name, "business_id", *columns, sqlite_where=where, postgresql_where=where)


def part_of(parent: str, *columns: str) -> ForeignKeyConstraint:
    """Belongs to one record of the same tenant."""
    return ForeignKeyConstraint(["business_id", *columns], [f"{parent}.business_id", f"{parent}.id"])

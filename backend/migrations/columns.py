"""Short words for the columns that the revisions write down; kept apart from the app, whose own may change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# Read as a whole, never compared.
JSON = sa.Text()
# In SQLite a text of fixed width, which sorts as the moments do.
MOMENT = sa.String(27).with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def column(name: str, type_: Any = WORDS) -> sa.Column[Any]:
    return sa.Column(name, type_, nullable=False)


def maybe(name: str, type_: Any = WORDS) -> sa.Column[Any]:
    return sa.Column(name, type_, nullable=True)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("business_id", *columns, name=f"pk_{table}")


def part_of(table: str, parent: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_id", column], [f"{parent}.business_id", f"{parent}.id"], name=f"fk_{table}_{parent}"
    )


def index(table: str, *columns: str, name: str | None = None, only: str | None = None) -> None:
    where = None if only is None else sa.text(only)
    op.create_index(
        name or f"ix_{table}_{'_'.join(columns)}",
        table,
        ["business_id", *columns],
        sqlite_where=where,
        postgresql_where=where,
    )


def on(dialect: str) -> bool:
    return op.get_bind().dialect.name == dialect

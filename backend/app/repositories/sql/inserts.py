"""Inserts that do not fail where the row exists, in the words of each database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import ReadOnlyColumnCollection

# What the row that could not be inserted would have held.
Excluded = ReadOnlyColumnCollection[str, Any]


def insert_where_absent(table: Table) -> Mapping[str, Insert]:
    """By dialect. Concerns no row where any unique value exists; the transaction goes on."""
    inserts = {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }
    # Whether there was one is seen from the number of rows, which is not kept for an insert otherwise.
    return {name: insert.execution_options(preserve_rowcount=True) for name, insert in inserts.items()}


def insert_or_change(table: Table, change: Callable[[Excluded], dict[str, Any]]) -> Mapping[str, Insert]:
    """By dialect. Where the primary key exists, that row is changed."""
    key = list(table.primary_key)
    lite, post = sqlite.insert(table), postgresql.insert(table)
    return {
        "sqlite": lite.on_conflict_do_update(index_elements=key, set_=change(lite.excluded)),
        "postgresql": post.on_conflict_do_update(index_elements=key, set_=change(post.excluded)),
    }

"""All that a database says of its tables, in a form that can be compared."""

from __future__ import annotations

import re

from sqlalchemy import Engine, text

from app.repositories.sql.schema_versions import VERSIONS

SQLITE = "SELECT tbl_name, type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
POSTGRESQL = (
    """
    SELECT table_name, column_name, concat_ws(' ', data_type, collation_name, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    """,
)


def catalogue(engine: Engine) -> dict[tuple[str, str], list[str]]:
    """By table and name of the thing: its parts, sorted, since their order says nothing."""
    queries = (SQLITE,) if engine.dialect.name == "sqlite" else POSTGRESQL
    with engine.connect() as connection:
        rows = [row for query in queries for row in connection.execute(text(query))]
    return {(table, name): _parts(definition) for table, name, definition in rows if table != VERSIONS.name}


def _parts(definition: str) -> list[str]:
    """Divided at each comma outside of parentheses: a column that was added later stands in one line with another."""
    head, opening, inside = definition.partition("(")
    parts = [head, *re.split(r",(?![^(]*\))", inside.rstrip().removesuffix(")"))] if opening else [definition]
    lines = (re.sub(r"\s+", " ", part).strip() for part in parts)
    return sorted(line for line in lines if line)

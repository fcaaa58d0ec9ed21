"""Databases for tests."""

from __future__ import annotations

from sqlalchemy import Engine

from app.repositories.sql.address import parse_address
from app.repositories.sql.engines import make_engine
from app.repositories.sql.schema import metadata
from app.repositories.sql.schema_versions import upgrade


def engine_of(address: str) -> Engine:
    return make_engine(parse_address(address))


def migrated(engine: Engine) -> Engine:
    """With the tables that the migrations make."""
    upgrade(engine)
    return engine


def with_tables(engine: Engine) -> Engine:
    """With the tables that the code describes, which must be the same ones."""
    with engine.begin() as connection:
        metadata.create_all(connection)
    return engine

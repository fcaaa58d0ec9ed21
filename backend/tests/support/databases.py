"""Databases for tests."""

from __future__ import annotations

from sqlalchemy import Engine

from app.repositories.sql.address import parse_address
from app.repositories.sql.engines import make_engine
from app.repositories.sql.tables import metadata


def engine_of(address: str) -> Engine:
    return make_engine(parse_address(address))


def with_tables(engine: Engine) -> Engine:
    with engine.begin() as connection:
        metadata.create_all(connection)
    return engine

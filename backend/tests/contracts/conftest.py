"""Every contract suite runs on every adapter; a new adapter is done when it is added here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.repositories.memory.store import MemoryStore
from app.repositories.mixed import Durable, MixedStore
from app.repositories.ports import Store
from app.repositories.sql.schema import metadata
from app.repositories.sql.store import SqlStore
from tests.contracts.records import BROOKS, RIVERA, a_business, kept
from tests.support.databases import engine_of, migrated
from tests.support.tenant_lint import watch

ADAPTERS = ("memory", "sqlite", "postgresql", "mixed")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with empty tables, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrated(engine_of(f"sqlite:///{path}")).dispose()
    return path


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "test.db"
    shutil.copy(sqlite_template, path)
    engine = engine_of(f"sqlite:///{path}")
    watch(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_tables(postgresql_database: str) -> Iterator[Engine]:
    engine = migrated(engine_of(postgresql_database))
    watch(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql_engine(postgresql_tables: Engine) -> Engine:
    """Emptied for each test, which is much quicker than a new database."""
    names = ", ".join(table.name for table in metadata.sorted_tables)
    with postgresql_tables.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names}")
    return postgresql_tables


@pytest.fixture(params=ADAPTERS)
def empty_store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return MemoryStore()
    if request.param == "mixed":
        database = SqlStore(request.getfixturevalue("sqlite_engine"))
        return MixedStore(database, MemoryStore(), Durable(customers=False, appointments=True, conversations=False))
    return SqlStore(request.getfixturevalue(f"{request.param}_engine"))


@pytest.fixture
def store(empty_store: Store) -> Store:
    """A store with two tenants."""
    with kept(empty_store) as unit:
        unit.businesses.add(a_business(RIVERA))
        unit.businesses.add(a_business(BROOKS))
    return empty_store

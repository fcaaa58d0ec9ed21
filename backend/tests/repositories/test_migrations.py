"""The migrations lead to the tables that the code describes, step by step, up and down."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from app.repositories.errors import SchemaMismatch, StoreUnavailable
from app.repositories.sql import schema_versions as versions
from app.repositories.sql.schema import metadata
from app.repositories.sql.store import SqlStore
from tests.repositories.catalogue import catalogue
from tests.support.databases import engine_of, migrated, with_tables
from tests.support.postgres import database

REVISIONS = [revision.revision for revision in versions._scripts().walk_revisions()][::-1]


@pytest.fixture
def described(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A second database, with the tables as the code describes them."""
    if kind == "sqlite":
        yield with_tables(engine_of(f"sqlite:///{tmp_path}/described.db"))
    else:
        with database(request.getfixturevalue("postgresql")) as address:
            engine = with_tables(engine_of(address))
            yield engine
            engine.dispose()


def version_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return versions.read_version(connection)


def set_version(engine: Engine, version: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def test_the_migrations_make_exactly_what_the_code_describes(engine: Engine, described: Engine) -> None:
    assert catalogue(migrated(engine)) == catalogue(described)


def test_alembic_itself_finds_no_difference(engine: Engine) -> None:
    with migrated(engine).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_every_step_down_undoes_its_step_up(engine: Engine) -> None:
    seen = []
    for revision in REVISIONS:
        seen.append(catalogue(engine))
        versions.upgrade(engine, revision)
    for revision in reversed(["base", *REVISIONS[:-1]]):
        versions.downgrade(engine, revision)
        assert catalogue(engine) == seen.pop()
    assert version_of(engine) == versions.EMPTY


def test_a_step_that_breaks_leaves_nothing_behind(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    versions.upgrade(engine, REVISIONS[0])
    before = catalogue(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE messages (in_the_way INTEGER)"))
    with pytest.raises(StoreUnavailable):
        versions.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE messages"))
    assert catalogue(engine) == before
    assert version_of(engine) == REVISIONS[0]


def test_an_empty_database_gets_its_tables_where_that_is_allowed(engine: Engine) -> None:
    store = SqlStore(engine)
    with pytest.raises(SchemaMismatch, match=r"DATABASE_URL: the database is empty.*make migrate"):
        store.prepare(create=False)
    store.prepare(create=True)
    store.prepare(create=False)
    store.check()
    assert version_of(engine) == versions.newest_version() == REVISIONS[-1]


def test_workers_that_start_together_make_the_tables_once(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: SqlStore(engine).prepare(create=True), range(4)))
    SqlStore(engine).check()


@pytest.mark.parametrize(
    ("version", "line"), [(REVISIONS[0], "older schema 0001.*back-up.*make migrate"), ("9999", "schema 9999.*newer")]
)
def test_another_schema_stops_the_start_and_is_not_ready(engine: Engine, version: str, line: str) -> None:
    set_version(migrated(engine), version)
    store = SqlStore(engine)
    for create in (True, False):
        with pytest.raises(SchemaMismatch, match=f"DATABASE_URL: .*{line}"):
            store.prepare(create=create)
    with pytest.raises(StoreUnavailable, match=line):
        store.check()


def test_tables_that_no_migration_made_are_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customers (somebody_elses INTEGER)"))
    with pytest.raises(SchemaMismatch, match="tables that no migration made"):
        SqlStore(engine).prepare(create=True)

"""The tenant comes first: in each key, in each index, in each statement. The contract suites watch every statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, and_, delete, exists, func, select, update

from app.repositories.sql.customers import customer_tags, customers
from app.repositories.sql.outbox import outbox
from app.repositories.sql.schema import metadata
from tests.support.databases import engine_of, migrated
from tests.support.tenant_lint import OF_NO_TENANT, faults_of, watch

# Indexes of the look-ups that find the tenant, and of the drainer's claim.
DIRECTORY_INDEXES = {
    "ix_businesses_created_at",
    "ix_outbox_due",
    "uq_businesses_calendar_feed",
    "uq_businesses_phone_number",
    "uq_credentials_secret_hash",
}
# Tables of one switch. What is named nowhere here is durable as soon as anything is.
SWITCHES = (
    {"customers", "customer_tags"},
    {"appointments", "appointment_changes"},
    {"conversations", "messages", "sessions", "texts", "callbacks"},
)
TABLES = [table for table in metadata.sorted_tables if table.name not in OF_NO_TENANT]
MINE = customers.c.business_id == "rivera"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_key_and_index_begins_with_the_tenant(table: Table) -> None:
    keys = {table.name: table.primary_key, **{index.name: index for index in table.indexes}}
    first = {name: next(iter(key.columns)).name for name, key in keys.items()}
    assert {name for name, column in first.items() if column != "business_id"} <= DIRECTORY_INDEXES


def test_no_foreign_key_crosses_from_one_switch_to_another() -> None:
    def switch(name: str) -> int:
        return next((place for place, tables in enumerate(SWITCHES) if name in tables), -1)

    crossing = [
        f"{table.name} -> {key.referred_table.name}"
        for table in TABLES
        for key in table.foreign_key_constraints
        if switch(table.name) != switch(key.referred_table.name)
    ]
    assert crossing == []


@pytest.mark.parametrize(
    "statement",
    [
        select(customers),
        select(customers.c.id).where(customers.c.id == "ana"),
        select(customers).where(customers.c.business_id != "rivera"),
        select(customers).where(MINE, exists().where(customer_tags.c.tag == "vip")),
        select(customers).join(customer_tags, customer_tags.c.customer_id == customers.c.id).where(MINE),
        select(func.count()).select_from(select(customers.c.id).subquery()),
        update(customers).where(customers.c.id == "ana").values(name="Ben"),
        delete(customers),
    ],
    ids=str,
)
def test_a_statement_without_its_tenant_is_found(statement: object) -> None:
    assert list(faults_of(statement))


@pytest.mark.parametrize(
    "statement",
    [
        select(customers).where(MINE),
        select(customers)
        .join(
            customer_tags,
            and_(customer_tags.c.business_id == customers.c.business_id, customer_tags.c.customer_id == customers.c.id),
        )
        .where(MINE),
        update(customers).where(MINE).values(name="Ben"),
        delete(customers).where(MINE, customers.c.id == "ana"),
    ],
    ids=str,
)
def test_a_statement_with_its_tenant_passes(statement: object) -> None:
    assert list(faults_of(statement)) == []


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Engine]:
    engine = migrated(engine_of(f"sqlite:///{tmp_path}/watched.db"))
    watch(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (select(customers.c.notes).where(MINE).order_by(customers.c.notes), "sorts"),
        (select(customers.c.email).where(MINE, customers.c.address == "here"), "looks through all"),
        (select(outbox.c.id).execution_options(directory="outbox.everything"), "may do without"),
        (select(outbox.c.id), "without its business_id"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_statement_that_costs_more_the_more_a_tenant_has_is_found(
    watched: Engine, statement: object, fault: str
) -> None:
    with watched.connect() as connection, pytest.raises(AssertionError, match=fault):
        connection.execute(statement)

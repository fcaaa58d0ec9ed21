"""SQLite picks an index by its place among equals, so the wrong one must not be an equal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CompoundSelect

from app.repositories.sql.appointments import BETWEEN, TAKEN, appointments
from app.repositories.sql.schema import metadata
from tests.support.databases import engine_of

# However many visits began earlier, only the long ones among them are read.
WANTED = {
    "ix_appointments_is_long_end_time (business_id=? AND is_long=? AND end_time>?)",
    "ix_appointments_status_start_time_id (business_id=? AND status=? AND start_time>? AND start_time<?)",
    "ix_appointments_start_time_id (business_id=? AND start_time>? AND start_time<?)",
}


@pytest.mark.parametrize("statement", [BETWEEN, TAKEN], ids=["between", "taken"])
@pytest.mark.parametrize("last", sorted(index.name or "" for index in appointments.indexes))
def test_what_is_taken_is_found_by_its_own_days_whatever_the_order_of_the_indexes(
    tmp_path: Path, statement: CompoundSelect[Any], last: str
) -> None:
    engine = engine_of(f"sqlite:///{tmp_path}/plans.db")
    with engine.begin() as connection:
        metadata.create_all(connection)
        index = next(each for each in appointments.indexes if each.name == last)
        index.drop(connection)
        index.create(connection)
        wording = str(statement.compile(engine))
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {wording}", ("",) * wording.count("?"))
        plan = [row.detail.partition("USING INDEX ")[2] for row in rows if "appointments" in row.detail]
    engine.dispose()
    assert plan
    assert set(plan) <= WANTED

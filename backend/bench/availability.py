"""Free times over 14 days with 20 technicians and 2,000 visits: what an answer costs, alone and from a store.

`--rows` says how many visits outside those days the store holds beside them (1,000,000); they must not matter.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import Engine, text

from app.core.availability.offers import find_offers
from app.core.availability.query import TimeQuery
from app.core.availability.slots import free_slots
from app.core.businesses import Business, OpenSpan, Service, SlotRules, Technician, WeeklyHours
from app.core.slots import Taken
from app.repositories.ports import Store
from app.repositories.sql.store import SqlStore
from tests.support.databases import engine_of, with_tables
from tests.support.postgres import database, postgresql_server

LIMIT_MS = 5.0
# By how much the answer may take longer with the rows outside.
TOLERANCE = 1.2
NOW = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)
DAYS, PEOPLE, VISITS = 14, 20, 2_000
UNTIL = NOW + timedelta(days=DAYS)
HOUR = timedelta(hours=1)
ROUNDS = 200
BATCH = 20_000
INSERT = text(
    "INSERT INTO appointments (business_id, id, customer_id, customer_name, technician_id, start_time, end_time,"
    " service_type, created_at, updated_at, description, is_emergency, status, tags, reminder_sent, reminder_steps,"
    " calendar_sync, late_cancellation, version, is_long) VALUES ('bench', :id, 'c', 'Maria Lopez', :person, :start,"
    " :end, 'leak', :start, :start, '', false, 'SCHEDULED', '[]', false, '[]', 'stub', false, 1, false)"
)


def business() -> Business:
    day = (OpenSpan(time(8), time(17)),)
    return Business(
        id="bench",
        name="Bench",
        created_at=NOW,
        updated_at=NOW,
        business_hours=WeeklyHours((day,) * 7),
        services=(Service("leak", "leak repair", 60),),
        technicians=tuple(Technician(f"t{number}", f"Technician {number}") for number in range(PEOPLE)),
        slot_rules=SlotRules(min_notice_minutes=0),
    )


def diary() -> list[Taken]:
    """Every technician's nine working hours of every day, a random 2,000 of them taken."""
    hours = [(day, hour, person) for day in range(DAYS) for hour in range(9) for person in range(PEOPLE)]
    taken = random.Random(7).sample(hours, VISITS)
    visits = [(NOW + timedelta(days=day, hours=hour), f"t{person}") for day, hour, person in taken]
    return [Taken(start, start + HOUR, person) for start, person in sorted(visits)]


def elsewhere(rows: int) -> list[Taken]:
    """Visits before and after those days, one technician's after the other's."""
    half = rows // 2
    before = (NOW - (number // PEOPLE + 24) * HOUR for number in range(half))
    after = (UNTIL + (number // PEOPLE + 24) * HOUR for number in range(rows - half))
    starts = [*before, *after]
    return [Taken(start, start + HOUR, f"t{number % PEOPLE}") for number, start in enumerate(starts)]


def fill(engine: Engine, visits: list[Taken], mark: str) -> None:
    form = "%Y-%m-%dT%H:%M:%S.%fZ"
    with engine.begin() as connection:
        for first in range(0, len(visits), BATCH):
            rows = [
                {
                    "id": f"{mark}{first + number}",
                    "person": visit.technician_id,
                    "start": visit.start.strftime(form),
                    "end": visit.end.strftime(form),
                }
                for number, visit in enumerate(visits[first : first + BATCH])
            ]
            connection.execute(INSERT, rows)


def milliseconds(*answers: Callable[[], object]) -> list[float]:
    """Of each the quickest of many rounds, which a busy machine disturbs least; in turns, so that it disturbs all."""
    quickest = [float("inf")] * len(answers)
    for _round in range(ROUNDS):
        for number, answer in enumerate(answers):
            begun = perf_counter()
            answer()
            quickest[number] = min(quickest[number], (perf_counter() - begun) * 1000)
    return quickest


def from_store(store: Store, company: Business, query: TimeQuery) -> int:
    """How many free times there are, from what the store holds."""
    with store.unit_of_work(read_only=True) as unit:
        taken = unit.appointments.taken_between(company.id, NOW, UNTIL)
    return len(free_slots(company, query, taken, NOW, NOW, UNTIL))


def measure_store(name: str, engines: Sequence[Engine], company: Business, query: TimeQuery, rows: int) -> bool:
    """The same question to two databases: one with the visits of those days alone, one with the others beside them."""
    stores = [SqlStore(engine) for engine in engines]
    for engine, outside in zip(engines, (0, rows), strict=True):
        with_tables(engine)
        fill(engine, diary(), "in")
        fill(engine, elsewhere(outside), "out")
        settle(engine)
    alone, beside = milliseconds(*(partial(from_store, store, company, query) for store in stores))
    for store in stores:
        store.close()
    ratio = beside / alone
    print(f"the same from {name}: {alone:.2f} ms, with {rows:,} visits outside: {beside:.2f} ms ({ratio:.2f})")
    return ratio <= TOLERANCE


def settle(engine: Engine) -> None:
    """A database that runs for a while has looked after its tables; this one is only a moment old."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE appointments"))


def measure_stores(company: Business, query: TimeQuery, rows: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        files = [engine_of(f"sqlite:///{folder}/{name}.db") for name in ("alone", "beside")]
        independent = measure_store("SQLite", files, company, query, rows)
        with postgresql_server(Path(folder)) as server, database(server) as alone, database(server) as beside:
            servers = [engine_of(alone), engine_of(beside)]
            return measure_store("PostgreSQL", servers, company, query, rows) and independent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    company, taken = business(), diary()
    query = TimeQuery(company.services[0])
    (every,) = milliseconds(lambda: free_slots(company, query, taken, NOW, NOW, UNTIL))
    (offers,) = milliseconds(lambda: find_offers(company, query, taken, NOW))
    print(f"every free time of {DAYS} days, {PEOPLE} technicians, {VISITS:,} visits: {every:.2f} ms (limit {LIMIT_MS})")
    print(f"the offers of a dispatcher from them: {offers:.2f} ms")
    independent = measure_stores(company, query, rows)
    return int(every > LIMIT_MS or not independent)


if __name__ == "__main__":
    raise SystemExit(main())

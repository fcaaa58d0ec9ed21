"""A reminder run over 100,000 customers with 5,000 visits due: time, memory, and that nobody is reminded twice.

python bench/reminders.py [postgresql|sqlite]
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import func, select

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business, Technician
from app.core.customers import Customer
from app.core.texts import TextStatus
from app.flows.send_reminders import send_reminders
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from app.repositories.sql.appointments import appointments
from app.repositories.sql.customers import customers
from app.repositories.sql.store import SqlStore
from app.repositories.sql.texts import texts
from app.settings import Settings
from app.wiring import build_services
from tests.support.databases import engine_of, with_tables
from tests.support.postgres import database, postgresql_server

BUSINESS = "bench"
PEOPLE, DUE, TECHNICIANS = 100_000, 5_000, 500
LIMIT_SECONDS, LIMIT_MB = 30.0, 50.0
NOW = datetime(2026, 6, 3, 15, 0, tzinfo=UTC)
BATCH = 5_000


def services_of(address: str) -> Services:
    """The product as it runs, on that database, with the stub provider, at ten on a Wednesday morning."""
    settings = Settings.model_validate({"dev_clock": NOW})
    made = replace(build_services(settings, PrometheusMeter()), store=SqlStore(engine_of(address)))
    made.keys.ensure(made.store, made.new_token())
    return made


def fill(address: str) -> None:
    """One business and its customers; 5,000 of them have a visit in the next day, the others one behind them."""
    technicians = tuple(Technician(f"t{number}", f"Technician {number}") for number in range(TECHNICIANS))
    made = services_of(address)
    with made.store.unit_of_work() as unit:
        unit.businesses.add(Business(BUSINESS, "Bench Plumbing", NOW, NOW, technicians=technicians))
        unit.commit()
    made.store.close()
    engine = engine_of(address)
    for first in range(0, PEOPLE, BATCH):
        numbers = range(first, min(first + BATCH, PEOPLE))
        people, visits = [customer(number) for number in numbers], [visit(number) for number in numbers]
        with engine.begin() as connection:
            connection.execute(customers.insert(), [_row(person, searched="") for person in people])
            connection.execute(appointments.insert(), [_row(each, is_long=False) for each in visits])
    engine.dispose()


def customer(number: int) -> Customer:
    return Customer(f"c{number:06}", f"Person {number}", NOW, NOW, phone=f"+1816{2_000_000 + number}")


def visit(number: int) -> Appointment:
    """Ten a technician and day: the due ones from now on, all others in the past."""
    due = number < DUE
    day = NOW if due else NOW - timedelta(days=1 + (number - DUE) // DUE)
    start = day + timedelta(hours=2 * ((number % DUE) // TECHNICIANS) + 1)
    return Appointment(
        id=f"a{number:06}",
        customer_id=f"c{number:06}",
        customer_name=f"Person {number}",
        technician_id=f"t{number % TECHNICIANS}",
        start_time=start,
        end_time=start + timedelta(hours=1),
        service_type="leak_repair",
        created_at=NOW,
        updated_at=NOW,
        status=AppointmentStatus.SCHEDULED if due else AppointmentStatus.COMPLETED,
    )


def _row(record: Customer | Appointment, **more: object) -> dict[str, object]:
    values = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return {"business_id": BUSINESS, **values, **more}


def run(address: str) -> None:
    """One run in a process of its own; prints what it took."""
    made = services_of(address)
    send_reminders(made, BUSINESS, hours_ahead=1, dry_run=True)  # everything is loaded before it is measured
    before, begun, cpu = _resident_mb(), perf_counter(), process_time()
    report = send_reminders(made, BUSINESS, hours_ahead=24)
    took = {"seconds": round(perf_counter() - begun, 1), "cpu_seconds": round(process_time() - cpu, 1)}
    print(json.dumps({"sent": report.sent, **took, "more_mb": round(max(0.0, _peak_mb() - before), 1)}))


def _resident_mb() -> float:
    """What the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_apart(address: str, processes: int) -> list[dict[str, float]]:
    command = [sys.executable, __file__, "--run", address]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(processes)]
    return [json.loads(process.communicate()[0]) for process in started]


def faults_of(address: str, runs: list[dict[str, float]], what: str) -> list[str]:
    print(f"{what}: {runs}")
    engine = engine_of(address)
    with engine.connect() as connection:
        reminded = select(func.count(), func.count(func.distinct(texts.c.appointment_id)))
        rows, visits = connection.execute(reminded.where(texts.c.status == TextStatus.SENT)).one()
    engine.dispose()
    faults = (
        []
        if rows == visits == DUE == sum(each["sent"] for each in runs)
        else [f"{what}: {rows} texts, {visits} visits"]
    )
    faults += [f"{what}: {each['seconds']} s" for each in runs if each["seconds"] > LIMIT_SECONDS]
    return faults + [f"{what}: {each['more_mb']} MB more" for each in runs if each["more_mb"] > LIMIT_MB]


@contextmanager
def empty(kind: str, home: Path) -> Iterator[str]:
    if kind == "sqlite":
        address = f"sqlite:///{home / f'{len(list(home.iterdir()))}.db'}"
        with_tables(engine_of(address)).dispose()
        yield address
        return
    with postgresql_server(home) as server, database(server) as address:
        with_tables(engine_of(address)).dispose()
        yield address


def main(kind: str) -> int:
    faults = []
    with tempfile.TemporaryDirectory() as home:
        for processes, what in ((1, "one run"), (2, "two runs side by side")):
            with empty(kind, Path(home)) as address:
                fill(address)
                faults += faults_of(address, run_apart(address, processes), f"{kind}, {what}")
    for fault in faults:
        print(f"TOO MUCH: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "postgresql"))

"""All customers, conversations and visits of a large tenant as CSV: how fast, and with how much memory.

The memory that an export takes must not depend on how many rows it has (`--rows`, 100,000): a tenth of them is
exported first, and the whole may not take noticeably more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.conversations import Channel, Conversation
from app.core.customers import Customer
from app.flows.export_tables import Table, appointments_table, as_text, conversations_table, customers_table
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from app.repositories.ports import UnitOfWork
from app.settings import Settings
from app.wiring import build_services

NOW = datetime.now(UTC)
BATCH = 5_000
# By how much the whole may take more memory than a tenth of it.
TOLERANCE = 1.5
MINUTE = timedelta(minutes=1)


def business(name: str) -> Business:
    return Business(id=name, name="Bench Plumbing", created_at=NOW, updated_at=NOW)


def add_customer(unit: UnitOfWork, tenant: str, number: int) -> None:
    at = NOW - number * MINUTE
    name, phone = f"Customer {number}", f"+1816{number:07d}"
    unit.customers.add(tenant, Customer(f"c{number:07d}", name, at, at, phone=phone, address="12 Oak Street"))


def add_conversation(unit: UnitOfWork, tenant: str, number: int) -> None:
    at = NOW - number * timedelta(seconds=20)
    talk = Conversation(f"t{number:07d}", Channel.VOICE, at, phone="+18165550142", summary="A faucet drips; booked.")
    unit.conversations.add(tenant, talk)


def add_visit(unit: UnitOfWork, tenant: str, number: int) -> None:
    start = NOW + number * MINUTE
    visit = Appointment(
        f"v{number:07d}",
        "c",
        "Maria Lopez",
        "luis",
        start,
        start + MINUTE,
        "leak_repair",
        created_at=NOW,
        updated_at=NOW,
    )
    unit.appointments.book(tenant, visit)


KINDS: dict[str, tuple[Callable[[UnitOfWork, str, int], None], Callable[[Services, Business], Table]]] = {
    "customers": (add_customer, lambda services, _: customers_table(services)),
    "conversations": (add_conversation, lambda services, tenant: conversations_table(services, tenant, 90)),
    "appointments": (add_visit, lambda services, tenant: appointments_table(services, tenant, 90)),
}


def fill(services: Services, tenant: str, rows: int) -> None:
    with services.store.unit_of_work() as unit:
        unit.businesses.add(business(tenant))
        unit.commit()
    for add, _ in KINDS.values():
        for first in range(0, rows, BATCH):
            with services.store.unit_of_work() as unit:
                for number in range(first, min(first + BATCH, rows)):
                    add(unit, tenant, number)
                unit.commit()


def measure(pieces: Iterator[str]) -> tuple[int, float, float]:
    """Rows, seconds, and the highest memory in MB while it was read."""
    tracemalloc.start()
    begun, rows = perf_counter(), -1
    for piece in pieces:
        rows += piece.count("\r\n")
    seconds, peak = perf_counter() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return rows, seconds, peak / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        stores = dict.fromkeys(("use_db_customers", "use_db_appointments", "use_db_conversations"), True)
        settings = Settings.model_validate({**stores, "database_url": f"sqlite:///{folder}/bench.db"})
        services = build_services(settings, PrometheusMeter())
        services.store.prepare(create=True)
        services.keys.ensure(services.store, "a key of the bench")
        fill(services, "small", rows // 10)
        fill(services, "large", rows)
        for name, (_, table) in KINDS.items():
            peaks = []
            for tenant in ("small", "large"):
                exported = as_text(services, business(tenant), table(services, business(tenant)))
                count, seconds, peak = measure(exported)
                peaks.append(peak)
                print(f"{name:<14} {count:>8,} rows  {seconds:6.2f} s  {peak:6.2f} MB at most")
                failed |= count != (rows if tenant == "large" else rows // 10)
            failed |= peaks[1] > TOLERANCE * peaks[0]
        services.store.close()
    if failed:
        sys.exit("An export takes more memory the longer it is, or lost rows.")


if __name__ == "__main__":
    main()

"""Tables for the owner to take along, read page by page, so that their size costs no memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.conversations import Conversation
from app.core.csv_text import Cell, lines
from app.core.customers import Customer
from app.flows.audit import Who, note
from app.flows.converse import business_of
from app.flows.opt_outs import opted_out_of
from app.flows.owner_day import bounds_of
from app.flows.owner_statistics import service_mix_of
from app.flows.services import Services
from app.repositories.ports import Key, Page, UnitOfWork

BATCH = 200

SERVICE_MIX = ("service_type", "total", "emergency")
CONVERSATIONS = (
    "id",
    "started_at",
    "ended_at",
    "channel",
    "customer_name",
    "phone",
    "intent",
    "outcome",
    "language",
    "messages",
    "flagged_for_review",
    "summary",
)
CUSTOMERS = ("id", "name", "phone", "email", "address", "language", "tags", "sms_opt_out", "created_at")
APPOINTMENTS = (
    "id",
    "start_time",
    "end_time",
    "customer_name",
    "phone",
    "address",
    "service_type",
    "is_emergency",
    "status",
    "technician",
    "lead_source",
    "estimated_value_cents",
)


@dataclass(frozen=True, slots=True)
class Table:
    """`read` gives one page of rows of a unit of work."""

    name: str
    columns: Sequence[str]
    read: Callable[[UnitOfWork, Business, Key | None], tuple[list[list[Cell]], Key | None]]


def begin_export(services: Services, business_id: str, table: str, who: Who) -> Business:
    """Exports are on the audit log. Raises `NotFound`."""
    with services.store.unit_of_work() as unit:
        business = business_of(unit, business_id)
        note(unit, services, who, f"export.{table}", business_id, table)
        unit.commit()
    return business


def as_text(services: Services, business: Business, table: Table) -> Iterator[str]:
    """The table's text, a page of rows at a time; each page is a unit of work of its own."""
    yield lines([table.columns])
    after: Key | None = None
    while True:
        with services.store.unit_of_work(read_only=True) as unit:
            rows, after = table.read(unit, business, after)
        if rows:
            yield lines(rows)
        if after is None:
            return


def service_mix_text(services: Services, business: Business, days: int) -> Iterator[str]:
    """By service, with how many of its visits were emergencies."""
    totals: dict[str, list[int]] = {}
    for one in service_mix_of(services, business.id, days):
        total = totals.setdefault(one.service_type, [0, 0])
        total[0] += one.count
        total[1] += one.count if one.is_emergency else 0
    yield lines([SERVICE_MIX])
    yield lines([[service, total, emergency] for service, (total, emergency) in totals.items()])


def conversations_table(services: Services, business: Business, days: int) -> Table:
    """Those that began in the last `days` local days, newest first."""
    start, end = _last_days(services, business, days)

    def read(unit: UnitOfWork, business: Business, after: Key | None) -> tuple[list[list[Cell]], Key | None]:
        page = unit.conversations.page(business.id, limit=BATCH, after=after, start=start, end=end)
        return _rows(page, lambda talk: _conversation(talk, business))

    return Table("conversations", CONVERSATIONS, read)


def appointments_table(services: Services, business: Business, days: int) -> Table:
    """Those of the last `days` local days and all that are booked ahead, by start time."""
    start, _ = _last_days(services, business, days)

    def read(unit: UnitOfWork, business: Business, after: Key | None) -> tuple[list[list[Cell]], Key | None]:
        page = unit.appointments.page(business.id, limit=BATCH, after=after, start=start)
        return _rows(page, lambda visit: _appointment(visit, business))

    return Table("appointments", APPOINTMENTS, read)


def customers_table(services: Services) -> Table:
    """All of them, newest first."""

    def read(unit: UnitOfWork, business: Business, after: Key | None) -> tuple[list[list[Cell]], Key | None]:
        page = unit.customers.page(business.id, limit=BATCH, after=after)
        phones = [customer.phone for customer in page.items if customer.phone]
        silent = opted_out_of(unit, business, phones, services.keys)
        return _rows(page, lambda customer: _customer(customer, business, customer.phone in silent))

    return Table("customers", CUSTOMERS, read)


def _rows(page: Page[Any], row: Callable[[Any], list[Cell]]) -> tuple[list[list[Cell]], Key | None]:
    return [row(record) for record in page.items], page.next_key


def _last_days(services: Services, business: Business, days: int) -> tuple[datetime, datetime]:
    today = business.local(services.clock.now()).date()
    return bounds_of(business, today - timedelta(days=days - 1), today + timedelta(days=1))


def _conversation(talk: Conversation, business: Business) -> list[Cell]:
    return [
        talk.id,
        _time(talk.started_at, business),
        _time(talk.ended_at, business),
        talk.channel,
        talk.customer_name,
        talk.phone,
        talk.intent,
        talk.outcome,
        talk.language,
        talk.message_count,
        talk.flagged_for_review,
        talk.summary,
    ]


def _customer(customer: Customer, business: Business, sms_opt_out: bool) -> list[Cell]:
    return [
        customer.id,
        customer.name,
        customer.phone,
        customer.email,
        customer.address,
        customer.language,
        "; ".join(customer.tags),
        sms_opt_out,
        _time(customer.created_at, business),
    ]


def _appointment(visit: Appointment, business: Business) -> list[Cell]:
    technician = business.technician(visit.technician_id)
    return [
        visit.id,
        _time(visit.start_time, business),
        _time(visit.end_time, business),
        visit.customer_name,
        visit.customer_phone,
        visit.address,
        visit.service_type,
        visit.is_emergency,
        visit.status,
        technician.name if technician else visit.technician_id,
        visit.lead_source,
        visit.estimated_value_cents,
    ]


def _time(moment: datetime | None, business: Business) -> str | None:
    return None if moment is None else business.local(moment).isoformat()

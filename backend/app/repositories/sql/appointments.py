"""Visits; the database itself keeps a technician's active ones from overlapping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Integer,
    bindparam,
    delete,
    exists,
    func,
    literal,
    literal_column,
    select,
    union_all,
    update,
)

from app.core.appointments import (
    ACTIVE_STATUSES,
    Appointment,
    AppointmentChange,
    AppointmentStatus,
    CalendarSync,
    ServiceCount,
)
from app.core.changes import ChangeKind
from app.core.slots import Taken
from app.core.understanding.addresses import zip_of
from app.repositories.errors import DuplicateRecord, InvalidRecord, SlotTaken, UnknownRecord
from app.repositories.ports import Key, Page
from app.repositories.sql.overlaps import guard_overlaps
from app.repositories.sql.rows import RECORD, TENANT, Rows, same
from app.repositories.sql.tables import index, optional, part_of, required, tenant_table
from app.repositories.sql.types import Json, Moment, Named
from app.repositories.sql.work import Work

LONG = timedelta(days=1)

appointments = tenant_table(
    "appointments",
    required("id"),
    required("customer_id"),
    required("customer_name"),
    required("technician_id"),
    required("start_time", Moment()),
    required("end_time", Moment()),
    required("service_type"),
    required("created_at", Moment()),
    required("updated_at", Moment()),
    optional("customer_phone"),
    required("description"),
    optional("address"),
    required("is_emergency", Boolean()),
    required("status", Named(AppointmentStatus)),
    optional("lead_source"),
    optional("estimated_value_cents", BigInteger()),
    required("tags", Json(tuple[str, ...])),
    required("reminder_sent", Boolean()),
    required("reminder_steps", Json(tuple[str, ...])),
    optional("calendar_event_id"),
    required("calendar_sync", Named(CalendarSync)),
    optional("conversation_id"),
    required("late_cancellation", Boolean()),
    required("version", Integer()),
    # Longer than a day. So few that they are looked up apart, and all others within a day of the span.
    required("is_long", Boolean()),
    CheckConstraint("end_time > start_time", name="ends_after_it_begins"),
    index("appointments", "start_time", "id"),
    index("appointments", "status", "start_time", "id"),
    index("appointments", "customer_id", "start_time", "id"),
    index("appointments", "technician_id", "start_time", "id"),
    index("appointments", "is_long", "end_time"),
)
appointment_changes = tenant_table(
    "appointment_changes",
    required("id"),
    required("appointment_id"),
    required("at", Moment()),
    required("actor"),
    required("action"),
    required("before", Json(dict[str, str])),
    required("after", Json(dict[str, str])),
    required("reason"),
    part_of("appointments", "appointment_id"),
    index("appointment_changes", "appointment_id", "at", "id"),
)
guard_overlaps(appointments)

ROWS = Rows(appointments, Appointment, order="start_time", tells=ChangeKind.APPOINTMENT)
CHANGES = Rows(appointment_changes, AppointmentChange, order="at")

VISIT = appointments.c
ACTIVE = VISIT.status.in_(
    [literal_column(f"'{status.value}'") for status in sorted(ACTIVE_STATUSES, key=lambda status: status.value)]
)
START, END, EARLIEST = (bindparam(name, type_=Moment()) for name in ("of_start", "of_end", "of_earliest"))
SHORT = ROWS.all.where(ROWS.tenant, ACTIVE, VISIT.start_time > EARLIEST, VISIT.start_time < END, VISIT.end_time > START)
# SQLite would as soon read all that began earlier, by another index, as the few long ones; it cannot by an expression.
BEGAN = func.coalesce(VISIT.start_time, EARLIEST)
LENGTHY = ROWS.all.where(ROWS.tenant, ACTIVE, VISIT.is_long.is_(True), VISIT.end_time > START, BEGAN <= EARLIEST)
BETWEEN = union_all(SHORT, LENGTHY)
LIGHT = (VISIT.start_time, VISIT.end_time, VISIT.technician_id, VISIT.address, VISIT.is_emergency, VISIT.id)
TAKEN = union_all(SHORT.with_only_columns(*LIGHT), LENGTHY.with_only_columns(*LIGHT))
UPCOMING = ROWS.where(ACTIVE, VISIT.customer_id == bindparam("of_customer"), VISIT.end_time > START)
TURN = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam(TENANT), 0)))
EXISTS = select(literal(1)).where(exists().where(ROWS.tenant, VISIT.id == bindparam(RECORD)))
COUNTS = (
    select(VISIT.service_type, VISIT.is_emergency, func.count().label("count"))
    .where(
        ROWS.tenant,
        VISIT.start_time >= START,
        VISIT.start_time < END,
        VISIT.status != literal_column(f"'{AppointmentStatus.CANCELLED.value}'"),
    )
    .group_by(VISIT.service_type, VISIT.is_emergency)
    .order_by(VISIT.service_type, VISIT.is_emergency)
)
HISTORY = CHANGES.where(appointment_changes.c.appointment_id == bindparam(RECORD))
FORGET_HISTORY = delete(appointment_changes).where(
    CHANGES.tenant, appointment_changes.c.appointment_id == bindparam(RECORD)
)

NOTE_REMINDERS = (
    update(appointments)
    .where(ROWS.tenant, VISIT.id == bindparam(RECORD), VISIT.start_time == START)
    .values(reminder_sent=bindparam("new_sent"), reminder_steps=bindparam("new_steps"))
)


class SqlAppointments:
    def __init__(self, work: Work) -> None:
        self._work = work

    def take_turns(self, business_id: str) -> None:
        # SQLite has one writer; a lock of PostgreSQL's that belongs to no row ends with the transaction.
        if self._work.dialect == "postgresql":
            self._work.first(TURN, {TENANT: business_id})

    def book(self, business_id: str, appointment: Appointment) -> None:
        try:
            ROWS.add(self._work, business_id, appointment, is_long=_is_long(appointment))
        except DuplicateRecord:
            # Where the constraint is one of PostgreSQL's, this says only that one of them refused.
            if self._exists(business_id, appointment.id):
                raise
            raise SlotTaken(f"technician {appointment.technician_id} is not free then") from None

    def get(self, business_id: str, appointment_id: str) -> Appointment | None:
        return ROWS.get(self._work, business_id, appointment_id)

    def save(self, business_id: str, appointment: Appointment) -> None:
        with self._work.guarded():
            ROWS.replace(self._work, business_id, appointment, is_long=_is_long(appointment))

    def note_reminders(self, business_id: str, appointments: Sequence[Appointment]) -> None:
        marks = [
            {
                TENANT: business_id,
                RECORD: visit.id,
                "of_start": visit.start_time,
                "new_sent": visit.reminder_sent,
                "new_steps": visit.reminder_steps,
            }
            for visit in appointments
        ]
        if marks:
            self._work.run(NOTE_REMINDERS, marks)

    def remove(self, business_id: str, appointment_id: str) -> None:
        self.forget_history(business_id, appointment_id)
        ROWS.remove(self._work, business_id, appointment_id)

    def forget_history(self, business_id: str, appointment_id: str) -> None:
        self._work.run(FORGET_HISTORY, {TENANT: business_id, RECORD: appointment_id})

    def active_between(self, business_id: str, start: datetime, end: datetime) -> Sequence[Appointment]:
        span: dict[str, Any] = {"of_start": start, "of_end": end, "of_earliest": start - LONG}
        visits = ROWS.many(self._work, BETWEEN, business_id, **span)
        return tuple(sorted(visits, key=lambda visit: (visit.start_time, visit.id)))

    def taken_between(
        self, business_id: str, start: datetime, end: datetime, *, except_for: str | None = None
    ) -> Sequence[Taken]:
        span = {TENANT: business_id, "of_start": start, "of_end": end, "of_earliest": start - LONG}
        rows: Sequence[Any] = self._work.all(TAKEN, span)
        return [
            Taken(begin, until, technician_id, zip_of(address) if address else None, is_emergency=is_emergency)
            for begin, until, technician_id, address, is_emergency, visit_id in rows
            if visit_id != except_for
        ]

    def upcoming_for(self, business_id: str, customer_id: str, now: datetime) -> Sequence[Appointment]:
        return ROWS.many(self._work, UPCOMING, business_id, of_customer=customer_id, of_start=now)

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        statuses: Iterable[AppointmentStatus] = (),
        customer_id: str | None = None,
        technician_id: str | None = None,
        newest_first: bool = False,
    ) -> Page[Appointment]:
        wanted = sorted(set(statuses), key=lambda status: status.value)
        return ROWS.page(
            self._work,
            business_id,
            VISIT.status.in_(wanted) if wanted else None,
            None if start is None else VISIT.start_time >= start,
            None if end is None else VISIT.start_time < end,
            same(VISIT.customer_id, customer_id),
            same(VISIT.technician_id, technician_id),
            limit=limit,
            after=after,
            newest_first=newest_first,
        )

    def service_counts(self, business_id: str, start: datetime, end: datetime) -> Sequence[ServiceCount]:
        rows = self._work.all(COUNTS, {TENANT: business_id, "of_start": start, "of_end": end})
        return tuple(ServiceCount(**row._mapping) for row in rows)

    def record(self, business_id: str, change: AppointmentChange) -> None:
        if not self._exists(business_id, change.appointment_id):
            raise UnknownRecord(f"appointment {change.appointment_id}")
        CHANGES.add(self._work, business_id, change)

    def history(self, business_id: str, appointment_id: str) -> Sequence[AppointmentChange]:
        return CHANGES.many(self._work, HISTORY, business_id, **{RECORD: appointment_id})

    def _exists(self, business_id: str, appointment_id: str) -> bool:
        return self._work.first(EXISTS, {TENANT: business_id, RECORD: appointment_id}) is not None


def _is_long(appointment: Appointment) -> bool:
    """Raises `InvalidRecord` where it does not end after it begins, as the database would."""
    length = appointment.end_time - appointment.start_time
    if length <= timedelta():
        raise InvalidRecord("a visit ends after it begins")
    return length > LONG

"""Visits; a technician's active ones never overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.appointments import ACTIVE_STATUSES, Appointment, AppointmentChange, AppointmentStatus, ServiceCount
from app.core.changes import ChangeKind
from app.core.slots import Taken
from app.core.understanding.addresses import zip_of
from app.repositories.errors import DuplicateRecord, InvalidRecord, SlotTaken, UnknownRecord
from app.repositories.memory.tables import Journal, Table, time_key
from app.repositories.ports import Key, Page


class MemoryAppointments:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Appointment] = Table(
            journal, lambda visit: time_key(visit.start_time), tells=ChangeKind.APPOINTMENT
        )
        self._changes: Table[AppointmentChange] = Table(journal, lambda change: time_key(change.at))
        self._longest = timedelta(days=1)

    def take_turns(self, business_id: str) -> None:
        """Units take turns anyway."""

    def book(self, business_id: str, appointment: Appointment) -> None:
        if self._rows.get(business_id, appointment.id) is not None:
            raise DuplicateRecord(f"appointment {appointment.id} exists")
        self._keep_free(business_id, appointment)
        self._rows.put(business_id, appointment.id, appointment)

    def get(self, business_id: str, appointment_id: str) -> Appointment | None:
        return self._rows.get(business_id, appointment_id)

    def save(self, business_id: str, appointment: Appointment) -> None:
        if self._rows.get(business_id, appointment.id) is None:
            raise UnknownRecord(f"appointment {appointment.id}")
        self._keep_free(business_id, appointment)
        self._rows.put(business_id, appointment.id, appointment)

    def note_reminders(self, business_id: str, appointments: Sequence[Appointment]) -> None:
        for noted in appointments:
            visit = self._rows.get(business_id, noted.id)
            if visit is not None and visit.start_time == noted.start_time:
                marked = replace(visit, reminder_sent=noted.reminder_sent, reminder_steps=noted.reminder_steps)
                self._rows.put(business_id, visit.id, marked)

    def remove(self, business_id: str, appointment_id: str) -> None:
        self._rows.remove(business_id, appointment_id)
        self.forget_history(business_id, appointment_id)

    def forget_history(self, business_id: str, appointment_id: str) -> None:
        for change in self.history(business_id, appointment_id):
            self._changes.remove(business_id, change.id)

    def active_between(self, business_id: str, start: datetime, end: datetime) -> Sequence[Appointment]:
        near = self._rows.between(business_id, time_key(start - self._longest), time_key(end))
        return tuple(visit for visit in near if visit.active and visit.overlaps(start, end))

    def taken_between(
        self, business_id: str, start: datetime, end: datetime, *, except_for: str | None = None
    ) -> Sequence[Taken]:
        near = self._rows.between(business_id, time_key(start - self._longest), time_key(end))
        return [
            Taken(
                visit.start_time,
                visit.end_time,
                visit.technician_id,
                zip_of(visit.address) if visit.address else None,
                is_emergency=visit.is_emergency,
            )
            for visit in near
            if visit.status in ACTIVE_STATUSES and visit.end_time > start and visit.id != except_for
        ]

    def upcoming_for(self, business_id: str, customer_id: str, now: datetime) -> Sequence[Appointment]:
        near = self._rows.between(business_id, time_key(now - self._longest), "9")
        return tuple(
            visit for visit in near if visit.active and visit.customer_id == customer_id and visit.end_time > now
        )

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
        wanted = frozenset(statuses)

        def matches(visit: Appointment) -> bool:
            return (
                (not wanted or visit.status in wanted)
                and (customer_id is None or visit.customer_id == customer_id)
                and (technician_id is None or visit.technician_id == technician_id)
            )

        return self._rows.page(
            business_id,
            limit=limit,
            after=after,
            descending=newest_first,
            matches=matches,
            low=None if start is None else time_key(start),
            high=None if end is None else time_key(end),
        )

    def service_counts(self, business_id: str, start: datetime, end: datetime) -> Sequence[ServiceCount]:
        counts = Counter(
            (visit.service_type, visit.is_emergency)
            for visit in self._rows.between(business_id, time_key(start), time_key(end))
            if visit.status is not AppointmentStatus.CANCELLED
        )
        return tuple(ServiceCount(*key, count) for key, count in sorted(counts.items()))

    def record(self, business_id: str, change: AppointmentChange) -> None:
        if self.get(business_id, change.appointment_id) is None:
            raise UnknownRecord(f"appointment {change.appointment_id}")
        self._changes.put(business_id, change.id, change)

    def history(self, business_id: str, appointment_id: str) -> Sequence[AppointmentChange]:
        return tuple(change for change in self._changes.rows(business_id) if change.appointment_id == appointment_id)

    def _keep_free(self, business_id: str, appointment: Appointment) -> None:
        if appointment.end_time <= appointment.start_time:
            raise InvalidRecord("a visit ends after it begins")
        if not appointment.active:
            return
        for other in self.active_between(business_id, appointment.start_time, appointment.end_time):
            if other.id != appointment.id and other.technician_id == appointment.technician_id:
                raise SlotTaken(f"technician {appointment.technician_id} is not free then")
        self._longest = max(self._longest, appointment.end_time - appointment.start_time)

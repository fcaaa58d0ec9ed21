"""What stores of customers, their visits and what is held for a moment promise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from app.core.appointments import Appointment, AppointmentChange, AppointmentStatus, ServiceCount
from app.core.customers import Customer
from app.core.holds import Hold
from app.core.slots import Taken
from app.repositories.ports.paging import Key, Page


class Customers(Protocol):
    """One per phone number and tenant: `add` and `save` raise `DuplicateRecord` otherwise."""

    def add(self, business_id: str, customer: Customer) -> None: ...
    def get(self, business_id: str, customer_id: str) -> Customer | None: ...
    def get_many(self, business_id: str, customer_ids: Collection[str]) -> Sequence[Customer]:
        """Those of them that exist, in no order."""
        ...

    def by_phone(self, business_id: str, phone: str) -> Customer | None: ...
    def save(self, business_id: str, customer: Customer) -> None: ...
    def remove(self, business_id: str, customer_id: str) -> None: ...
    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        q: str | None = None,
        tag: str | None = None,
        phone: str | None = None,
    ) -> Page[Customer]:
        """Newest first. `q` is part of a name, phone, email or address, any case. Key: (created_at, id)."""
        ...


class Appointments(Protocol):
    """Visits. No two active ones of one technician overlap, also for two writers in the same instant."""

    def take_turns(self, business_id: str) -> None:
        """Until this unit ends no other one gets past here: what it reads of the diary from now on stays true."""
        ...

    def book(self, business_id: str, appointment: Appointment) -> None:
        """Store a new visit, or raise `SlotTaken`; `InvalidRecord` where it does not end after it begins."""
        ...

    def get(self, business_id: str, appointment_id: str) -> Appointment | None: ...
    def save(self, business_id: str, appointment: Appointment) -> None:
        """Replace a visit; raises `SlotTaken` where an active one would overlap, `UnknownRecord` where absent."""
        ...

    def note_reminders(self, business_id: str, appointments: Sequence[Appointment]) -> None:
        """Keep the reminder marks of these visits and nothing else of them; one that was moved since keeps its own."""
        ...

    def remove(self, business_id: str, appointment_id: str) -> None:
        """Forget a visit and its history (privacy erasure)."""
        ...

    def active_between(self, business_id: str, start: datetime, end: datetime) -> Sequence[Appointment]:
        """Active visits that overlap the span, by start time. Cost does not depend on visits outside it."""
        ...

    def taken_between(
        self, business_id: str, start: datetime, end: datetime, *, except_for: str | None = None
    ) -> Sequence[Taken]:
        """What those visits take, in any order, without the one of id `except_for`. Lighter than the visits."""
        ...

    def upcoming_for(self, business_id: str, customer_id: str, now: datetime) -> Sequence[Appointment]:
        """Active visits of a customer that end after `now`, by start time."""
        ...

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
        """By start time. `start` (inclusive) and `end` (exclusive) bound the start time. Key: (start_time, id)."""
        ...

    def forget_history(self, business_id: str, appointment_id: str) -> None: ...
    def service_counts(self, business_id: str, start: datetime, end: datetime) -> Sequence[ServiceCount]:
        """Visits that begin in the span and were not cancelled, counted by service; by service, routine first."""
        ...

    def record(self, business_id: str, change: AppointmentChange) -> None:
        """Add to the history of a visit; raises `UnknownRecord` where there is none."""
        ...

    def history(self, business_id: str, appointment_id: str) -> Sequence[AppointmentChange]:
        """Oldest first."""
        ...


class Holds(Protocol):
    def put(self, business_id: str, hold: Hold) -> None: ...
    def release(self, business_id: str, session_id: str) -> None:
        """Forget all holds of that session."""
        ...

    def active_between(self, business_id: str, start: datetime, end: datetime, now: datetime) -> Sequence[Hold]:
        """Unexpired holds that overlap the span, by start time."""
        ...

    def sweep(self, business_id: str, now: datetime) -> None:
        """Forget expired holds."""
        ...

"""A visit: whom, where, what, when, and who drives there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AppointmentStatus(StrEnum):
    SCHEDULED = "SCHEDULED"
    CONFIRMED = "CONFIRMED"
    PENDING_RESCHEDULE = "PENDING_RESCHEDULE"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"
    NO_SHOW = "NO_SHOW"


class CalendarSync(StrEnum):
    STUB = "stub"
    PENDING = "pending"
    SYNCED = "synced"
    FAILED = "failed"


# A visit in one of these keeps its technician's time.
ACTIVE_STATUSES = frozenset(
    {AppointmentStatus.SCHEDULED, AppointmentStatus.CONFIRMED, AppointmentStatus.PENDING_RESCHEDULE}
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """`start_time` and `end_time` are aware UTC, `end_time` exclusive. `technician_id` is never null.

    `contact_name` is the name given for this visit, where it differs from the customer's record.
    `reminder_steps` holds the marks of reminder steps after the first, `version` counts changes.
    """

    id: str
    customer_id: str
    customer_name: str
    technician_id: str
    start_time: datetime
    end_time: datetime
    service_type: str
    created_at: datetime
    updated_at: datetime
    customer_phone: str | None = None
    description: str = ""
    address: str | None = None
    is_emergency: bool = False
    status: AppointmentStatus = AppointmentStatus.SCHEDULED
    lead_source: str | None = None
    estimated_value_cents: int | None = None
    tags: tuple[str, ...] = ()
    reminder_sent: bool = False
    reminder_steps: tuple[str, ...] = ()
    calendar_event_id: str | None = None
    calendar_sync: CalendarSync = CalendarSync.PENDING
    conversation_id: str | None = None
    late_cancellation: bool = False
    version: int = 1

    @property
    def active(self) -> bool:
        return self.status in ACTIVE_STATUSES

    def overlaps(self, start: datetime, end: datetime) -> bool:
        return self.start_time < end and start < self.end_time


@dataclass(frozen=True, slots=True)
class AppointmentChange:
    """One line of a visit's history: who changed what, when, from what to what, and why."""

    id: str
    appointment_id: str
    at: datetime
    actor: str
    action: str
    before: dict[str, str]
    after: dict[str, str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """How many visits of a service, emergencies or not."""

    service_type: str
    is_emergency: bool
    count: int

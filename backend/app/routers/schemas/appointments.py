"""Appointments as the CRM API writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field

from app.core.appointments import Appointment, AppointmentStatus, CalendarSync
from app.core.businesses import Business
from app.flows.crm_appointments import NewAppointment
from app.routers.answers import local_time
from app.routers.schemas.fields import Id, Line, Moment, Prose, Shape, Tags

MOST_CENTS = 100_000_000
# A patch only looks at the fields that were named, so their defaults never count.
NOT_NAMED = datetime(1970, 1, 1, tzinfo=UTC)


class AppointmentBody(Shape):
    """`service_type` is a service's key; end and technician are found where not given."""

    customer_id: Id
    start_time: Moment
    service_type: Line
    end_time: Moment | None = None
    technician_id: Line | None = None
    description: Prose = ""
    address: Line | None = None
    is_emergency: bool = False
    lead_source: Line | None = None
    estimated_value_cents: int | None = Field(default=None, ge=0, le=MOST_CENTS)
    tags: Tags = Field(default=[])

    def new(self) -> NewAppointment:
        return NewAppointment(
            customer_id=self.customer_id,
            start_time=self.start_time,
            service_type=self.service_type,
            end_time=self.end_time,
            technician_id=self.technician_id,
            description=self.description,
            address=self.address,
            is_emergency=self.is_emergency,
            lead_source=self.lead_source,
            estimated_value_cents=self.estimated_value_cents,
            tags=tuple(self.tags),
        )


class AppointmentPatchBody(Shape):
    """The fields named replace what was there; a new time is checked as at booking."""

    customer_name: Line = Field(default="", min_length=1)
    start_time: Moment = Field(default=NOT_NAMED)
    end_time: Moment = Field(default=NOT_NAMED)
    technician_id: Line = ""
    service_type: Line = ""
    status: AppointmentStatus = AppointmentStatus.SCHEDULED
    description: Prose = ""
    address: Line | None = None
    is_emergency: bool = False
    lead_source: Line | None = None
    estimated_value_cents: int | None = Field(default=None, ge=0, le=MOST_CENTS)
    tags: Tags = Field(default=[])


class AppointmentOut(BaseModel):
    id: str
    customer_id: str
    customer_name: str
    customer_phone: str | None
    technician_id: str
    start_time: datetime
    end_time: datetime
    service_type: str
    description: str
    address: str | None
    is_emergency: bool
    status: AppointmentStatus
    lead_source: str | None
    estimated_value_cents: int | None
    tags: list[str]
    reminder_sent: bool
    calendar_event_id: str | None
    calendar_sync: CalendarSync
    conversation_id: str | None
    late_cancellation: bool
    created_at: datetime
    updated_at: datetime


class AppointmentList(BaseModel):
    items: list[AppointmentOut]
    next_cursor: str | None


class FreeTime(BaseModel):
    start: datetime
    end: datetime
    technician_id: str


class Availability(BaseModel):
    items: list[FreeTime]


def appointment_fields(visit: Appointment, business: Business) -> dict[str, Any]:
    return {
        "id": visit.id,
        "customer_id": visit.customer_id,
        "customer_name": visit.customer_name,
        "customer_phone": visit.customer_phone,
        "technician_id": visit.technician_id,
        "start_time": local_time(visit.start_time, business),
        "end_time": local_time(visit.end_time, business),
        "service_type": visit.service_type,
        "description": visit.description,
        "address": visit.address,
        "is_emergency": visit.is_emergency,
        "status": visit.status,
        "lead_source": visit.lead_source,
        "estimated_value_cents": visit.estimated_value_cents,
        "tags": list(visit.tags),
        "reminder_sent": visit.reminder_sent,
        "calendar_event_id": visit.calendar_event_id,
        "calendar_sync": visit.calendar_sync,
        "conversation_id": visit.conversation_id,
        "late_cancellation": visit.late_cancellation,
        "created_at": local_time(visit.created_at, business),
        "updated_at": local_time(visit.updated_at, business),
    }

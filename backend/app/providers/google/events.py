"""A visit as an event of Google's calendar, and an event read back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.phones import to_read

CANCELLED = "cancelled"
TRANSPARENT = "transparent"
# Google's colour "Tomato".
EMERGENCY_COLOUR = "11"


def event_id(business_id: str, appointment_id: str) -> str:
    """Always the same for a visit, so that a repeated insert meets itself. Google takes 0-9 and a-v."""
    digest = hashlib.sha256(f"{business_id}|{appointment_id}".encode()).hexdigest()
    return f"t{digest[:40]}"


def event_body(business: Business, visit: Appointment) -> dict[str, Any]:
    """The event. What we wrote is kept in it once more, so that a move by hand shows."""
    service = business.service(visit.service_type)
    name = service.name if service else visit.service_type
    return {
        "id": event_id(business.id, visit.id),
        "status": "confirmed",
        "summary": f"{'EMERGENCY ' if visit.is_emergency else ''}{name}: {visit.customer_name}",
        "location": visit.address or "",
        "description": _description(visit),
        "start": _moment(business, visit.start_time),
        "end": _moment(business, visit.end_time),
        "colorId": EMERGENCY_COLOUR if visit.is_emergency else None,
        "extendedProperties": {
            "private": {
                "business_id": business.id,
                "appointment_id": visit.id,
                "technician_id": visit.technician_id,
                "visit_start": visit.start_time.isoformat(),
                "visit_end": visit.end_time.isoformat(),
            }
        },
    }


@dataclass(frozen=True, slots=True)
class EventState:
    """An event as Google has it. `start` and `end` are None where it takes whole days.

    `moved`: it is not where we put it.
    """

    id: str
    etag: str | None
    cancelled: bool
    business_id: str | None
    appointment_id: str | None
    technician_id: str | None
    start: datetime | None
    end: datetime | None
    moved: bool


def read_event(event: dict[str, Any]) -> EventState:
    """Raises ValueError for times that are none. A cancelled event may hold nothing but its id."""
    private = (event.get("extendedProperties") or {}).get("private") or {}
    start, end = _read_moment(event.get("start")), _read_moment(event.get("end"))
    written = (_written(private.get("visit_start")), _written(private.get("visit_end")))
    return EventState(
        id=str(event["id"]),
        etag=event.get("etag"),
        cancelled=event.get("status") == CANCELLED,
        business_id=private.get("business_id"),
        appointment_id=private.get("appointment_id"),
        technician_id=private.get("technician_id"),
        start=start,
        end=end,
        moved=(start, end) != written,
    )


def blocks(event: dict[str, Any]) -> bool:
    """Does it take the time of whose calendar it is?"""
    declined = any(each.get("self") and each.get("responseStatus") == "declined" for each in event.get("attendees", ()))
    return event.get("status") != CANCELLED and event.get("transparency") != TRANSPARENT and not declined


def _description(visit: Appointment) -> str:
    phone = to_read(visit.customer_phone) if visit.customer_phone else ""
    return "\n".join(line for line in (phone, visit.description) if line)


def _moment(business: Business, moment: datetime) -> dict[str, str]:
    return {"dateTime": business.local(moment).isoformat(), "timeZone": business.timezone}


def _read_moment(written: dict[str, str] | None) -> datetime | None:
    """Whole days have a date and no time."""
    return _written(written.get("dateTime")) if written else None


def _written(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    return moment.astimezone(UTC)

"""One calendar change: what the outbox asks for, made from the visit's row as it is now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.appointments import Appointment, AppointmentStatus, CalendarSync
from app.core.businesses import Business
from app.core.outbox import OutboxEntry
from app.core.wording.dates import written_visit
from app.core.wording.texts import write
from app.flows.services import Services
from app.flows.texting import alert_owner
from app.repositories.ports import UnitOfWork

# Ids of events that stand in no calendar.
PLACEHOLDER_PREFIX = "event_placeholder_"


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """`remove`: the event must go; else it must say what the visit's row says. `before`, `overwrite`: see the port."""

    appointment: Appointment
    remove: bool
    before: str | None = None
    overwrite: bool = False


def prepare(unit: UnitOfWork, business: Business, entry: OutboxEntry) -> CalendarChange | None:
    """What has to be told to the calendar; None where there is nothing left to tell."""
    visit = unit.appointments.get(business.id, entry.subject_id)
    if visit is None:
        return None
    # Also where we know of no event: one whose storing we never heard of must not outlive the visit.
    return CalendarChange(
        visit,
        remove=visit.status is AppointmentStatus.CANCELLED,
        before=entry.payload.get("before"),
        overwrite="overwrite" in entry.payload,
    )


def carry_out(services: Services, business: Business, change: CalendarChange) -> str | None:
    """Ask the provider; returns the event's id, None once it is gone. Raises `ProviderError`."""
    if change.remove:
        services.calendar.remove(business, change.appointment)
        return None
    return services.calendar.put(business, change.appointment, before=change.before, overwrite=change.overwrite)


def conclude(
    unit: UnitOfWork, services: Services, business: Business, change: CalendarChange, event: str | None
) -> None:
    """Note the event on the visit; what changed meanwhile has its own entry in the outbox."""
    visit = unit.appointments.get(business.id, change.appointment.id)
    if visit is not None:
        placeholder = services.calendar.name == "stub" or (event or "").startswith(PLACEHOLDER_PREFIX)
        sync = CalendarSync.STUB if placeholder else CalendarSync.SYNCED
        unit.appointments.save(business.id, replace(visit, calendar_event_id=event, calendar_sync=sync))


def give_up(unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry) -> None:
    """The calendar could not be told; the visit says so, and the owner hears of it."""
    visit = unit.appointments.get(business.id, entry.subject_id)
    if visit is None:
        return
    unit.appointments.save(business.id, replace(visit, calendar_sync=CalendarSync.FAILED))
    when = written_visit(visit, business, services.clock.now(), business.language)
    body = write(business, "owner_calendar_failed", business.language, {"name": visit.customer_name, "when": when})
    alert_owner(unit, services, business, body, appointment_id=visit.id)

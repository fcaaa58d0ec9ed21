"""Book, move, cancel and close visits: each in the caller's unit of work, with everything that follows from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from app.core import tallies
from app.core.appointments import Appointment, AppointmentStatus, CalendarSync
from app.core.availability.query import Reason, TimeQuery
from app.core.businesses import Business, Service
from app.core.customers import Customer
from app.core.slots import Slot
from app.core.understanding.addresses import zip_of
from app.flows.errors import Conflict, NotFound
from app.flows.find_times import BusyBetween, no_calendar
from app.flows.services import Services
from app.flows.visit_news import Change, record, revised, tell_calendar, tell_customer, tell_owner
from app.flows.visit_slots import OFFERED, slot_to_take
from app.repositories.ports import UnitOfWork

# A visit that is cancelled later than this before it begins can hardly be given to somebody else.
LATE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """A visit to book. `contact_name` and `address` are of this visit alone: the customer's record keeps its own.

    `session_id` is whose held offers count as free; `overrule` names reasons that do not count against the slot.
    `language` is the customer's (None: by their record). `actor` goes into the history. `another_may_come`: a
    technician who was taken meanwhile may be replaced.
    """

    customer: Customer
    slot: Slot
    service: Service
    contact_name: str | None = None
    description: str = ""
    address: str | None = None
    is_emergency: bool = False
    lead_source: str | None = None
    conversation_id: str | None = None
    session_id: str | None = None
    actor: str = "caller"
    language: str | None = None
    estimated_value_cents: int | None = None
    tags: tuple[str, ...] = ()
    overrule: Collection[Reason] = OFFERED
    another_may_come: bool = True


def book_visit(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    request: VisitRequest,
    *,
    busy_between: BusyBetween = no_calendar,
) -> Appointment:
    """Store the visit and all that follows from it.

    Raises `SlotTaken`, or `AvailabilityUnknown` for an offer that ran out, and then nothing was stored.
    """
    address = request.address or request.customer.address
    query = TimeQuery(
        service=request.service, is_emergency=request.is_emergency, zip_code=zip_of(address) if address else None
    )
    slot = slot_to_take(
        unit,
        services,
        business,
        request.slot,
        query,
        session_id=request.session_id,
        overrule=request.overrule,
        another_may_come=request.another_may_come,
        busy_between=busy_between,
    )
    visit = _new_visit(services, request, slot, address)
    unit.appointments.book(business.id, visit)
    change = Change(
        action="booked",
        actor=request.actor,
        language=request.language or request.customer.language or business.language,
        answer=request.conversation_id is not None,
        session_conversation=request.conversation_id,
    )
    record(unit, services, business, None, visit, change)
    _announce(unit, services, business, visit, change)
    unit.tallies.add(business.id, tallies.APPOINTMENTS_SCHEDULED, services.clock.now().date())
    services.meter.count("appointments_scheduled")
    return visit


def move_visit(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    visit: Appointment,
    slot: Slot,
    *,
    actor: str,
    reason: str = "",
    session_id: str | None = None,
    language: str | None = None,
    overrule: Collection[Reason] = OFFERED,
    another_may_come: bool = True,
    busy_between: BusyBetween = no_calendar,
) -> Appointment:
    """Give the visit another time; the old one is free in the same instant.

    Raises `SlotTaken`, `AvailabilityUnknown` for an offer that ran out, `NotFound`, and `Conflict` where the visit is
    over or cancelled.
    """
    before = _current(unit, business, visit.id)
    query = TimeQuery(
        service=business.service(before.service_type),
        is_emergency=before.is_emergency,
        zip_code=zip_of(before.address) if before.address else None,
        exclude_appointment_id=before.id,
    )
    slot = slot_to_take(
        unit,
        services,
        business,
        slot,
        query,
        session_id=session_id,
        overrule=overrule,
        another_may_come=another_may_come,
        busy_between=busy_between,
    )
    moved = revised(
        services,
        before,
        start_time=slot.start,
        end_time=slot.end,
        technician_id=slot.technician_id,
        status=AppointmentStatus.SCHEDULED,
        reminder_sent=False,
        reminder_steps=(),
        calendar_sync=CalendarSync.PENDING,
    )
    unit.appointments.save(business.id, moved)
    change = _change(unit, business, moved, "moved", actor, reason, language, session_id)
    record(unit, services, business, before, moved, change)
    tell_customer(unit, services, business, moved, change, "confirmation_moved")
    tell_owner(unit, services, business, moved, change, "owner_moved")
    handed_over = before.technician_id if before.technician_id != moved.technician_id else None
    tell_calendar(unit, services, business, moved, "put", before=handed_over)
    unit.tallies.add(business.id, tallies.APPOINTMENTS_MOVED, services.clock.now().date())
    return moved


def cancel_visit(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    visit: Appointment,
    *,
    actor: str,
    reason: str = "",
    session_id: str | None = None,
    language: str | None = None,
) -> Appointment:
    """Free the visit's time; a late one is marked as such. Cancelling twice changes nothing.

    Raises `NotFound`, and `Conflict` where the visit is over.
    """
    before = unit.appointments.get(business.id, visit.id)
    if before is not None and before.status is AppointmentStatus.CANCELLED:
        return before
    before = _current(unit, business, visit.id)
    late = before.start_time - services.clock.now() < LATE
    cancelled = revised(
        services,
        before,
        status=AppointmentStatus.CANCELLED,
        late_cancellation=late,
        calendar_sync=CalendarSync.PENDING,
    )
    unit.appointments.save(business.id, cancelled)
    change = _change(unit, business, cancelled, "cancelled", actor, reason, language, session_id)
    record(unit, services, business, before, cancelled, change)
    tell_customer(unit, services, business, cancelled, change, "confirmation_cancelled")
    tell_owner(unit, services, business, cancelled, change, "owner_cancelled")
    tell_calendar(unit, services, business, cancelled, "remove")
    unit.tallies.add(business.id, tallies.APPOINTMENTS_CANCELLED, services.clock.now().date())
    return cancelled


def mark_visit(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    visit: Appointment,
    status: AppointmentStatus,
    *,
    actor: str,
    reason: str = "",
) -> Appointment:
    """Another status at the same time, with its line of history: confirmed, waits for a new time, done, not at home.

    The visit keeps its time while it is active. Nobody is told, save where a cancelled visit is on again. Raises
    `NotFound`, and `SlotTaken` where a visit that had given its time back would have to share it.
    """
    before = unit.appointments.get(business.id, visit.id)
    if before is None:
        raise NotFound("There is no such appointment.")
    if before.status is status:
        return before
    marked = revised(services, before, status=status)
    on_again = before.status is AppointmentStatus.CANCELLED and marked.active
    if on_again:
        marked = replace(marked, late_cancellation=False, reminder_sent=False, reminder_steps=())
    unit.appointments.save(business.id, marked)
    change = _change(unit, business, marked, status.value.lower(), actor, reason, None, None)
    record(unit, services, business, before, marked, change)
    if on_again:
        _announce(unit, services, business, marked, change)
    elif marked.active and not before.active:
        tell_calendar(unit, services, business, marked, "put")
    return marked


def close_visit(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    visit: Appointment,
    status: AppointmentStatus,
    *,
    actor: str,
    reason: str = "",
) -> Appointment:
    """The visit is over: `COMPLETED`, or `NO_SHOW` where nobody was there. Raises `NotFound`, `Conflict`."""
    if status not in (AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW):
        raise ValueError(f"{status} does not close a visit")
    if visit.status is AppointmentStatus.CANCELLED:
        raise Conflict("This appointment was cancelled.")
    return mark_visit(unit, services, business, visit, status, actor=actor, reason=reason)


def _announce(unit: UnitOfWork, services: Services, business: Business, visit: Appointment, change: Change) -> None:
    template = "confirmation_emergency" if visit.is_emergency else "confirmation"
    tell_customer(unit, services, business, visit, change, template)
    tell_owner(unit, services, business, visit, change, "owner_new_job")
    tell_calendar(unit, services, business, visit, "put")


def _new_visit(services: Services, request: VisitRequest, slot: Slot, address: str | None) -> Appointment:
    now = services.clock.now()
    customer = request.customer
    return Appointment(
        id=services.new_id(),
        customer_id=customer.id,
        customer_name=request.contact_name or customer.name,
        customer_phone=customer.phone,
        technician_id=slot.technician_id,
        start_time=slot.start,
        end_time=slot.end,
        service_type=request.service.key,
        description=request.description,
        address=address,
        is_emergency=request.is_emergency,
        lead_source=request.lead_source,
        estimated_value_cents=request.estimated_value_cents,
        tags=request.tags,
        conversation_id=request.conversation_id,
        created_at=now,
        updated_at=now,
    )


def _current(unit: UnitOfWork, business: Business, appointment_id: str) -> Appointment:
    """The row as it is now, which may be newer than what the caller saw."""
    visit = unit.appointments.get(business.id, appointment_id)
    if visit is None:
        raise NotFound("There is no such appointment.")
    if not visit.active:
        raise Conflict(f"This appointment is {visit.status.value.lower().replace('_', ' ')}.")
    return visit


def _change(
    unit: UnitOfWork,
    business: Business,
    visit: Appointment,
    action: str,
    actor: str,
    reason: str,
    language: str | None,
    session_id: str | None,
) -> Change:
    customer = unit.customers.get(business.id, visit.customer_id)
    session = unit.sessions.get(business.id, session_id) if session_id else None
    spoken = language or (str(session.state.language) if session else None)
    spoken = spoken or (customer.language if customer else None) or business.language
    return Change(action, actor, reason, spoken, session is not None, session.conversation_id if session else None)

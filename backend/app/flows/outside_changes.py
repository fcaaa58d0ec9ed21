"""What somebody did to a visit's event in the calendar itself: taken over, or brought before the owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.slots import Slot
from app.core.wording.texts import write
from app.core.wording.visits import owner_fields
from app.flows.booking import mark_visit, move_visit
from app.flows.services import Services
from app.flows.texting import alert_owner
from app.flows.visit_news import tell_calendar
from app.flows.visit_slots import BY_FORCE
from app.providers.ports import OutsideChange
from app.repositories.errors import SlotTaken
from app.repositories.ports import UnitOfWork

ACTOR = "calendar"
# Events of visits that far ahead are known again by their ids alone.
REACH = timedelta(days=400)
LONGEST_VISIT = timedelta(days=1)


def take_over(unit: UnitOfWork, services: Services, business: Business, change: OutsideChange) -> bool:
    """Make the visit what the calendar says. True where something came of it.

    A deleted event, and a time that cannot be, never change the visit by themselves: it waits for the owner.
    """
    visit = _visit_of(unit, services, business, change)
    if visit is None or not visit.active:
        return False
    slot = _slot(visit, change)
    if slot is None:
        return _deleted(unit, services, business, visit, change)
    if (slot.start, slot.end, slot.technician_id) == (visit.start_time, visit.end_time, visit.technician_id):
        return False
    try:
        move_visit(
            unit,
            services,
            business,
            visit,
            slot,
            actor=ACTOR,
            reason="moved in the calendar",
            overrule=BY_FORCE,
            another_may_come=False,
        )
    except SlotTaken:
        _bring_before_owner(unit, services, business, visit, "owner_event_clash", "moved onto another visit")
        tell_calendar(unit, services, business, visit, "put", overwrite=True)
    return True


def _deleted(
    unit: UnitOfWork, services: Services, business: Business, visit: Appointment, change: OutsideChange
) -> bool:
    """From the calendar of somebody who has the visit no longer, it was we who removed it."""
    if visit.technician_id not in change.technician_ids or visit.calendar_event_id != change.event_id:
        return False
    forgotten = replace(visit, calendar_event_id=None)
    unit.appointments.save(business.id, forgotten)
    _bring_before_owner(unit, services, business, forgotten, "owner_event_deleted", "deleted in the calendar")
    return True


def _bring_before_owner(
    unit: UnitOfWork, services: Services, business: Business, visit: Appointment, template: str, reason: str
) -> None:
    """The visit keeps its time and is listed among those that want another one; the owner hears of it once."""
    if visit.status is AppointmentStatus.PENDING_RESCHEDULE:
        return
    mark_visit(unit, services, business, visit, AppointmentStatus.PENDING_RESCHEDULE, actor=ACTOR, reason=reason)
    body = write(business, template, business.language, owner_fields(visit, business, services.clock.now()))
    alert_owner(unit, services, business, body, appointment_id=visit.id)


def _slot(visit: Appointment, change: OutsideChange) -> Slot | None:
    """Where the event is now; None where it is nowhere that a visit can be."""
    start, end = change.start, change.end
    if start is None or end is None or not timedelta() < end - start <= LONGEST_VISIT:
        return None
    moved_to = change.technician_ids - {visit.technician_id}
    stays = visit.technician_id in change.technician_ids or len(moved_to) != 1
    return Slot(start, end, visit.technician_id if stays else next(iter(moved_to)))


def _visit_of(unit: UnitOfWork, services: Services, business: Business, change: OutsideChange) -> Appointment | None:
    if change.appointment_id is not None:
        return unit.appointments.get(business.id, change.appointment_id)
    now = services.clock.now()
    coming = unit.appointments.active_between(business.id, now, now + REACH)
    return next((visit for visit in coming if visit.calendar_event_id == change.event_id), None)

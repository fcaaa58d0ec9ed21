"""What the owner changes by text: asked back first, carried out on a yes.

What a yes would do stands with the question itself (`campaign` of its row), so that nothing else has to be kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from app.core.appointments import Appointment, AppointmentStatus
from app.core.availability.query import TimeQuery
from app.core.businesses import Business, Closure
from app.core.owner_commands import is_exact, span_of
from app.core.slots import Slot
from app.core.understanding.frame import When
from app.core.wording.dates import written_clock, written_day, written_time
from app.core.wording.texts import write
from app.core.wording.visits import owner_fields
from app.flows.booking import cancel_visit, close_visit, move_visit
from app.flows.errors import Conflict, NotFound
from app.flows.find_times import AvailabilityUnknown, find_times
from app.flows.opt_outs import is_opted_out
from app.flows.owner_questions import Colleague
from app.flows.services import Services
from app.flows.unreachable import unreachable_among
from app.flows.visit_news import OWNER_BY_TEXT
from app.flows.visit_slots import BY_FORCE
from app.repositories.errors import SlotTaken
from app.repositories.ports import UnitOfWork

MARK = "owner"
NEAREST = 3


@dataclass(frozen=True, slots=True)
class OwnerAnswer:
    """`pending` is what a yes to this answer carries out."""

    body: str
    pending: str | None = None


def ask_cancel(unit: UnitOfWork, services: Services, business: Business, visit: Appointment) -> OwnerAnswer:
    fields = _fields(unit, services, business, visit)
    return OwnerAnswer(write(business, "owner_ask_cancel", business.language, fields), _mark("cancel", visit.id))


def ask_done(services: Services, business: Business, visit: Appointment) -> OwnerAnswer:
    fields = owner_fields(visit, business, services.clock.now())
    return OwnerAnswer(write(business, "owner_ask_done", business.language, fields), _mark("done", visit.id))


def ask_move(unit: UnitOfWork, services: Services, business: Business, visit: Appointment, target: When) -> OwnerAnswer:
    """To the exact time where one is named, else to the first free one in that span."""
    if is_exact(target):
        slot: Slot | None = Slot(target.start, target.start + (visit.end_time - visit.start_time), visit.technician_id)
    else:
        slot = next(iter(_free(unit, services, business, visit, target)), None)
    fields = _fields(unit, services, business, visit)
    if slot is None or not _is_free(unit, business, visit, slot):
        return OwnerAnswer(_not_free(unit, services, business, visit, target))
    body = write(business, "owner_ask_move", business.language, {**fields, **_target(services, business, slot)})
    return OwnerAnswer(body, _mark("move", visit.id, slot.start.isoformat(), slot.technician_id))


def ask_block(unit: UnitOfWork, services: Services, business: Business, when: When | None) -> OwnerAnswer:
    span = None if when is None else span_of(when, business.zone)
    if span is None:
        return OwnerAnswer(write(business, "owner_no_span", business.language, {}))
    booked = len(unit.appointments.active_between(business.id, *span))
    key = "owner_ask_block_busy" if booked else "owner_ask_block"
    fields = {**_span_fields(services, business, span), "count": str(booked)}
    body = write(business, key, business.language, fields)
    return OwnerAnswer(body, _mark("block", span[0].isoformat(), span[1].isoformat()))


def carry_out_pending(
    unit: UnitOfWork, services: Services, business: Business, who: Colleague, pending: str
) -> OwnerAnswer | None:
    """The yes has come; None where the mark is none of ours."""
    mark, verb, *details = pending.split("|")
    if mark != MARK:
        return None
    if verb == "block":
        return _block(unit, services, business, details)
    visit = unit.appointments.get(business.id, details[0])
    if visit is None or not visit.active:
        return _changed(business)
    try:
        return _change(unit, services, business, who, visit, verb, details)
    except (NotFound, Conflict):
        return _changed(business)


def _change(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    who: Colleague,
    visit: Appointment,
    verb: str,
    details: list[str],
) -> OwnerAnswer:
    actor = OWNER_BY_TEXT if who.is_owner else f"technician {who.technician_id}"
    fields = _fields(unit, services, business, visit)
    if verb == "cancel":
        cancel_visit(unit, services, business, visit, actor=actor, reason="by text")
        return OwnerAnswer(write(business, "owner_cancelled_now", business.language, fields))
    if verb == "done":
        close_visit(unit, services, business, visit, AppointmentStatus.COMPLETED, actor=actor, reason="by text")
        return OwnerAnswer(write(business, "owner_done_now", business.language, fields))
    start = datetime.fromisoformat(details[1])
    slot = Slot(start, start + (visit.end_time - visit.start_time), details[2])
    try:
        moved = move_visit(unit, services, business, visit, slot, actor=actor, reason="by text", overrule=BY_FORCE)
    except SlotTaken:
        return _changed(business)
    told = {**fields, **_target(services, business, Slot(moved.start_time, moved.end_time, moved.technician_id))}
    return OwnerAnswer(write(business, "owner_moved_now", business.language, told))


def _fields(unit: UnitOfWork, services: Services, business: Business, visit: Appointment) -> dict[str, str]:
    """With whether the customer hears of a change by text."""
    fields = owner_fields(visit, business, services.clock.now())
    phone = visit.customer_phone
    silent = (
        phone is None
        or is_opted_out(unit, business, phone, services.keys)
        or bool(unreachable_among(unit, services, business, (phone,)))
    )
    told = write(business, "owner_not_told" if silent else "owner_told", business.language, fields)
    return {**fields, "told": told}


def _block(unit: UnitOfWork, services: Services, business: Business, details: list[str]) -> OwnerAnswer:
    span = (datetime.fromisoformat(details[0]), datetime.fromisoformat(details[1]))
    closure = Closure(*span, reason="by text")
    if closure not in business.closures:
        changed = replace(business, closures=(*business.closures, closure), updated_at=services.clock.now())
        unit.businesses.save(changed)
    fields = _span_fields(services, business, span)
    return OwnerAnswer(write(business, "owner_blocked_now", business.language, fields))


def _free(
    unit: UnitOfWork, services: Services, business: Business, visit: Appointment, wish: When | None
) -> tuple[Slot, ...]:
    query = TimeQuery(
        service=business.service(visit.service_type),
        wish=wish,
        is_emergency=visit.is_emergency,
        exclude_appointment_id=visit.id,
        limit=NEAREST,
        duration_minutes=int((visit.end_time - visit.start_time) / timedelta(minutes=1)),
    )
    try:
        return find_times(unit, services, business, query).slots
    except AvailabilityUnknown:
        return ()


def _is_free(unit: UnitOfWork, business: Business, visit: Appointment, slot: Slot) -> bool:
    """The owner may overrule opening hours, never an overlap."""
    others = unit.appointments.active_between(business.id, slot.start, slot.end)
    return not any(other.id != visit.id and other.technician_id == slot.technician_id for other in others)


def _not_free(unit: UnitOfWork, services: Services, business: Business, visit: Appointment, target: When) -> str:
    language, now = business.language, services.clock.now()
    named = written_time(target.start, business, now, language)
    times = "; ".join(
        written_time(slot.start, business, now, language) for slot in _free(unit, services, business, visit, target)
    )
    key = "owner_not_free" if times else "owner_not_free_at_all"
    return write(business, key, language, {"target": named, "times": times})


def _target(services: Services, business: Business, slot: Slot) -> dict[str, str]:
    technician = business.technician(slot.technician_id)
    return {
        "target": written_time(slot.start, business, services.clock.now(), business.language),
        "technician": technician.name if technician else "",
    }


def _span_fields(services: Services, business: Business, span: tuple[datetime, datetime]) -> dict[str, str]:
    """A day, hours of one, or whatever lies between two moments."""
    now, language = services.clock.now(), business.language
    first, last = (business.local(moment) for moment in span)
    day = written_day(first.date(), business.local(now).date(), language)
    if first.time() == last.time() == time() and last.date() - first.date() == timedelta(days=1):
        said = write(business, "owner_span_day", language, {"day": day})
    elif first.date() == last.date():
        hours = {"time": written_clock(first, language), "until": written_clock(last, language)}
        said = write(business, "owner_span_hours", language, {"day": day, **hours})
    else:
        ends = {
            name: written_time(end, business, now, language) for name, end in zip(("when", "target"), span, strict=True)
        }
        said = write(business, "owner_span_long", language, ends)
    return {"span": said}


def _changed(business: Business) -> OwnerAnswer:
    return OwnerAnswer(write(business, "owner_changed_meanwhile", business.language, {}))


def _mark(verb: str, *details: str) -> str:
    return "|".join((MARK, verb, *details))

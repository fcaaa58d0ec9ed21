"""Appointments changed by hand: details, time, technician and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.core.appointments import Appointment, AppointmentStatus
from app.core.availability.query import TimeQuery
from app.core.businesses import Business
from app.core.slots import Slot, Taken
from app.flows.booking import cancel_visit, close_visit, mark_visit, move_visit
from app.flows.crm_appointments import get_appointment
from app.flows.crm_availability import known_service, load_business
from app.flows.crm_place import Place, check_times, query_for, stored_visit
from app.flows.crm_preview import Preview, preview
from app.flows.deliver import settle
from app.flows.edit_visit import edit_visit
from app.flows.errors import Conflict
from app.flows.free_busy import ask_busy
from app.flows.services import Services
from app.flows.visit_slots import AROUND
from app.repositories.ports import UnitOfWork

# Fields that a change may name, without those of time, technician and status.
PLAIN_FIELDS = frozenset(
    {
        "service_type",
        "description",
        "address",
        "is_emergency",
        "lead_source",
        "estimated_value_cents",
        "tags",
        "customer_name",
    }
)


@dataclass(frozen=True, slots=True)
class AppointmentPatch:
    """`changes` holds the named fields with their new values: those of the record that may be changed by hand."""

    changes: dict[str, Any] = field(default_factory=dict)


def change_appointment(
    services: Services,
    business_id: str,
    appointment_id: str,
    patch: AppointmentPatch,
    *,
    actor: str,
    force: bool = False,
    reason: str = "",
) -> Appointment:
    """Change details, time, technician and status, in this order, in one unit of work.

    Raises `NotFound`, `Invalid`, and `Conflict` with the nearest `alternatives` where a new time cannot be had.
    """
    business = load_business(services, business_id)
    busy = _busy_for(services, business, patch.changes)
    with services.store.unit_of_work() as unit:
        _change(unit, services, business, appointment_id, patch, busy, actor=actor, force=force, reason=reason)
        unit.commit()
    settle(services, business_id)
    return get_appointment(services, business_id, appointment_id)


def preview_change(
    services: Services, business_id: str, appointment_id: str, patch: AppointmentPatch, *, actor: str, force: bool
) -> Preview:
    """What `change_appointment` would do and text. Raises what it would."""
    business = load_business(services, business_id)
    busy = _busy_for(services, business, patch.changes)
    return preview(
        services,
        business_id,
        lambda unit, uncounted, _: _change(
            unit, uncounted, business, appointment_id, patch, busy, actor=actor, force=force
        ),
    )


def _change(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    appointment_id: str,
    patch: AppointmentPatch,
    busy: Sequence[Taken],
    *,
    actor: str,
    force: bool,
    reason: str = "",
) -> Appointment:
    changes = patch.changes
    if "service_type" in changes:
        known_service(business, changes["service_type"])
    visit = stored_visit(unit, business.id, appointment_id)
    plain = {name: changes[name] for name in PLAIN_FIELDS & changes.keys()}
    visit = edit_visit(unit, services, business, visit, plain, actor=actor, reason=reason)
    place = Place(unit, services, business, _query_of(business, visit), busy, force)
    visit = _moved(place, visit, changes, actor, reason)
    if "status" in changes:
        visit = _with_status(place, visit, AppointmentStatus(changes["status"]), actor, reason)
    return visit


def _moved(place: Place, visit: Appointment, changes: dict[str, Any], actor: str, reason: str) -> Appointment:
    """The visit at its new time; as it was where nothing of it changes."""
    if not changes.keys() & {"start_time", "end_time", "technician_id", "service_type"}:
        return visit
    start, end = _new_times(place.business, visit, changes)
    technician_id = changes.get("technician_id", visit.technician_id)
    if (start, end, technician_id) == (visit.start_time, visit.end_time, visit.technician_id):
        return visit
    named = "technician_id" in changes
    check_times(place.business, start, end, technician_id if named else None)
    if not visit.active:
        raise Conflict(f"This appointment is {visit.status.value.lower().replace('_', ' ')}.")
    try:
        slot = place.slot(start, end, technician_id)
    except Conflict:
        if named:
            raise
        slot = place.slot(start, end, None)
    return place.trying(
        lambda: move_visit(
            place.unit,
            place.services,
            place.business,
            visit,
            slot,
            actor=actor,
            reason=reason,
            overrule=place.overrule,
            another_may_come=False,
        ),
        slot,
    )


def _new_times(business: Business, visit: Appointment, changes: dict[str, Any]) -> tuple[datetime, datetime]:
    """A visit that is moved keeps its length; one of another service takes that service's."""
    start = changes.get("start_time") or visit.start_time
    if changes.get("end_time"):
        return start, changes["end_time"]
    service = business.service(changes.get("service_type"))
    length = timedelta(minutes=service.duration_minutes) if service else visit.end_time - visit.start_time
    return start, start + length


def _with_status(place: Place, visit: Appointment, status: AppointmentStatus, actor: str, reason: str) -> Appointment:
    unit, services, business = place.unit, place.services, place.business
    if status is AppointmentStatus.CANCELLED:
        return cancel_visit(unit, services, business, visit, actor=actor, reason=reason)
    if status in (AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW):
        return close_visit(unit, services, business, visit, status, actor=actor, reason=reason)
    slot = Slot(visit.start_time, visit.end_time, visit.technician_id)
    return place.trying(lambda: mark_visit(unit, services, business, visit, status, actor=actor, reason=reason), slot)


def _busy_for(services: Services, business: Business, changes: dict[str, Any]) -> Sequence[Taken]:
    """The calendar's busy times around a new start; a person decides where they are unknown."""
    start = changes.get("start_time")
    if start is None:
        return ()
    return ask_busy(services, business, start - AROUND, start + AROUND) or ()


def _query_of(business: Business, visit: Appointment) -> TimeQuery:
    query = query_for(business.service(visit.service_type), visit.address, is_emergency=visit.is_emergency)
    length = int((visit.end_time - visit.start_time).total_seconds() // 60)
    return replace(query, exclude_appointment_id=visit.id, duration_minutes=length)

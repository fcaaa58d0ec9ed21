"""The customer says that they will be there."""

from __future__ import annotations

from dataclasses import replace

from app.core import tallies
from app.core.appointments import Appointment, AppointmentChange, AppointmentStatus
from app.core.businesses import Business
from app.flows.errors import Conflict, NotFound
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

CONFIRMABLE = frozenset({AppointmentStatus.SCHEDULED, AppointmentStatus.CONFIRMED})


def confirm_visit(
    unit: UnitOfWork, services: Services, business: Business, appointment_id: str, *, actor: str = "customer"
) -> Appointment:
    """Mark it `CONFIRMED`; once more is as good. Raises `NotFound`, or `Conflict` where it is not to be confirmed."""
    visit = unit.appointments.get(business.id, appointment_id)
    if visit is None:
        raise NotFound("There is no such appointment.")
    if visit.status not in CONFIRMABLE:
        raise Conflict(f"An appointment that is {visit.status.value} cannot be confirmed.")
    if visit.status is AppointmentStatus.CONFIRMED:
        return visit
    now = services.clock.now()
    confirmed = replace(visit, status=AppointmentStatus.CONFIRMED, updated_at=now, version=visit.version + 1)
    unit.appointments.save(business.id, confirmed)
    unit.appointments.record(
        business.id,
        AppointmentChange(
            id=services.new_id(),
            appointment_id=visit.id,
            at=now,
            actor=actor,
            action="confirmed",
            before={"status": visit.status.value},
            after={"status": confirmed.status.value},
        ),
    )
    if actor == "customer":
        unit.tallies.add(business.id, tallies.SMS_CONFIRMATIONS, now.date())
    return confirmed

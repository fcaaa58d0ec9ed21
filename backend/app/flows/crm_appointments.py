"""Appointments by hand: made, cancelled and listed by somebody at a desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.appointments import Appointment, AppointmentChange, AppointmentStatus
from app.core.businesses import Business, Service
from app.core.customers import Customer
from app.core.slots import Slot
from app.flows.booking import VisitRequest, book_visit, cancel_visit
from app.flows.converse import business_of
from app.flows.crm_availability import known_service, load_business
from app.flows.crm_place import Place, check_times, query_for, stored_visit
from app.flows.deliver import settle
from app.flows.errors import NotFound
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.flows.visit_slots import AROUND, BY_FORCE
from app.repositories.ports import Key, Page, UnitOfWork


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """What somebody at a desk enters. `end_time` and `technician_id` are found where not given."""

    customer_id: str
    start_time: datetime
    service_type: str
    end_time: datetime | None = None
    technician_id: str | None = None
    description: str = ""
    address: str | None = None
    is_emergency: bool = False
    lead_source: str | None = None
    estimated_value_cents: int | None = None
    tags: tuple[str, ...] = ()


def create_appointment(
    services: Services, business_id: str, new: NewAppointment, *, actor: str, force: bool = False
) -> Appointment:
    """Book by hand. Raises `Conflict` with the nearest `alternatives`; `force` overrules hours, never an overlap."""
    visit = run_turn(
        services,
        business_id,
        lambda unit, outside: create_appointment_in(
            unit, services, outside, business_id, new, actor=actor, force=force
        ),
    )
    return get_appointment(services, business_id, visit.id)


def create_appointment_in(
    unit: UnitOfWork,
    services: Services,
    outside: Outside,
    business_id: str,
    new: NewAppointment,
    *,
    actor: str,
    force: bool = False,
) -> Appointment:
    """As `create_appointment`, inside the caller's unit of work."""
    business = business_of(unit, business_id)
    service = known_service(business, new.service_type)
    end = new.end_time or new.start_time + timedelta(minutes=service.duration_minutes)
    check_times(business, new.start_time, end, new.technician_id)
    customer = _customer(unit, business, new.customer_id)
    busy = outside.busy_between(business, new.start_time - AROUND, end + AROUND) or ()
    query = query_for(service, new.address or customer.address, is_emergency=new.is_emergency)
    place = Place(unit, services, business, query, busy, force)
    slot = place.slot(new.start_time, end, new.technician_id)
    request = _request(new, customer, service, slot, actor, force)
    return place.trying(lambda: book_visit(unit, services, business, request), slot)


def get_appointment(services: Services, business_id: str, appointment_id: str) -> Appointment:
    with services.store.unit_of_work(read_only=True) as unit:
        return stored_visit(unit, business_id, appointment_id)


def list_appointments(
    services: Services,
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
    """By start time; `start` (inclusive) and `end` (exclusive) bound it."""
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.appointments.page(
            business_id,
            limit=limit,
            after=after,
            start=start,
            end=end,
            statuses=statuses,
            customer_id=customer_id,
            technician_id=technician_id,
            newest_first=newest_first,
        )


def appointment_history(services: Services, business_id: str, appointment_id: str) -> Sequence[AppointmentChange]:
    """Oldest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        stored_visit(unit, business_id, appointment_id)
        return unit.appointments.history(business_id, appointment_id)


def cancel_appointment(
    services: Services, business_id: str, appointment_id: str, *, actor: str, reason: str = ""
) -> Appointment:
    """Free its time. Cancelling twice changes nothing. Raises `NotFound`, and `Conflict` where it is over."""
    business = load_business(services, business_id)
    with services.store.unit_of_work() as unit:
        visit = stored_visit(unit, business_id, appointment_id)
        cancel_visit(unit, services, business, visit, actor=actor, reason=reason)
        unit.commit()
    settle(services, business_id)
    return get_appointment(services, business_id, appointment_id)


def _request(
    new: NewAppointment, customer: Customer, service: Service, slot: Slot, actor: str, force: bool
) -> VisitRequest:
    return VisitRequest(
        customer=customer,
        slot=slot,
        service=service,
        description=new.description,
        address=new.address,
        is_emergency=new.is_emergency,
        lead_source=new.lead_source,
        estimated_value_cents=new.estimated_value_cents,
        tags=new.tags,
        actor=actor,
        overrule=BY_FORCE if force else frozenset(),
        another_may_come=new.technician_id is None,
    )


def _customer(unit: UnitOfWork, business: Business, customer_id: str) -> Customer:
    customer = unit.customers.get(business.id, customer_id)
    if customer is None:
        raise NotFound("There is no such customer.")
    return customer

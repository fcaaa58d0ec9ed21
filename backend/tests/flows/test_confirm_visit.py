"""The customer says that they will be there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.customers import Customer
from app.flows.confirm_visit import confirm_visit
from app.flows.errors import Conflict, NotFound
from app.flows.services import Services


def booked(services: Services, business: Business, customer: Customer, status: AppointmentStatus) -> None:
    start = services.clock.now() + timedelta(days=1)
    visit = Appointment(
        "visit",
        customer.id,
        customer.name,
        "luis",
        start,
        start + timedelta(hours=1),
        "leak",
        start,
        start,
        status=status,
    )
    with services.store.unit_of_work() as unit:
        unit.appointments.book(business.id, visit)
        unit.commit()


def test_a_confirmation_is_stored_counted_and_kept_in_the_visit_s_history(
    services: Services, business: Business, maria: Customer
) -> None:
    booked(services, business, maria, AppointmentStatus.SCHEDULED)
    with services.store.unit_of_work() as unit:
        assert confirm_visit(unit, services, business, "visit").status is AppointmentStatus.CONFIRMED
        assert confirm_visit(unit, services, business, "visit").status is AppointmentStatus.CONFIRMED
        [change] = unit.appointments.history(business.id, "visit")
        assert (change.action, change.before, change.after) == (
            "confirmed",
            {"status": "SCHEDULED"},
            {"status": "CONFIRMED"},
        )
        assert unit.tallies.totals(business.id) == {"sms_confirmations_via_sms": 1}


def test_a_cancelled_visit_or_an_unknown_one_cannot_be_confirmed(
    services: Services, business: Business, maria: Customer
) -> None:
    booked(services, business, maria, AppointmentStatus.CANCELLED)
    with services.store.unit_of_work() as unit:
        with pytest.raises(Conflict):
            confirm_visit(unit, services, business, "visit")
        with pytest.raises(NotFound):
            confirm_visit(unit, services, business, "nothing")


def test_a_confirmation_by_the_owner_is_no_text_of_a_customer(
    services: Services, business: Business, maria: Customer
) -> None:
    booked(services, business, maria, AppointmentStatus.SCHEDULED)
    with services.store.unit_of_work() as unit:
        confirm_visit(unit, services, business, "visit", actor="owner")
        assert unit.tallies.totals(business.id) == {}

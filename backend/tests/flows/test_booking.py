"""A visit is booked, moved, cancelled and closed, and everybody concerned learns of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.appointments import Appointment, AppointmentStatus, CalendarSync
from app.core.businesses import Business, EmergencyPolicy
from app.core.customers import Customer
from app.core.slots import Slot
from app.core.texts import Audience, TextKind, TextStatus
from app.flows.booking import VisitRequest, book_visit, cancel_visit, close_visit, mark_visit, move_visit
from app.flows.deliver import deliver_due, settle
from app.flows.errors import Conflict
from app.flows.services import Services
from app.providers.ports import Unavailable
from app.repositories.errors import SlotTaken

THURSDAY_FOUR = Slot(datetime(2026, 6, 4, 21, 0, tzinfo=UTC), datetime(2026, 6, 4, 22, 30, tzinfo=UTC), "luis")
THURSDAY_TWO = Slot(datetime(2026, 6, 4, 18, 0, tzinfo=UTC), datetime(2026, 6, 4, 19, 30, tzinfo=UTC), "luis")

THURSDAY_NINE = Slot(datetime(2026, 6, 4, 14, 30, tzinfo=UTC), datetime(2026, 6, 4, 16, 0, tzinfo=UTC), "luis")


def request_for(business: Business, customer: Customer, slot: Slot, **more: object) -> VisitRequest:
    return VisitRequest(customer=customer, slot=slot, service=business.services[0], **more)  # type: ignore[arg-type]


def book(services: Services, business: Business, customer: Customer, slot: Slot, **more: object) -> Appointment:
    with services.store.unit_of_work() as unit:
        visit = book_visit(unit, services, business, request_for(business, customer, slot, **more))
        unit.commit()
    settle(services, business.id)
    return visit


def row(services: Services, business: Business, visit: Appointment) -> Appointment:
    with services.store.unit_of_work() as unit:
        found = unit.appointments.get(business.id, visit.id)
    assert found is not None
    return found


def texts(services: Services, business: Business, audience: Audience) -> list[str]:
    with services.store.unit_of_work() as unit:
        page = unit.texts.page(business.id, limit=50)
    return [text.body for text in page.items if text.audience is audience and text.status is TextStatus.SENT]


def test_a_booked_visit_is_told_to_customer_owner_and_calendar(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = book(services, business, maria, THURSDAY_TWO)
    stored = row(services, business, visit)
    assert stored.calendar_sync is CalendarSync.STUB
    assert str(stored.calendar_event_id).startswith("event_placeholder_")
    (to_customer,) = texts(services, business, Audience.CUSTOMER)
    assert to_customer.startswith("Rivera Plumbing: you're booked for")
    assert "1:00 PM" in to_customer
    (to_owner,) = texts(services, business, Audience.OWNER)
    assert to_owner.startswith("NEW JOB")
    assert "Maria Lopez (816) 555-0142" in to_owner
    with services.store.unit_of_work() as unit:
        (line,) = unit.appointments.history(business.id, visit.id)
        assert unit.tallies.totals(business.id)["appointments_scheduled"] == 1
    assert (line.action, line.actor, line.before) == ("booked", "caller", {})


def test_a_known_caller_s_new_name_and_address_stay_on_the_visit(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = book(services, business, maria, THURSDAY_TWO, contact_name="Ana Lopez", address="4120 Rainbow Boulevard")
    assert (visit.customer_name, visit.address) == ("Ana Lopez", "4120 Rainbow Boulevard")
    with services.store.unit_of_work() as unit:
        assert unit.customers.get(business.id, maria.id) == maria


def test_a_spanish_speaker_reads_spanish(services: Services, business: Business, maria: Customer) -> None:
    book(services, business, maria, THURSDAY_TWO, language="es")
    (body,) = texts(services, business, Audience.CUSTOMER)
    assert "calentador de agua" in body


def test_a_slot_that_was_taken_meanwhile_goes_to_the_other_technician(
    services: Services, business: Business, maria: Customer
) -> None:
    assert book(services, business, maria, THURSDAY_TWO).technician_id == "luis"
    assert book(services, business, maria, THURSDAY_TWO).technician_id == "dana"
    with pytest.raises(SlotTaken):
        book(services, business, maria, THURSDAY_TWO)
    assert len(texts(services, business, Audience.CUSTOMER)) == 2


def test_a_visit_cannot_end_after_hours(services: Services, business: Business, maria: Customer) -> None:
    with pytest.raises(SlotTaken):
        book(services, business, maria, THURSDAY_FOUR)


def test_moving_frees_the_old_time_and_keeps_the_history(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = book(services, business, maria, THURSDAY_TWO)
    later = replace(
        THURSDAY_TWO, start=THURSDAY_TWO.start + timedelta(days=1), end=THURSDAY_TWO.end + timedelta(days=1)
    )
    with services.store.unit_of_work() as unit:
        move_visit(unit, services, business, visit, later, actor="caller", reason="by the customer")
        unit.commit()
    settle(services, business.id)
    moved = row(services, business, visit)
    assert (moved.start_time, moved.status, moved.reminder_sent) == (later.start, AppointmentStatus.SCHEDULED, False)
    with services.store.unit_of_work() as unit:
        _, line = unit.appointments.history(business.id, visit.id)
    assert line.before == {"start_time": THURSDAY_TWO.start.isoformat(), "end_time": THURSDAY_TWO.end.isoformat()}
    assert line.after == {"start_time": later.start.isoformat(), "end_time": later.end.isoformat()}
    assert (line.actor, line.reason) == ("caller", "by the customer")
    assert book(services, business, maria, THURSDAY_TWO).technician_id == "luis"


def test_a_visit_may_move_into_its_own_time(services: Services, business: Business, maria: Customer) -> None:
    visit = book(services, business, maria, THURSDAY_TWO)
    half_an_hour = timedelta(minutes=30)
    later = replace(THURSDAY_TWO, start=THURSDAY_TWO.start + half_an_hour, end=THURSDAY_TWO.end + half_an_hour)
    with services.store.unit_of_work() as unit:
        moved = move_visit(unit, services, business, visit, later, actor="owner")
    assert moved.technician_id == "luis"


def test_a_cancelled_visit_gives_its_time_back_and_its_event_goes(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = book(services, business, maria, THURSDAY_TWO)
    for _twice in range(2):
        with services.store.unit_of_work() as unit:
            cancel_visit(unit, services, business, visit, actor="caller", reason="by the customer")
            unit.commit()
        settle(services, business.id)
    stored = row(services, business, visit)
    assert stored.status is AppointmentStatus.CANCELLED
    assert stored.calendar_event_id is None
    assert stored.late_cancellation is False
    assert len([body for body in texts(services, business, Audience.CUSTOMER) if "cancelled" in body]) == 1
    with pytest.raises(Conflict), services.store.unit_of_work() as unit:
        move_visit(unit, services, business, visit, THURSDAY_TWO, actor="owner")


def test_a_cancellation_on_the_day_is_noted_as_late(services: Services, business: Business, maria: Customer) -> None:
    today = replace(
        THURSDAY_TWO, start=THURSDAY_TWO.start - timedelta(days=1), end=THURSDAY_TWO.end - timedelta(days=1)
    )
    visit = book(services, business, maria, today)
    with services.store.unit_of_work() as unit:
        assert cancel_visit(unit, services, business, visit, actor="caller").late_cancellation is True


def test_nobody_at_home_is_noted(services: Services, business: Business, maria: Customer) -> None:
    visit = book(services, business, maria, THURSDAY_TWO)
    with services.store.unit_of_work() as unit:
        closed = close_visit(unit, services, business, visit, AppointmentStatus.NO_SHOW, actor="owner")
        assert closed.status is AppointmentStatus.NO_SHOW
        assert unit.appointments.history(business.id, visit.id)[-1].action == "no_show"


def test_a_visit_that_waits_for_a_new_time_keeps_its_old_one(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = book(services, business, maria, THURSDAY_TWO)
    with services.store.unit_of_work() as unit:
        waiting = mark_visit(
            unit, services, business, visit, AppointmentStatus.PENDING_RESCHEDULE, actor="caller", reason="by text"
        )
        unit.commit()
    assert waiting.active
    assert book(services, business, maria, THURSDAY_TWO).technician_id == "dana"


def test_a_customer_without_a_phone_gets_no_text(services: Services, business: Business, maria: Customer) -> None:
    book(services, business, replace(maria, phone=None), THURSDAY_TWO)
    assert texts(services, business, Audience.CUSTOMER) == []
    with services.store.unit_of_work() as unit:
        kinds = [text.kind for text in unit.texts.page(business.id, limit=9).items]
    assert kinds == [TextKind.OWNER_ALERT]


def test_an_emergency_visit_is_confirmed_with_what_it_costs(
    services: Services, business: Business, maria: Customer
) -> None:
    priced = replace(business, emergency_policy=EmergencyPolicy(call_out_text="The call-out is $149."))
    nine_hours = timedelta(hours=9)
    tonight = replace(THURSDAY_TWO, start=THURSDAY_TWO.start + nine_hours, end=THURSDAY_TWO.end + nine_hours)
    visit = book(services, priced, maria, tonight, is_emergency=True)
    assert visit.technician_id == "luis"
    (body,) = texts(services, business, Audience.CUSTOMER)
    assert "The call-out is $149. Reply R" in body
    with pytest.raises(SlotTaken):
        book(services, priced, maria, tonight)


class TestByNight:
    """The owner books at half past ten on Wednesday evening, when the customer must not be texted."""

    EVENING = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    MORNING = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)

    def test_a_confirmation_that_waits_for_the_morning_says_today(
        self, services: Services, business: Business, maria: Customer, clock: Any
    ) -> None:
        clock.moment = self.EVENING
        book(services, business, maria, THURSDAY_TWO)
        assert texts(services, business, Audience.CUSTOMER) == []
        clock.moment = self.MORNING
        deliver_due(services)
        (body,) = texts(services, business, Audience.CUSTOMER)
        assert "you're booked for today, at 1:00 PM" in body

    def test_of_a_booking_that_was_moved_overnight_the_customer_reads_the_last_word(
        self, services: Services, business: Business, maria: Customer, clock: Any
    ) -> None:
        clock.moment = self.EVENING
        visit = book(services, business, maria, THURSDAY_TWO)
        with services.store.unit_of_work() as unit:
            move_visit(unit, services, business, visit, THURSDAY_NINE, actor="owner")
            unit.commit()
        clock.moment = self.MORNING
        deliver_due(services)
        (body,) = texts(services, business, Audience.CUSTOMER)
        assert "moved to today, at 9:30 AM" in body

    def test_of_a_booking_that_was_cancelled_overnight_the_customer_reads_only_that(
        self, services: Services, business: Business, maria: Customer, clock: Any
    ) -> None:
        clock.moment = self.EVENING
        visit = book(services, business, maria, THURSDAY_TWO)
        with services.store.unit_of_work() as unit:
            cancel_visit(unit, services, business, visit, actor="owner")
            unit.commit()
        clock.moment = self.MORNING
        deliver_due(services)
        (body,) = texts(services, business, Audience.CUSTOMER)
        assert "your visit today, at 1:00 PM (water heater) is cancelled" in body

    def test_an_alert_that_an_outage_held_past_midnight_says_today(
        self, networked: Services, business: Business, maria: Customer, clock: Any, network: Any
    ) -> None:
        clock.moment = self.EVENING
        network.answers = [Unavailable("Twilio answered 429")]
        book(networked, business, maria, THURSDAY_TWO)
        deliver_due(networked)
        clock.moment = self.MORNING
        deliver_due(networked)
        alert = next(text.body for text in network.sent[1:] if text.audience is Audience.OWNER)
        assert alert.startswith("NEW JOB today, at 1:00 PM")

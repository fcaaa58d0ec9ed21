"""Reminders: to whom, once, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business, Pause
from app.core.customers import Customer
from app.core.texts import Text, TextKind, TextStatus
from app.flows.deliver import deliver_due
from app.flows.errors import NotFound
from app.flows.opt_outs import record_opt_out
from app.flows.run_due import run_due, sweep
from app.flows.send_reminders import send_reminders
from app.flows.services import Services


def visit(services: Services, business: Business, customer: Customer, hours: float, **more: Any) -> Appointment:
    start = services.clock.now() + timedelta(hours=hours)
    made = Appointment(
        id=services.new_id(),
        customer_id=customer.id,
        customer_name=customer.name,
        technician_id="luis",
        start_time=start,
        end_time=start + timedelta(minutes=30),
        service_type="water_heater",
        created_at=services.clock.now() - timedelta(days=3),
        updated_at=services.clock.now() - timedelta(days=3),
        address="4120 Rainbow Blvd",
    )
    made = replace(made, **more)
    with services.store.unit_of_work() as unit:
        unit.appointments.book(business.id, made)
        unit.commit()
    return made


def reminders(services: Services, business: Business) -> list[Text]:
    with services.store.unit_of_work() as unit:
        return list(unit.texts.page(business.id, limit=200, kind=TextKind.REMINDER).items)


def stored(services: Services, business: Business, made: Appointment) -> Appointment:
    with services.store.unit_of_work() as unit:
        found = unit.appointments.get(business.id, made.id)
    assert found is not None
    return found


def test_a_visit_of_tomorrow_is_reminded_once_and_marked(
    services: Services, business: Business, maria: Customer
) -> None:
    made = visit(services, business, maria, 23)
    assert send_reminders(services, business.id).sent == 1
    assert stored(services, business, made).reminder_sent
    again = send_reminders(services, business.id)
    assert (again.sent, dict(again.skipped)) == (0, {"already_sent": 1})
    [text] = reminders(services, business)
    assert text.status is TextStatus.SENT
    assert text.body == (
        "Rivera Plumbing: reminder, tomorrow, Thursday, at 9:00 AM, 4120 Rainbow Blvd (water heater). "
        "Reply C to confirm, R to move it. Reply STOP to opt out."
    )
    assert text.expires_at == made.start_time


@pytest.mark.parametrize(
    ("hours", "more"),
    [
        (25, {}),
        (-1, {}),
        (5, {"status": AppointmentStatus.CANCELLED}),
        (5, {"status": AppointmentStatus.PENDING_RESCHEDULE}),
        (5, {"status": AppointmentStatus.COMPLETED}),
    ],
)
def test_other_visits_are_left_alone(
    services: Services, business: Business, maria: Customer, hours: float, more: dict[str, Any]
) -> None:
    visit(services, business, maria, hours, **more)
    report = send_reminders(services, business.id)
    assert (report.sent, dict(report.skipped)) == (0, {})


def test_the_span_is_a_parameter_and_a_confirmed_visit_is_reminded(
    services: Services, business: Business, maria: Customer
) -> None:
    visit(services, business, maria, 40, status=AppointmentStatus.CONFIRMED)
    assert send_reminders(services, business.id, hours_ahead=24).sent == 0
    assert send_reminders(services, business.id, hours_ahead=48).sent == 1


def test_who_opted_out_is_counted_each_time_and_listed_once(
    services: Services, business: Business, maria: Customer
) -> None:
    made = visit(services, business, maria, 5)
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, "(816) 555-0142", source="sms", evidence="STOP")
        unit.commit()
    for _ in range(3):
        assert dict(send_reminders(services, business.id).skipped) == {"opted_out": 1}
    assert [text.status for text in reminders(services, business)] == [TextStatus.SUPPRESSED]
    assert not stored(services, business, made).reminder_sent


def test_who_has_no_phone_is_counted(services: Services, business: Business, maria: Customer) -> None:
    nameless = replace(maria, id="nobody", phone=None)
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, nameless)
        unit.commit()
    visit(services, business, nameless, 5)
    assert dict(send_reminders(services, business.id).skipped) == {"no_phone": 1}


def test_at_night_it_waits_for_the_morning_and_goes_once(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    clock.moment = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    visit(services, business, maria, 14)
    assert dict(send_reminders(services, business.id).skipped) == {"quiet_hours": 1}
    assert dict(send_reminders(services, business.id).skipped) == {"already_sent": 1}
    clock.moment = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)
    assert deliver_due(services).texts_sent == 1
    assert [text.status for text in reminders(services, business)] == [TextStatus.SENT]


def test_a_dry_run_says_who_would_get_what_and_stores_nothing(
    services: Services, business: Business, maria: Customer
) -> None:
    sam = replace(maria, id="sam", name="Sam Reed", phone="+18165550143")
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, sam)
        record_opt_out(unit, services, business, sam.phone or "", source="sms")
        unit.commit()
    visit(services, business, maria, 5)
    visit(services, business, sam, 6)
    report = send_reminders(services, business.id, dry_run=True)
    assert [(person.name, person.phone) for person in report.planned] == [("Maria Lopez", "+18165550142")]
    assert report.planned[0].body is not None
    assert "today, at 3:00 PM" in report.planned[0].body
    assert [(person.name, person.reason) for person in report.left_out] == [("Sam Reed", "opted_out")]
    assert reminders(services, business) == []
    assert send_reminders(services, business.id).sent == 1


def test_the_customer_s_language_goes_before_the_business_s(
    services: Services, business: Business, maria: Customer
) -> None:
    with services.store.unit_of_work() as unit:
        unit.customers.save(business.id, replace(maria, language="es"))
        unit.commit()
    visit(services, business, maria, 5)
    send_reminders(services, business.id)
    assert "recordatorio, hoy, a las 3:00 p.m., 4120 Rainbow Blvd." in reminders(services, business)[0].body


def test_a_second_step_has_its_own_mark(services: Services, business: Business, maria: Customer, clock: Any) -> None:
    with services.store.unit_of_work() as unit:
        unit.businesses.save(replace(business, second_reminder_hours=2))
        unit.commit()
    made = visit(services, business, maria, 8)
    assert send_reminders(services, business.id).sent == 1
    assert send_reminders(services, business.id).sent == 0
    clock.turn(hours=6)
    assert send_reminders(services, business.id).sent == 1
    assert send_reminders(services, business.id).sent == 0
    assert stored(services, business, made).reminder_steps == ("soon",)
    assert reminders(services, business)[0].body.startswith("Rivera Plumbing: see you today, at 6:00 PM")


def test_where_both_steps_fall_together_one_is_enough(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    with services.store.unit_of_work() as unit:
        unit.businesses.save(replace(business, second_reminder_hours=2))
        unit.commit()
    visit(services, business, maria, 2)
    assert send_reminders(services, business.id).sent == 1
    clock.turn(minutes=30)
    assert send_reminders(services, business.id).sent == 0


def test_a_round_that_nobody_asked_for_leaves_a_fresh_confirmation_some_air(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    visit(services, business, maria, 23, created_at=services.clock.now())
    assert run_due(services, considerate=True).reminders.sent == 0
    clock.turn(hours=4)
    assert run_due(services, considerate=True).reminders.sent == 1


def test_many_due_visits_are_all_reminded_over_several_batches(
    services: Services, business: Business, maria: Customer
) -> None:
    for number in range(230):
        visit(services, business, maria, 1 + number / 20, technician_id=f"tech{number}")
    assert send_reminders(services, business.id).sent == 230
    assert len({text.appointment_id for text in reminders(services, business)}) == 200  # a page of them
    assert services.meter.counts()["sms_sent_customer"] == 230  # type: ignore[attr-defined]


def test_two_runs_side_by_side_remind_each_once(services: Services, business: Business, maria: Customer) -> None:
    for number in range(150):
        visit(services, business, maria, 1 + number / 20, technician_id=f"tech{number}")
    sent: list[int] = []
    runs = [Thread(target=lambda: sent.append(send_reminders(services, business.id).sent)) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert sum(sent) == 150
    assert len({text.appointment_id for text in reminders(services, business)}) == 150
    assert len(reminders(services, business)) == 150


def test_an_unknown_business_has_no_reminders(services: Services) -> None:
    with pytest.raises(NotFound):
        send_reminders(services, "nobody")


def test_all_due_work_of_every_tenant_is_one_call(services: Services, business: Business, maria: Customer) -> None:
    with services.store.unit_of_work() as unit:
        unit.businesses.add(replace(business, id="brooks", name="Brooks Electric", phone_number=None))
        unit.customers.add("brooks", replace(maria, id="sam"))
        unit.commit()
    visit(services, business, maria, 5)
    visit(services, replace(business, id="brooks"), replace(maria, id="sam"), 5)
    done = run_due(services)
    assert (done.businesses, done.reminders.sent, done.broken) == (3, 2, [])  # the default business has no visits


def test_of_several_workers_one_sweeps(services: Services, business: Business, maria: Customer, clock: Any) -> None:
    visit(services, business, maria, 5)
    first, second = sweep(services, 30, lambda: True, lambda: False), sweep(services, 30, lambda: True, lambda: False)
    assert first is not None
    assert second is None
    clock.turn(seconds=30)
    assert sweep(services, 30, lambda: True, lambda: False) is not None


def test_a_sweep_that_is_told_to_stop_stops(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, 5)
    assert run_due(services, stop=lambda: True).reminders.sent == 0


def test_a_visit_that_was_moved_away_and_back_is_reminded_of_again(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    made = visit(services, business, maria, 20)
    other = visit(services, business, maria, 21, technician_id="dana")
    assert send_reminders(services, business.id).sent == 2
    clock.turn(hours=1)
    back = replace(stored(services, business, made), reminder_sent=False, updated_at=clock.now())
    with services.store.unit_of_work() as unit:
        unit.appointments.save(business.id, replace(back, version=back.version + 1))
        unit.commit()
    assert send_reminders(services, business.id).sent == 1
    assert send_reminders(services, business.id).sent == 0
    assert [text.appointment_id for text in reminders(services, business)] == [made.id, other.id, made.id]


class TestAcrossMidnight:
    """Half past ten on Wednesday evening; the visit is on Thursday at half past twelve."""

    EVENING = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    MORNING = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)

    def test_a_reminder_that_waits_for_the_morning_says_today(
        self, services: Services, business: Business, maria: Customer, clock: Any
    ) -> None:
        clock.moment = self.EVENING
        visit(services, business, maria, 14)
        [left_out] = send_reminders(services, business.id, dry_run=True).left_out
        send_reminders(services, business.id)
        [waiting] = reminders(services, business)
        assert "reminder, today, at 12:30 PM" in waiting.body
        assert left_out.body == waiting.body
        clock.moment = self.MORNING
        deliver_due(services)
        [sent] = reminders(services, business)
        assert (sent.status, sent.body) == (TextStatus.SENT, waiting.body)

    def test_a_reminder_that_a_pause_held_is_written_again(
        self, services: Services, business: Business, maria: Customer, clock: Any
    ) -> None:
        held = replace(business, pause=Pause(texts=True))
        with services.store.unit_of_work() as unit:
            unit.businesses.save(held)
            unit.commit()
        visit(services, business, maria, 23)
        send_reminders(services, business.id)
        with services.store.unit_of_work() as unit:
            unit.businesses.save(business)
            unit.commit()
        clock.moment = self.MORNING
        deliver_due(services)
        [sent] = reminders(services, business)
        assert sent.status is TextStatus.SENT
        assert "reminder, today, at 9:00 AM" in sent.body

    @pytest.mark.parametrize(
        ("changed", "status"),
        [
            ({}, TextStatus.SENT),
            ({"status": AppointmentStatus.CONFIRMED}, TextStatus.SENT),
            ({"status": AppointmentStatus.CANCELLED}, TextStatus.SUPPRESSED),
            ({"status": AppointmentStatus.PENDING_RESCHEDULE}, TextStatus.SUPPRESSED),
        ],
    )
    def test_a_reminder_of_a_visit_that_changed_overnight_is_not_sent(
        self,
        services: Services,
        business: Business,
        maria: Customer,
        clock: Any,
        changed: dict[str, Any],
        status: TextStatus,
    ) -> None:
        clock.moment = self.EVENING
        made = visit(services, business, maria, 14)
        send_reminders(services, business.id)
        marked = stored(services, business, made)
        with services.store.unit_of_work() as unit:
            unit.appointments.save(business.id, replace(marked, version=marked.version + 1, **changed))
            unit.commit()
        clock.moment = self.MORNING
        deliver_due(services)
        assert [text.status for text in reminders(services, business)] == [status]

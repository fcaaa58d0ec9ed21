"""The owner runs the day by text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackReason
from app.core.customers import Customer
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.flows.answer_our_people import answer_our_people
from app.flows.deliver import settle
from app.flows.opt_outs import record_opt_out
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, answer_in_response
from tests.support.clock import WEDNESDAY_TEN

OWNER, LUIS, DANA = "+18165550100", "+18165550101", "+18165550102"
SAM_PHONE = "+18165550143"


@pytest.fixture
def sam(services: Services, maria: Customer, business: Business) -> Customer:
    made = replace(maria, id="sam", name="Sam Reed", phone=SAM_PHONE)
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, made)
        unit.commit()
    return made


def visit(services: Services, business: Business, customer: Customer, local: str, **more: Any) -> Appointment:
    """`local` is a time of the business's clock, such as "2026-06-03 15:00"."""
    start = datetime.fromisoformat(local).replace(tzinfo=business.zone).astimezone(UTC)
    made = Appointment(
        id=f"{customer.id}-{local}",
        customer_id=customer.id,
        customer_name=customer.name,
        customer_phone=customer.phone,
        technician_id="luis",
        start_time=start,
        end_time=start + timedelta(hours=1),
        service_type="water_heater",
        created_at=services.clock.now(),
        updated_at=services.clock.now(),
        address="4120 Rainbow Blvd",
    )
    made = replace(made, **more)
    with services.store.unit_of_work() as unit:
        unit.appointments.book(business.id, made)
        unit.commit()
    return made


def texts(services: Services, business: Business, body: str, phone: str = OWNER) -> str | None:
    """One of our people texts; what is answered, kept as the webhook keeps it."""
    with services.store.unit_of_work() as unit:
        stored = unit.businesses.get(business.id)
        assert stored is not None
        answer = answer_our_people(unit, services, stored, phone, body)
        if answer is None:
            return None
        message = OutgoingMessage(Audience.OWNER, TextKind.REPLY, phone, answer.body, campaign=answer.pending)
        text = answer_in_response(unit, services, stored, message)
        unit.commit()
    settle(services, business.id)
    services.clock.turn(seconds=1)  # type: ignore[attr-defined]
    return text.body


def stored(services: Services, business: Business, made: Appointment) -> Appointment:
    with services.store.unit_of_work() as unit:
        found = unit.appointments.get(business.id, made.id)
    assert found is not None
    return found


def to_customers(services: Services, business: Business) -> list[Text]:
    with services.store.unit_of_work() as unit:
        page = unit.texts.page(business.id, limit=50, direction=Direction.OUT)
    return [text for text in page.items if text.audience is Audience.CUSTOMER]


def alerts(services: Services, business: Business) -> list[str]:
    with services.store.unit_of_work() as unit:
        return [text.body for text in unit.texts.page(business.id, limit=50, kind=TextKind.OWNER_ALERT).items]


def test_today_and_tomorrow_are_lists_of_visits(
    services: Services, business: Business, maria: Customer, sam: Customer
) -> None:
    assert texts(services, business, "Today") == "Today: no jobs."
    visit(services, business, maria, "2026-06-03 15:00")
    visit(services, business, sam, "2026-06-04 09:00", technician_id="dana", address=None)
    assert texts(services, business, "today?") == (
        "Today: 1 job.\n3:00 PM Maria Lopez, water heater, 4120 Rainbow Blvd (Luis)"
    )
    assert texts(services, business, "tomorrow") == (
        "Tomorrow, Thursday: 1 job.\n9:00 AM Sam Reed, water heater (Dana)"
    )
    assert texts(services, business, "mañana") == texts(services, business, "tomorrow")


def test_a_technician_sees_their_own_day(
    services: Services, business: Business, maria: Customer, sam: Customer
) -> None:
    visit(services, business, maria, "2026-06-03 15:00")
    visit(services, business, sam, "2026-06-03 15:00", technician_id="dana")
    assert "Sam Reed" in (texts(services, business, "today", DANA) or "")
    assert "Maria" not in (texts(services, business, "today", DANA) or "")


def test_next_tells_where_to_drive_and_whom_to_ring(services: Services, business: Business, maria: Customer) -> None:
    assert texts(services, business, "next") == "No visit is planned."
    visit(services, business, maria, "2026-06-03 15:00")
    assert texts(services, business, "What's next?") == (
        "Next: today, at 3:00 PM, water heater, 4120 Rainbow Blvd. Maria Lopez (816) 555-0142"
    )


def test_callbacks_are_listed_with_their_reason(services: Services, business: Business) -> None:
    assert texts(services, business, "callbacks") == "Nobody waits for a call back."
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        unit.callbacks.add(
            business.id, Callback("c", CallbackReason.VOICEMAIL, now, now, phone=SAM_PHONE, customer_name="Sam Reed")
        )
        unit.commit()
    assert texts(services, business, "callbacks") == (
        "1 to call back:\n(816) 555-0143 Sam Reed (voicemail, today, at 10:00 AM)"
    )


def test_a_cancellation_is_asked_back_and_then_done(services: Services, business: Business, maria: Customer) -> None:
    made = visit(services, business, maria, "2026-06-03 15:00")
    assert texts(services, business, "cancel 3pm") == (
        "Cancel today, at 3:00 PM, Maria Lopez, water heater? Maria Lopez gets a text. Reply OK."
    )
    assert stored(services, business, made).status is AppointmentStatus.SCHEDULED
    assert texts(services, business, "yes") == "Cancelled: today, at 3:00 PM, Maria Lopez. Maria Lopez gets a text."
    assert stored(services, business, made).status is AppointmentStatus.CANCELLED
    assert "is cancelled" in to_customers(services, business)[0].body
    assert alerts(services, business) == []


def test_a_no_or_silence_leaves_everything(services: Services, business: Business, maria: Customer, clock: Any) -> None:
    made = visit(services, business, maria, "2026-06-03 15:00")
    texts(services, business, "cancel the 3pm")
    assert texts(services, business, "no") == "All right, nothing was changed."
    assert texts(services, business, "yes") is None
    texts(services, business, "cancel 3pm")
    clock.turn(hours=1)
    assert texts(services, business, "yes") is None
    assert stored(services, business, made).status is AppointmentStatus.SCHEDULED


def test_a_yes_answers_the_last_question_only(services: Services, business: Business, maria: Customer) -> None:
    made = visit(services, business, maria, "2026-06-03 15:00")
    texts(services, business, "cancel 3pm")
    texts(services, business, "today")
    assert texts(services, business, "yes") is None
    assert stored(services, business, made).status is AppointmentStatus.SCHEDULED


def test_two_visits_at_one_time_are_told_apart_by_name(
    services: Services, business: Business, maria: Customer, sam: Customer
) -> None:
    visit(services, business, maria, "2026-06-03 15:00")
    his = visit(services, business, sam, "2026-06-03 15:00", technician_id="dana")
    question = texts(services, business, "cancel 3pm") or ""
    assert question.startswith("Which one? Say it with the name:\n")
    assert "today, at 3:00 PM: Maria Lopez (Luis)" in question
    assert "today, at 3:00 PM: Sam Reed (Dana)" in question
    assert texts(services, business, "yes") is None
    texts(services, business, "cancel 3pm sam")
    texts(services, business, "Yes!")
    assert stored(services, business, his).status is AppointmentStatus.CANCELLED


def test_a_clock_time_alone_is_the_soonest_visit_at_that_time(
    services: Services, business: Business, maria: Customer, sam: Customer
) -> None:
    visit(services, business, sam, "2026-06-05 09:00")
    visit(services, business, maria, "2026-06-04 09:00")
    assert "Maria Lopez" in (texts(services, business, "cancel 9am") or "")
    assert "Sam Reed" in (texts(services, business, "cancel friday 9am") or "")
    assert texts(services, business, "cancel 11am") == (
        "I find no visit like that. Text TODAY or TOMORROW to see them."
    )


def test_a_visit_moves_to_another_day_and_time(services: Services, business: Business, maria: Customer) -> None:
    made = visit(services, business, maria, "2026-06-03 15:00")
    assert texts(services, business, "move the 3pm to Friday at 10") == (
        "Move Maria Lopez, water heater from today, at 3:00 PM to Fri, Jun 5, at 10:00 AM with Luis Rivera? "
        "Maria Lopez gets a text. Reply OK."
    )
    assert texts(services, business, "ok") == (
        "Moved: Maria Lopez is Fri, Jun 5, at 10:00 AM with Luis Rivera now. Maria Lopez gets a text."
    )
    moved = stored(services, business, made)
    assert business.local(moved.start_time).isoformat() == "2026-06-05T10:00:00-05:00"
    assert "moved to Fri, Jun 5" in to_customers(services, business)[0].body


def test_a_clock_time_alone_moves_within_the_day(services: Services, business: Business, maria: Customer) -> None:
    made = visit(services, business, maria, "2026-06-04 15:00")
    texts(services, business, "move tomorrow 3pm to 4:30")
    texts(services, business, "yes")
    assert business.local(stored(services, business, made).start_time).isoformat() == "2026-06-04T16:30:00-05:00"


def test_a_span_is_answered_with_the_first_free_time_in_it(
    services: Services, business: Business, maria: Customer, sam: Customer
) -> None:
    made = visit(services, business, maria, "2026-06-03 15:00")
    assert "to Fri, Jun 5, at 12:00 PM" in (texts(services, business, "move the 3pm to friday afternoon") or "")
    texts(services, business, "yes")
    assert business.local(stored(services, business, made).start_time).hour == 12


def test_a_taken_time_is_never_shared(services: Services, business: Business, maria: Customer, sam: Customer) -> None:
    made = visit(services, business, maria, "2026-06-03 15:00")
    visit(services, business, sam, "2026-06-05 10:00")
    answer = texts(services, business, "move the 3pm to friday at 10") or ""
    assert answer.startswith("Fri, Jun 5, at 10:00 AM is not free. The nearest free times: ")
    assert texts(services, business, "yes") is None
    assert stored(services, business, made) == made


def test_what_changed_between_the_question_and_the_yes_is_not_done_blindly(
    services: Services, business: Business, maria: Customer, sam: Customer
) -> None:
    made = visit(services, business, maria, "2026-06-03 15:00")
    texts(services, business, "move the 3pm to friday at 10")
    visit(services, business, sam, "2026-06-05 10:00", technician_id="luis")
    visit(services, business, replace(sam, id="sam2"), "2026-06-05 10:00", technician_id="dana")
    assert texts(services, business, "yes") == (
        "That visit has changed meanwhile; nothing was done. Text TODAY to see it."
    )
    assert stored(services, business, made) == made


def test_a_span_is_blocked_and_what_is_booked_in_it_stays(
    services: Services, business: Business, maria: Customer
) -> None:
    visit(services, business, maria, "2026-06-05 13:00")
    assert texts(services, business, "block Friday afternoon") == (
        "Block Fri, Jun 5, from 12:00 PM to 6:00 PM? What is booked then stays: 1. Reply OK."
    )
    texts(services, business, "yes")
    with services.store.unit_of_work() as unit:
        changed = unit.businesses.get(business.id)
    assert changed is not None
    [closure] = changed.closures
    assert business.local(closure.start).isoformat() == "2026-06-05T12:00:00-05:00"
    assert "For example" in (texts(services, business, "block 3pm") or "")


def test_on_my_way_tells_the_next_customer_once(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, "2026-06-03 10:30")
    assert texts(services, business, "on my way!", LUIS) == (
        "Told Maria Lopez: Luis is on the way. 4120 Rainbow Blvd. (816) 555-0142"
    )
    assert [text.body for text in to_customers(services, business)] == [
        "Rivera Plumbing: Luis is on the way to you, 4120 Rainbow Blvd."
    ]
    assert texts(services, business, "omw", LUIS) == "Maria Lopez has been told already."


def test_who_opted_out_is_not_told_and_the_technician_hears_why(
    services: Services, business: Business, maria: Customer
) -> None:
    visit(services, business, maria, "2026-06-03 10:30")
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, maria.phone or "", source="sms")
        unit.commit()
    assert texts(services, business, "on my way", LUIS) == (
        "Maria Lopez could not be texted (they want no texts). (816) 555-0142"
    )


def test_who_is_late_tells_the_customer_who_waits_and_not_the_one_after(
    services: Services, business: Business, maria: Customer, sam: Customer
) -> None:
    visit(services, business, maria, "2026-06-03 09:30", end_time=WEDNESDAY_TEN + timedelta(minutes=30))
    visit(services, business, sam, "2026-06-03 11:00")
    assert (texts(services, business, "on my way", LUIS) or "").startswith("Told Maria Lopez")
    assert (texts(services, business, "on my way", LUIS) or "").startswith("Told Sam Reed")


def test_nobody_is_told_hours_before_unless_that_is_meant(
    services: Services, business: Business, maria: Customer
) -> None:
    visit(services, business, maria, "2026-06-04 15:00")
    assert texts(services, business, "on my way") == (
        "Your next visit is tomorrow, Thursday, at 3:00 PM, Maria Lopez, 4120 Rainbow Blvd. "
        "Tell them that you are on the way? Reply OK."
    )
    assert texts(services, business, "no") == "All right, nothing was changed."
    assert to_customers(services, business) == []
    texts(services, business, "on my way")
    assert (texts(services, business, "OK") or "").startswith("Told Maria Lopez: Luis is on the way")
    assert len(to_customers(services, business)) == 1


def test_a_question_about_a_visit_that_is_gone_is_not_carried_out(
    services: Services, business: Business, maria: Customer
) -> None:
    made = visit(services, business, maria, "2026-06-04 15:00")
    texts(services, business, "on my way")
    with services.store.unit_of_work() as unit:
        unit.appointments.save(business.id, replace(made, status=AppointmentStatus.CANCELLED, version=made.version + 1))
        unit.commit()
    assert "changed meanwhile" in (texts(services, business, "OK") or "")
    assert to_customers(services, business) == []


def test_an_owner_who_opted_out_is_answered_all_the_same(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, OWNER, source="sms", evidence="cancel")
        unit.commit()
    assert texts(services, business, "today") == "Today: no jobs."
    with services.store.unit_of_work() as unit:
        [row] = unit.texts.page(business.id, limit=5).items
    assert row.status is TextStatus.SENT


def test_done_closes_the_visit_that_began_last(services: Services, business: Business, maria: Customer) -> None:
    assert texts(services, business, "done") == "I find no visit like that. Text TODAY or TOMORROW to see them."
    made = visit(services, business, maria, "2026-06-03 09:00")
    assert "as done? Reply OK." in (texts(services, business, "done", LUIS) or "")
    assert "Well done" in (texts(services, business, "yes", LUIS) or "")
    assert stored(services, business, made).status is AppointmentStatus.COMPLETED


def test_a_technician_changes_no_plans(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, "2026-06-03 15:00")
    assert texts(services, business, "cancel 3pm", LUIS) == "Please ask the owner to change that."


@pytest.mark.parametrize("body", ["", "hello", "cancel my appointment", "my water heater is leaking", "yes", "x" * 500])
def test_what_is_no_command_is_a_conversation(
    services: Services, business: Business, maria: Customer, body: str
) -> None:
    visit(services, business, maria, "2026-06-03 15:00")
    assert texts(services, business, body) is None


def test_a_stranger_commands_nothing(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, "2026-06-03 15:00")
    for body in ("today", "cancel 3pm", "1", "yes"):
        assert texts(services, business, body, "+18165550199") is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("cancela la de las 3", "¿Cancelo hoy"),
        ("mueve la de las 3 al viernes a las 10", "vie 5 de jun, a las 10:00 a.m."),
        ("bloquea el viernes por la tarde", "¿Bloqueo vie 5 de jun"),
        ("hoy", "Hoy: 1 trabajo"),
        ("siguiente", "Siguiente: hoy"),
    ],
)
def test_the_owner_may_write_spanish(
    services: Services, business: Business, maria: Customer, body: str, expected: str
) -> None:
    spanish = replace(business, language="es")
    with services.store.unit_of_work() as unit:
        unit.businesses.save(spanish)
        unit.commit()
    visit(services, spanish, maria, "2026-06-03 15:00")
    assert expected in (texts(services, spanish, body) or "")


@pytest.mark.parametrize("body", ["1", "accept"])
def test_who_would_take_an_emergency_hears_that_none_waits(services: Services, business: Business, body: str) -> None:
    assert texts(services, business, body, LUIS) == "No emergency is waiting to be taken."


def test_the_owner_hears_that_a_customer_who_wants_no_texts_must_be_called(
    services: Services, business: Business, maria: Customer
) -> None:
    visit(services, business, maria, "2026-06-03 15:00")
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, maria.phone or "", source="sms")
        unit.commit()
    call = "Maria Lopez gets no text, so please call (816) 555-0142."
    assert call in (texts(services, business, "cancel 3pm") or "")
    assert call in (texts(services, business, "OK") or "")


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("block tomorrow", "tomorrow, Thursday, all day"),
        ("block friday from 1 to 3", "Fri, Jun 5, from 1:00 PM to 3:00 PM"),
    ],
)
def test_a_span_is_said_as_people_say_it(services: Services, business: Business, words: str, span: str) -> None:
    assert texts(services, business, words) == f"Block {span}, so that nothing is booked then? Reply OK."
    assert texts(services, business, "OK") == f"Blocked: {span}."

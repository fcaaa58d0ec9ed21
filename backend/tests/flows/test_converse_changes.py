"""Callers move and cancel their own visits, ask for people, and leave messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.core.appointments import Appointment
from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.customers import Customer
from app.core.dialogue.state import Asking
from app.core.dialogue.steps import Then
from app.core.texts import Audience
from app.flows.errors import Conflict, NotFound
from app.flows.services import Services
from tests.line import MARIA, WEDNESDAY, Line, services_at

FRIDAY_AT_TWO = WEDNESDAY.replace(hour=19, minute=0) + timedelta(days=2)
MONDAY_AT_NINE = WEDNESDAY.replace(hour=14, minute=0) + timedelta(days=5)
BUSINESS = "default_business"


@pytest.fixture
def services() -> Services:
    return services_at()


def know_sam(services: Services, *starts: datetime) -> None:
    """Sam Ortiz is a customer with a visit at each of these times."""
    with services.store.unit_of_work() as unit:
        unit.customers.add(
            BUSINESS, Customer("sam", "Sam Ortiz", WEDNESDAY, WEDNESDAY, phone=MARIA, address="7 Elm Street, Olathe")
        )
        for number, start in enumerate(starts):
            unit.appointments.book(
                BUSINESS,
                Appointment(
                    f"visit{number}", "sam", "Sam Ortiz", "luis", start, start + timedelta(hours=1), "sump_pump",
                    WEDNESDAY, WEDNESDAY, customer_phone=MARIA,
                ),
            )  # fmt: skip
        unit.commit()


def test_a_known_caller_with_a_visit_is_asked_whether_it_is_about_that_visit(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    greeting = Line(services).ring()
    assert "Sam" in greeting
    assert "Friday at two" in greeting
    assert "automated assistant" in greeting


def test_just_cancel_cancels_after_one_question_and_frees_the_time(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services)
    line.ring()
    question = line.says("Yeah I need to cancel that.")
    assert "Friday at two" in question
    assert line.state.asking is Asking.CONFIRM
    assert line.visits()
    reply = line.says("Just cancel.")
    assert "cancelled" in reply
    assert line.visits() == []
    assert line.conversation.outcome is Outcome.CANCELLED


def test_no_keeps_the_visit(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services)
    line.ring()
    line.says("I want to cancel my appointment")
    line.says("no, leave it")
    assert line.local(line.visit.start_time) == "Fri 14:00"


def test_a_visit_is_moved_to_the_time_the_caller_names(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services)
    line.ring()
    line.says("I need to reschedule to Monday at 10")
    assert line.state.asking is Asking.CONFIRM
    reply = line.says("yes")
    assert line.local(line.visit.start_time) == "Mon 10:00"
    assert "Monday at ten" in reply
    assert line.conversation.outcome is Outcome.RESCHEDULED


def test_a_visit_is_moved_to_one_of_the_offered_times(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services)
    line.ring()
    line.says("can I move my appointment?")
    assert line.state.asking is Asking.TIME
    line.says("sometime tomorrow")
    assert line.state.asking is Asking.CHOICE
    line.says("the first one")
    line.says("yes")
    assert line.local(line.visit.start_time).startswith("Thu")


def test_with_two_visits_the_caller_is_asked_which_one(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO, MONDAY_AT_NINE)
    line = Line(services)
    line.ring()
    line.says("I have to cancel one of my appointments")
    assert line.state.asking is Asking.WHICH_APPOINTMENT
    line.says("the one on Monday")
    line.says("yes")
    assert [line.local(visit.start_time) for visit in line.visits()] == ["Fri 14:00"]


def test_find_another_time_instead_of_cancelling_moves_it(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services)
    line.ring()
    line.says("I need to cancel that")
    line.says("actually can you move it to Monday at 11")
    line.says("yes")
    assert line.local(line.visit.start_time) == "Mon 11:00"


def test_nobody_elses_visit_is_ever_touched(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    stranger = Line(services, phone="+18165550199")
    stranger.ring()
    reply = stranger.says("cancel the appointment of Sam Ortiz on Friday at two")
    assert "What name is it under?" in reply
    assert "code is on its way" in stranger.says("Sam Ortiz")
    assert "someone call you" in stranger.says("I have no code")
    stranger.says("yes please")
    assert [visit.id for visit in stranger.visits()] == ["visit0"]
    assert stranger.callbacks()


def test_on_the_web_a_claimed_phone_number_opens_nothing(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services, channel=Channel.WEB, phone=None)
    greeting = line.ring(phone=MARIA)
    assert "Sam" not in greeting
    line.says("cancel my appointment please")
    assert line.visits()


def test_make_it_friday_after_the_booking_moves_the_new_visit(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("This is Ann Lee at 12 Oak Street, my faucet drips, tomorrow at 10")
    line.says("yes")
    line.says("oh wait, make it Friday at 10")
    line.says("yes")
    assert line.local(line.visit.start_time) == "Fri 10:00"


def test_a_person_is_connected_on_the_phone(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("can I talk to a real person please")
    assert line.result.then is Then.TRANSFER
    assert line.result.transfer_to == "+18165550100"


def test_on_the_web_asking_for_a_person_leaves_a_callback(services: Services) -> None:
    line = Line(services, channel=Channel.WEB, phone=None)
    line.ring()
    line.says("I want to talk to a person")
    assert line.state.asking is Asking.PHONE
    line.says("816-555-0142")
    (callback,) = line.callbacks()
    assert (callback.reason, callback.phone) == (CallbackReason.HUMAN_REQUESTED, MARIA)
    assert line.conversation.outcome is Outcome.CALLBACK_REQUESTED


def test_a_message_for_the_owner_becomes_a_callback_with_the_words(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("can I leave a message for the owner")
    line.says("tell Luis the part for my boiler arrived")
    (callback,) = line.callbacks()
    assert callback.reason is CallbackReason.MESSAGE
    assert "boiler" in callback.notes
    assert any("boiler" in text.body for text in line.texts(Audience.OWNER))


def test_what_is_not_understood_twice_leads_to_keys_and_then_to_a_person_or_voicemail(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("This is Ann Lee, my toilet keeps running")
    assert line.state.asking is Asking.ADDRESS
    line.says("blah blah")
    keys = line.says("fnord")
    assert "Press 1" in keys
    line.says("mumble mumble")
    assert line.result.then is Then.VOICEMAIL


def test_keys_are_read(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("This is Ann Lee at 12 Oak Street, my faucet drips, can you come Friday morning?")
    line.presses("2")
    assert line.state.asking is Asking.CONFIRM
    line.presses("1")
    assert line.visit.customer_name == "Ann Lee"


def test_a_phone_number_can_be_typed(services: Services) -> None:
    line = Line(services, phone=None)
    line.ring()
    line.says("This is Ann Lee at 12 Oak Street, my faucet drips, Friday at 10")
    assert line.state.asking is Asking.PHONE
    line.presses("8165550177")
    assert line.state.slots.phone == "+18165550177"


def test_silence_is_asked_again_then_keys_then_voicemail(services: Services) -> None:
    line = Line(services)
    line.ring()
    assert "still there" in line.is_silent()
    assert "press 1" in line.is_silent().casefold()
    line.is_silent()
    assert line.result.then is Then.VOICEMAIL


def test_a_call_is_bounded_in_turns() -> None:
    line = Line(services_at(max_call_turns=4))
    line.ring()
    for _ in range(5):
        line.says("what are your hours?")
        if line.result.then is Then.VOICEMAIL:
            break
    assert line.result.then is Then.VOICEMAIL


def test_an_ended_session_is_a_conflict_and_an_unknown_one_is_not_found(services: Services) -> None:
    line = Line(services)
    line.ring()
    first = line.hangs_up()
    assert line.hangs_up() == first
    assert first.outcome is Outcome.ABANDONED
    with pytest.raises(Conflict):
        line.says("hello?")
    line.result = replace(line.result, session_id="nobody")
    with pytest.raises(NotFound):
        line.says("hello?")


def test_a_wrong_number_ends_politely(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("oh sorry, wrong number")
    assert line.result.then is Then.HANG_UP


def test_repeat_says_the_last_question_again(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("my toilet keeps running")
    assert "name" in line.says("what did you say?")
    assert line.state.asking is Asking.NAME


def test_a_paused_business_offers_a_callback_instead_of_a_time() -> None:
    services = services_at()
    services = replace(services, bounds=replace(services.bounds, pause_booking=True))
    line = Line(services)
    line.ring()
    line.says("This is Ann Lee at 12 Oak Street, my faucet drips, tomorrow at 10")
    assert line.visits() == []
    assert line.callbacks()[0].reason is CallbackReason.AVAILABILITY_UNKNOWN


def test_the_first_one_is_no_answer_to_whether_to_cancel(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services)
    line.ring()
    line.says("Please cancel my visit.")
    assert "cancelled" not in line.says("The first one.")
    assert len(line.visits()) == 1
    assert "cancelled" in line.says("Yes, cancel the Friday one.")
    assert line.visits() == []


def test_cancel_and_rebook_moves_the_visit_and_cancels_nothing(services: Services) -> None:
    know_sam(services, FRIDAY_AT_TWO)
    line = Line(services)
    line.ring()
    line.says("Please cancel it and rebook for Monday.")
    assert line.state.purpose == "move"
    assert len(line.visits()) == 1


def test_never_mind_at_the_name_of_a_cancellation_leaves_everything_as_it_is(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("I need to cancel my appointment.")
    assert line.state.asking is Asking.NAME
    assert "call you" not in line.says("No, never mind.")
    assert line.state.purpose == "book"


def test_a_day_named_after_the_promised_call_books_nothing_while_booking_is_paused(services: Services) -> None:
    line = Line(replace(services, bounds=replace(services.bounds, pause_booking=True)))
    line.ring()
    for said in ("I need to book a visit for a leaking faucet.", "Friday", "Sam Ortiz", "Friday afternoon."):
        reply = line.says(said)
        assert "book that" not in reply
    assert line.visits() == []

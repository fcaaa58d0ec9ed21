"""Callers book visits: in one breath, piece by piece, changing their minds, by every channel."""

from __future__ import annotations

import pytest

from app.core.conversations import Channel, Outcome
from app.core.customers import Customer
from app.core.dialogue.state import Asking
from app.core.dialogue.steps import Then
from app.core.texts import Audience, TextStatus
from app.flows.services import Services
from tests.line import MARIA, WEDNESDAY, Line, services_at

ONE_BREATH = (
    "Hi, this is Maria Lopez, my water heater is leaking, I'm at 4120 Rainbow Boulevard in Kansas City, "
    "can somebody come tomorrow after three?"
)


@pytest.fixture
def services() -> Services:
    return services_at()


@pytest.fixture
def line(services: Services) -> Line:
    return Line(services)


def test_the_greeting_says_who_it_is_and_that_it_is_automated_in_its_first_sentence(line: Line) -> None:
    first = line.ring().split(".")[0]
    assert "Rivera Plumbing" in first
    assert "automated assistant" in first


def test_everything_in_one_breath_is_booked_in_three_more_turns(line: Line) -> None:
    line.ring()
    offer = line.says(ONE_BREATH)
    assert "three" in offer
    assert line.state.asking is Asking.CHOICE
    line.says("Three thirty.")
    assert line.state.asking is Asking.CONFIRM
    reply = line.says("Yes please.")
    assert line.local(line.visit.start_time) == "Thu 15:30"
    assert "three thirty" in reply
    assert line.visit.customer_name == "Maria Lopez"
    assert line.visit.service_type == "water_heater"
    assert line.visit.address is not None
    assert "4120 Rainbow" in line.visit.address
    assert not line.visit.is_emergency
    assert line.conversation.outcome is Outcome.BOOKED


def test_a_surname_with_burst_in_it_is_a_name_and_no_emergency(line: Line) -> None:
    line.ring()
    line.says(ONE_BREATH.replace("Maria Lopez", "Ellen Burstyn"))
    assert line.state.slots.name == "Ellen Burstyn"
    assert not line.state.is_emergency


def test_a_visit_can_be_booked_piece_by_piece(line: Line) -> None:
    line.ring()
    line.says("My kitchen sink is backed up")
    assert line.state.asking is Asking.NAME
    line.says("Tom Baker")
    assert line.state.asking is Asking.ADDRESS
    line.says("812 West 39th Street")
    assert line.state.asking is Asking.CHOICE
    line.says("the first one")
    line.says("yes")
    assert line.visit.customer_name == "Tom Baker"
    assert line.visit.service_type == "drain_cleaning"


def test_the_exact_time_asked_for_is_taken_without_a_list_to_choose_from(line: Line) -> None:
    line.ring()
    line.says("This is Ann Lee, 12 Oak Street, my toilet keeps running, could you come Friday at 10?")
    assert line.state.asking is Asking.CONFIRM
    line.says("yes")
    assert line.local(line.visit.start_time) == "Fri 10:00"


def test_a_change_of_mind_after_an_offer_moves_the_offer(line: Line) -> None:
    line.ring()
    line.says(ONE_BREATH)
    line.says("no wait, make it Friday")
    assert [line.local(slot.start)[:3] for slot in line.state.offered] == ["Fri"] * len(line.state.offered)
    assert line.state.offered
    assert line.visits() == []


def test_tuesday_afternoon_works_is_a_yes_to_a_tuesday_afternoon(line: Line) -> None:
    line.ring()
    line.says("This is Ann Lee at 12 Oak Street, my faucet drips, can you come Tuesday afternoon?")
    line.says("Tuesday afternoon works")
    assert line.state.asking is Asking.CONFIRM
    line.says("yes")
    assert line.local(line.visit.start_time).startswith("Tue 1")


def test_a_closed_day_is_said_and_the_next_open_day_is_offered(line: Line) -> None:
    line.ring()
    reply = line.says("This is Ann Lee at 12 Oak Street, my faucet drips, can you come Sunday at 10?")
    assert "closed" in reply
    assert line.state.offered


def test_a_correction_at_the_end_is_read_back_again(line: Line) -> None:
    line.ring()
    line.says(ONE_BREATH)
    line.says("four")
    reply = line.says("no, the address is 4122 Rainbow Boulevard")
    assert "4122 Rainbow" in reply
    line.says("yes")
    assert line.visit.address is not None
    assert "4122" in line.visit.address


def test_no_at_the_end_asks_what_to_change(line: Line) -> None:
    line.ring()
    line.says(ONE_BREATH)
    line.says("four")
    line.says("no")
    line.says("the time")
    assert line.state.asking is Asking.CHOICE
    assert line.visits() == []


def test_a_question_in_the_middle_is_answered_and_the_thread_goes_on(line: Line) -> None:
    line.ring()
    line.says("My toilet keeps running, this is Ann Lee")
    assert line.state.asking is Asking.ADDRESS
    reply = line.says("Before that, do you charge for an estimate?")
    assert "Estimates are free" in reply
    assert line.state.asking is Asking.ADDRESS
    assert reply.rstrip().endswith("?")


def test_what_are_your_hours_does_not_end_the_call(line: Line) -> None:
    line.ring()
    reply = line.says("what are your hours?")
    assert "eight to five" in reply
    assert line.result.then is Then.LISTEN
    assert "book a visit" in reply
    line.says("yes, my toilet keeps running")
    assert line.state.asking is Asking.NAME


def test_a_day_in_a_question_is_no_wish(line: Line) -> None:
    line.ring()
    reply = line.says("do you work on Sundays?")
    assert "closed Sunday" in reply
    assert line.state.slots.when is None


def test_a_letter_mends_the_name_and_keeps_the_rest(line: Line) -> None:
    line.ring()
    line.says("This is Ann Lee at 12 Oak Street, my faucet drips, can you come Friday at 10?")
    assert "Anne Lee" in line.says("no, it's Anne with an e")
    assert line.state.slots.address == "12 Oak Street"


def test_asking_for_spanish_goes_on_in_spanish(line: Line) -> None:
    line.ring()
    assert line.says("¿habla español?").startswith("Claro que sí")
    line.says("mi calentador no funciona")
    assert line.state.language == "es"
    assert line.state.asking is Asking.NAME


def test_a_caller_who_wants_no_texts_gets_none(line: Line) -> None:
    line.ring()
    line.says("please stop texting me")
    line.says("my toilet keeps running, this is Ann Lee at 12 Oak Street, tomorrow at 10")
    assert "text" not in line.says("yes")
    assert [text.status for text in line.texts(Audience.CUSTOMER)] == [TextStatus.SUPPRESSED]


def test_by_voice_the_line_s_number_and_the_one_they_gave_are_opted_out(line: Line) -> None:
    line.ring()
    line.says("my number is 816 555 0188, my toilet keeps running")
    line.says("it's fine, but please don't text me")
    with line.services.store.unit_of_work() as unit:
        noted = {phone: unit.opt_outs.get(line.business_id, phone) for phone in (MARIA, "+18165550188")}
    for opt_out in noted.values():
        assert opt_out is not None
        assert (opt_out.source, opt_out.evidence) == ("voice", "it's fine, but please don't text me")
        assert opt_out.reference


def test_who_withholds_their_number_hears_how_to_stop_texts(services: Services) -> None:
    line = Line(services, phone=None)
    line.ring()
    assert "Reply STOP" in line.says("please don't text me")


def test_after_the_booking_the_customer_and_the_owner_have_a_text(line: Line) -> None:
    line.ring()
    line.says(ONE_BREATH)
    line.says("four")
    line.says("yes")
    (confirmation,) = line.texts(Audience.CUSTOMER)
    (alert,) = line.texts(Audience.OWNER)
    assert confirmation.to_number == MARIA
    assert confirmation.body.startswith("Rivera Plumbing")
    assert "Maria Lopez" in alert.body
    assert line.visit.calendar_event_id is not None
    assert line.visit.calendar_event_id.startswith("event_placeholder_")


def test_a_known_caller_is_greeted_by_name_and_not_asked_for_what_is_known(services: Services) -> None:
    _know(services, "Sam Ortiz", "7 Elm Street, Olathe")
    line = Line(services)
    assert "Sam" in line.ring()
    line.says("my faucet drips")
    assert line.state.asking is Asking.CHOICE


def test_another_name_and_address_stay_on_the_visit_and_leave_the_record(services: Services) -> None:
    _know(services, "Sam Ortiz", "7 Elm Street, Olathe")
    line = Line(services)
    line.ring()
    line.says("It's for my mother, Rosa Ortiz, at 99 Pine Street, her toilet is clogged, tomorrow at 10")
    line.says("yes")
    assert line.visit.address == "99 Pine Street"
    assert line.visit.customer_name == "Rosa Ortiz"
    assert (line.customer().name, line.customer().address) == ("Sam Ortiz", "7 Elm Street, Olathe")


def test_the_next_caller_is_not_offered_a_time_that_was_just_booked(services: Services) -> None:
    first, second, third = Line(services), Line(services, phone="+18165550143"), Line(services, phone="+18165550144")
    for line in (first, second, third):
        line.ring()
        line.says("This is Ann Lee at 12 Oak Street, my faucet drips, Friday at 10 please")
        line.says("yes")
    starts = [(visit.technician_id, visit.start_time) for visit in first.visits()]
    assert len(starts) == len(set(starts))
    assert sum(first.local(start) == "Fri 10:00" for _, start in starts) == 2  # two technicians


def test_the_text_thread_books_over_separate_texts(services: Services) -> None:
    line = Line(services, channel=Channel.SMS)
    line.ring()
    first = line.says("my water heater is leaking")
    assert "automated assistant" in first
    line.says("Maria Lopez")
    line.says("4120 Rainbow Boulevard")
    if line.state.asking is Asking.CHOICE:
        line.says("tomorrow at 3:30")
    line.says("yes")
    assert line.local(line.visit.start_time) == "Thu 15:30"


def test_the_web_chat_asks_for_a_phone_number_and_books(services: Services) -> None:
    line = Line(services, channel=Channel.WEB, phone=None)
    line.ring()
    line.says(ONE_BREATH)
    line.says("four")
    assert line.state.asking is Asking.PHONE
    line.says("816 555 0142")
    line.says("yes")
    assert line.local(line.visit.start_time) == "Thu 16:00"


def test_good_bye_ends_the_call_and_the_summary_says_what_happened(line: Line) -> None:
    line.ring()
    line.says(ONE_BREATH)
    line.says("four")
    line.says("yes")
    line.says("no thanks, bye")
    assert line.result.then is Then.HANG_UP
    ending = line.hangs_up()
    assert ending.outcome is Outcome.BOOKED
    assert "Jun 4" in ending.summary


def test_a_second_job_in_one_call_keeps_who_and_where(line: Line) -> None:
    line.ring()
    line.says(ONE_BREATH)
    line.says("four")
    line.says("yes")
    line.says("yes, my toilet also keeps running, could someone look on Friday at 9?")
    line.says("yes")
    assert [line.local(visit.start_time) for visit in line.visits()] == ["Thu 16:00", "Fri 09:00"]
    assert len({visit.customer_id for visit in line.visits()}) == 1


def _know(services: Services, name: str, address: str) -> None:
    with services.store.unit_of_work() as unit:
        unit.customers.add("default_business", Customer("c1", name, WEDNESDAY, WEDNESDAY, phone=MARIA, address=address))
        unit.commit()


def test_a_full_time_on_a_day_with_room_is_not_called_a_full_day(services: Services) -> None:
    for phone in ("+18165550143", "+18165550144"):
        other = Line(services, phone=phone)
        other.ring()
        other.says("This is Ann Lee at 12 Oak Street, my faucet drips, Friday at 10 please")
        other.says("yes")
    line = Line(services)
    line.ring()
    reply = line.says("This is Bob Lee at 14 Oak Street, my faucet drips, Friday at 10 please")
    assert "nothing free just then" in reply
    assert "full" not in reply

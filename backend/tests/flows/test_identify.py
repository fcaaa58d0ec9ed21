"""Who is calling from a number that nobody knows: a name, and a code by text to the number on record."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.appointments import Appointment
from app.core.conversations import Channel
from app.core.customers import Customer
from app.core.identification import MOST_A_DAY, MOST_TRIES
from app.core.texts import Audience
from app.flows.opt_outs import record_opt_out
from app.flows.services import Services
from app.wiring import DEFAULT_BUSINESS_ID as BUSINESS
from tests.line import MARIA, WEDNESDAY, Line, StandingClock, services_at

STRANGER = "+18165550199"
FRIDAY_AT_TWO = WEDNESDAY + timedelta(days=2, hours=4, minutes=30)
WAS_SENT = "a six-digit code is on its way"


@pytest.fixture
def services() -> Services:
    services = services_at()
    with services.store.unit_of_work() as unit:
        unit.customers.add(BUSINESS, Customer("sam", "Sam Ortiz", WEDNESDAY, WEDNESDAY, phone=MARIA))
        unit.appointments.book(
            BUSINESS,
            Appointment(
                "visit", "sam", "Sam Ortiz", "luis", FRIDAY_AT_TWO, FRIDAY_AT_TWO + timedelta(hours=1), "sump_pump",
                WEDNESDAY, WEDNESDAY, customer_phone=MARIA,
            ),
        )  # fmt: skip
        unit.commit()
    return services


def stranger(services: Services, channel: Channel = Channel.VOICE) -> Line:
    line = Line(services, channel, phone=None if channel is Channel.WEB else STRANGER)
    line.ring()
    return line


def codes(line: Line) -> list[str]:
    """The codes that were texted, with the number to which each went checked."""
    found = []
    for text in line.texts(Audience.CUSTOMER):
        match = re.search(r"\b\d{6}\b", text.body)
        if match:
            assert text.to_number == MARIA
            found.append(match.group())
    return found


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_opens_the_visit_and_it_can_be_cancelled(services: Services) -> None:
    line = stranger(services)
    assert "What name is it under?" in line.says("I need to cancel my appointment")
    assert WAS_SENT in line.says("Sam Ortiz")
    (code,) = codes(line)
    assert "Friday" in line.says(" ".join(code))
    line.says("yes, just cancel it")
    assert line.visits() == []
    assert line.conversation.outcome == "cancelled"


def test_a_visit_is_moved_to_the_time_that_was_said_before_the_code(services: Services) -> None:
    line = stranger(services)
    line.says("this is Sam Ortiz, can you move my appointment to Monday at 11")
    line.presses(codes(line)[0])
    line.says("yes")
    assert line.local(line.visit.start_time) == "Mon 11:00"


def test_the_chat_on_the_web_can_do_it_too(services: Services) -> None:
    line = stranger(services, Channel.WEB)
    line.says("cancel my appointment please")
    line.says("my name is Sam Ortiz")
    line.says(f"it's {codes(line)[0]}")
    line.says("yes")
    assert line.visits() == []


def test_en_español(services: Services) -> None:
    line = stranger(services)
    assert "¿A nombre de quién está?" in line.says("Buenas, necesito cancelar mi cita")
    line.says("Sam Ortiz")
    assert "viernes" in line.says(codes(line)[0])


@pytest.mark.parametrize("name", ["Sam Ortiz", "Nora Nobody"])
def test_nobody_learns_whether_there_is_such_a_customer(services: Services, name: str) -> None:
    line = stranger(services)
    line.says("I need to cancel my appointment")
    said = [line.says(name)]
    guess = wrong(codes(line)[0]) if codes(line) else "111111"
    said += [line.says(guess) for _ in range(MOST_TRIES)]
    assert said == [
        "If there is a visit under that name, a six-digit code is on its way by text to the number we have for it. "
        "What is the code?",
        "That isn't the code. Please try once more.",
        "That isn't the code. Please try once more.",
        "I don't find a visit under this number. Shall I have someone call you about it?",
    ]
    assert len(line.visits()) == 1


def test_after_three_wrong_codes_the_right_one_comes_too_late(services: Services) -> None:
    line = stranger(services)
    line.says("cancel my appointment, I'm Sam Ortiz")
    code = codes(line)[0]
    for _ in range(MOST_TRIES):
        line.says(wrong(code))
    line.says(code)
    assert len(line.visits()) == 1
    assert "code" not in line.says("cancel my appointment")


def test_a_code_is_good_for_ten_minutes_and_only_in_its_own_conversation(services: Services) -> None:
    line, other = stranger(services), stranger(services)
    line.says("cancel my appointment, I'm Sam Ortiz")
    other.says("cancel my appointment, I'm Sam Ortiz")
    first, second = codes(line)
    if first != second:
        assert "isn't the code" in other.says(first)
    assert isinstance(services.clock, StandingClock)
    services.clock.forward(minutes=11)
    assert "shall i have someone call you" in line.says(first).casefold()


def test_the_code_is_kept_only_as_a_hash(services: Services) -> None:
    services = replace(services, new_code=lambda: "402917")
    line = stranger(services)
    line.says("cancel my appointment, I'm Sam Ortiz")
    assert line.state.challenge is not None
    assert "402917" not in repr(line.state)


def test_strangers_cannot_pester_a_customer_with_codes(services: Services) -> None:
    for _ in range(MOST_A_DAY + 2):
        line = stranger(services)
        assert WAS_SENT in line.says("cancel my appointment, I'm Sam Ortiz")
    assert len(codes(line)) == MOST_A_DAY


def test_who_said_stop_gets_no_code_and_the_caller_a_callback(services: Services) -> None:
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get(BUSINESS)
        assert business is not None
        record_opt_out(unit, services, business, MARIA, source="sms", evidence="STOP", reference="x")
        unit.commit()
    line = stranger(services)
    line.says("cancel my appointment, I'm Sam Ortiz")
    assert all(text.status == "suppressed" for text in line.texts(Audience.CUSTOMER))
    line.says("I don't get any code, no")
    line.says("yes please")
    assert line.callbacks()


def test_danger_comes_before_the_code(services: Services) -> None:
    line = stranger(services)
    line.says("cancel my appointment, I'm Sam Ortiz")
    assert "911" in line.says("oh no I smell gas")

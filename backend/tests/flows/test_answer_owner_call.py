"""The owner rings their own line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.callbacks import Callback, CallbackReason
from app.core.conversations import Channel, Outcome
from app.flows.services import Services
from tests.line import Line, services_at

OWNER = "+18165550100"
SAM = "+18165550143"


@pytest.fixture
def services() -> Services:
    return services_at()


@pytest.fixture
def owner(services: Services) -> Line:
    return Line(services, phone=OWNER)


def book(services: Services, phone: str, when: str, address: str = "4120 Rainbow Boulevard") -> None:
    line = Line(services, Channel.SMS, phone)
    line.ring()
    for words in (f"my water heater is leaking, this is Maria Lopez, {address}", when, "yes"):
        line.says(words)


def wait_for_a_call(services: Services, *callers: tuple[str | None, str | None, CallbackReason]) -> None:
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        for number, (name, phone, reason) in enumerate(callers):
            seen = now - timedelta(minutes=number)
            unit.callbacks.add(
                "default_business", Callback(f"c{number}", reason, seen, seen, phone, customer_name=name)
            )
        unit.commit()


def test_hears_the_day_and_who_waits(services: Services, owner: Line) -> None:
    book(services, "+18165550142", "today at 1")
    book(services, SAM, "today at 3", "9 Oak Street")
    wait_for_a_call(services, ("Sam Reed", SAM, CallbackReason.VOICEMAIL), (None, None, CallbackReason.MISSED_CALL))
    assert owner.ring() == (
        "Morning, boss, this is your automated assistant. Today you have two jobs. The first is at one, a leaking "
        "water heater on Rainbow Boulevard. The last is at three. Two callbacks are waiting. Want to hear them?"
    )
    assert owner.says("Yes please.") == (
        "Sam Reed, left a voicemail, eight one six, five five five, oh one four three. Somebody without a name, missed "
        "call, without a number. Anything else?"
    )
    assert owner.says("today") == (
        "Today you have two jobs: at one, a leaking water heater on Rainbow Boulevard; at three, a leaking water "
        "heater on Oak Street. Anything else?"
    )
    assert (
        owner.says("what's next") == "Next is today at one, a leaking water heater on Rainbow Boulevard. Anything else?"
    )
    assert owner.says("tomorrow") == "You have no jobs tomorrow. Anything else?"
    assert owner.says("callbacks").startswith("Sam Reed, left a voicemail")
    assert "Text me that" in owner.says("cancel 3pm")
    assert "Good-bye" in owner.says("no thanks, bye")
    assert owner.conversation.outcome is Outcome.ANSWERED


def test_hears_no_callbacks_where_none_wait(owner: Line) -> None:
    assert owner.ring() == ("Morning, boss, this is your automated assistant. You have no jobs today. Anything else?")
    assert owner.says("callbacks") == "Nobody is waiting for a call back. Anything else?"


def test_may_decline_the_callbacks_by_word_or_key(services: Services, owner: Line) -> None:
    wait_for_a_call(services, ("Sam Reed", SAM, CallbackReason.MESSAGE))
    assert owner.ring().endswith("One callback is waiting. Want to hear it?")
    assert owner.presses("2") == "Anything else?"


def test_many_callbacks_are_not_all_read_out(services: Services, owner: Line) -> None:
    wait_for_a_call(
        services, *((f"Caller {number}", SAM[:-1] + str(number), CallbackReason.MESSAGE) for number in range(7))
    )
    owner.ring()
    assert owner.says("yes").endswith("And two more; text me callbacks to see them all. Anything else?")


def test_may_book_like_anybody_else(owner: Line) -> None:
    owner.ring()
    for words in ("my sink is blocked", "Ann Lee", "12 Oak Street", "tomorrow", "the first one", "yes"):
        owner.says(words)
    assert owner.visit.customer_name == "Ann Lee"
    assert owner.says("today").startswith("You have no jobs today")


def test_only_the_owner_s_line_hears_the_day(services: Services) -> None:
    book(services, SAM, "today at 3")
    assert "jobs" not in Line(services, phone="+18165550199").ring()
    assert "jobs" not in Line(services, phone=None).ring()
    assert "jobs" not in Line(services, Channel.WEB, phone=None).ring()


def test_in_spanish(services: Services, owner: Line) -> None:
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("default_business")
        assert business is not None
        unit.businesses.save(replace(business, language="es"))
        unit.commit()
    wait_for_a_call(services, ("Sam Reed", SAM, CallbackReason.MISSED_CALL))
    assert owner.ring().startswith("Buenos días, jefe, le habla su asistente automático. No tiene trabajos hoy.")
    assert (
        owner.says("sí")
        == "Sam Reed, llamada perdida, ocho uno seis, cinco cinco cinco, cero uno cuatro tres. ¿Algo más?"
    )

"""Danger: safety first, the owner told at once and once, then the earliest help."""

from __future__ import annotations

import pytest

from app.core.conversations import Channel, Outcome
from app.core.dialogue.state import Asking
from app.core.dialogue.steps import Then
from app.core.texts import Audience
from app.core.understanding.frame import EmergencyLevel
from tests.line import Line, services_at


@pytest.fixture
def line() -> Line:
    made = Line(services_at())
    made.ring()
    return made


@pytest.mark.parametrize(
    "words",
    [
        "I smell gas in the kitchen",
        "the carbon monoxide alarm is going off",
        "there's a fire in my kitchen",
        "huele a gas en la cocina",
    ],
)
def test_leave_and_call_911_come_before_anything_else(line: Line, words: str) -> None:
    reply = line.says(words)
    assert "911" in reply
    assert "house" in reply or "casa" in reply
    assert line.state.emergency_level is EmergencyLevel.LIFE
    assert line.conversation.intent == "emergency"
    assert line.conversation.is_emergency
    assert line.conversation.emergency_reason


def test_the_owner_is_alerted_once_and_at_once(line: Line) -> None:
    line.says("I smell gas in the kitchen")
    (alert,) = line.texts(Audience.OWNER)
    assert "EMERGENCY" in alert.body
    line.says("I smell gas, please hurry, it smells of gas")
    assert len(line.texts(Audience.OWNER)) == 1


def test_after_gas_the_address_is_taken_help_is_booked_and_the_call_is_put_through(line: Line) -> None:
    line.says("I smell gas in the kitchen")
    line.says("yes we are outside")
    assert line.state.asking is Asking.ADDRESS
    reply = line.says("4120 Rainbow Boulevard")
    assert line.result.then is Then.TRANSFER
    assert line.visit.is_emergency
    assert "Luis" in reply
    assert line.conversation.outcome is Outcome.EMERGENCY_DISPATCHED


def test_who_is_not_outside_yet_is_told_to_leave_first(line: Line) -> None:
    line.says("I smell gas in the kitchen")
    assert "safety first" in line.says("no not yet")


def test_a_flood_hears_how_to_shut_the_water_and_gets_the_earliest_time(line: Line) -> None:
    reply = line.says("my basement is flooding")
    assert "water valve" in reply
    assert line.state.emergency_level is EmergencyLevel.DAMAGE
    line.says("12 Oak Street")
    line.says("Ann Lee")
    assert line.local(line.state.offered[0].start).startswith("Wed")
    line.says("the first one")
    line.says("yes")
    assert line.visit.is_emergency


def test_what_only_smells_of_danger_is_asked_about_once(line: Line) -> None:
    line.says("my sump pump is not working")
    assert line.state.asking is Asking.CONFIRM
    assert not line.state.is_emergency
    line.says("no")
    assert not line.state.is_emergency
    assert line.state.asking is Asking.NAME


def test_a_yes_to_the_danger_question_is_an_emergency(line: Line) -> None:
    line.says("my sump pump is not working")
    line.says("yes it is")
    assert line.state.is_emergency
    assert len(line.texts(Audience.OWNER)) == 1


def test_a_denied_danger_is_none(line: Line) -> None:
    line.says("no gas leak, just a dripping faucet")
    assert not line.state.is_emergency
    assert line.texts(Audience.OWNER) == []


def test_in_a_chat_nobody_is_transferred() -> None:
    line = Line(services_at(), channel=Channel.WEB, phone=None)
    line.ring()
    line.says("I smell gas")
    line.says("yes")
    line.says("4120 Rainbow Boulevard")
    line.says("816 555 0142")
    assert line.result.then is Then.LISTEN
    assert line.visit.is_emergency


def test_what_an_emergency_visit_costs_is_said_before_it_is_booked_and_written_with_it(line: Line) -> None:
    line.says("A pipe burst and it's flooding my basement, I'm Maria Lopez at 4120 Rainbow Boulevard in Kansas City")
    if line.state.chosen is None:
        line.says("the first one")
    assert "call-out charge of one hundred forty-nine dollars" in line.result.reply_text
    line.says("yes please")
    assert "call-out charge" in line.texts(Audience.CUSTOMER)[-1].body


def test_no_emergency_visit_begins_this_very_minute(line: Line) -> None:
    """The caller needs a moment to say yes, and the technician one to get there."""
    line.says("A pipe burst and it's flooding my basement, I'm Maria Lopez at 4120 Rainbow Boulevard in Kansas City")
    offered = line.state.chosen or line.state.offered[0]
    assert line.local(offered.start) == "Wed 10:00"

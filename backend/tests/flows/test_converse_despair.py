"""Who wants to die or to hurt themselves hears who can help, and is sold nothing."""

from __future__ import annotations

import pytest

from app.core.dialogue.steps import Then
from app.core.texts import Audience
from app.core.understanding.frame import EmergencyLevel
from tests.line import Line, services_at


@pytest.fixture
def line() -> Line:
    made = Line(services_at())
    made.ring()
    return made


@pytest.mark.parametrize("words", ["I need to talk to somebody, I want to die", "ya no quiero vivir", "I'm suicidal"])
def test_988_and_911_come_at_once_and_the_owner_is_told(line: Line, words: str) -> None:
    reply = line.says(words)
    assert "988" in reply
    assert "911" in reply
    assert "?" not in reply
    (alert,) = line.texts(Audience.OWNER)
    assert "988" in alert.body
    assert line.state.emergency_level is EmergencyLevel.LIFE


def test_no_visit_is_offered_and_no_address_asked_for(line: Line) -> None:
    line.says("I want to kill myself")
    for words in ("I don't know", "my life is broken", "yes", "nobody cares", "can you help me"):
        assert "988" in line.says(words)
    assert line.visits() == []
    assert len(line.texts(Audience.OWNER)) == 1
    assert "988" in line.says("bye")
    assert line.result.then is Then.HANG_UP


def test_it_is_heard_in_the_middle_of_a_booking(line: Line) -> None:
    line.says("my faucet drips, Ann Lee, 12 Oak Street, Friday at 10")
    assert "988" in line.says("I can't do this, I want to end my life")
    assert line.visits() == []


def test_a_gas_leak_told_after_it_is_heeded_too(line: Line) -> None:
    line.says("I want to die")
    assert "gas" in line.says("I smell gas in the kitchen")
    assert len(line.texts(Audience.OWNER)) == 2


def test_who_then_asks_for_a_plumber_gets_one(line: Line) -> None:
    line.says("I want to die")
    assert "988" not in line.says("no, I'm okay, can you send someone for my toilet")

"""Whoever is gone without a report of it is not waited for for ever."""

from __future__ import annotations

import pytest

from app.core.businesses import Business
from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.dialogue.steps import Then
from app.core.texts import TextKind
from app.flows import converse
from app.flows.after_dial import DialResult, after_dial
from app.flows.answer_call import CallTurn, answer_call
from app.flows.end_call import EndedCall, end_call
from app.flows.run_due import run_due
from app.flows.services import Services
from app.flows.sweep_conversations import sweep_conversations
from tests.support.books import Books
from tests.support.clock import TurnedClock

JANE = "+18165550150"


@pytest.fixture
def books(services: Services, business: Business) -> Books:
    return Books(services, business.id)


def begun(services: Services, business: Business, channel: Channel) -> str:
    return converse.start(services, business.id, converse.StartCommand(channel, caller_phone=JANE)).session_id


def test_a_call_whose_end_was_lost_is_a_missed_one(
    services: Services, business: Business, clock: TurnedClock, books: Books
) -> None:
    answer_call(services, business, CallTurn("CA1", JANE))
    clock.turn(minutes=30)
    assert sweep_conversations(services, business) == 1
    assert sweep_conversations(services, business) == 0
    assert [callback.reason for callback in books.callbacks()] == [CallbackReason.MISSED_CALL]
    assert len(books.texts(TextKind.TEXTBACK)) == 1
    end_call(services, business, EndedCall("CA1", JANE))
    assert len(books.callbacks()) == 1


def test_a_call_that_goes_on_is_left_alone(services: Services, business: Business, clock: TurnedClock) -> None:
    answer_call(services, business, CallTurn("CA1", JANE))
    clock.turn(minutes=10)
    answer_call(services, business, CallTurn("CA1", JANE, turn=1, speech="my sink is blocked"))
    clock.turn(minutes=15)
    assert sweep_conversations(services, business) == 0


def test_a_call_that_a_person_took_may_last_for_hours(
    services: Services, business: Business, clock: TurnedClock, books: Books
) -> None:
    answer_call(services, business, CallTurn("CA1", JANE))
    answer = answer_call(services, business, CallTurn("CA1", JANE, turn=1, speech="a person please"))
    assert answer.then is Then.TRANSFER
    clock.turn(hours=1)
    assert sweep_conversations(services, business) == 0
    after_dial(services, business, DialResult("CA1", "completed"))
    assert books.conversations()[0].outcome is Outcome.TRANSFERRED


def test_a_conversation_through_the_api_just_ends(
    services: Services, business: Business, clock: TurnedClock, books: Books
) -> None:
    begun(services, business, Channel.VOICE)
    clock.turn(minutes=30)
    assert sweep_conversations(services, business) == 1
    assert books.callbacks() == []


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.WEB])
def test_a_written_conversation_ends_after_a_day(
    services: Services, business: Business, clock: TurnedClock, books: Books, channel: Channel
) -> None:
    begun(services, business, channel)
    clock.turn(hours=23)
    assert sweep_conversations(services, business) == 0
    clock.turn(hours=2)
    assert sweep_conversations(services, business) == 1
    assert books.conversations()[0].ended_at is not None


def test_it_is_part_of_the_due_work(services: Services, business: Business, clock: TurnedClock) -> None:
    begun(services, business, Channel.VOICE)
    clock.turn(minutes=30)
    assert run_due(services).conversations_ended == 1

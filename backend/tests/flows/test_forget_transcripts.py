"""What was said is forgotten when its time is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.core.businesses import Business, BusinessStatus
from app.core.conversations import Channel, Conversation, Message, Role
from app.core.dialogue.state import DialogueState
from app.core.idempotency import IdempotencyRecord
from app.core.sessions import Session
from app.core.texts import Direction
from app.flows.answer_text import IncomingText, answer_text
from app.flows.forget_transcripts import forget_transcripts
from app.flows.run_due import run_due
from app.flows.services import Services
from tests.contracts.records import a_callback, a_text


def talked(services: Services, business: Business, name: str, *, days_ago: float, lasted: float = 0) -> None:
    """A conversation of two words, the second `lasted` days after the first."""
    began = services.clock.now() - timedelta(days=days_ago)
    ended = began + timedelta(days=lasted)
    talk = Conversation(name, Channel.SMS, began, ended_at=ended, summary="a leak", message_count=2)
    with services.store.unit_of_work() as unit:
        unit.conversations.add(business.id, talk)
        for number, moment in enumerate((began, ended)):
            unit.conversations.add_message(business.id, Message(f"{name}{number}", name, Role.CALLER, "hi", moment))
        unit.sessions.add(business.id, Session(f"s-{name}", name, Channel.SMS, DialogueState(), began, ended))
        unit.commit()


def words(services: Services, business: Business, name: str) -> int:
    with services.store.unit_of_work() as unit:
        assert unit.conversations.get(business.id, name) is not None
        return len(unit.conversations.messages(business.id, name))


def test_old_words_go_and_the_conversation_stays(services: Services, business: Business) -> None:
    business = replace(business, transcript_retention_days=30)
    talked(services, business, "old", days_ago=31)
    talked(services, business, "young", days_ago=29)
    assert forget_transcripts(services, business) == 1
    assert (words(services, business, "old"), words(services, business, "young")) == (0, 2)
    with services.store.unit_of_work() as unit:
        assert unit.sessions.get(business.id, "s-old") is None
        assert unit.sessions.get(business.id, "s-young") is not None
    assert forget_transcripts(services, business) == 0


def test_what_was_answered_is_forgotten_too_and_stays_answered(
    services: Services, business: Business, clock: Any
) -> None:
    business = replace(business, transcript_retention_days=30)
    text = IncomingText("SM1", "+18165550142", "Hi, this is Rosa, my sink is blocked")
    assert answer_text(services, business, text)
    clock.turn(days=31)
    assert forget_transcripts(services, business) == 1
    assert answer_text(services, business, text) is None
    with services.store.unit_of_work() as unit:
        assert len(unit.texts.page(business.id, limit=9, direction=Direction.IN).items) == 1


def test_a_thread_that_went_on_is_forgotten_when_its_last_word_is_old(
    services: Services, business: Business, clock: Any
) -> None:
    business = replace(business, transcript_retention_days=30)
    talked(services, business, "long", days_ago=31, lasted=3)
    assert forget_transcripts(services, business) == 0
    clock.turn(days=3)
    assert forget_transcripts(services, business) == 1


def test_a_shorter_retention_forgets_more(services: Services, business: Business) -> None:
    talked(services, business, "old", days_ago=31)
    assert forget_transcripts(services, replace(business, transcript_retention_days=365)) == 0
    assert forget_transcripts(services, replace(business, transcript_retention_days=30)) == 1


def test_many_are_forgotten_in_batches(services: Services, business: Business) -> None:
    for number in range(130):
        talked(services, business, f"old{number}", days_ago=400)
    assert forget_transcripts(services, business) == 130


def test_run_due_forgets_and_tells(services: Services, business: Business) -> None:
    talked(services, business, "old", days_ago=400)
    done = run_due(services)
    assert done.transcripts_forgotten == 1
    assert "1 transcripts forgotten" in done.summary()


def test_a_suspended_business_keeps_no_word_longer_and_gets_no_other_work(
    services: Services, business: Business
) -> None:
    served = run_due(services).businesses
    shut = replace(business, id="shut", phone_number=None, status=BusinessStatus.SUSPENDED)
    with services.store.unit_of_work() as unit:
        unit.businesses.add(shut)
        unit.commit()
    talked(services, shut, "old", days_ago=shut.transcript_retention_days + 1)
    talked(services, shut, "young", days_ago=shut.transcript_retention_days - 1)
    done = run_due(services)
    assert (done.businesses, done.transcripts_forgotten) == (served, 1)
    assert (words(services, shut, "old"), words(services, shut, "young")) == (0, 2)


def test_texts_voicemails_and_kept_answers_lose_their_words_too(services: Services, business: Business) -> None:
    business = replace(business, transcript_retention_days=30)
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        for name, days in (("old", 31), ("young", 29)):
            moment = now - timedelta(days=days)
            unit.texts.add(business.id, a_text(name, body="the basement is wet", created_at=moment))
            unit.idempotency.add(business.id, IdempotencyRecord("twilio_call", name, "", "the basement", moment))
            unit.callbacks.add(business.id, a_callback(name, transcript="wet", first_seen=moment, last_seen=moment))
        unit.commit()
    forget_transcripts(services, business)
    with services.store.unit_of_work() as unit:
        for name, gone in (("old", True), ("young", False)):
            text, callback = unit.texts.get(business.id, name), unit.callbacks.get(business.id, name)
            kept = unit.idempotency.get(business.id, "twilio_call", name)
            assert text is not None
            assert callback is not None
            assert kept is not None
            assert [not text.body, not callback.transcript, not kept.answer] == [gone] * 3

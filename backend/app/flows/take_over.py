"""A person takes a conversation over from the assistant, and hands it back."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Channel, Conversation, Message, Role
from app.core.sessions import Session
from app.flows.crm_conversations import conversation_of
from app.flows.services import Services
from app.repositories.ports import UnitOfWork


def take_over(unit: UnitOfWork, services: Services, business_id: str, conversation_id: str) -> Conversation:
    """The assistant keeps what is said and answers nothing. Taking over twice changes nothing. Raises `NotFound`."""
    talk = conversation_of(unit, business_id, conversation_id)
    if talk.taken_over:
        return talk
    session = unit.sessions.by_conversation(business_id, conversation_id)
    if session is not None and _may_go_on(unit, business_id, session):
        unit.sessions.save(business_id, _going_on(session, services))
    taken = replace(talk, taken_over=True)
    unit.conversations.save(business_id, taken)
    return taken


def hand_back(unit: UnitOfWork, business_id: str, conversation_id: str) -> Conversation:
    """The assistant answers again. Raises `NotFound`."""
    talk = conversation_of(unit, business_id, conversation_id)
    if talk.taken_over:
        talk = replace(talk, taken_over=False)
        unit.conversations.save(business_id, talk)
    return talk


def note_words(
    unit: UnitOfWork, services: Services, business_id: str, conversation_id: str, role: Role, words: str
) -> None:
    """Words that came in or went out past the assistant."""
    talk = conversation_of(unit, business_id, conversation_id)
    unit.conversations.add_message(
        business_id, Message(services.new_id(), conversation_id, role, words, services.clock.now())
    )
    unit.conversations.save(business_id, replace(talk, message_count=talk.message_count + 1))


def _may_go_on(unit: UnitOfWork, business_id: str, session: Session) -> bool:
    """A thread of texts that had come to its end goes on for the person, unless there is a newer one."""
    if session.channel is not Channel.SMS or session.ended_at is None or session.caller_phone is None:
        return False
    return unit.sessions.open_for(business_id, Channel.SMS, session.caller_phone) is None


def _going_on(session: Session, services: Services) -> Session:
    return replace(
        session,
        ended_at=None,
        state=replace(session.state, done=False),
        updated_at=services.clock.now(),
        version=session.version + 1,
    )

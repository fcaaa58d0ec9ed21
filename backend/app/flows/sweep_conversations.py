"""Conversations whose end nobody reported: ended, and a caller whom nobody served is rung back all the same."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.core.businesses import Business
from app.core.conversations import Channel
from app.core.sessions import Session
from app.flows import answer_call, talk
from app.flows.end_call import EndedCall, end_call_in
from app.flows.once import recall
from app.flows.outside import run_turn
from app.flows.services import Services
from app.flows.text_thread import IDLE
from app.repositories.ports import UnitOfWork

AT_ONCE = 100
# Twilio ends a transferred call after four hours.
LONGEST_TRANSFER = timedelta(hours=4, minutes=15)
# A turn that is under way as a call reaches its bound.
MARGIN = timedelta(minutes=2)


def sweep_conversations(services: Services, business: Business) -> int:
    """End this tenant's idle conversations, each in its own unit of work; how many they were."""
    now = services.clock.now()
    call_idle = timedelta(minutes=services.bounds.max_call_minutes) + MARGIN
    idle = [
        session
        for channel, span in ((Channel.VOICE, call_idle), (Channel.SMS, IDLE), (Channel.WEB, IDLE))
        for session in _idle(services, business, channel, now - span)
        if not _may_be_talking(session, now)
    ]
    for session in idle:
        _end(services, business, session)
    return len(idle)


def _idle(services: Services, business: Business, channel: Channel, before: datetime) -> list[Session]:
    with services.store.unit_of_work(read_only=True) as unit:
        return list(unit.sessions.idle(business.id, channel=channel, before=before, limit=AT_ONCE))


def _may_be_talking(session: Session, now: datetime) -> bool:
    """Put through to a person, which takes as long as it takes."""
    return session.state.purpose == "transfer" and now - session.updated_at < LONGEST_TRANSFER


def _end(services: Services, business: Business, session: Session) -> None:
    def body(unit: UnitOfWork, _outside: object) -> None:
        current = unit.sessions.get(business.id, session.id)
        if current is None or current.version != session.version:
            return  # it went on in this moment
        call_sid = session.provider_call_id
        if call_sid and recall(unit, business.id, answer_call.SCOPE, [f"{call_sid}:0"]) is not None:
            end_call_in(unit, services, business, EndedCall(call_sid, session.caller_phone))
        else:
            talk.end_in(unit, services, business.id, session.id)

    run_turn(services, business.id, body)

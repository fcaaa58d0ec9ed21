"""A call is over: its conversation ends, and a caller whom nobody served is owed a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.core import tallies
from app.core.businesses import Business, BusinessStatus
from app.core.callers import caller_number
from app.core.conversations import Outcome
from app.core.sessions import Session
from app.flows import converse, note_failure
from app.flows.missed_call import note_missed_call
from app.flows.once import recall, remember
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

SCOPE = "twilio_call_ended"
FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
# A recording is reported beside the end of its call, in any order.
RECORDING_MAY_COME = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class EndedCall:
    """`caller` as Twilio writes it; `inbound` false for calls that we placed."""

    call_sid: str
    caller: str | None = None
    inbound: bool = True


def end_call(services: Services, business: Business, call: EndedCall) -> None:
    """Note the end of a call; a second report of it changes nothing."""

    def body(unit: UnitOfWork, _outside: Outside) -> None:
        end_call_in(unit, services, business, call)
        unit.tallies.add(business.id, tallies.VOICE_REQUESTS, services.clock.now().date())

    run_turn(services, business.id, body)


def end_call_in(unit: UnitOfWork, services: Services, business: Business, call: EndedCall) -> None:
    """As `end_call`, inside the caller's unit of work. The record keeps the id of a text-back that waits."""
    if recall(unit, business.id, SCOPE, [call.call_sid]) is not None:
        return
    session = unit.sessions.by_call(business.id, call.call_sid)
    text_id = ""
    if session is None:
        if _counts_as_missed(business, call, None):
            phone = caller_number(call.caller, business.country)
            text = note_missed_call(unit, services, business, phone, owed_already=_is_owed(unit, business, call))
            text_id = text.id if text else ""
    else:
        text_id = _end_session(unit, services, business, call, session)
    remember(unit, services, business.id, SCOPE, [call.call_sid], text_id)


def _end_session(unit: UnitOfWork, services: Services, business: Business, call: EndedCall, session: Session) -> str:
    ending = converse.end_in(unit, services, business.id, session.id)
    to_record = _awaits_recording(session)
    served = session.served or (not to_record and (ending.served or _said_goodbye(session, ending)))
    if served or not _counts_as_missed(business, call, session.caller_phone):
        return ""
    talk = unit.conversations.get(business.id, session.conversation_id)
    text = note_missed_call(
        unit,
        services,
        business,
        session.caller_phone,
        note=session.state.slots.problem or "",
        conversation_id=session.conversation_id,
        name=talk.customer_name if talk else None,
        customer_id=talk.customer_id if talk else None,
        hold_text=RECORDING_MAY_COME if to_record else None,
        owed_already=_is_owed(unit, business, call),
    )
    return text.id if text else ""


def _is_owed(unit: UnitOfWork, business: Business, call: EndedCall) -> bool:
    """Something broke in this call, so its caller is on the list already."""
    return recall(unit, business.id, note_failure.SCOPE, [call.call_sid]) is not None


def _awaits_recording(session: Session) -> bool:
    """The caller was put to voicemail, and nothing else had served them before."""
    state = session.state
    asked = session.ended_at is not None and state.outcome is Outcome.CALLBACK_REQUESTED
    return asked and not state.callback_requested


def _said_goodbye(session: Session, ending: converse.Ending) -> bool:
    """We hung up after a good-bye: a wrong number, a salesman, nothing to do."""
    return session.ended_at is not None and ending.outcome is Outcome.ABANDONED


def _counts_as_missed(business: Business, call: EndedCall, phone: str | None) -> bool:
    """Not calls that we placed, nor those of the owner, nor of a tenant whose line is closed."""
    number = phone or caller_number(call.caller, business.country)
    ours = number is not None and number == business.owner_phone
    return call.inbound and not ours and business.status is BusinessStatus.ACTIVE

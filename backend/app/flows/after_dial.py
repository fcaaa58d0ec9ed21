"""A transfer has ended: somebody took the call, or the caller is asked for a message."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core import tallies
from app.core.businesses import Business, BusinessStatus
from app.core.conversations import Outcome
from app.core.dialogue.steps import Then
from app.core.escalation import Rung, to_ring
from app.core.sessions import Session
from app.core.wording.catalogue import say
from app.flows import converse, escalate
from app.flows.call_answer import CallAnswer, dump, load
from app.flows.once import recall, remember
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

SCOPE = "twilio_dial"
ANSWERED = frozenset({"completed", "answered"})


@dataclass(frozen=True, slots=True)
class DialResult:
    """How ringing a person ended, in Twilio's words. `bridged` false: picked up, and not put through.

    `rung` is that person's place among those who are rung in turn; None: nobody is rung after them.
    """

    call_sid: str
    status: str
    dial_sid: str = ""
    bridged: bool = True
    rung: int | None = None


def after_dial(services: Services, business: Business, dial: DialResult) -> CallAnswer:
    """What the caller hears now; the same for a result that is reported twice."""

    def body(unit: UnitOfWork, _outside: Outside) -> CallAnswer:
        answer = _after_dial(unit, services, business, dial)
        unit.tallies.add(business.id, tallies.VOICE_REQUESTS, services.clock.now().date())
        return answer

    return run_turn(services, business.id, body)


def _after_dial(unit: UnitOfWork, services: Services, business: Business, dial: DialResult) -> CallAnswer:
    keys = [f"{dial.call_sid}:{dial.dial_sid}" if dial.rung is None else f"{dial.call_sid}:{dial.dial_sid}:{dial.rung}"]
    known = recall(unit, business.id, SCOPE, keys)
    if known is not None:
        return load(known.answer)
    session = unit.sessions.by_call(business.id, dial.call_sid)
    answered = dial.status in ANSWERED and dial.bridged
    language = str(session.state.language) if session else business.language
    following = None if answered or session is None else _next_person(business, session, dial)
    if following is not None:
        answer = CallAnswer(
            say(language, "line.next_person"),
            language,
            Then.TRANSFER,
            transfer_to=following.phone,
            rung=(dial.rung or 0) + 1,
        )
    else:
        if session is not None and session.ended_at is None:
            _conclude(unit, services, business, session, answered=answered)
        answer = _say(business, language, answered=answered)
    remember(unit, services, business.id, SCOPE, keys, dump(answer))
    return answer


def _next_person(business: Business, session: Session, dial: DialResult) -> Rung | None:
    """Not taken leads to the next, so that nobody's absence loses a caller."""
    if dial.rung is None or session.ended_at is not None or business.status is BusinessStatus.SUSPENDED:
        return None
    rungs = to_ring(business, session.caller_phone, emergency=session.state.is_emergency)
    return rungs[dial.rung + 1] if dial.rung + 1 < len(rungs) else None


def _conclude(unit: UnitOfWork, services: Services, business: Business, session: Session, *, answered: bool) -> None:
    """Ours is over either way: a person took the caller, or the tone does."""
    outcome = Outcome.TRANSFERRED if answered else Outcome.CALLBACK_REQUESTED
    state = replace(session.state, outcome=session.state.outcome or outcome)
    unit.sessions.save(
        business.id, replace(session, state=state, served=session.served or answered, version=session.version + 1)
    )
    converse.end_in(unit, services, business.id, session.id)
    if answered:
        escalate.take_over(unit, services, business, session.conversation_id, None, tell_customer=False)


def _say(business: Business, language: str, *, answered: bool) -> CallAnswer:
    if answered:
        return CallAnswer("", language, Then.HANG_UP)
    if business.status is BusinessStatus.SUSPENDED:
        return CallAnswer(say(language, "line.closed", business=business.name), language, Then.HANG_UP)
    return CallAnswer(say(language, "line.unanswered"), language, Then.VOICEMAIL)

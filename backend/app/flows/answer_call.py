"""A phone call, turn by turn: greeted at the first webhook, then heard, each turn exactly once."""

from __future__ import annotations

from dataclasses import dataclass

from app.core import tallies
from app.core.businesses import Business, BusinessStatus
from app.core.callers import caller_number
from app.core.conversations import Channel
from app.core.dialogue.identify import CODE
from app.core.dialogue.state import Asking
from app.core.dialogue.steps import Then
from app.core.escalation import to_ring
from app.core.idempotency import IdempotencyRecord
from app.core.sessions import Session
from app.core.wording.catalogue import say
from app.flows import converse
from app.flows.call_answer import CallAnswer, dump, load
from app.flows.once import recall, remember
from app.flows.outside import Outside, run_turn
from app.flows.screen_call import turned_away
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

SCOPE = "twilio_call"
# Where one key answers, the line need not wait for another one.
LISTENS_FOR_MANY_KEYS = frozenset({Asking.PHONE, Asking.ADDRESS})


@dataclass(frozen=True, slots=True)
class CallTurn:
    """One request about a call that goes on.

    `turn` is the number that the request's address carries, None for a call's first webhook. `gathered`: it is the
    result of listening, be it silence. `token` names the delivery, `fingerprint` the request's content. `lost`: our
    answer to an earlier request did not reach Twilio, which asks its fallback address. `verdict`: the carrier's,
    of the caller's number.
    """

    call_sid: str
    caller: str | None = None
    turn: int | None = None
    speech: str = ""
    digits: str = ""
    gathered: bool = False
    token: str | None = None
    fingerprint: str = ""
    lost: bool = False
    verdict: str | None = None


def answer_call(services: Services, business: Business, call: CallTurn) -> CallAnswer:
    """The answer to this turn; the same one again for a turn that was answered before."""

    def body(unit: UnitOfWork, outside: Outside) -> CallAnswer:
        answer = _answer_once(unit, services, outside, business, call)
        unit.tallies.add(business.id, tallies.VOICE_REQUESTS, services.clock.now().date())
        return answer

    return run_turn(services, business.id, body)


def _answer_once(
    unit: UnitOfWork, services: Services, outside: Outside, business: Business, call: CallTurn
) -> CallAnswer:
    session = unit.sessions.by_call(business.id, call.call_sid)
    keys = _keys(call, session)
    if call.lost and session is not None:
        return _last_answer(unit, business, session)
    known = _first_webhook_again(unit, business, call) or recall(unit, business.id, SCOPE, keys)
    if known is not None:
        return load(known.answer)
    if business.status is BusinessStatus.SUSPENDED:
        answer = _for_suspended(business, call)
    elif session is not None and session.ended_at is not None:
        answer = _over(business, session)
    else:
        answer = _converse(unit, services, outside, business, call, session)
    remember(unit, services, business.id, SCOPE, keys, dump(answer), call.fingerprint)
    return answer


def _keys(call: CallTurn, session: Session | None) -> list[str]:
    """The turn's number names it; without one the delivery's token does."""
    if call.turn is not None:
        return [f"{call.call_sid}:{call.turn}"]
    turn = session.turns + 1 if session is not None and call.gathered else 0
    token = [f"{call.call_sid}:token:{call.token}"] if call.token else []
    return [f"{call.call_sid}:{turn}", *token]


def _first_webhook_again(unit: UnitOfWork, business: Business, call: CallTurn) -> IdempotencyRecord | None:
    """The very request that began the call, where its content could be taken for a turn."""
    if call.turn is not None:
        return None
    first = recall(unit, business.id, SCOPE, [f"{call.call_sid}:0"])
    return first if first is not None and first.fingerprint == call.fingerprint else None


def _last_answer(unit: UnitOfWork, business: Business, session: Session) -> CallAnswer:
    """What the caller should have heard; the line goes on from there."""
    kept = recall(unit, business.id, SCOPE, [f"{session.provider_call_id}:{session.turns}"])
    if kept is not None:
        return load(kept.answer)
    language = str(session.state.language)
    if session.ended_at is not None:
        return _over(business, session)
    return CallAnswer(session.state.last_reply, language, turn=session.turns + 1)


def _converse(
    unit: UnitOfWork,
    services: Services,
    outside: Outside,
    business: Business,
    call: CallTurn,
    session: Session | None,
) -> CallAnswer:
    """A call without a session begins one; words that came with it (a session was lost) are heard at once."""
    words = bool(call.speech.strip() or call.digits)
    heard = converse.Heard(text=call.speech, digits=call.digits or None, silent=not words)
    caller = caller_number(call.caller, business.country)
    if session is not None:
        result = converse.hear_in(unit, services, outside, business.id, session.id, heard)
        return _spoken(result, business, max(call.turn or 0, session.turns + 1) + 1, caller)
    away = turned_away(unit, services, business, call.call_sid, caller)
    if away is not None:
        return away
    command = converse.StartCommand(
        Channel.VOICE, caller_phone=caller, provider_call_id=call.call_sid, caller_verdict=call.verdict
    )
    result = converse.start_in(unit, services, business.id, command)
    if not words:
        return _spoken(result, business, (call.turn or 0) + 1, caller)
    result = converse.hear_in(unit, services, outside, business.id, result.session_id, heard)
    return _spoken(result, business, (call.turn or 1) + 1, caller)


def _spoken(result: converse.TurnResult, business: Business, turn: int, caller: str | None) -> CallAnswer:
    then = result.then
    text = result.reply_text
    rungs = to_ring(business, caller, emergency=result.state.is_emergency) if then is Then.TRANSFER else ()
    if then is Then.TRANSFER and not rungs:
        then, text = Then.VOICEMAIL, say(result.language, "line.unanswered", business=business.name)
    return CallAnswer(
        text=text,
        language=result.language,
        then=then,
        turn=turn,
        transfer_to=rungs[0].phone if rungs else None,
        hints=result.hints,
        one_key=result.state.asking not in LISTENS_FOR_MANY_KEYS and result.state.purpose != CODE,
        rung=0 if rungs else None,
    )


def _for_suspended(business: Business, call: CallTurn) -> CallAnswer:
    """Its owner's phone rings; without one there is nobody to answer."""
    owner = business.owner_phone
    if owner and owner != caller_number(call.caller, business.country):
        text = say(business.language, "line.connecting", business=business.name)
        return CallAnswer(text, business.language, Then.TRANSFER, transfer_to=owner)
    return CallAnswer(say(business.language, "line.closed", business=business.name), business.language, Then.HANG_UP)


def _over(business: Business, session: Session) -> CallAnswer:
    language = str(session.state.language)
    return CallAnswer(say(language, "line.over", business=business.name), language, Then.HANG_UP)

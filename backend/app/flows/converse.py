"""A conversation by any way in: started, led turn by turn, ended. Calls, texts and chats all come here.

Each public flow opens one unit of work; the `_in` forms work inside the caller's, so that a webhook's own
record (its idempotency key) commits together with the turn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.core.businesses import Business
from app.core.conversations import Channel, Conversation, Message, Outcome, Role
from app.core.dialogue import greeting, lead, results
from app.core.dialogue.keys import frame_of_keys
from app.core.dialogue.people import goodbye, to_voicemail
from app.core.dialogue.state import DialogueState, Slots
from app.core.dialogue.steps import Reply, Situation, Then, Turn
from app.core.dialogue.words import phrase
from app.core.screening import MOST_ECHOES, echo_of, is_spoofed
from app.core.sessions import Session
from app.core.understanding.frame import Frame, Language
from app.core.wording.catalogue import join
from app.flows.answer_owner_call import greet_owner, is_owner, owner_asks
from app.flows.caller import situation_of
from app.flows.carry_out import carry_out
from app.flows.errors import Conflict, NotFound
from app.flows.hearing import hear_words, tally_turn, understood_note, with_help
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.repositories.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class StartCommand:
    """`caller_phone` is E.164 and identifies the caller on voice and sms; `phone` is only what was typed.

    `caller_verdict`: what the carrier says of `caller_phone`.
    """

    channel: Channel
    caller_phone: str | None = None
    provider_call_id: str | None = None
    caller_verdict: str | None = None
    lead_source: str | None = None
    language: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn of the caller: words, or keys, or silence."""

    text: str = ""
    digits: str | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What to say, and what the line does next. `transfer_to` is E.164 where `then` is TRANSFER."""

    session_id: str
    conversation_id: str
    reply_text: str
    state: DialogueState
    language: str
    then: Then = Then.LISTEN
    transfer_to: str | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    outcome: Outcome
    summary: str
    conversation_id: str
    served: bool


def start(services: Services, business_id: str, command: StartCommand) -> TurnResult:
    """Begin a conversation; the reply is the greeting."""
    return run_turn(services, business_id, lambda unit, _: start_in(unit, services, business_id, command))


def hear(services: Services, business_id: str, session_id: str, heard: Heard) -> TurnResult:
    """One turn. Raises `NotFound` for an unknown session, `Conflict` for one that has ended."""
    return run_turn(
        services, business_id, lambda unit, outside: hear_in(unit, services, outside, business_id, session_id, heard)
    )


def end(services: Services, business_id: str, session_id: str) -> Ending:
    """End a conversation; ending it twice answers the same."""
    return run_turn(services, business_id, lambda unit, _: end_in(unit, services, business_id, session_id))


def start_in(unit: UnitOfWork, services: Services, business_id: str, command: StartCommand) -> TurnResult:
    business = business_of(unit, business_id)
    now = services.clock.now()
    opening = DialogueState(
        language=Language(command.language or business.language),
        slots=Slots(name=command.name, phone=command.phone, email=command.email),
        unproven=is_spoofed(command.caller_verdict),
    )
    secret = services.new_secret()
    session = Session(
        id=secret,
        # On the web the conversation's own id opens it, so it is random there too.
        conversation_id=secret if command.channel is Channel.WEB else services.new_id(),
        channel=command.channel,
        state=opening,
        started_at=now,
        updated_at=now,
        caller_phone=command.caller_phone,
        provider_call_id=command.provider_call_id,
    )
    situation = situation_of(unit, services, business, session)
    customer = situation.customer
    if customer and customer.language and not command.language:
        opening = replace(opening, language=Language(customer.language))
    opening = replace(opening, customer_id=customer.id if customer else None)
    rung_by_owner = is_owner(business, session)
    reply = greet_owner(unit, services, business, opening) if rung_by_owner else greeting.greet(opening, situation)
    session = replace(session, state=reply.state)
    unit.sessions.add(business_id, session)
    talk = Conversation(
        id=session.conversation_id,
        channel=command.channel,
        started_at=now,
        customer_id=customer.id if customer else None,
        customer_name=customer.name if customer else command.name,
        phone=command.caller_phone or command.phone,
        language=str(reply.state.language),
        lead_source=command.lead_source,
        provider_call_id=command.provider_call_id,
        caller_verdict=command.caller_verdict,
    )
    greets = command.channel is not Channel.SMS  # a text thread begins with the customer's own words
    unit.conversations.add(business_id, replace(talk, message_count=int(greets)))
    if greets:
        _note(unit, services, business_id, talk, Role.ASSISTANT, reply.text)
    unit.tallies.add(business_id, f"conversations_{command.channel}", now.date())
    return _result(session, reply, business)


def hear_in(
    unit: UnitOfWork, services: Services, outside: Outside, business_id: str, session_id: str, heard: Heard
) -> TurnResult:
    business = business_of(unit, business_id)
    session = unit.sessions.get(business_id, session_id)
    if session is None:
        raise NotFound("There is no such session.")
    if session.ended_at is not None:
        raise Conflict("This session has ended.")
    talk = unit.conversations.get(business_id, session.conversation_id)
    assert talk is not None
    if talk.taken_over:
        return _listen_only(unit, services, business, session, talk, heard)
    session, reply = _owner_first(unit, services, business, session, heard)
    situation = situation_of(unit, services, business, session)
    frame = None if reply else _frame(heard, session, situation, outside)
    reply = reply or _decide(unit, services, outside, session, situation, frame, heard)
    if session.channel is Channel.SMS and session.turns == 0:
        reply = replace(reply, text=join(_introduction(reply.state, business), reply.text))
    if not heard.silent:
        note = understood_note(frame, business) if frame else ""
        talk = _note(unit, services, business_id, talk, Role.CALLER, heard.text or heard.digits or "", note)
    talk = _note(unit, services, business_id, talk, Role.ASSISTANT, reply.text)
    if reply.effects:  # what was carried out may have left a note of its own
        stored = unit.conversations.get(business_id, talk.id)
        talk = replace(talk, notes=stored.notes if stored else talk.notes)
    session = _advance(session, reply, services.clock.now(), heard)
    unit.sessions.save(business_id, session)
    unit.conversations.save(business_id, _record(talk, session, situation, unit))
    tally_turn(unit, business_id, frame, services.clock.now())
    return _result(session, reply, business)


def end_in(unit: UnitOfWork, services: Services, business_id: str, session_id: str) -> Ending:
    business = business_of(unit, business_id)
    session = unit.sessions.get(business_id, session_id)
    if session is None:
        raise NotFound("There is no such session.")
    talk = unit.conversations.get(business_id, session.conversation_id)
    assert talk is not None
    if session.ended_at is None:
        now = services.clock.now()
        state = replace(session.state, done=True, asking=None, outcome=session.state.outcome or Outcome.ABANDONED)
        session = replace(session, state=state, ended_at=now, updated_at=now, version=session.version + 1)
        unit.sessions.save(business_id, session)
        unit.holds.release(business_id, session.id)
        talk = _record(talk, session, situation_of(unit, services, business, session), unit)
        unit.conversations.save(business_id, talk)
    outcome = talk.outcome or session.state.outcome or Outcome.ABANDONED
    return Ending(outcome, talk.summary, talk.id, served=outcome is not Outcome.ABANDONED)


def business_of(unit: UnitOfWork, business_id: str) -> Business:
    business = unit.businesses.get(business_id)
    if business is None:
        raise NotFound("There is no such business.")
    return business


def _owner_first(
    unit: UnitOfWork, services: Services, business: Business, session: Session, heard: Heard
) -> tuple[Session, Reply | None]:
    """Questions about the day, where it is the owner who rings."""
    if heard.silent or not is_owner(business, session):
        return session, None
    state, reply = owner_asks(unit, services, business, session.state, heard.text or heard.digits or "")
    return replace(session, state=state), reply


def _decide(
    unit: UnitOfWork,
    services: Services,
    outside: Outside,
    session: Session,
    situation: Situation,
    frame: Frame | None,
    heard: Heard,
) -> Reply:
    bounds, state = services.bounds, session.state
    if session.channel is Channel.VOICE and _too_long(session, services):
        turn = Turn(state, situation)
        return goodbye(turn) if state.appointment_id else to_voicemail(turn, phrase(state, "voicemail.limit"))
    repeats = _says_it_again(state, heard) >= MOST_ECHOES
    if session.provider_call_id and repeats and not state.is_emergency:
        return goodbye(Turn(state, situation))
    if heard.silent or frame is None:
        return lead.silence(state, session.silent_turns + 1, situation, most=bounds.max_silent_turns)
    step = lead.hear(state, frame, situation)
    return carry_out(unit, services, outside, session, situation, step)


def _frame(heard: Heard, session: Session, situation: Situation, outside: Outside) -> Frame | None:
    if heard.silent:
        return None
    if heard.digits and not heard.text.strip():
        return frame_of_keys(heard.digits, session.state, country=situation.business.country)
    if not heard.text.strip():
        return None
    return with_help(hear_words(heard.text, session, situation), session, situation, outside)


def _says_it_again(state: DialogueState, heard: Heard) -> int:
    """How often in a row it was said by now; 0 for what people repeat, too."""
    echo = echo_of(heard.text)
    return 0 if not echo else state.said_times + 1 if echo == state.said else 1


def _too_long(session: Session, services: Services) -> bool:
    bounds = services.bounds
    lasted = services.clock.now() - session.started_at
    return session.turns >= bounds.max_call_turns or lasted > timedelta(minutes=bounds.max_call_minutes)


def _introduction(state: DialogueState, business: Business) -> str:
    return phrase(state, "greeting.text", business=business.name)


def _listen_only(
    unit: UnitOfWork, services: Services, business: Business, session: Session, talk: Conversation, heard: Heard
) -> TurnResult:
    """A person has taken this conversation over: keep what is said, answer nothing."""
    talk = _note(unit, services, business.id, talk, Role.CALLER, heard.text)
    unit.conversations.save(business.id, talk)
    session = replace(session, updated_at=services.clock.now(), turns=session.turns + 1, version=session.version + 1)
    unit.sessions.save(business.id, session)
    return _result(session, Reply(session.state, ""), business)


def _note(
    unit: UnitOfWork,
    services: Services,
    business_id: str,
    talk: Conversation,
    role: Role,
    text: str,
    understood: str = "",
) -> Conversation:
    message = Message(services.new_id(), talk.id, role, text[:4000], services.clock.now(), understood)
    unit.conversations.add_message(business_id, message)
    return replace(talk, message_count=talk.message_count + 1)


def _advance(session: Session, reply: Reply, now: datetime, heard: Heard) -> Session:
    ended = reply.then in (Then.HANG_UP, Then.VOICEMAIL)
    silent = heard.silent or not (heard.text.strip() or heard.digits)
    times = _says_it_again(session.state, heard)
    state = replace(reply.state, done=ended or reply.state.done, said=echo_of(heard.text), said_times=times)
    return replace(
        session,
        state=state,
        updated_at=now,
        turns=session.turns + 1,
        silent_turns=session.silent_turns + 1 if silent else 0,
        ended_at=now if ended else None,
        version=session.version + 1,
    )


def _record(talk: Conversation, session: Session, situation: Situation, unit: UnitOfWork) -> Conversation:
    """The conversation's line in the owner's list, as far as it is known now."""
    state = session.state
    visit = unit.appointments.get(situation.business.id, state.appointment_id) if state.appointment_id else None
    booked_now = state.appointment_id and talk.appointment_id is None and state.outcome is not None
    return replace(
        talk,
        customer_id=talk.customer_id or state.customer_id,
        customer_name=state.slots.name or talk.customer_name,
        phone=talk.phone or state.slots.phone,
        ended_at=session.ended_at,
        outcome=state.outcome,
        intent=str(state.intent),
        language=str(state.language),
        summary=results.summary(state, visit, situation),
        is_emergency=state.is_emergency,
        emergency_reason=state.emergency_reason,
        appointment_id=state.appointment_id or talk.appointment_id,
        booked_at=situation.now if booked_now else talk.booked_at,
    )


def _result(session: Session, reply: Reply, business: Business) -> TurnResult:
    return TurnResult(
        session_id=session.id,
        conversation_id=session.conversation_id,
        reply_text=reply.text,
        state=session.state,
        language=str(session.state.language),
        then=reply.then,
        transfer_to=business.owner_phone if reply.then is Then.TRANSFER else None,
        hints=tuple(service.name for service in business.services)[:50],
    )

"""A conversation led through the API: started, heard, ended, each request counted with its effect."""

from __future__ import annotations

from dataclasses import replace

from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.phones import NotAPhoneNumber, to_e164
from app.core.sessions import Session
from app.flows import converse
from app.flows.converse import Ending, Heard, StartCommand, TurnResult
from app.flows.errors import Conflict, Invalid, NotFound
from app.flows.outside import Outside, run_turn
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.repositories.ports import UnitOfWork


def start_in(unit: UnitOfWork, services: Services, business_id: str, command: StartCommand, counter: str) -> TurnResult:
    """Begin one; a call that is announced twice is one call. Raises `Invalid` for what is no phone number."""
    business = converse.business_of(unit, business_id)
    command = replace(
        command,
        caller_phone=_phone(command.caller_phone, business.country, "caller_phone"),
        phone=_phone(command.phone, business.country, "phone"),
    )
    _count(unit, services, business_id, counter)
    call_id = command.provider_call_id
    known = unit.sessions.by_call(business_id, call_id) if call_id else None
    if known is None:
        return converse.start_in(unit, services, business_id, command)
    if known.ended_at is not None:
        raise Conflict("This call has ended.")
    state = known.state
    return TurnResult(known.id, known.conversation_id, state.last_reply, state, str(state.language))


def hear_in(
    unit: UnitOfWork,
    services: Services,
    outside: Outside,
    business_id: str,
    session_id: str,
    heard: Heard,
    counter: str,
    *,
    only: Channel | None = None,
) -> TurnResult:
    """One turn. Raises `NotFound` for a session that is unknown or of another kind, `Conflict` for an ended one."""
    session = _session(unit, business_id, session_id)
    if only is not None and session.channel is not only:
        raise NotFound("There is no such session.")
    _count(unit, services, business_id, counter)
    return converse.hear_in(unit, services, outside, business_id, session_id, heard)


def end(services: Services, business_id: str, session_id: str, counter: str) -> Ending:
    """End one; ending it twice answers the same."""

    def body(unit: UnitOfWork, _outside: Outside) -> Ending:
        _count(unit, services, business_id, counter)
        return end_in(unit, services, business_id, session_id)

    return run_turn(services, business_id, body)


def end_in(unit: UnitOfWork, services: Services, business_id: str, session_id: str) -> Ending:
    """Who asked for a person is owed a call: nothing here rings anybody, and nobody says whether others did."""
    session = _session(unit, business_id, session_id)
    state = session.state
    if session.ended_at is None and state.purpose == "transfer" and state.outcome is None:
        business = converse.business_of(unit, business_id)
        owe_callback(
            unit,
            services,
            business,
            reason=CallbackReason.HUMAN_REQUESTED,
            phone=session.caller_phone or state.slots.phone,
            note=state.slots.problem or "",
            name=state.slots.name,
            customer_id=state.customer_id,
            conversation_id=session.conversation_id,
        )
        state = replace(state, callback_requested=True, outcome=Outcome.CALLBACK_REQUESTED)
        unit.sessions.save(business_id, replace(session, state=state, version=session.version + 1))
    return converse.end_in(unit, services, business_id, session_id)


def count_error(services: Services, business_id: str, requests: str, errors: str) -> None:
    """A request of this tenant failed inside; what had counted it was undone with its effect."""
    with services.store.unit_of_work() as unit:
        _count(unit, services, business_id, requests)
        _count(unit, services, business_id, errors)
        unit.commit()


def _session(unit: UnitOfWork, business_id: str, session_id: str) -> Session:
    session = unit.sessions.get(business_id, session_id)
    if session is None:
        raise NotFound("There is no such session.")
    return session


def _count(unit: UnitOfWork, services: Services, business_id: str, counter: str) -> None:
    unit.tallies.add(business_id, counter, services.clock.now().date())


def _phone(written: str | None, country: str, field: str) -> str | None:
    if not written or not written.strip():
        return None
    try:
        return to_e164(written, country)
    except NotAPhoneNumber:
        raise Invalid(f"body.{field}", f"{field}: is no phone number.") from None

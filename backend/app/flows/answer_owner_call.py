"""The owner rings: they hear the day and who waits for a call; anything else is a call like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackStatus
from app.core.conversations import Channel, Outcome
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import Reply
from app.core.owner_commands import Verb, folded, read_command
from app.core.sessions import Session
from app.core.understanding.frame import Language
from app.core.understanding.phones import spoken_phone
from app.core.wording.catalogue import join
from app.core.wording.day_plan import day_list, day_sentence, next_sentence, owner_phrase
from app.core.wording.numbers import cardinal
from app.flows.owner_questions import Colleague, next_visit, visits_of_day
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

OFFERED_CALLBACKS = "owner_callbacks"
MOST_SPOKEN = 5
MOST_COUNTED = 50
YES = frozenset(
    {"yes", "yes please", "yeah", "sure", "ok", "okay", "go ahead", "1", "si", "claro", "dale", "si por favor"}
)
NO = frozenset({"no", "no thanks", "nope", "not now", "2", "no gracias", "ahora no"})


def is_owner(business: Business, session: Session) -> bool:
    return session.channel is Channel.VOICE and business.owner_phone in {session.caller_phone} - {None}


def greet_owner(unit: UnitOfWork, services: Services, business: Business, state: DialogueState) -> Reply:
    """The day in a sentence or two, and how many wait for a call."""
    hour = business.local(services.clock.now()).hour
    hello = "hello_morning" if hour < 12 else "hello_afternoon" if hour < 18 else "hello_evening"
    day = day_sentence(business, _visits(unit, services, business, 0), tomorrow=False)
    waiting = len(_callbacks(unit, business))
    state = replace(state, stage=Stage.CLOSING, asking=None, purpose="book", outcome=Outcome.ANSWERED)
    if not waiting:
        return _said(business, state, owner_phrase(business, hello), day)
    key = "callbacks_one" if waiting == 1 else "callbacks_many"
    offer = owner_phrase(business, key, count=cardinal(waiting, business.language).capitalize())
    state = replace(state, asking=Asking.CONFIRM, purpose=OFFERED_CALLBACKS)
    return _reply(state, join(owner_phrase(business, hello), day, offer))


def owner_asks(
    unit: UnitOfWork, services: Services, business: Business, state: DialogueState, heard: str
) -> tuple[DialogueState, Reply | None]:
    """The answer where they ask for the day or the callbacks; else None, and the state to go on with."""
    offered = state.purpose == OFFERED_CALLBACKS
    if offered:
        state = replace(state, purpose="book", asking=None)
        if folded(heard) in YES:
            return state, _said(business, state, _callback_lines(unit, business))
        if folded(heard) in NO:
            return state, _said(business, state)
    if state.asking is not None:
        return state, None  # "tomorrow" answers a question of ours
    command = read_command(heard)
    match command.verb if command else None:
        case Verb.TODAY | Verb.TOMORROW as verb:
            tomorrow = verb is Verb.TOMORROW
            visits = _visits(unit, services, business, int(tomorrow))
            return state, _said(business, state, day_list(business, visits, tomorrow=tomorrow))
        case Verb.NEXT:
            return state, _said(business, state, _next(unit, services, business))
        case Verb.CALLBACKS:
            return state, _said(business, state, _callback_lines(unit, business))
        case Verb.CANCEL | Verb.MOVE | Verb.BLOCK | Verb.ON_MY_WAY | Verb.DONE:
            return state, _said(business, state, owner_phrase(business, "by_text"))
    return state, None


def _said(business: Business, state: DialogueState, *sentences: str) -> Reply:
    return _reply(state, join(*sentences, owner_phrase(business, "more")))


def _reply(state: DialogueState, text: str) -> Reply:
    return Reply(replace(state, last_reply=text), text)


def _visits(unit: UnitOfWork, services: Services, business: Business, days_ahead: int) -> Sequence[Appointment]:
    return visits_of_day(unit, services, business, Colleague(business.owner_phone or ""), days_ahead)


def _next(unit: UnitOfWork, services: Services, business: Business) -> str:
    visit = next_visit(unit, services, business, Colleague(business.owner_phone or ""))
    return owner_phrase(business, "no_next") if visit is None else next_sentence(business, visit, services.clock.now())


def _callbacks(unit: UnitOfWork, business: Business) -> Sequence[Callback]:
    return unit.callbacks.page(business.id, limit=MOST_COUNTED, status=CallbackStatus.OPEN).items


def _callback_lines(unit: UnitOfWork, business: Business) -> str:
    waiting = _callbacks(unit, business)
    if not waiting:
        return owner_phrase(business, "callbacks_none")
    lines = [_callback_line(business, callback) for callback in waiting[:MOST_SPOKEN]]
    more = len(waiting) - MOST_SPOKEN
    rest = [owner_phrase(business, "callbacks_more", count=cardinal(more, business.language))] if more > 0 else []
    return join(*lines, *rest)


def _callback_line(business: Business, callback: Callback) -> str:
    phone = spoken_phone(callback.phone, Language(business.language)) if callback.phone else ""
    return owner_phrase(
        business,
        "callback" if phone else "callback_no_number",
        who=callback.customer_name or owner_phrase(business, "somebody"),
        reason=owner_phrase(business, f"reason_{callback.reason}"),
        phone=phone,
    )

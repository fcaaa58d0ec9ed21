"""The owner and the technicians text the receptionist: they take emergencies, ask about the day, change it."""

from __future__ import annotations

from datetime import timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.conversations import Channel
from app.core.escalation import accepts
from app.core.owner_commands import Command, Verb, folded, pick_visits, read_command
from app.core.texts import Direction, TextKind
from app.core.understanding.frame import Language, When
from app.core.understanding.times import resolve
from app.core.wording.texts import write
from app.flows import escalate
from app.flows.on_my_way import ON_MY_WAY, on_my_way, say_on_my_way
from app.flows.owner_changes import OwnerAnswer, ask_block, ask_cancel, ask_done, ask_move, carry_out_pending
from app.flows.owner_questions import (
    AHEAD,
    Colleague,
    ask_which,
    colleague_of,
    schedule,
    tell_callbacks,
    tell_next,
    visits_between,
)
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# For how long a question waits for its yes, and a visit that began waits for its "done".
QUESTION_OPEN = timedelta(minutes=30)
BEGAN_AT_MOST = timedelta(hours=24)
YES = frozenset({"yes", "y", "si", "ok", "okay", "yes please", "do it", "dale"})
NO = frozenset({"no", "n", "nope", "never mind", "nevermind", "no gracias"})
CHANGES = frozenset({Verb.CANCEL, Verb.MOVE, Verb.BLOCK})


def answer_our_people(
    unit: UnitOfWork, services: Services, business: Business, phone: str, body: str
) -> OwnerAnswer | None:
    """The answer to one of our people; None where the text is none of these commands, so that it is a conversation.

    Keep the answer's `pending` as the `campaign` of the text that carries it.
    """
    who = colleague_of(business, phone)
    if who is None:
        return None
    if accepts(body):
        taken = escalate.accept(unit, services, business, phone)
        if taken is None and _in_conversation(unit, services, business, phone):
            return None
        return OwnerAnswer(taken or write(business, "owner_nothing_to_take", business.language, {}))
    said = folded(body)
    if said in YES | NO:
        return _yes_or_no(unit, services, business, who, said in YES)
    command = None if _in_conversation(unit, services, business, phone) else read_command(body)
    return None if command is None else _obey(unit, services, business, who, command)


def _in_conversation(unit: UnitOfWork, services: Services, business: Business, phone: str) -> bool:
    """One of our people tries the receptionist as a customer would: "tomorrow" answers its question."""
    session = unit.sessions.open_for(business.id, Channel.SMS, phone)
    if session is None or session.state.asking is None:
        return False
    return services.clock.now() - session.updated_at < QUESTION_OPEN


def _yes_or_no(
    unit: UnitOfWork, services: Services, business: Business, who: Colleague, yes: bool
) -> OwnerAnswer | None:
    pending = _pending(unit, services, business, who)
    if pending is None or not yes:
        return None if pending is None else OwnerAnswer(write(business, "owner_left_alone", business.language, {}))
    if pending.startswith(ON_MY_WAY):
        return say_on_my_way(unit, services, business, pending)
    return carry_out_pending(unit, services, business, who, pending)


def _pending(unit: UnitOfWork, services: Services, business: Business, who: Colleague) -> str | None:
    """What our last answer to this number asked."""
    page = unit.texts.page(
        business.id,
        limit=1,
        direction=Direction.OUT,
        phone=who.phone,
        kind=TextKind.REPLY,
        since=services.clock.now() - QUESTION_OPEN,
    )
    return next((text.campaign for text in page.items), None)


def _obey(
    unit: UnitOfWork, services: Services, business: Business, who: Colleague, command: Command
) -> OwnerAnswer | None:
    match command.verb:
        case Verb.TODAY:
            return OwnerAnswer(schedule(unit, services, business, who, 0))
        case Verb.TOMORROW:
            return OwnerAnswer(schedule(unit, services, business, who, 1))
        case Verb.NEXT:
            return OwnerAnswer(tell_next(unit, services, business, who))
        case Verb.CALLBACKS:
            return OwnerAnswer(tell_callbacks(unit, services, business))
        case Verb.ON_MY_WAY:
            return on_my_way(unit, services, business, who)
        case Verb.DONE:
            return _done(unit, services, business, who)
        case _:
            return _propose(unit, services, business, who, command)


def _propose(unit: UnitOfWork, services: Services, business: Business, who: Colleague, command: Command) -> OwnerAnswer:
    if not who.is_owner:
        return OwnerAnswer(write(business, "owner_only", business.language, {}))
    if command.verb is Verb.BLOCK:
        return ask_block(unit, services, business, _when(services, business, command.which))
    now = services.clock.now()
    visits = visits_between(unit, business, who, now - timedelta(hours=2), now + AHEAD)
    found = pick_visits(visits, command.which, _when(services, business, command.which), business)
    if len(found) != 1:
        if found:
            return OwnerAnswer(ask_which(services, business, found))
        return OwnerAnswer(write(business, "owner_no_visit", business.language, {}))
    if command.verb is Verb.CANCEL:
        return ask_cancel(unit, services, business, found[0])
    target = _when(services, business, command.target, beside=found[0])
    if target is None:
        return OwnerAnswer(write(business, "owner_when", business.language, {}))
    return ask_move(unit, services, business, found[0], target)


def _when(services: Services, business: Business, words: str, *, beside: Appointment | None = None) -> When | None:
    """The time in those words, in either language; a clock time alone falls on the day of the visit beside it."""
    now = business.local(services.clock.now())
    anchor = business.local(beside.start_time).date() if beside else None
    own = Language.ES if business.language == "es" else Language.EN
    other = Language.EN if own is Language.ES else Language.ES
    return resolve(words, now=now, language=own, anchor=anchor) or resolve(
        words, now=now, language=other, anchor=anchor
    )


def _done(unit: UnitOfWork, services: Services, business: Business, who: Colleague) -> OwnerAnswer:
    now = services.clock.now()
    begun = visits_between(unit, business, who, now - BEGAN_AT_MOST, now)
    if not begun:
        return OwnerAnswer(write(business, "owner_no_visit", business.language, {}))
    return ask_done(services, business, begun[-1])

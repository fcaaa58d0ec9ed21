"""The owner and the technicians text the receptionist: they take emergencies, ask about the day, change it."""

from __future__ import annotations

from datetime import timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.conversations import Channel
from app.core.escalation import accepts
from app.core.owner_commands import Command, Verb, folded, pick_visits, read_command
from app.core.texts import Audience, Direction, TextKind, TextStatus
from app.core.understanding.frame import Language, When
from app.core.understanding.times import resolve
from app.core.wording.texts import write
from app.core.wording.visits import owner_fields
from app.flows import escalate
from app.flows.owner_changes import OwnerAnswer, ask_block, ask_cancel, ask_done, ask_move, carry_out_pending
from app.flows.owner_questions import (
    AHEAD,
    Colleague,
    ask_which,
    colleague_of,
    next_visit,
    schedule,
    tell_callbacks,
    tell_next,
    visits_between,
)
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.repositories.ports import UnitOfWork

# For how long a question waits for its yes, and a visit that began waits for its "done".
QUESTION_OPEN = timedelta(minutes=30)
BEGAN_AT_MOST = timedelta(hours=24)
TOLD_LATELY = timedelta(hours=3)
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
        return None if taken is None else OwnerAnswer(taken)
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
            return _on_my_way(unit, services, business, who)
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
        return ask_cancel(services, business, found[0])
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


def _on_my_way(unit: UnitOfWork, services: Services, business: Business, who: Colleague) -> OwnerAnswer:
    visit = next_visit(unit, services, business, who)
    if visit is None:
        return OwnerAnswer(write(business, "owner_no_next", business.language, {}))
    fields = owner_fields(visit, business, services.clock.now())
    if _was_told(unit, services, business, visit):
        return OwnerAnswer(write(business, "owner_on_my_way_again", business.language, fields))
    customer = unit.customers.get(business.id, visit.customer_id)
    language = (customer.language if customer else None) or business.language
    text = send_text(
        unit,
        services,
        business,
        OutgoingMessage(
            audience=Audience.CUSTOMER,
            kind=TextKind.MANUAL,
            to=visit.customer_phone or (customer.phone if customer else None),
            body=write(business, "on_my_way", language, fields),
            customer_id=visit.customer_id,
            appointment_id=visit.id,
            expires_at=visit.end_time,
        ),
    )
    if text.status is not TextStatus.QUEUED:
        held = {**fields, "reason": text.reason or ""}
        return OwnerAnswer(write(business, "owner_on_my_way_held", business.language, held))
    return OwnerAnswer(write(business, "owner_on_my_way", business.language, fields))


def _was_told(unit: UnitOfWork, services: Services, business: Business, visit: Appointment) -> bool:
    if visit.customer_phone is None:
        return False
    page = unit.texts.page(
        business.id,
        limit=20,
        direction=Direction.OUT,
        phone=visit.customer_phone,
        kind=TextKind.MANUAL,
        since=services.clock.now() - TOLD_LATELY,
    )
    return any(text.appointment_id == visit.id and text.status is not TextStatus.SUPPRESSED for text in page.items)

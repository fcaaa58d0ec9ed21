"""Carries out what the dialogue decided, and lets it go on with what came of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from app.core import tallies
from app.core.availability.offers import Offers
from app.core.availability.query import TimeQuery
from app.core.businesses import Business, Service
from app.core.dialogue import despair, results
from app.core.dialogue.people import reach
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import (
    AlertOwner,
    AmendVisit,
    AskCallback,
    BookVisit,
    CancelVisit,
    CheckCode,
    Effect,
    FindTimes,
    MoveVisit,
    OptOut,
    Reply,
    SendCode,
    Situation,
    Step,
    TellMore,
)
from app.core.phones import to_read
from app.core.sessions import Session
from app.core.understanding.addresses import zip_of
from app.core.wording.catalogue import say
from app.flows import escalate
from app.flows.amend import amend, described, tell_more
from app.flows.booking import VisitRequest, book_visit, cancel_visit, move_visit
from app.flows.caller import customer_of
from app.flows.find_times import AvailabilityUnknown, find_times, hold_offers
from app.flows.identify import check_code, send_code
from app.flows.opt_outs import record_opt_out
from app.flows.outside import Outside
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.repositories.errors import SlotTaken
from app.repositories.ports import UnitOfWork

ACTOR = "caller"
ON_THE_WAY = timedelta(minutes=10)


def carry_out(
    unit: UnitOfWork, services: Services, outside: Outside, session: Session, situation: Situation, step: Step
) -> Reply:
    """Follow the steps until there is a reply. Everything happens in the caller's unit of work."""
    while not isinstance(step, Reply):
        match step:
            case FindTimes():
                step = _find(unit, services, outside, session, situation, step)
            case BookVisit():
                step = _book(unit, services, outside, session, situation, step)
            case MoveVisit():
                step = _move(unit, services, outside, session, situation, step)
            case AmendVisit():
                step = amend(unit, services, session, situation, step)
            case CancelVisit():
                step = _cancel(unit, services, situation, step)
            case SendCode():
                step = send_code(unit, services, session, situation, step)
            case CheckCode():
                step = check_code(unit, services, session, situation, step)
    for effect in step.effects:
        _effect(unit, services, session, situation, step.state, effect)
    return step


def service_for(business: Business, state: DialogueState) -> Service | None:
    """The service named, else the business's general one, else its first."""
    named = business.service(state.slots.service_type)
    if named is not None:
        return named
    general = next((each for each in business.services if each.key.startswith("general")), None)
    return general or next(iter(business.services), None)


def _find(
    unit: UnitOfWork,
    services: Services,
    outside: Outside,
    session: Session,
    situation: Situation,
    step: FindTimes,
) -> Step:
    if not situation.can_book:
        return results.booking_paused(step, situation)
    business, state = situation.business, step.state
    customer = situation.customer
    address = state.slots.address or (customer.address if customer else None)
    query = TimeQuery(
        service=service_for(business, state),
        wish=step.wish,
        not_before=_not_before(step, situation),
        zip_code=zip_of(address) if address else None,
        is_emergency=state.is_emergency,
        exclude_appointment_id=step.exclude_appointment_id,
    )
    try:
        offers: Offers = find_times(
            unit, services, business, query, session_id=session.id, busy_between=outside.busy_between
        )
    except AvailabilityUnknown:
        return results.availability_unknown(step, situation)
    unit.holds.release(business.id, session.id)
    hold_offers(unit, services, business, session.id, offers.slots)
    return results.with_times(step, situation, offers)


def _not_before(step: FindTimes, situation: Situation) -> datetime | None:
    """Help needs a moment to get there, and the caller one to say yes: no emergency visit begins this minute."""
    if not step.state.is_emergency:
        return step.not_before
    soonest = situation.now + ON_THE_WAY
    return max(step.not_before, soonest) if step.not_before else soonest


def _book(
    unit: UnitOfWork, services: Services, outside: Outside, session: Session, situation: Situation, step: BookVisit
) -> Step:
    business, state = situation.business, step.state
    service = service_for(business, state)
    assert service is not None
    customer = customer_of(unit, services, business, state, situation)
    request = VisitRequest(
        customer=customer,
        contact_name=state.slots.name or customer.name,
        slot=step.slot,
        service=service,
        description=described(state.slots.problem or "", state.slots.note),
        address=state.slots.address or customer.address,
        is_emergency=state.is_emergency,
        lead_source=_lead_source(unit, business, session),
        conversation_id=session.conversation_id,
        session_id=session.id,
        actor=ACTOR,
        language=str(state.language),
    )
    try:
        visit = book_visit(unit, services, business, request, busy_between=outside.busy_between)
    except AvailabilityUnknown:
        return results.availability_unknown(FindTimes(state, state.slots.when, step.prefix, step.effects), situation)
    except SlotTaken:
        return results.slot_gone(state, step.prefix)
    unit.tallies.add(business.id, tallies.BOOKINGS, services.clock.now().date())
    unit.holds.release(business.id, session.id)
    technician = business.technician(visit.technician_id)
    return results.booked(step, situation, visit, technician.name if technician else "")


def _move(
    unit: UnitOfWork, services: Services, outside: Outside, session: Session, situation: Situation, step: MoveVisit
) -> Step:
    business = situation.business
    visit = situation.visit(step.appointment_id)
    assert visit is not None
    try:
        moved = move_visit(
            unit,
            services,
            business,
            visit,
            step.slot,
            actor=ACTOR,
            reason="by the customer",
            session_id=session.id,
            busy_between=outside.busy_between,
        )
    except AvailabilityUnknown:
        return results.availability_unknown(FindTimes(step.state, step.state.slots.when), situation)
    except SlotTaken:
        return results.slot_gone(step.state, "", exclude=visit.id)
    unit.holds.release(business.id, session.id)
    return results.moved(step.state, situation, moved)


def _cancel(unit: UnitOfWork, services: Services, situation: Situation, step: CancelVisit) -> Step:
    visit = situation.visit(step.appointment_id)
    assert visit is not None
    cancel_visit(unit, services, situation.business, visit, actor=ACTOR, reason="by the customer")
    return results.cancelled(step.state, situation)


def _lead_source(unit: UnitOfWork, business: Business, session: Session) -> str | None:
    talk = unit.conversations.get(business.id, session.conversation_id)
    return (talk.lead_source if talk else None) or str(session.channel)


def _effect(
    unit: UnitOfWork,
    services: Services,
    session: Session,
    situation: Situation,
    state: DialogueState,
    effect: Effect,
) -> None:
    business = situation.business
    phone = reach(state, situation)
    match effect:
        case AlertOwner():
            alert = _emergency_alert(business, state, phone, effect)
            escalate.begin(unit, services, business, session.conversation_id, alert)
            unit.tallies.add(business.id, tallies.EMERGENCIES, services.clock.now().date())
        case AskCallback():
            owe_callback(
                unit,
                services,
                business,
                reason=effect.reason,
                phone=phone,
                note=effect.note,
                name=state.slots.name or (situation.customer.name if situation.customer else None),
                customer_id=situation.customer.id if situation.customer else state.customer_id,
                conversation_id=session.conversation_id,
            )
        case TellMore():
            tell_more(unit, services, session, situation, state)
        case OptOut():
            _opt_out({phone, session.caller_phone}, unit, services, business, session, effect)


def _opt_out(
    numbers: Collection[str | None],
    unit: UnitOfWork,
    services: Services,
    business: Business,
    session: Session,
    effect: OptOut,
) -> None:
    """The line's own number, and the one that they gave."""
    for number in numbers:
        if number is not None:
            record_opt_out(
                unit,
                services,
                business,
                number,
                source=str(session.channel),
                evidence=effect.evidence,
                reference=session.conversation_id,
            )


def _emergency_alert(business: Business, state: DialogueState, phone: str | None, effect: AlertOwner) -> str:
    language = business.language
    told = despair.PURPOSE if state.purpose == despair.PURPOSE else state.emergency_level
    return say(
        language,
        "alert.emergency",
        reason=effect.reason,
        who=" ".join(part for part in (state.slots.name or "", to_read(phone) if phone else "") if part)
        or say(language, "alert.unknown_caller"),
        address=state.slots.address or say(language, "alert.no_address"),
        told=say(language, f"alert.told_{told}"),
    )

"""Who is calling: the customer on record, and the visits that the line itself proves to be theirs."""

from __future__ import annotations

from dataclasses import replace

from app.core.businesses import Business
from app.core.conversations import Channel
from app.core.customers import Customer
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Situation
from app.core.sessions import Session
from app.flows.opt_outs import is_opted_out
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# A number proves who is calling; on the web anybody can type one.
_IDENTIFYING = frozenset({Channel.VOICE, Channel.SMS})


def situation_of(unit: UnitOfWork, services: Services, business: Business, session: Session) -> Situation:
    """All that is true around this turn."""
    now = services.clock.now()
    customer = None
    if session.channel in _IDENTIFYING and session.caller_phone and not session.state.unproven:
        customer = unit.customers.by_phone(business.id, session.caller_phone)
    if session.state.identified_as:
        customer = unit.customers.get(business.id, session.state.identified_as) or customer
    visits = tuple(unit.appointments.upcoming_for(business.id, customer.id, now)) if customer else ()
    own = session.state.appointment_id
    if own and all(visit.id != own for visit in visits):
        visit = unit.appointments.get(business.id, own)
        visits = (*visits, visit) if visit is not None and visit.active else visits
    return Situation(
        business=business,
        now=now,
        channel=session.channel,
        caller_phone=session.caller_phone,
        customer=customer,
        visits=visits,
        opted_out=is_opted_out(unit, business, session.state.slots.phone or session.caller_phone, services.keys),
        can_book=not (business.pause.booking or services.bounds.pause_booking),
    )


def customer_of(
    unit: UnitOfWork, services: Services, business: Business, state: DialogueState, situation: Situation
) -> Customer:
    """The customer of this number, made where there is none. What a caller says never overwrites a record;
    it only fills what the record lacks."""
    slots = state.slots
    phone = slots.phone or situation.caller_phone
    known = unit.customers.by_phone(business.id, phone) if phone else None
    now = services.clock.now()
    if known is None:
        customer = Customer(
            id=services.new_id(),
            name=slots.name or "",
            created_at=now,
            updated_at=now,
            phone=phone,
            email=slots.email,
            address=slots.address,
            language=str(state.language),
        )
        unit.customers.add(business.id, customer)
        return customer
    if situation.customer is None or situation.customer.id != known.id:
        return known
    filled = replace(
        known,
        name=known.name or slots.name or "",
        email=known.email or slots.email,
        address=known.address or slots.address,
    )
    if filled != known:
        filled = replace(filled, updated_at=now)
        unit.customers.save(business.id, filled)
    return filled

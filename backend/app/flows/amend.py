"""What a caller adds once the visit is booked or the alarm is out: an address, a name, a word for the technician."""

from __future__ import annotations

from dataclasses import replace

from app.core.appointments import Appointment
from app.core.dialogue import results
from app.core.dialogue.people import reach
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import AmendVisit, Reply, Situation
from app.core.dialogue.words import capital
from app.core.phones import to_read
from app.core.sessions import Session
from app.flows import escalate
from app.flows.edit_visit import edit_visit
from app.flows.services import Services
from app.flows.visit_news import Change, tell_owner
from app.repositories.ports import UnitOfWork

ACTOR = "caller"


def described(problem: str, note: str | None) -> str:
    """The trouble, and behind it what the technician should know of the visit."""
    parts = (part.strip().rstrip(".") for part in (problem, note or ""))
    return ". ".join(capital(part) if place else part for place, part in enumerate(parts) if part)


def amend(unit: UnitOfWork, services: Services, session: Session, situation: Situation, step: AmendVisit) -> Reply:
    """Put it on the visit, and tell those who were told of the visit without it."""
    business = situation.business
    visit = situation.visit(step.appointment_id)
    assert visit is not None
    changes = {
        "address": step.address or visit.address,
        "customer_name": step.name or visit.customer_name,
        "description": described(visit.description, step.note),
    }
    edited = edit_visit(unit, services, business, visit, changes, actor=ACTOR)
    if edited is not visit:
        _fill_record(unit, services, session, situation, step, edited)
        told = tell_more(unit, services, session, situation, step.state) if step.state.alerted else frozenset()
        if business.owner_phone not in told and not step.worse:  # the alarm is out to them already
            change = Change("edited", ACTOR, session_conversation=session.conversation_id)
            tell_owner(unit, services, business, edited, change, "owner_details")
    return results.amended(step, situation, edited)


def tell_more(
    unit: UnitOfWork, services: Services, session: Session, situation: Situation, state: DialogueState
) -> frozenset[str]:
    """Those of our people who were alerted learn what is known by now. Returns their numbers."""
    phone = reach(state, situation)
    fields = {
        "reason": (state.emergency_reason or "").replace("_", " "),
        "name": state.slots.name or "",
        "phone": to_read(phone) if phone else "",
        "address": state.slots.address or "",
    }
    return escalate.tell_more(unit, services, situation.business, session.conversation_id, fields)


def _fill_record(
    unit: UnitOfWork,
    services: Services,
    session: Session,
    situation: Situation,
    step: AmendVisit,
    visit: Appointment,
) -> None:
    """The customer's record takes what it lacks, where this line or this very call made it theirs."""
    known = unit.customers.get(situation.business.id, visit.customer_id)
    if known is None:
        return
    identified = situation.customer is not None and situation.customer.id == known.id
    if not identified and known.created_at < session.started_at:
        return
    filled = replace(known, name=known.name or step.name or "", address=known.address or step.address)
    if filled != known:
        unit.customers.save(situation.business.id, replace(filled, updated_at=services.clock.now()))

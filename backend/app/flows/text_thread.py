"""The conversation by text: keyed by business and number, it goes on over many texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.core import tallies
from app.core.appointments import AppointmentStatus
from app.core.businesses import Business
from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.customers import Customer
from app.core.sessions import Session
from app.core.texts import Audience
from app.core.wording.catalogue import say
from app.flows import converse
from app.flows.booking import mark_visit
from app.flows.confirm_visit import CONFIRMABLE
from app.flows.opt_outs import is_opted_out
from app.flows.outside import Outside
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# After a day without a word, the next text begins anew.
IDLE = timedelta(hours=24)
LETTER_FOR_RESCHEDULE = frozenset({"r", "reschedule"})


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote. `phone` is E.164, None where it cannot be texted."""

    phone: str | None
    audience: Audience
    customer: Customer | None = None

    def language(self, business: Business) -> str:
        return (self.customer.language if self.customer else None) or business.language


@dataclass(frozen=True, slots=True)
class ThreadReply:
    text: str
    conversation_id: str | None = None


def sender_of(unit: UnitOfWork, business: Business, phone: str | None) -> Sender:
    ours = {business.owner_phone, *(technician.phone for technician in business.technicians)}
    audience = Audience.OWNER if phone is not None and phone in ours else Audience.CUSTOMER
    return Sender(phone, audience, unit.customers.by_phone(business.id, phone) if phone else None)


def open_session(unit: UnitOfWork, services: Services, business: Business, phone: str) -> Session | None:
    """The thread that still goes on with this number; one that a person has taken over does so until handed back."""
    session = unit.sessions.open_for(business.id, Channel.SMS, phone)
    if session is None or services.clock.now() - session.updated_at < IDLE:
        return session
    talk = unit.conversations.get(business.id, session.conversation_id)
    return session if talk is not None and talk.taken_over else None


def close_thread(unit: UnitOfWork, services: Services, business: Business, phone: str) -> None:
    """Whatever was being asked is not asked any more."""
    session = unit.sessions.open_for(business.id, Channel.SMS, phone)
    if session is not None:
        converse.end_in(unit, services, business.id, session.id)


def answer_in_thread(
    unit: UnitOfWork, services: Services, outside: Outside, business: Business, sender: Sender, body: str
) -> ThreadReply:
    """The assistant's next words in this thread; empty where it has to be silent."""
    assert sender.phone is not None
    if is_opted_out(unit, business, sender.phone, services.keys) and sender.audience is Audience.CUSTOMER:
        _pass_on(unit, services, business, sender, body)
        return ThreadReply("")
    if not body.strip():
        return ThreadReply(say(sender.language(business), "text.no_words", business=business.name))
    session = open_session(unit, services, business, sender.phone)
    if session is None:
        session = _begin(unit, services, business, sender)
    heard = converse.Heard(text=_spelled_out(body))
    result = converse.hear_in(unit, services, outside, business.id, session.id, heard)
    _mark_visits(unit, services, business, session, result)
    return ThreadReply(result.reply_text, result.conversation_id)


def _begin(unit: UnitOfWork, services: Services, business: Business, sender: Sender) -> Session:
    assert sender.phone is not None
    close_thread(unit, services, business, sender.phone)
    started = converse.start_in(
        unit, services, business.id, converse.StartCommand(Channel.SMS, caller_phone=sender.phone)
    )
    session = unit.sessions.get(business.id, started.session_id)
    assert session is not None
    return session


def _pass_on(unit: UnitOfWork, services: Services, business: Business, sender: Sender, body: str) -> None:
    """Who opted out gets no text, not even an answer; so a person gets to read what they wrote."""
    owe_callback(
        unit,
        services,
        business,
        reason=CallbackReason.MESSAGE,
        phone=sender.phone,
        note=body,
        name=sender.customer.name if sender.customer else None,
        customer_id=sender.customer.id if sender.customer else None,
    )


def _spelled_out(body: str) -> str:
    """Our texts say "reply R to move it"."""
    return "reschedule" if body.strip(" .!\n").casefold() in LETTER_FOR_RESCHEDULE else body


def _mark_visits(
    unit: UnitOfWork, services: Services, business: Business, session: Session, result: converse.TurnResult
) -> None:
    """A visit that the customer wants to move waits for its new time; one kept after all is as it was."""
    before, after = session.state, result.state
    day = services.clock.now().date()
    if after.outcome is Outcome.CANCELLED and before.outcome is not Outcome.CANCELLED:
        unit.tallies.add(business.id, tallies.SMS_CANCELLATIONS, day)
    moving = after.target_appointment_id if after.purpose == "move" else None
    if moving is not None:
        visit = unit.appointments.get(business.id, moving)
        if visit is not None and visit.status in CONFIRMABLE:
            mark_visit(unit, services, business, visit, AppointmentStatus.PENDING_RESCHEDULE, actor="customer")
            unit.tallies.add(business.id, tallies.SMS_RESCHEDULES, day)
        return
    kept = before.target_appointment_id if before.purpose == "move" else None
    visit = unit.appointments.get(business.id, kept) if kept else None
    if visit is not None and visit.status is AppointmentStatus.PENDING_RESCHEDULE:
        mark_visit(unit, services, business, visit, AppointmentStatus.SCHEDULED, actor="customer")

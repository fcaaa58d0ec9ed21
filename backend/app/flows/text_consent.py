"""What a text says about texting itself: it is written down, answered once where we are the ones to answer."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.businesses import Business, OptOutReplies
from app.core.callbacks import CallbackReason
from app.core.consent.keywords import Keyword, classify
from app.core.phones import to_read
from app.core.wording.texts import write
from app.flows.opt_outs import is_opted_out, record_opt_in, record_opt_out
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.flows.text_thread import Sender, close_thread
from app.repositories.ports import UnitOfWork

BY_TWILIO = {"STOP": Keyword.STOP, "START": Keyword.START, "HELP": Keyword.HELP}
SOURCE = "sms"
CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """Empty: Twilio answers, or has answered already."""

    body: str = ""


def about_texting(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    sender: Sender,
    body: str,
    opt_out_type: str | None,
    message_sid: str,
) -> ConsentAnswer | None:
    """Carry out an opt-out, an opt-in or a call for help; None where the text is about something else."""
    assert sender.phone is not None
    answered_by_twilio = BY_TWILIO.get((opt_out_type or "").upper())
    keyword = answered_by_twilio or _ours(unit, services, business, sender.phone, body)
    if keyword is None:
        return None
    if keyword is Keyword.STOP:
        _stop(unit, services, business, sender, body, message_sid)
    elif keyword is Keyword.START:
        record_opt_in(unit, services, business, sender.phone, source=SOURCE, evidence=body, reference=message_sid)
    if answered_by_twilio or business.opt_out_replies is OptOutReplies.TWILIO:
        return ConsentAnswer()
    return ConsentAnswer(_words(business, sender, keyword))


def _ours(unit: UnitOfWork, services: Services, business: Business, phone: str, body: str) -> Keyword | None:
    """YES opts in only where there is an opt-out: that closed every question, whichever way it came."""
    keyword = classify(body)
    if keyword is not Keyword.YES:
        return keyword
    return Keyword.START if is_opted_out(unit, business, phone, services.keys) else None


def _stop(
    unit: UnitOfWork, services: Services, business: Business, sender: Sender, body: str, message_sid: str
) -> None:
    assert sender.phone is not None
    record_opt_out(unit, services, business, sender.phone, source=SOURCE, evidence=body, reference=message_sid)
    close_thread(unit, services, business, sender.phone)
    if body.strip().casefold().startswith(CANCEL) and _has_visit(unit, services, business, sender):
        # They may have meant the visit, and we must not ask.
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


def _has_visit(unit: UnitOfWork, services: Services, business: Business, sender: Sender) -> bool:
    customer = sender.customer
    return customer is not None and bool(unit.appointments.upcoming_for(business.id, customer.id, services.clock.now()))


def _words(business: Business, sender: Sender, keyword: Keyword) -> str:
    key = {Keyword.STOP: "consent_stopped", Keyword.START: "consent_started", Keyword.HELP: "consent_help"}[keyword]
    phone = business.phone_number or business.owner_phone
    return write(business, key, sender.language(business), {"phone": to_read(phone) if phone else ""})

"""The owner writes to somebody by hand: through the same gate as everything else."""

from __future__ import annotations

from datetime import timedelta

from app.core.businesses import Business
from app.core.consent.gate import Reason
from app.core.conversations import Role
from app.core.customers import Customer
from app.core.phones import NotAPhoneNumber, to_e164
from app.core.segments import LONGEST_BODY, clean_body
from app.core.texts import Audience, Text, TextKind, TextStatus
from app.flows.deliver import settle
from app.flows.errors import Invalid, NotFound
from app.flows.services import Services
from app.flows.take_over import note_words
from app.flows.text_thread import open_session
from app.flows.texting import OutgoingMessage, send_text
from app.repositories.ports import UnitOfWork

# Who wrote so lately is still there to read the answer, also at night.
A_MOMENT = timedelta(minutes=15)
WORDS = {
    Reason.OPTED_OUT: "This number does not want texts.",
    Reason.NO_PHONE: "This customer has no phone number.",
    Reason.INVALID_NUMBER: "This is no phone number that can be texted.",
    Reason.UNREACHABLE: "This number takes no texts; it may be a landline.",
    Reason.EMPTY: "The text is empty.",
}


def text_by_hand(
    services: Services, business_id: str, *, body: str, phone: str | None = None, customer_id: str | None = None
) -> Text:
    """Send `body` to a number or a customer; the row says whether it went or waits.

    Raises `Invalid` with the `reason` where it may not be sent; then nothing is kept.
    """
    with services.store.unit_of_work() as unit:
        text = text_by_hand_in(unit, services, business_id, body=body, phone=phone, customer_id=customer_id)
        unit.commit()
    settle(services, business_id)
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.texts.get(business_id, text.id) or text


def text_by_hand_in(
    unit: UnitOfWork,
    services: Services,
    business_id: str,
    *,
    body: str,
    phone: str | None = None,
    customer_id: str | None = None,
) -> Text:
    """As `text_by_hand`, inside the caller's unit of work. It is part of the thread that goes on with that number."""
    business = unit.businesses.get(business_id)
    if business is None:
        raise NotFound("There is no such business.")
    customer, to = _recipient(unit, business, phone, customer_id)
    session = open_session(unit, services, business, to) if to else None
    message = OutgoingMessage(
        audience=Audience.CUSTOMER,
        kind=TextKind.MANUAL,
        to=to,
        body=_checked(body),
        customer_id=customer.id if customer else None,
        conversation_id=session.conversation_id if session else None,
        answer=session is not None and services.clock.now() - session.updated_at < A_MOMENT,
    )
    text = send_text(unit, services, business, message)
    if text.status is TextStatus.SUPPRESSED:
        reason = Reason(text.reason or Reason.INVALID_NUMBER)
        raise Invalid("phone", WORDS.get(reason, f"It may not be sent: {reason}."), reason=reason.value)
    if session is not None:
        note_words(unit, services, business_id, session.conversation_id, Role.OWNER, text.body)
    return text


def _recipient(
    unit: UnitOfWork, business: Business, phone: str | None, customer_id: str | None
) -> tuple[Customer | None, str | None]:
    if customer_id is not None:
        customer = unit.customers.get(business.id, customer_id)
        if customer is None:
            raise NotFound("There is no such customer.")
        return customer, customer.phone
    if phone is None:
        raise Invalid("phone", "Name a phone number or a customer.")
    try:
        number = to_e164(phone, business.country)
    except NotAPhoneNumber:
        raise Invalid("phone", WORDS[Reason.INVALID_NUMBER], reason=Reason.INVALID_NUMBER.value) from None
    return unit.customers.by_phone(business.id, number), number


def _checked(body: str) -> str:
    if len(body) > LONGEST_BODY:
        raise Invalid("body", f"A text has at most {LONGEST_BODY} characters.")
    return clean_body(body)

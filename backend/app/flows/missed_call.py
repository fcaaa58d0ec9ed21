"""Nobody served this caller: somebody is owed a call, and the caller hears from us by text once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.core.businesses import Business
from app.core.callbacks import CallbackReason
from app.core.outbox import OutboxStatus
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.core.wording.texts import write
from app.flows.delivery import finished
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.repositories.ports import UnitOfWork

# Who rings again at once gets one text, not two.
TEXTED_LATELY = timedelta(minutes=30)
VOICEMAIL_LEFT = "voicemail_left"


def note_missed_call(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    phone: str | None,
    *,
    note: str = "",
    conversation_id: str | None = None,
    name: str | None = None,
    customer_id: str | None = None,
    hold_text: timedelta | None = None,
    owed_already: bool = False,
) -> Text | None:
    """A callback (save where this call has one), and one text-back where the number can be texted.

    `hold_text`: it waits that long in the outbox.
    """
    if not owed_already:
        owe_callback(
            unit,
            services,
            business,
            reason=CallbackReason.MISSED_CALL,
            phone=phone,
            note=note,
            name=name,
            customer_id=customer_id,
            conversation_id=conversation_id,
        )
    if phone is None or _texted_lately(unit, services, business, phone):
        return None
    message = OutgoingMessage(
        audience=Audience.CUSTOMER,
        kind=TextKind.TEXTBACK,
        to=phone,
        body=write(business, "textback", _language(unit, business, phone, conversation_id), {}),
        customer_id=customer_id,
        conversation_id=conversation_id,
        answer=True,
    )
    text = send_text(unit, services, business, message)
    entry = unit.outbox.get(business.id, text.id)
    if hold_text is not None and entry is not None:
        unit.outbox.save(replace(entry, due_at=entry.due_at + hold_text))
    return text


def withdraw_text(unit: UnitOfWork, services: Services, business: Business, text_id: str) -> None:
    """The caller left a message after all: the text that still waits is not sent."""
    text = unit.texts.get(business.id, text_id)
    entry = unit.outbox.get(business.id, text_id)
    if text is None or entry is None or entry.status is not OutboxStatus.PENDING or entry.sending_since is not None:
        return
    unit.texts.save(business.id, replace(text, status=TextStatus.SUPPRESSED, reason=VOICEMAIL_LEFT))
    unit.outbox.save(finished(services, entry, OutboxStatus.DONE))


def _language(unit: UnitOfWork, business: Business, phone: str, conversation_id: str | None) -> str:
    """In which we just spoke, or they are known to read."""
    talk = unit.conversations.get(business.id, conversation_id) if conversation_id else None
    if talk is not None:
        return talk.language
    customer = unit.customers.by_phone(business.id, phone)
    return (customer.language if customer else None) or business.language


def _texted_lately(unit: UnitOfWork, services: Services, business: Business, phone: str) -> bool:
    since = services.clock.now() - TEXTED_LATELY
    page = unit.texts.page(
        business.id, limit=1, direction=Direction.OUT, phone=phone, kind=TextKind.TEXTBACK, since=since
    )
    return bool(page.items)

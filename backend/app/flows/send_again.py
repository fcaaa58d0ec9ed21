"""A text that reached nobody for a passing reason is sent once more, later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.core.businesses import Business
from app.core.texts import Audience, Text, TextKind
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, rewritten, send_text, written_of
from app.repositories.ports import UnitOfWork

# The phone is switched off or out of reach; the carrier does not say why.
PASSING = frozenset({"30003", "30008"})
ABOUT_VISITS = frozenset({TextKind.CONFIRMATION, TextKind.REMINDER})
WAIT = timedelta(minutes=20)
AGAIN = "again:"


def send_again(unit: UnitOfWork, services: Services, business: Business, text: Text) -> bool:
    """True where it will be tried once more: a text about a visit that is still ahead, and no second time."""
    now = services.clock.now()
    passing = text.audience is Audience.CUSTOMER and text.kind in ABOUT_VISITS and text.error_code in PASSING
    too_late = text.expires_at is not None and text.expires_at <= now + WAIT
    if not passing or too_late or (text.campaign or "").startswith(AGAIN):
        return False
    first = unit.outbox.get(business.id, text.id)
    written = written_of(first) if first else None
    made = send_text(
        unit,
        services,
        business,
        OutgoingMessage(
            audience=text.audience,
            kind=text.kind,
            to=text.to_number,
            body=rewritten(unit, services, business, text, written, now).body,
            customer_id=text.customer_id,
            conversation_id=text.conversation_id,
            appointment_id=text.appointment_id,
            expires_at=text.expires_at,
            campaign=f"{AGAIN}{text.id}",
            written=written,
        ),
    )
    entry = unit.outbox.get(business.id, made.id)
    if entry is not None:
        unit.outbox.save(replace(entry, due_at=max(entry.due_at, now + WAIT)))
    return entry is not None

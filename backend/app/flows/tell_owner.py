"""The owner hears once when a text could not be delivered."""

from __future__ import annotations

from datetime import timedelta

from app.core.businesses import Business
from app.core.consent.gate import is_marketing
from app.core.phones import to_read
from app.core.texts import Audience, Direction, Text, TextKind
from app.core.wording.texts import write
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.repositories.ports import UnitOfWork

ONCE_PER = timedelta(hours=24)
MANY = 200
OPTED_OUT_AT_PROVIDER = "21610"


def tell_owner_of_failure(unit: UnitOfWork, services: Services, business: Business, text: Text) -> None:
    """At most once a day for each cause. Not for campaigns, opt-outs, nor alerts that themselves failed."""
    if text.audience is Audience.OWNER or is_marketing(text.kind) or text.to_number is None:
        return
    if text.error_code == OPTED_OUT_AT_PROVIDER:
        return
    cause = f"send_failure:{text.error_code or text.reason}"
    if _told(unit, services, business, cause):
        return
    body = write(
        business,
        "owner_text_failed",
        business.language,
        {"phone": to_read(text.to_number), "reason": text.error_code or text.reason or ""},
    )
    send_text(
        unit,
        services,
        business,
        OutgoingMessage(Audience.OWNER, TextKind.OWNER_ALERT, business.owner_phone, body, campaign=cause),
    )


def _told(unit: UnitOfWork, services: Services, business: Business, cause: str) -> bool:
    since = services.clock.now() - ONCE_PER
    alerts = unit.texts.page(business.id, limit=MANY, direction=Direction.OUT, kind=TextKind.OWNER_ALERT, since=since)
    return any(alert.campaign == cause for alert in alerts.items)

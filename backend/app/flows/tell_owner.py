"""The owner hears once when a text could not be delivered."""

from __future__ import annotations

from datetime import timedelta

from app.core.businesses import Business
from app.core.consent.gate import is_marketing
from app.core.phones import to_read
from app.core.texts import Audience, Direction, Text, TextKind
from app.core.wording.reasons import why
from app.core.wording.texts import write
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.repositories.ports import UnitOfWork

ONCE_PER = timedelta(hours=24)
MANY = 200
OPTED_OUT_AT_PROVIDER = "21610"
# Not about this recipient: the account, the sender or its registration stands in the way of all texts.
ABOUT_US = frozenset({"20003", "21408", "21601", "21606", "21608", "30007", "30034", "30450"})


def tell_owner_of_failure(unit: UnitOfWork, services: Services, business: Business, text: Text) -> None:
    """At most once a day for each cause. Not for opt-outs, alerts that themselves failed, nor one recipient of many."""
    about_us = text.error_code in ABOUT_US
    if text.audience is Audience.OWNER or text.to_number is None or text.error_code == OPTED_OUT_AT_PROVIDER:
        return
    if is_marketing(text.kind) and not about_us:
        return
    cause = f"send_failure:{text.error_code or text.reason}"
    if _told(unit, services, business, cause):
        return
    body = write(
        business,
        "owner_texts_failing" if about_us else "owner_text_failed",
        business.language,
        {"phone": to_read(text.to_number), "reason": why(business, text.error_code or text.reason)},
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

"""Gathers what the gate needs to know about a text to a customer, and asks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.businesses import Business, MarketingConsent
from app.core.consent.gate import A_DAY, Decision, Proposal, Reason, decide, is_marketing
from app.core.consent.hours import Window, outside
from app.core.consent.places import places_of, windows_of
from app.core.customers import Customer
from app.core.reach import may_reach
from app.core.texts import Direction, Text, TextStatus
from app.flows.opt_outs import is_opted_out
from app.flows.services import Services
from app.flows.unreachable import unreachable_among
from app.repositories.ports import UnitOfWork

# A text that went within the last day was created at most this long ago: quiet hours defer it by a night or a Sunday.
LOOKBACK = timedelta(hours=72)
MANY = 50
GONE_OR_GOING = frozenset({TextStatus.QUEUED, TextStatus.SENT, TextStatus.DELIVERED, TextStatus.UNCERTAIN})


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of the one who would get a text; `customer` None: the number belongs to nobody we know."""

    customer: Customer | None
    opted_out: bool
    unreachable: bool = False


def judge(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    text: Text,
    *,
    answer: bool,
    given_phone: bool = True,
    recipient: Recipient | None = None,
) -> Decision:
    """What the gate says about this text at this moment. It is asked when a text is made and again when it goes.

    `recipient` where it was looked up before, for many at once.
    """
    known = recipient or recipient_of(unit, services, business, text)
    customer = known.customer
    return decide(
        Proposal(
            kind=text.kind,
            body=text.body,
            phone=text.to_number,
            now=services.clock.now(),
            windows=() if answer or text.to_number is None else _windows(business, text, customer),
            answer=answer,
            given_phone=given_phone,
            opted_out=known.opted_out,
            unreachable=known.unreachable,
            consent_required=business.marketing_consent is MarketingConsent.REQUIRED,
            consented=customer is not None and customer.marketing_consent_at is not None,
            recent_marketing=_recent_marketing(unit, services, business, text),
            paused=business.pause.texts or services.bounds.pause_texts,
            expires_at=text.expires_at,
            allowed=text.to_number is None or may_reach(text.to_number, business.country, services.bounds.reach),
            texts_today=_texts_today(unit, services, business, text) if answer else 0,
            most_texts=services.bounds.max_texts_per_number,
        )
    )


def recipient_of(unit: UnitOfWork, services: Services, business: Business, text: Text) -> Recipient:
    customer = unit.customers.get(business.id, text.customer_id) if text.customer_id else None
    if customer is None and text.to_number is not None:
        customer = unit.customers.by_phone(business.id, text.to_number)
    numbers = () if text.to_number is None else (text.to_number,)
    return Recipient(
        customer,
        opted_out=is_opted_out(unit, business, text.to_number, services.keys),
        unreachable=bool(unreachable_among(unit, services, business, numbers)),
    )


def _windows(business: Business, text: Text, customer: Customer | None) -> tuple[Window, ...]:
    """The rules of the places where the recipient may be, and the business's own hours in the same zones."""
    places = places_of(text.to_number or "", customer.address if customer else None)
    zones = [zone for place in places for zone in place.zones] or [business.timezone]
    own = tuple(outside(business.quiet_hours, zone) for zone in dict.fromkeys(zones))
    return windows_of(places, business.timezone, marketing=is_marketing(text.kind)) + own


def _texts_today(unit: UnitOfWork, services: Services, business: Business, text: Text) -> int:
    """How many went to this number within a day, as far as it matters; who goes on asking goes on waiting."""
    if text.to_number is None or not services.bounds.max_texts_per_number:
        return 0
    since, most = services.clock.now() - A_DAY, 2 * services.bounds.max_texts_per_number
    page = unit.texts.page(business.id, limit=most, direction=Direction.OUT, phone=text.to_number, since=since)
    return sum(
        other.id != text.id and (other.status in GONE_OR_GOING or other.reason == Reason.DAILY_LIMIT)
        for other in page.items
    )


def _recent_marketing(unit: UnitOfWork, services: Services, business: Business, text: Text) -> tuple[datetime, ...]:
    if not is_marketing(text.kind) or text.to_number is None:
        return ()
    since = services.clock.now() - LOOKBACK
    page = unit.texts.page(business.id, limit=MANY, direction=Direction.OUT, phone=text.to_number, since=since)
    return tuple(
        other.sent_at or other.created_at
        for other in page.items
        if is_marketing(other.kind) and other.status in GONE_OR_GOING and other.id != text.id
    )

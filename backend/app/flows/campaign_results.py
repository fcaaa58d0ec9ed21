"""What follow-ups and campaigns brought: how many went, and how many of their readers booked soon after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.campaigns import CampaignResult
from app.core.texts import Direction, Text, TextKind, TextStatus
from app.flows.errors import NotFound
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

WENT = frozenset({TextStatus.SENT, TextStatus.DELIVERED, TextStatus.UNCERTAIN})
BOOKED_WITHIN = timedelta(days=14)
LOOK_BACK = timedelta(days=365)
# The newest ones; older campaigns than these are history.
MOST_TEXTS = 2000
PAGE = 200


def campaign_results(services: Services, business_id: str, kind: TextKind) -> tuple[CampaignResult, ...]:
    """Of the last year, by campaign, the largest first. Raises `NotFound` for an unknown business."""
    sent: Counter[str] = Counter()
    booked: Counter[str] = Counter()
    with services.store.unit_of_work(read_only=True) as unit:
        business = unit.businesses.get(business_id)
        if business is None:
            raise NotFound("There is no such business.")
        for text in _texts(unit, services, business, kind):
            name = text.campaign or str(kind)
            sent[name] += 1
            booked[name] += _booked_after(unit, business, text)
    return tuple(CampaignResult(name, count, booked[name]) for name, count in sent.most_common())


def _texts(unit: UnitOfWork, services: Services, business: Business, kind: TextKind) -> Iterator[Text]:
    after, seen, since = None, 0, services.clock.now() - LOOK_BACK
    while seen < MOST_TEXTS:
        page = unit.texts.page(business.id, limit=PAGE, after=after, direction=Direction.OUT, kind=kind, since=since)
        yield from (text for text in page.items if text.status in WENT)
        if page.next_key is None:
            return
        after, seen = page.next_key, seen + len(page.items)


def _booked_after(unit: UnitOfWork, business: Business, text: Text) -> bool:
    """A follow-up's reader may have become a customer only by booking."""
    customer_id = text.customer_id
    if customer_id is None and text.to_number is not None:
        customer = unit.customers.by_phone(business.id, text.to_number)
        customer_id = customer.id if customer else None
    if customer_id is None:
        return False
    page = unit.appointments.page(
        business.id, limit=PAGE, customer_id=customer_id, start=text.sent_at or text.created_at
    )
    return any(_is_from(visit, text) for visit in page.items)


def _is_from(visit: Appointment, text: Text) -> bool:
    sent_at = text.sent_at or text.created_at
    return sent_at <= visit.created_at <= sent_at + BOOKED_WITHIN

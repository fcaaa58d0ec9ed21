"""Have the calendar tell us of changes by hand, so that they need not wait for the next round."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from app.core.businesses import Business, BusinessStatus
from app.core.feeds import WATCH, feed_address, is_genuine, read_address
from app.core.idempotency import IdempotencyRecord
from app.flows.errors import NotFound
from app.flows.services import Services
from app.flows.take_calendar_changes import take_calendar_changes
from app.providers.ports import ProviderError
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

# Until when a calendar tells us: by business and calendar.
SCOPE = "calendar_watch"
PATH = "/v1/calendar/notifications"
# Channels end by themselves, and are made anew a while before.
BEFORE_THE_END = timedelta(days=1)
# A calendar that would not is asked again after this long.
AFTER_A_REFUSAL = timedelta(hours=1)


def watch_calendars(services: Services, business: Business) -> int:
    """How many channels were made. Nothing where we cannot be reached by https."""
    if not (services.public_base_url or "").startswith("https://"):
        return 0
    return sum(_watch(services, business, calendar_id) for calendar_id in services.calendar.calendars(business))


def hear_notification(services: Services, token: str) -> int:
    """Something changed in a calendar of the business that the token names: how many visits were changed by it.

    Raises `NotFound` for a token that is none of ours.
    """
    address = read_address(token)
    with services.store.unit_of_work(read_only=True) as unit:
        business = unit.businesses.get(address.business_id) if address is not None else None
        genuine = address is not None and address.subject == WATCH and is_genuine(address, services.keys.of(unit), None)
    if business is None or not genuine or business.status is not BusinessStatus.ACTIVE:
        raise NotFound("There is no such channel.")
    return take_calendar_changes(services, business)


def _watch(services: Services, business: Business, calendar_id: str) -> bool:
    now = services.lease_now()
    with services.store.unit_of_work(read_only=True) as unit:
        record = unit.idempotency.get(business.id, SCOPE, calendar_id)
        token = feed_address(services.keys.of(unit), business.id, WATCH, None)
    if record is not None and datetime.fromisoformat(record.answer) - now > BEFORE_THE_END:
        return False
    made = True
    try:
        until = services.calendar.watch(
            calendar_id, channel_id=services.new_id(), token=str(token), address=f"{services.public_base_url}{PATH}"
        )
    except ProviderError as error:
        log.warning("calendar_watch_refused", business_id=business.id, reason=type(error).__name__, code=error.code)
        made, until = False, now + BEFORE_THE_END + AFTER_A_REFUSAL
    with services.store.unit_of_work() as unit:
        _remember(unit, business, IdempotencyRecord(SCOPE, calendar_id, "", until.isoformat(), services.clock.now()))
        unit.commit()
    return made


def _remember(unit: UnitOfWork, business: Business, record: IdempotencyRecord) -> None:
    if unit.idempotency.get(business.id, record.scope, record.key) is None:
        unit.idempotency.add(business.id, record)
    else:
        unit.idempotency.save(business.id, record)

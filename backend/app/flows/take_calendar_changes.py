"""Hear what was changed by hand in the calendars of a business, and take it over."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from app.core.businesses import Business
from app.core.idempotency import IdempotencyRecord
from app.flows.deliver import settle
from app.flows.outside_changes import take_over
from app.flows.services import Services
from app.providers.ports import OutsideChange, OutsideChanges, ProviderError, SyncTokenExpired
from app.repositories.errors import DuplicateRecord
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

# Where a calendar was heard up to: by business and calendar.
SCOPE = "calendar_sync"
# Rounds that nobody asked for do not ask more often than this.
PATIENCE = timedelta(minutes=1)
LOOK_BACK = timedelta(days=1)


def take_calendar_changes(services: Services, business: Business, *, considerate: bool = False) -> int:
    """How many visits were changed by it. A calendar that does not answer is asked again by the next round."""
    heard: dict[str, OutsideChanges] = {}
    for calendar_id in services.calendar.calendars(business):
        answer = _hear(services, business, calendar_id, considerate=considerate)
        if answer is not None:
            heard[calendar_id] = answer
    if not heard:
        return 0
    changes = [change for answer in heard.values() for change in answer.changes]
    with services.store.unit_of_work() as unit:
        # What is somewhere comes before what is gone from elsewhere: an event may have changed hands.
        taken = sum(take_over(unit, services, business, change) for change in sorted(changes, key=_gone))
        for calendar_id, answer in heard.items():
            _remember(unit, services, business, calendar_id, answer.sync_token)
        unit.commit()
    settle(services, business.id)
    return taken


def _hear(services: Services, business: Business, calendar_id: str, *, considerate: bool) -> OutsideChanges | None:
    with services.store.unit_of_work(read_only=True) as unit:
        last = unit.idempotency.get(business.id, SCOPE, calendar_id)
    now = services.clock.now()
    if considerate and last is not None and now - last.created_at < PATIENCE:
        return None
    try:
        return _changes(services, business, calendar_id, last.answer if last else None, now)
    except ProviderError as error:
        log.warning("calendar_changes_unknown", business_id=business.id, reason=type(error).__name__, code=error.code)
        return None


def _changes(
    services: Services, business: Business, calendar_id: str, token: str | None, now: datetime
) -> OutsideChanges:
    try:
        return services.calendar.changes(business, calendar_id, token or None, now - LOOK_BACK)
    except SyncTokenExpired:
        return services.calendar.changes(business, calendar_id, None, now - LOOK_BACK)


def _remember(unit: UnitOfWork, services: Services, business: Business, calendar_id: str, token: str) -> None:
    record = IdempotencyRecord(SCOPE, calendar_id, "", token, services.clock.now())
    if unit.idempotency.get(business.id, SCOPE, calendar_id) is not None:
        unit.idempotency.save(business.id, record)
        return
    try:
        unit.idempotency.add(business.id, record)
    except DuplicateRecord:
        unit.idempotency.save(business.id, record)


def _gone(change: OutsideChange) -> bool:
    return change.start is None

"""Ask the calendar when people are busy: before a unit of work, never inside one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from app.core.businesses import Business
from app.core.slots import Taken
from app.flows.services import Services
from app.providers.ports import ProviderError

log = structlog.get_logger(__name__)


def ask_busy(
    services: Services, business: Business, start: datetime, end: datetime, *, within: timedelta | None = None
) -> Sequence[Taken] | None:
    """Busy times between two moments; None where the calendar does not say, or not `within` that time."""
    try:
        return services.calendar.busy(business, start, end, within=within)
    except ProviderError as error:
        log.warning("calendar_busy_unknown", business_id=business.id, reason=type(error).__name__)
        return None

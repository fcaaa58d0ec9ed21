"""Figures for the owner: what came in, what was booked, what texts brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.core.appointments import ServiceCount
from app.core.businesses import Business
from app.core.statistics import Analytics, analyse
from app.flows.converse import business_of
from app.flows.owner_day import bounds_of
from app.flows.services import Services

# Nobody books further ahead.
AHEAD = timedelta(days=2 * 366)


def analytics_of(services: Services, business_id: str, days: int) -> Analytics:
    """The last `days` local days, today included."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        first, last = _span(services, business, days)
        start, end = bounds_of(business, first, last + timedelta(days=1))
        return analyse(unit.conversations.figures(business_id, start, end), business, first, last)


def service_mix_of(services: Services, business_id: str, days: int) -> Sequence[ServiceCount]:
    """Visits of the last `days` local days and those booked ahead, without the cancelled."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        first, last = _span(services, business, days)
        start, end = bounds_of(business, first, last + AHEAD)
        return unit.appointments.service_counts(business_id, start, end)


def _span(services: Services, business: Business, days: int) -> tuple[date, date]:
    last = business.local(services.clock.now()).date()
    return last - timedelta(days=days - 1), last

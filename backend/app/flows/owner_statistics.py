"""Figures for the owner: what came in, what was booked, what texts brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core import tallies
from app.core.appointments import ServiceCount
from app.core.businesses import Business
from app.core.statistics import Analytics, analyse
from app.flows.converse import business_of
from app.flows.owner_day import bounds_of
from app.flows.services import Services

# Nobody books further ahead.
AHEAD = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class CampaignCount:
    """`booked_after`: visits booked by people who had that text shortly before."""

    campaign: str
    sent: int
    booked_after: int


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


def retention_of(services: Services, business_id: str) -> list[CampaignCount]:
    """By campaign."""
    with services.store.unit_of_work(read_only=True) as unit:
        totals = unit.tallies.totals(business_id)
    booked = tallies.retention_booked_of(totals)
    return [
        CampaignCount(name, sent, booked.get(name, 0)) for name, sent in sorted(tallies.retention_of(totals).items())
    ]


def followups_of(services: Services, business_id: str) -> CampaignCount:
    with services.store.unit_of_work(read_only=True) as unit:
        totals = unit.tallies.totals(business_id)
    return CampaignCount(
        "followup", totals.get(tallies.LEAD_FOLLOWUPS_SENT, 0), totals.get(tallies.LEAD_FOLLOWUPS_BOOKED, 0)
    )


def _span(services: Services, business: Business, days: int) -> tuple[date, date]:
    last = business.local(services.clock.now()).date()
    return last - timedelta(days=days - 1), last

"""The counters that the store keeps, for those who look at a whole deployment or at one tenant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import structlog

from app.core.businesses import Business
from app.core.figures import Figures
from app.flows.services import Services
from app.repositories.errors import StoreError
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

TENANTS_AT_ONCE = 200


def deployment_figures(services: Services) -> Figures:
    """What the store knows; that it does not answer is a figure too."""
    try:
        with services.store.unit_of_work(read_only=True) as unit:
            return _figures(unit, services)
    except StoreError as error:
        log.warning("figures_unknown", reason=type(error).__name__)
        return Figures(database_up=False)


def _figures(unit: UnitOfWork, services: Services) -> Figures:
    now = services.clock.now()
    pending, since = unit.outbox.pending(now=now)
    totals = unit.tallies.all_totals()
    return Figures(
        tenants={business.id: totals.get(business.id, {}) for business in _businesses(unit)},
        outbox_pending=pending,
        outbox_oldest_age=max((now - since).total_seconds(), 0.0) if since else 0.0,
        job_runs=unit.job_runs.all(),
    )


def _businesses(unit: UnitOfWork) -> Iterator[Business]:
    after = None
    while True:
        page = unit.businesses.page(limit=TENANTS_AT_ONCE, after=after)
        yield from page.items
        if page.next_key is None:
            return
        after = page.next_key


def totals_of(services: Services, business_id: str, since: date | None = None) -> dict[str, int]:
    """One tenant's totals by name, since that UTC day."""
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.tallies.totals(business_id, since)

"""The counters that the store keeps, for those who look at a whole deployment or at one tenant."""

from __future__ import annotations

from datetime import date

from app.flows.services import Services


def totals_by_tenant(services: Services) -> dict[str, dict[str, int]]:
    """Totals since the beginning by tenant and name."""
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.tallies.all_totals()


def totals_of(services: Services, business_id: str, since: date | None = None) -> dict[str, int]:
    """One tenant's totals by name, since that UTC day."""
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.tallies.totals(business_id, since)

"""What each tenant used of the service, for the operator: sums, day by day, and when it was last busy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.core.businesses import Business
from app.core.csv_text import Cell, lines
from app.core.tallies import USAGE
from app.flows.audit import Who, note
from app.flows.converse import business_of
from app.flows.services import Services
from app.repositories.ports import Key, Page, UnitOfWork

BATCH = 50
COLUMNS = ("business_id", "name", "status", *USAGE, "last_activity_at")


@dataclass(frozen=True, slots=True)
class Usage:
    """Of the last UTC days, today included; `by_day` has each of them, in order."""

    business: Business
    totals: Mapping[str, int]
    by_day: Mapping[date, Mapping[str, int]]
    last_activity_at: datetime | None


def usage_of(services: Services, business_id: str, days: int) -> Usage:
    """Raises `NotFound`."""
    with services.store.unit_of_work(read_only=True) as unit:
        return _usage(unit, services, business_of(unit, business_id), days)


def usage_of_all(services: Services, days: int, limit: int, after: Key | None) -> Page[Usage]:
    """By tenant, oldest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        page = unit.businesses.page(limit=limit, after=after)
        return Page(tuple(_usage(unit, services, business, days) for business in page.items), page.next_key)


def begin_usage_export(services: Services, who: Who) -> None:
    with services.store.unit_of_work() as unit:
        note(unit, services, who, "export.usage")
        unit.commit()


def usage_text(services: Services, days: int) -> Iterator[str]:
    """The table of all tenants, a page at a time."""
    yield lines([COLUMNS])
    after: Key | None = None
    while True:
        page = usage_of_all(services, days, BATCH, after)
        yield lines([_row(usage) for usage in page.items])
        after = page.next_key
        if after is None:
            return


def _usage(unit: UnitOfWork, services: Services, business: Business, days: int) -> Usage:
    today = services.clock.now().date()
    first = today - timedelta(days=days - 1)
    counted = unit.tallies.by_day(business.id, first)
    by_day = {}
    for number in range(days):
        day = first + timedelta(days=number)
        amounts = counted.get(day, {})
        by_day[day] = {figure: amounts.get(counter, 0) for figure, counter in USAGE.items()}
    totals = {figure: sum(day[figure] for day in by_day.values()) for figure in USAGE}
    return Usage(business, totals, by_day, _last_activity(unit, business.id))


def _last_activity(unit: UnitOfWork, business_id: str) -> datetime | None:
    """The newest of its conversations and texts."""
    moments = [talk.started_at for talk in unit.conversations.page(business_id, limit=1).items]
    moments += [text.created_at for text in unit.texts.page(business_id, limit=1).items]
    return max(moments, default=None)


def _row(usage: Usage) -> list[Cell]:
    last = usage.last_activity_at
    return [
        usage.business.id,
        usage.business.name,
        usage.business.status,
        *usage.totals.values(),
        None if last is None else usage.business.local(last).isoformat(),
    ]

"""How the telephone side of the whole deployment is doing, for the operator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.core.tallies import GROUPS
from app.flows.note_failure import LAST_ERROR
from app.flows.services import Services
from app.repositories.ports import Key, UnitOfWork

PAGE = 200
FIGURES = GROUPS["twilio_by_business"]


@dataclass(frozen=True, slots=True)
class TwilioHealth:
    """`numbers`: tenants that have a number. `last_error_at`: when a webhook failed inside last."""

    by_business: Mapping[str, Mapping[str, int]]
    numbers: int
    last_error_at: datetime | None


def twilio_health(services: Services) -> TwilioHealth:
    with services.store.unit_of_work(read_only=True) as unit:
        totals = unit.tallies.all_totals()
        last = unit.deployment.get(LAST_ERROR)
        by_business = {
            business_id: {figure: counted.get(counter, 0) for figure, counter in FIGURES.items()}
            for business_id, counted in totals.items()
        }
        return TwilioHealth(by_business, _numbers(unit), datetime.fromisoformat(last) if last else None)


def _numbers(unit: UnitOfWork) -> int:
    count = 0
    after: Key | None = None
    while True:
        page = unit.businesses.page(limit=PAGE, after=after)
        count += sum(business.phone_number is not None for business in page.items)
        after = page.next_key
        if after is None:
            return count

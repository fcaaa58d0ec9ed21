"""What a dashboard that stays open is told: what changed since it last heard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.core.changes import Change
from app.flows.services import Services

# At once; who is further behind asks again.
LIMIT = 200


@dataclass(frozen=True, slots=True)
class News:
    """`number` is the last change that these tell of; `missed`: not all of them are remembered any more."""

    number: int
    changes: tuple[Change, ...] = ()
    missed: bool = False


def newest_changes(services: Services, business_ids: Collection[str]) -> dict[str, int]:
    """The number of the last change of each tenant that has any."""
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.changes.newest(business_ids)


def news_since(services: Services, business_id: str, number: int | None) -> News:
    """What changed after that number; None: where the changes stand now."""
    with services.store.unit_of_work(read_only=True) as unit:
        newest = unit.changes.newest([business_id]).get(business_id, 0)
        if number is None:
            return News(newest)
        changes = tuple(unit.changes.after(business_id, number, limit=LIMIT)) if 0 <= number < newest else ()
    if number != newest and (not changes or changes[0].number != number + 1):
        return News(newest, missed=True)  # too long away, or a number of before the database was put back
    return News(changes[-1].number if changes else newest, changes)

"""Numbers that take no texts, as the provider found: a landline, a number that nobody has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from app.core.businesses import Business
from app.core.texts import Direction, TextStatus
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# No such number; takes no texts; a landline; unknown to its carrier; a landline or a carrier out of reach.
PERMANENT = frozenset({"21211", "21614", "21635", "30005", "30006"})
# After that a number is tried again: people take their numbers along to mobiles.
REMEMBERED = timedelta(days=90)
LATEST = 20


def unreachable_among(
    unit: UnitOfWork, services: Services, business: Business, numbers: Collection[str]
) -> frozenset[str]:
    """Those of these numbers, E.164, to which sending is no use: the last that is known is such a failure."""
    if not numbers:
        return frozenset()
    since = services.clock.now() - REMEMBERED
    failed = unit.texts.failed_to(business.id, numbers, codes=PERMANENT, since=since)
    return frozenset(number for number in failed if not _answered_since(unit, business, number))


def _answered_since(unit: UnitOfWork, business: Business, number: str) -> bool:
    """Whether a text came from there, or arrived there, after the failure."""
    for text in unit.texts.page(business.id, limit=LATEST, phone=number).items:
        if text.direction is Direction.IN or text.status is TextStatus.DELIVERED:
            return True
        if text.error_code in PERMANENT:
            return False
    return False

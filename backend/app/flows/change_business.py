"""A business's settings, read and changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from app.core.appointments import ACTIVE_STATUSES
from app.core.business_rules import Nonsense, check
from app.core.businesses import Business, Technician
from app.core.reach import may_reach
from app.flows.audit import Who, note
from app.flows.converse import business_of
from app.flows.errors import Conflict, Invalid
from app.flows.services import Services
from app.repositories.errors import DuplicateRecord
from app.repositories.ports import UnitOfWork

# The business with the named fields replaced; raises ValueError "field: what is wrong with it".
Apply = Callable[[Business, datetime], Business]

LONGEST_VISIT = timedelta(days=1)


def read_business(services: Services, business_id: str) -> Business:
    with services.store.unit_of_work(read_only=True) as unit:
        return business_of(unit, business_id)


def change_business(unit: UnitOfWork, services: Services, business_id: str, apply: Apply, who: Who) -> Business:
    """Replace the named fields. Raises `Invalid` naming the field, `Conflict` where the number is another's."""
    note(unit, services, who, "business.changed", business_id, business_id)
    return stored(unit, services, business_of(unit, business_id), apply)


def stored(unit: UnitOfWork, services: Services, before: Business, apply: Apply) -> Business:
    """As `change_business`, for a business that was read already."""
    after = applied(before, apply, services.clock.now())
    gone = [person for person in before.technicians if after.technician(person.id) is None]
    sensible(before, after, _busy(unit, services, before.id, gone))
    reachable(services, before, after)
    try:
        unit.businesses.save(after)
    except DuplicateRecord:
        raise Conflict("This phone number belongs to another business.") from None
    return after


def applied(business: Business, apply: Apply, now: datetime) -> Business:
    """Raises `Invalid` for a change that cannot be read."""
    try:
        return apply(business, now)
    except ValueError as error:
        field, _, message = str(error).partition(": ")
        raise Invalid(f"body.{field}", f"{field}: {message}") from None


def sensible(before: Business, after: Business, busy: Collection[str] = ()) -> None:
    """Raises `Invalid` for a change that makes no sense."""
    try:
        check(before, after, busy)
    except Nonsense as fault:
        raise Invalid(f"body.{fault.field}", f"{fault.field}: {fault}") from None


def reachable(services: Services, before: Business, after: Business) -> None:
    """Raises `Invalid` for people of the business whom we would never ring or text."""
    known = {before.owner_phone, *(person.phone for person in before.technicians)} if before.name else set()
    given = [("owner_phone", after.owner_phone), *(("technicians", person.phone) for person in after.technicians)]
    for field, phone in given:
        if phone and phone not in known and not may_reach(phone, after.country, services.bounds.reach):
            raise Invalid(f"body.{field}", f"{field}: a premium or foreign number, which this service does not ring")


def _busy(unit: UnitOfWork, services: Services, business_id: str, people: Collection[Technician]) -> frozenset[str]:
    """Those who still have somewhere to go."""
    now = services.clock.now()
    return frozenset(
        person.id
        for person in people
        for visit in unit.appointments.page(
            business_id,
            limit=200,
            start=now - LONGEST_VISIT,
            statuses=ACTIVE_STATUSES,
            technician_id=person.id,
        ).items
        if visit.end_time > now
    )

"""Free times for somebody at a desk: a list, and what is nearest to a time that cannot be had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.core.availability.query import TimeQuery
from app.core.availability.slots import free_slots
from app.core.businesses import Business, Service
from app.core.slots import Slot, Taken
from app.flows.errors import Invalid, NotFound
from app.flows.find_times import AvailabilityUnknown, load_taken
from app.flows.free_busy import ask_busy
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# So far at once; a list goes on behind it until it is full.
STRIDE = timedelta(days=14)
USUAL_SPAN = timedelta(days=14)
MOST_ALTERNATIVES = 4


def list_availability(
    services: Services,
    business_id: str,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    service_type: str | None = None,
    limit: int = 50,
) -> list[Slot]:
    """Free times that begin from `start` until `end`, in order, at most `limit`. Raises `AvailabilityUnknown`."""
    business = load_business(services, business_id)
    now = services.clock.now()
    service = known_service(business, service_type) if service_type is not None else None
    begin = max(start or now, now)
    if start is not None and end is not None and end <= start:
        raise Invalid("query.to", "`to` must be after `from`.")
    last = now + timedelta(days=business.slot_rules.max_days_ahead + 2)
    stop = min(end or begin + USUAL_SPAN, last) if begin < last else begin
    found: list[Slot] = []
    while begin < stop and len(found) < limit:
        reach = min(begin + STRIDE, stop)
        found += _free_between(services, business, TimeQuery(service=service), begin, reach)
        begin = reach
    return found[:limit]


def alternatives_to(
    unit: UnitOfWork, business: Business, query: TimeQuery, start: datetime, now: datetime, busy: Sequence[Taken]
) -> list[Slot]:
    """The free times nearest to one that cannot be had, in order of time."""
    last = now + timedelta(days=business.slot_rules.max_days_ahead)
    middle = max(now, min(start, last))
    low, high = middle - STRIDE / 2, middle + STRIDE
    taken = load_taken(unit, business, low, high, except_for=query.exclude_appointment_id)
    slots = free_slots(business, query, [*taken, *busy], now, low, high)
    nearest = sorted(slots, key=lambda slot: abs(slot.start - start))[:MOST_ALTERNATIVES]
    return sorted(nearest, key=lambda slot: slot.start)


def as_fields(business: Business, slot: Slot) -> dict[str, str]:
    """A slot as the API writes it, in the business's zone."""
    return {
        "start": business.local(slot.start).isoformat(),
        "end": business.local(slot.end).isoformat(),
        "technician_id": slot.technician_id,
    }


def load_business(services: Services, business_id: str) -> Business:
    with services.store.unit_of_work(read_only=True) as unit:
        business = unit.businesses.get(business_id)
    if business is None:
        raise NotFound("There is no such business.")
    return business


def known_service(business: Business, key: str) -> Service:
    """The service of that key. Raises `Invalid`, naming those that there are."""
    service = business.service(key)
    if service is None:
        known = ", ".join(service.key for service in business.services)
        raise Invalid("service_type", f"Is no service of this business; it has: {known}.")
    return service


def _free_between(
    services: Services, business: Business, query: TimeQuery, start: datetime, end: datetime
) -> list[Slot]:
    low, high = start - timedelta(days=2), end + timedelta(days=2)
    busy = ask_busy(services, business, low, high)
    if busy is None:
        raise AvailabilityUnknown("The calendar cannot be read at the moment; please try again shortly.")
    with services.store.unit_of_work(read_only=True) as unit:
        taken = load_taken(unit, business, low, high)
    return free_slots(business, query, [*taken, *busy], services.clock.now(), start, end)

"""Visits for the calendars that people subscribe to: one of the business, one of each technician, one of a visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business, BusinessStatus, Technician
from app.core.feeds import EVERYBODY, TECHNICIAN, FeedAddress, feed_address, is_genuine, read_address
from app.core.secrets import keyed_hash
from app.flows.audit import Who, note
from app.flows.converse import business_of
from app.flows.errors import NotFound
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

LOOK_BACK = timedelta(days=30)
MOST_VISITS = 2_000
PAGE = 200
SHOWN = tuple(status for status in AppointmentStatus if status is not AppointmentStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Feed:
    """`technician` None: everybody's. `for_customer`: one visit, as its customer may see it."""

    business: Business
    visits: tuple[Appointment, ...]
    technician: Technician | None = None
    for_customer: bool = False


def feed_of(services: Services, business: Business, technician_id: str | None = None) -> FeedAddress:
    """The address of the business's feed, or of a technician's."""
    subject = EVERYBODY if technician_id is None else f"{TECHNICIAN}{technician_id}"
    return feed_address(services.keys.key, business.id, subject, business.calendar_feed_secret_hash)


def rotate_feed(unit: UnitOfWork, services: Services, business_id: str, who: Who) -> Business:
    """New addresses for the business, its technicians and its customers' visits; those before stop."""
    note(unit, services, who, "calendar_feed.rotated", business_id, business_id)
    generation = keyed_hash(services.new_token(), services.keys.of(unit))
    business = replace(
        business_of(unit, business_id), calendar_feed_secret_hash=generation, updated_at=services.clock.now()
    )
    unit.businesses.save(business)
    return business


def read_feed(services: Services, secret: str) -> Feed:
    """What stands behind an address. Raises `NotFound` for one that is none, or no longer."""
    address = read_address(secret)
    if address is None:
        raise _no_feed()
    with services.store.unit_of_work(read_only=True) as unit:
        business = unit.businesses.get(address.business_id)
        if business is None or business.status is not BusinessStatus.ACTIVE:
            raise _no_feed()
        if not is_genuine(address, services.keys.of(unit), business.calendar_feed_secret_hash):
            raise _no_feed()
        return _feed(unit, services, business, address)


def _feed(unit: UnitOfWork, services: Services, business: Business, address: FeedAddress) -> Feed:
    if address.appointment_id is not None:
        visit = unit.appointments.get(business.id, address.appointment_id)
        if visit is None or visit.end_time < services.clock.now() - LOOK_BACK:
            raise _no_feed()
        return Feed(business, (visit,), for_customer=True)
    technician = business.technician(address.technician_id) if address.technician_id else None
    if technician is None and address.subject != EVERYBODY:
        raise _no_feed()
    visits = _visits(unit, services, business, technician)
    return Feed(business, visits, technician)


def _visits(
    unit: UnitOfWork, services: Services, business: Business, technician: Technician | None
) -> tuple[Appointment, ...]:
    """From a month back on, by start time, as many as a telephone can take."""
    found: list[Appointment] = []
    after = None
    while len(found) < MOST_VISITS:
        page = unit.appointments.page(
            business.id,
            limit=PAGE,
            after=after,
            start=services.clock.now() - LOOK_BACK,
            statuses=SHOWN,
            technician_id=technician.id if technician else None,
        )
        found += page.items
        if page.next_key is None:
            break
        after = page.next_key
    return tuple(found)


def _no_feed() -> NotFound:
    return NotFound("There is no such calendar.")

"""Look for free times, and keep what was offered for the one to whom it was offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.appointments import Appointment
from app.core.availability.offers import Offers, find_offers, span_to_load
from app.core.availability.query import TimeQuery
from app.core.businesses import Business
from app.core.holds import Hold
from app.core.slots import Slot, Taken
from app.flows.errors import FlowError
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# Busy times of the calendar between two moments; None: asked, and not to be had.
BusyBetween = Callable[[Business, datetime, datetime], Sequence[Taken] | None]


class AvailabilityUnknown(FlowError):
    """Nobody can say what is free: nothing is offered and nothing booked, somebody confirms by hand."""


def no_calendar(_business: Business, _start: datetime, _end: datetime) -> Sequence[Taken]:
    """For those who decide without the calendar's busy times."""
    return ()


def find_times(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    query: TimeQuery,
    *,
    session_id: str | None = None,
    busy_between: BusyBetween = no_calendar,
) -> Offers:
    """Times to offer, around visits, the calendar and what other callers were offered.

    Others' offers yield where without them nothing would be left. Raises `AvailabilityUnknown`.
    """
    now = services.clock.now()
    offers = _search(unit, business, query, now, session_id, busy_between)
    if not offers.slots:
        query = replace(query, search_days=max(query.search_days, business.slot_rules.max_days_ahead))
        offers = _search(unit, business, query, now, session_id, busy_between)
    return offers


def hold_offers(
    unit: UnitOfWork, services: Services, business: Business, session_id: str, slots: Iterable[Slot]
) -> None:
    """Keep the offered times for that session for a few minutes, and those alone."""
    unit.holds.release(business.id, session_id)
    expires_at = services.clock.now() + timedelta(minutes=services.bounds.hold_minutes)
    for slot in slots:
        unit.holds.put(
            business.id, Hold(services.new_id(), session_id, slot.technician_id, slot.start, slot.end, expires_at)
        )


def load_taken(
    unit: UnitOfWork,
    business: Business,
    start: datetime,
    end: datetime,
    *,
    except_for: str | None = None,
    busy_between: BusyBetween = no_calendar,
) -> list[Taken]:
    """Visits (save the one of id `except_for`) and the calendar's busy times. Raises `AvailabilityUnknown`."""
    taken = unit.appointments.taken_between(business.id, start, end, except_for=except_for)
    busy = busy_between(business, start, end)
    if busy is None:
        raise AvailabilityUnknown("The calendar cannot be read at the moment.")
    moving = unit.appointments.get(business.id, except_for) if except_for and busy else None
    return [*taken, *(_without(busy, moving) if moving else busy)]


def load_holds(
    unit: UnitOfWork, business: Business, start: datetime, end: datetime, now: datetime, session_id: str | None
) -> list[Taken]:
    """What other sessions were offered and may still take."""
    holds = unit.holds.active_between(business.id, start, end, now)
    return [
        Taken(hold.start, hold.end, hold.technician_id, visit=False) for hold in holds if hold.session_id != session_id
    ]


def _search(
    unit: UnitOfWork,
    business: Business,
    query: TimeQuery,
    now: datetime,
    session_id: str | None,
    busy_between: BusyBetween,
) -> Offers:
    start, end = span_to_load(business, query, now)
    taken = load_taken(unit, business, start, end, except_for=query.exclude_appointment_id, busy_between=busy_between)
    held = load_holds(unit, business, start, end, now, session_id)
    offers = find_offers(business, query, [*taken, *held], now)
    if held and (not offers.slots or not offers.fits):
        unheld = find_offers(business, query, taken, now)
        if unheld.fits or not offers.slots:
            return _yielding(business, offers, unheld)
    return offers


def _yielding(business: Business, offers: Offers, unheld: Offers) -> Offers:
    """An idle offer never sends another caller to another day; on the wished day there may be room beside it."""
    wished = {business.local(slot.start).date() for slot in unheld.slots}
    beside = any(business.local(slot.start).date() in wished for slot in offers.slots)
    return offers if beside else unheld


def _without(busy: Sequence[Taken], visit: Appointment) -> list[Taken]:
    """The visit that is being moved stands in the calendar as well; there, too, its own time is free for it."""
    left: list[Taken] = []
    for each in busy:
        if each.technician_id not in (None, visit.technician_id) or not visit.overlaps(each.start, each.end):
            left.append(each)
            continue
        if each.start < visit.start_time:
            left.append(each._replace(end=visit.start_time))
        if visit.end_time < each.end:
            left.append(each._replace(start=visit.end_time))
    return left

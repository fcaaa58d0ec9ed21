"""Times are found around visits, other callers' offers and the calendar, and what is offered is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from app.core.availability.query import TimeQuery
from app.core.businesses import Business, OpenSpan, WeeklyHours
from app.core.customers import Customer
from app.core.slots import Slot, Taken
from app.core.understanding.times import resolve
from app.flows.booking import VisitRequest, book_visit
from app.flows.find_times import AvailabilityUnknown, find_times, hold_offers
from app.flows.services import Services
from app.repositories.errors import SlotTaken
from tests.support.clock import TurnedClock

THURSDAY_ONE = Slot(datetime(2026, 6, 4, 18, 0, tzinfo=UTC), datetime(2026, 6, 4, 19, 30, tzinfo=UTC), "luis")


@pytest.fixture
def one_slot_a_day(business: Business) -> Business:
    """One technician, and room for one visit from one o'clock."""
    day = (OpenSpan(time(13), time(14, 30)),)
    return replace(business, business_hours=WeeklyHours((day,) * 7), technicians=business.technicians[:1])


def query(business: Business, words: str | None, services: Services) -> TimeQuery:
    wish = resolve(words, now=business.local(services.clock.now())) if words else None
    return TimeQuery(service=business.services[0], wish=wish)


def starts(slots: Sequence[Slot], business: Business) -> list[str]:
    return [business.local(slot.start).strftime("%a %H:%M") for slot in slots]


def test_offers_of_one_caller_are_not_made_to_another(services: Services, business: Business) -> None:
    alone = replace(business, technicians=business.technicians[:1])
    with services.store.unit_of_work() as unit:
        first = find_times(unit, services, alone, query(alone, "tomorrow after three", services), session_id="first")
        hold_offers(unit, services, alone, "first", first.slots)
        second = find_times(unit, services, alone, query(alone, "tomorrow", services), session_id="second")
    assert starts(first.slots, alone) == ["Thu 15:00", "Thu 15:30"]
    assert starts(second.slots, alone) == ["Thu 08:00", "Thu 09:30", "Thu 12:00"]
    with services.store.unit_of_work() as unit:
        hold_offers(unit, services, alone, "first", first.slots)
        third = find_times(unit, services, alone, query(alone, "tomorrow at 3", services), session_id="third")
    assert not third.fits
    assert starts(third.slots, alone)[0] == "Thu 13:30"


def test_an_idle_offer_yields_where_nothing_else_is_free(services: Services, one_slot_a_day: Business) -> None:
    business = one_slot_a_day
    asked = query(business, "tomorrow", services)
    with services.store.unit_of_work() as unit:
        first = find_times(unit, services, business, asked, session_id="first")
        hold_offers(unit, services, business, "first", first.slots)
        second = find_times(unit, services, business, asked, session_id="second")
    assert second.fits
    assert second.slots == first.slots


def test_the_slower_of_two_with_the_same_offer_hears_that_it_is_gone(
    services: Services, one_slot_a_day: Business, maria: Customer
) -> None:
    business = one_slot_a_day
    with services.store.unit_of_work() as unit:
        for session in ("first", "second"):
            hold_offers(unit, services, business, session, [THURSDAY_ONE])
        request = VisitRequest(maria, THURSDAY_ONE, business.services[0], session_id="second")
        book_visit(unit, services, business, request)
        with pytest.raises(SlotTaken):
            book_visit(unit, services, business, replace(request, session_id="first"))


def test_a_caller_whose_offer_ran_out_does_not_take_what_is_held_for_another(
    services: Services, clock: TurnedClock, one_slot_a_day: Business, maria: Customer
) -> None:
    business = one_slot_a_day
    with services.store.unit_of_work() as unit:
        hold_offers(unit, services, business, "slow", [THURSDAY_ONE])
        clock.turn(minutes=6)
        hold_offers(unit, services, business, "quick", [THURSDAY_ONE])
        with pytest.raises(SlotTaken):
            book_visit(
                unit, services, business, VisitRequest(maria, THURSDAY_ONE, business.services[0], session_id="slow")
            )


def test_an_offer_is_free_again_after_some_minutes(services: Services, clock: TurnedClock, business: Business) -> None:
    alone = replace(business, technicians=business.technicians[:1])
    asked = query(alone, "tomorrow at 1", services)
    with services.store.unit_of_work() as unit:
        hold_offers(unit, services, alone, "first", [THURSDAY_ONE])
        assert not find_times(unit, services, alone, asked, session_id="second").fits
        clock.turn(minutes=services.bounds.hold_minutes, seconds=1)
        assert find_times(unit, services, alone, asked, session_id="second").fits


def test_the_calendar_s_busy_times_are_kept_free(services: Services, business: Business) -> None:
    def dentist(_business: Business, start: datetime, end: datetime) -> Sequence[Taken]:
        assert start < THURSDAY_ONE.start < end
        return [Taken(THURSDAY_ONE.start, THURSDAY_ONE.end, None, visit=False)]

    with services.store.unit_of_work() as unit:
        offers = find_times(unit, services, business, query(business, "tomorrow at 1", services), busy_between=dentist)
    assert not offers.fits
    assert starts(offers.slots, business) == ["Thu 11:30", "Thu 14:30"]


def test_nothing_is_offered_while_the_calendar_is_unknown(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit, pytest.raises(AvailabilityUnknown):
        find_times(unit, services, business, query(business, None, services), busy_between=lambda *_: None)


def test_a_moved_visit_s_own_event_in_the_calendar_is_not_in_its_way(
    services: Services, business: Business, maria: Customer
) -> None:
    alone = replace(business, technicians=business.technicians[:1])
    with services.store.unit_of_work() as unit:
        visit = book_visit(unit, services, alone, VisitRequest(maria, THURSDAY_ONE, alone.services[0]))
        asked = replace(query(alone, "tomorrow at 1:30", services), exclude_appointment_id=visit.id)
        event = Taken(visit.start_time - timedelta(hours=1), visit.end_time, None, visit=False)
        offers = find_times(unit, services, alone, asked, busy_between=lambda *_: [event])
        assert offers.fits
        asked = replace(query(alone, "tomorrow at 12:30", services), exclude_appointment_id=visit.id)
        assert not find_times(unit, services, alone, asked, busy_between=lambda *_: [event]).fits


def test_a_full_fortnight_is_looked_beyond(services: Services, business: Business) -> None:
    def away(_business: Business, _start: datetime, _end: datetime) -> Sequence[Taken]:
        return [Taken(services.clock.now(), services.clock.now() + timedelta(days=30), None, visit=False)]

    with services.store.unit_of_work() as unit:
        offers = find_times(unit, services, business, query(business, None, services), busy_between=away)
    assert starts(offers.slots, business)[0] == "Fri 10:00"


def test_a_full_diary_offers_nothing(services: Services, business: Business) -> None:
    def away(_business: Business, start: datetime, end: datetime) -> Sequence[Taken]:
        return [Taken(start, end, None, visit=False)]

    with services.store.unit_of_work() as unit:
        offers = find_times(unit, services, business, query(business, "friday", services), busy_between=away)
    assert offers.slots == ()
    assert not offers.fits

"""Whatever the business, the diary and the day: no time is offered that cannot be kept."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.availability.offers import find_offers
from app.core.availability.query import TimeQuery
from app.core.availability.slots import end_for, free_slots, is_bookable, technician_for
from app.core.availability.spread import HALF_HOUR
from app.core.availability.wishes import stretch
from app.core.businesses import Business
from app.core.slots import Slot, Taken
from app.core.understanding.frame import Grain, When
from tests.core.availability import oracle
from tests.core.availability.strategies import diaries, queries, scenes

DAYS = timedelta(days=1)
many = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Business, datetime, TimeQuery, list[Taken]]:
    business, now = draw(scenes())
    return business, now, draw(queries(business)), draw(diaries(business, now))


def keeps_every_rule(business: Business, now: datetime, query: TimeQuery, taken: list[Taken], slot: Slot) -> None:
    """On the grid, or the very quarter of an hour that was asked for, where the grid is of half hours or finer."""
    rules = business.slot_rules
    person = business.technician(slot.technician_id)
    assert person is not None
    assert person.active
    assert slot.start >= now + (timedelta() if query.is_emergency else timedelta(minutes=rules.min_notice_minutes))
    last_day = business.local(now).date() + rules.max_days_ahead * DAYS
    assert business.local(slot.start).date() <= last_day
    assert slot.end == end_for(query.service, slot.start)
    assert oracle.in_hours(business, slot, query)
    assert all(oracle.far_enough(business, slot, query, each) for each in taken)
    named = query.wish is not None and slot.start == query.wish.start and rules.step_minutes <= HALF_HOUR
    assert named or oracle.on_the_grid(business, slot)
    if not query.is_emergency:
        assert not person.skills or query.service is None or query.service.key in person.skills
        assert not rules.max_jobs_per_day or oracle.jobs_on(business, slot, taken) < rules.max_jobs_per_day


@many
@given(cases())
def test_every_free_time_keeps_every_rule_and_can_be_booked(case: Any) -> None:
    business, now, query, taken = case
    slots = free_slots(business, query, taken, now, now - DAYS, now + 5 * DAYS)
    assert [slot.start for slot in slots] == sorted({slot.start for slot in slots})
    for slot in slots:
        keeps_every_rule(business, now, query, taken, slot)
        assert is_bookable(business, slot, query, taken, now) is None


@many
@given(cases(), st.integers(0, 400))
def test_what_keeps_every_rule_is_found(case: Any, quarter: int) -> None:
    business, now, query, taken = case
    rules = business.slot_rules
    start = (now + timedelta(minutes=15 * quarter)).replace(second=0)
    start -= timedelta(minutes=business.local(start).minute % 15)
    chosen = technician_for(business, query, start, taken, now)
    listed = [slot.start for slot in free_slots(business, query, taken, now, start, start + timedelta(minutes=1))]
    if chosen is None:
        assert listed == []
        if query.is_emergency or rules.emergency_slots_per_day or start < now + timedelta(minutes=240):
            return
        for person in business.technicians:
            slot = Slot(start, end_for(query.service, start), person.id)
            fits = (
                person.active
                and query.technician_id in (None, person.id)
                and (not person.skills or query.service is None or query.service.key in person.skills)
                and business.local(start).date() <= business.local(now).date() + rules.max_days_ahead * DAYS
                and oracle.in_hours(business, slot, query)
                and all(oracle.far_enough(business, slot, query, each) for each in taken)
                and not (rules.max_jobs_per_day and oracle.jobs_on(business, slot, taken) >= rules.max_jobs_per_day)
            )
            assert not fits
    elif 60 % rules.step_minutes == 0 and business.local(start).minute % rules.step_minutes == 0:
        assert listed == [start]


@st.composite
def wishes(draw: st.DrawFn, business: Business, now: datetime) -> When:
    local = business.local(now)
    start = (local + timedelta(minutes=15 * draw(st.integers(-200, 700)))).replace(second=0)
    start = business.local(start.astimezone(UTC) - timedelta(minutes=start.minute % 15))
    length = draw(st.sampled_from([None, 60, 300, 1440, 7 * 1440]))
    return When(
        start=start,
        end=None if length is None else business.local(start.astimezone(UTC) + timedelta(minutes=length)),
        grain=draw(st.sampled_from(Grain)),
        text="",
        clock_stated=draw(st.booleans()),
        asap=draw(st.booleans()),
        flexible=draw(st.booleans()),
    )


@many
@given(cases(), st.data())
def test_every_offer_keeps_every_rule_and_says_truly_whether_it_fits(case: Any, data: st.DataObject) -> None:
    business, now, query, taken = case
    wish = data.draw(st.none() | wishes(business, now))
    query = TimeQuery(query.service, wish, None, query.technician_id, query.zip_code, query.is_emergency)
    offers = find_offers(business, query, taken, now)
    assert len(offers.slots) <= query.limit
    assert len({slot.start for slot in offers.slots}) == len(offers.slots)
    for slot in filter(None, (*offers.slots, offers.nearest_before, offers.nearest_after)):
        keeps_every_rule(business, now, query, taken, slot)
        assert is_bookable(business, slot, query, taken, now) is None
    if wish is None:
        assert (offers.fits, offers.reason) == (True, None)
        return
    window = 0 if query.is_emergency else business.slot_rules.arrival_window_minutes
    low, high = (datetime.fromtimestamp(minute * 60, UTC) for minute in stretch(wish, window))
    assert offers.fits == (offers.reason is None)
    if offers.fits:
        assert offers.slots
        assert all(low <= slot.start < high for slot in offers.slots)
    else:
        assert not any(low <= slot.start < high for slot in offers.slots)
        assert offers.nearest_before is None or offers.nearest_before.start < low
        assert offers.nearest_after is None or offers.nearest_after.start >= high


@many
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_store_answers_changes_nothing(case: Any, chance: random.Random) -> None:
    business, now, query, taken = case
    shuffled = list(taken)
    chance.shuffle(shuffled)
    assert find_offers(business, query, taken, now) == find_offers(business, query, shuffled, now)
    assert free_slots(business, query, taken, now, now, now + 3 * DAYS) == free_slots(
        business, query, shuffled, now, now, now + 3 * DAYS
    )


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@settings(parent=many, max_examples=40)
@given(cases())
def test_the_machine_s_own_time_zone_changes_nothing(case: Any) -> None:
    business, now, query, taken = case
    answers = []
    for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
        with machine_in(zone):
            offers = find_offers(business, query, taken, now)
            answers.append((offers, free_slots(business, query, taken, now, now, now + DAYS)))
    assert answers[0] == answers[1] == answers[2]

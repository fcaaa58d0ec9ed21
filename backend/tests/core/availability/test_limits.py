"""The limits of a day: room kept for emergencies, the most jobs, time between jobs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.availability.query import Reason, TimeQuery
from app.core.availability.slots import free_slots, is_bookable, technician_for
from app.core.businesses import (
    Business,
    EmergencyPolicy,
    OpenSpan,
    Service,
    SlotRules,
    Technician,
    WeeklyHours,
)
from app.core.slots import Slot, Taken

# A Wednesday, six in the morning in Kansas City.
NOW = datetime(2026, 6, 3, 11, 0, tzinfo=UTC)
EIGHT = datetime(2026, 6, 3, 13, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LEAK = Service("leak", "leak repair", 60)
EMERGENCY = TimeQuery(is_emergency=True)


def business(people: int = 1, **rules: Any) -> Business:
    return Business(
        id="rivera",
        name="Rivera Plumbing",
        created_at=NOW,
        updated_at=NOW,
        business_hours=WeeklyHours(((OpenSpan(time(8), time(17)),),) * 7),
        services=(LEAK,),
        technicians=tuple(Technician(f"t{number}", "Luis", on_call=number == 0) for number in range(people)),
        slot_rules=SlotRules(**{"min_notice_minutes": 0, **rules}),
        emergency_policy=EmergencyPolicy(after_hours=False),
    )


def today(company: Business, query: TimeQuery, taken: list[Taken], now: datetime = NOW) -> list[Slot]:
    return free_slots(company, query, taken, now, NOW, NOW + timedelta(hours=18))


def visit(start: datetime, technician_id: str = "t0", **more: Any) -> Taken:
    return Taken(start, start + HOUR, technician_id, **more)


@settings(max_examples=60, deadline=None)
@given(
    people=st.integers(1, 3),
    kept=st.integers(1, 3),
    minutes=st.sampled_from([30, 60, 90, 150]),
    choices=st.lists(st.integers(0, 1000), min_size=60, max_size=60),
)
def test_however_routine_visits_are_booked_the_room_for_emergencies_is_left(
    people: int, kept: int, minutes: int, choices: list[int]
) -> None:
    company = business(people, emergency_slots_per_day=kept)
    taken: list[Taken] = []
    routine = TimeQuery(duration_minutes=minutes)
    for choice in choices:
        slots = today(company, routine, taken)
        if not slots:
            break
        slot = slots[choice % len(slots)]
        taken.append(Taken(slot.start, slot.end, slot.technician_id))
    for _emergency in range(kept):
        slot = today(company, EMERGENCY, taken)[0]
        taken.append(Taken(slot.start, slot.end, slot.technician_id, is_emergency=True))


def test_room_that_an_emergency_took_is_not_kept_again() -> None:
    company = business(emergency_slots_per_day=1)
    assert len({slot.start for slot in today(company, TimeQuery(LEAK), [])}) == 17
    full_but_two = [visit(EIGHT + hour * HOUR) for hour in range(7)]
    assert today(company, TimeQuery(LEAK), full_but_two) != []
    full_but_one = [*full_but_two, visit(EIGHT + 7 * HOUR)]
    assert today(company, TimeQuery(LEAK), full_but_one) == []
    slot = Slot(EIGHT + 8 * HOUR, EIGHT + 9 * HOUR, "t0")
    assert is_bookable(company, slot, TimeQuery(LEAK), full_but_one, NOW) is Reason.FULL
    assert is_bookable(company, slot, EMERGENCY, full_but_one, NOW) is None
    with_emergency = [*full_but_two, visit(EIGHT + 7 * HOUR, is_emergency=True)]
    assert len(today(company, TimeQuery(LEAK), with_emergency)) == 1


def test_time_that_has_passed_is_no_room_for_an_emergency() -> None:
    company = business(emergency_slots_per_day=1)
    at_three = EIGHT + 7 * HOUR
    assert [slot.start for slot in today(company, TimeQuery(LEAK), [], at_three)] == [at_three, at_three + HOUR]
    assert today(company, TimeQuery(LEAK), [], at_three + HOUR) == []


def test_room_with_a_colleague_without_the_skill_counts_for_emergencies() -> None:
    company = business(2, emergency_slots_per_day=1)
    luis, dana = company.technicians
    company = replace(company, technicians=(luis, replace(dana, skills=("other",))))
    taken = [visit(EIGHT + hour * HOUR) for hour in range(8)]
    assert len(today(company, TimeQuery(LEAK), taken)) == 1


def test_no_more_jobs_than_the_most_of_a_day_save_emergencies() -> None:
    company = business(2, max_jobs_per_day=2)
    taken = [visit(EIGHT), visit(EIGHT, "t1")]
    assert today(company, TimeQuery(LEAK), taken) == []
    assert free_slots(company, TimeQuery(LEAK), taken, NOW, EIGHT + 24 * HOUR, EIGHT + 34 * HOUR) != []
    assert today(company, EMERGENCY, taken) != []
    held = [each._replace(visit=False) for each in taken]
    assert today(company, TimeQuery(LEAK), held) != []


@pytest.mark.parametrize(("zip_code", "minutes_apart"), [(None, 15), ("64108", 15), ("66103", 45)])
def test_the_drive_to_another_zip_code_takes_its_time(zip_code: str | None, minutes_apart: int) -> None:
    company = business(buffer_minutes=15, travel_buffer_minutes=30, step_minutes=15)
    taken = [visit(EIGHT + 3 * HOUR, zip_code="64108")]
    starts = [slot.start for slot in today(company, TimeQuery(LEAK, zip_code=zip_code), taken)]
    apart = timedelta(minutes=minutes_apart)
    assert max(start for start in starts if start < EIGHT + 3 * HOUR) == EIGHT + 2 * HOUR - apart
    assert min(start for start in starts if start > EIGHT + 3 * HOUR) == EIGHT + 4 * HOUR + apart


def test_the_one_who_is_in_the_area_goes_else_the_one_with_less_to_do() -> None:
    company = business(2)
    taken = [visit(EIGHT, "t0", zip_code="64108")]
    ten = EIGHT + 2 * HOUR
    assert technician_for(company, TimeQuery(LEAK, zip_code="64108"), ten, taken, NOW) == "t0"
    assert technician_for(company, TimeQuery(LEAK, zip_code="66103"), ten, taken, NOW) == "t1"
    assert technician_for(company, TimeQuery(LEAK), EIGHT, [*taken, visit(EIGHT, "t1")], NOW) is None


def test_the_arrival_window_ends_in_hours() -> None:
    company = business(arrival_window_minutes=120)
    assert today(company, TimeQuery(LEAK), [])[-1].start == EIGHT + 7 * HOUR
    assert today(company, EMERGENCY, [])[-1].start == EIGHT + 8 * HOUR

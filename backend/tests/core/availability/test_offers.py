"""What a dispatcher would say to a wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.core.availability.offers import Offers, find_offers, span_to_load
from app.core.availability.query import Reason, TimeQuery
from app.core.availability.slots import free_slots, is_bookable
from app.core.businesses import (
    Business,
    Closure,
    DayOff,
    EmergencyPolicy,
    Opening,
    OpenSpan,
    Service,
    SlotRules,
    Technician,
    WeeklyHours,
)
from app.core.slots import Slot, Taken
from app.core.understanding.times import resolve

# A Wednesday, five past ten in the morning in Kansas City.
NOW = datetime(2026, 6, 3, 15, 5, tzinfo=UTC)
HEATER = Service("water_heater", "water heater", 90)
WEEKDAY = (OpenSpan(time(8), time(17)),)


@pytest.fixture
def rivera() -> Business:
    return Business(
        id="rivera",
        name="Rivera Plumbing",
        created_at=NOW,
        updated_at=NOW,
        business_hours=WeeklyHours((WEEKDAY,) * 5 + ((OpenSpan(time(9), time(13)),), ())),
        services=(HEATER,),
        technicians=(Technician("luis", "Luis Rivera", on_call=True), Technician("dana", "Dana Brooks")),
    )


def offers(
    business: Business, words: str | None, taken: list[Taken] | None = None, now: datetime = NOW, **more: object
) -> Offers:
    wish = resolve(words, now=business.local(now)) if words else None
    assert wish is not None or words is None
    query = TimeQuery(service=HEATER, wish=wish)
    return find_offers(business, replace(query, **more), taken or [], now)  # type: ignore[arg-type]


def said(business: Business, found: Offers) -> list[str]:
    return [business.local(slot.start).strftime("%a %H:%M") for slot in found.slots]


def busy(business: Business, day: int, first: int, last: int) -> list[Taken]:
    """Everybody is taken on that day of June between two local hours."""
    start = datetime(2026, 6, day, first, tzinfo=business.zone).astimezone(UTC)
    end = start + timedelta(hours=last - first)
    return [Taken(start, end, person.id) for person in business.technicians]


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("tomorrow after three", ["Thu 15:00", "Thu 15:30"]),
        ("tomorrow", ["Thu 08:00", "Thu 09:30", "Thu 12:00"]),
        ("tomorrow at 3", ["Thu 15:00"]),
        ("tomorrow around 3", ["Thu 15:00", "Thu 14:30", "Thu 15:30"]),
        ("as soon as possible", ["Wed 11:30", "Wed 12:30", "Wed 13:30"]),
        ("whenever", ["Wed 11:30", "Wed 13:00", "Thu 08:00"]),
        ("saturday morning", ["Sat 09:00", "Sat 10:30"]),
        ("this afternoon", ["Wed 12:00", "Wed 13:30", "Wed 15:00"]),
        ("before noon on friday", ["Fri 08:00", "Fri 08:30"]),
        (None, ["Wed 11:30", "Wed 13:00", "Thu 08:00"]),
    ],
)
def test_a_wish_that_can_be_met_is_met(rivera: Business, words: str | None, times: list[str]) -> None:
    found = offers(rivera, words)
    assert said(rivera, found) == times
    assert (found.fits, found.reason) == (True, None)


@pytest.mark.parametrize(
    ("words", "reason", "times"),
    [
        ("sunday", Reason.CLOSED, ["Sat 11:30", "Mon 08:00", "Mon 09:30"]),
        ("sunday after two", Reason.CLOSED, ["Sat 11:30", "Mon 14:00", "Mon 14:30"]),
        ("sunday at two", Reason.CLOSED, ["Sat 11:30", "Mon 14:00", "Mon 14:30"]),
        ("saturday afternoon", Reason.OUTSIDE_HOURS, ["Sat 11:30", "Mon 12:00"]),
        ("tomorrow at 7 pm", Reason.OUTSIDE_HOURS, ["Thu 15:30", "Fri 08:00"]),
        ("today at 8 am", Reason.PAST, ["Wed 11:30", "Wed 13:00", "Wed 14:30"]),
        ("today at 10:30", Reason.TOO_SOON, ["Wed 11:30", "Wed 13:00", "Wed 14:30"]),
        ("in three months", Reason.TOO_FAR, ["Sat 11:30"]),
        ("tomorrow at 3:10", Reason.UNAVAILABLE, ["Thu 15:00", "Thu 15:30"]),
    ],
)
def test_what_cannot_be_met_is_said_with_the_nearest_times(
    rivera: Business, words: str, reason: Reason, times: list[str]
) -> None:
    found = offers(rivera, words)
    assert (found.fits, found.reason) == (False, reason)
    assert said(rivera, found) == times


def test_a_full_morning_has_a_time_either_side(rivera: Business) -> None:
    found = offers(rivera, "saturday morning", [*busy(rivera, 6, 9, 13)])
    assert found.reason is Reason.FULL
    assert said(rivera, found) == ["Fri 15:30", "Mon 08:00"]
    assert found.nearest_before == found.slots[0]
    assert found.nearest_after is not None
    assert rivera.local(found.nearest_after.start).strftime("%a %H:%M") == "Mon 08:00"


def test_a_full_afternoon_goes_to_the_same_hours_of_the_next_day(rivera: Business) -> None:
    assert said(rivera, offers(rivera, "tomorrow after three", busy(rivera, 4, 14, 17))) == ["Thu 12:30", "Fri 15:00"]


def test_a_taken_time_has_neighbours_on_the_same_day(rivera: Business) -> None:
    found = offers(rivera, "tomorrow at 11", busy(rivera, 4, 11, 12))
    assert said(rivera, found) == ["Thu 09:30", "Thu 12:00"]


def test_a_second_wish_is_tried_where_the_first_cannot_be_met(rivera: Business) -> None:
    found = offers(rivera, "thursday or friday after 2", busy(rivera, 4, 8, 17))
    assert found.fits
    assert said(rivera, found) == ["Fri 14:00", "Fri 14:30"]
    assert said(rivera, offers(rivera, "thursday or friday after 3:30")) == ["Thu 15:30", "Fri 15:30"]


def test_offers_go_to_different_people(rivera: Business) -> None:
    assert {slot.technician_id for slot in offers(rivera, "tomorrow").slots} == {"luis", "dana"}


def test_other_times_begin_after_those_that_were_refused(rivera: Business) -> None:
    first = offers(rivera, None)
    later = offers(rivera, None, not_before=first.slots[-1].end)
    assert later.slots[0].start >= first.slots[-1].end


def test_quarter_hours_are_offered_only_where_nothing_rounder_is_free(rivera: Business) -> None:
    finer = replace(rivera, slot_rules=SlotRules(step_minutes=15))
    assert said(finer, offers(finer, "tomorrow after three")) == ["Thu 15:00", "Thu 15:30"]
    start = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)
    hemmed_in = [
        taken
        for person in finer.technicians
        for taken in (
            Taken(start, start + timedelta(minutes=75), person.id),
            Taken(start + timedelta(minutes=165), start + timedelta(hours=9), person.id),
        )
    ]
    assert said(finer, offers(finer, "tomorrow", hemmed_in)) == ["Thu 09:15"]


def test_a_caller_may_have_the_quarter_of_an_hour_that_we_would_not_offer(rivera: Business) -> None:
    assert said(rivera, offers(rivera, "tomorrow at 2:15"))[0] == "Thu 14:15"
    coarse = replace(rivera, slot_rules=SlotRules(step_minutes=60))
    assert "Thu 14:15" not in said(coarse, offers(coarse, "tomorrow at 2:15"))
    assert "Thu 14:07" not in said(rivera, offers(rivera, "tomorrow at 2:07"))


def test_a_step_that_is_no_part_of_an_hour_counts_from_the_opening(rivera: Business) -> None:
    slow = replace(rivera, slot_rules=SlotRules(step_minutes=90, min_notice_minutes=0))
    clocks = [
        slow.local(slot.start).strftime("%H:%M")
        for slot in free_slots(slow, TimeQuery(HEATER), [], NOW, NOW + timedelta(hours=20), NOW + timedelta(hours=32))
    ]
    assert clocks == ["08:00", "09:30", "11:00", "12:30", "14:00", "15:30"]


def test_arrival_windows_that_are_offered_do_not_overlap(rivera: Business) -> None:
    wide = replace(rivera, slot_rules=SlotRules(arrival_window_minutes=120))
    assert said(wide, offers(wide, "tomorrow")) == ["Thu 08:00", "Thu 10:00", "Thu 12:00"]
    assert said(wide, offers(wide, "tomorrow after one")) == ["Thu 13:00", "Thu 15:00"]


def test_holidays_closures_and_openings_overrule_the_week(rivera: Business) -> None:
    holiday = replace(rivera, holidays=(date(2026, 6, 4),))
    assert offers(holiday, "tomorrow").reason is Reason.CLOSED
    assert said(holiday, offers(holiday, "tomorrow")) == ["Wed 15:30", "Fri 08:00", "Fri 09:30"]
    noon, five = datetime(2026, 6, 4, 17, tzinfo=UTC), datetime(2026, 6, 4, 22, tzinfo=UTC)
    closed = replace(rivera, closures=(Closure(noon, five),))
    assert said(closed, offers(closed, "tomorrow afternoon")) == ["Thu 10:30", "Fri 12:00"]
    sunday = datetime(2026, 6, 7, 15, tzinfo=UTC)
    opened = replace(rivera, openings=(Opening(sunday, sunday + timedelta(hours=2)),))
    assert said(opened, offers(opened, "sunday")) == ["Sun 10:00"]


def test_people_have_their_own_days_skills_and_hours(rivera: Business) -> None:
    luis, dana = rivera.technicians
    mornings = WeeklyHours(((OpenSpan(time(8), time(11)),),) * 7)
    team = (
        replace(luis, days_off=(DayOff(date(2026, 6, 4), date(2026, 6, 4)),)),
        replace(dana, hours=mornings),
        Technician("kim", "Kim", skills=("drain",)),
        Technician("gone", "Gone", active=False),
    )
    small = replace(rivera, technicians=team)
    assert said(small, offers(small, "tomorrow")) == ["Thu 08:00", "Thu 09:30"]
    assert {slot.technician_id for slot in offers(small, "tomorrow").slots} == {"dana"}
    nobody = replace(rivera, technicians=team[2:])
    assert offers(nobody, "tomorrow").slots == ()


def test_an_emergency_gets_the_earliest_help_at_night_from_the_one_on_call(rivera: Business) -> None:
    night = datetime(2026, 6, 4, 3, 10, tzinfo=UTC)
    found = offers(rivera, None, now=night, is_emergency=True)
    assert said(rivera, found)[0] == "Wed 22:30"
    assert found.slots[0].technician_id == "luis"
    office_hours = replace(rivera, emergency_policy=EmergencyPolicy(after_hours=False))
    assert said(office_hours, offers(office_hours, None, now=night, is_emergency=True))[0] == "Thu 08:00"


def test_an_emergency_by_day_needs_no_notice_and_goes_to_whoever_is_free_first(rivera: Business) -> None:
    found = offers(rivera, None, is_emergency=True)
    assert said(rivera, found)[0] == "Wed 10:30"
    luis_is_away = [Taken(NOW, NOW + timedelta(hours=5), "luis")]
    assert offers(rivera, None, luis_is_away, is_emergency=True).slots[0].technician_id == "dana"


def test_an_emergency_without_anybody_skilled_gets_whoever_is_on_call(rivera: Business) -> None:
    luis, dana = rivera.technicians
    unskilled = replace(rivera, technicians=(replace(luis, skills=("drain",)), replace(dana, skills=("drain",))))
    assert {slot.technician_id for slot in offers(unskilled, None, is_emergency=True).slots} == {"luis"}
    nobody_on_call = replace(unskilled, technicians=tuple(replace(each, on_call=False) for each in rivera.technicians))
    assert offers(nobody_on_call, None, is_emergency=True).slots


def test_a_job_runs_over_midnight_where_the_business_does(rivera: Business) -> None:
    nights = replace(rivera, business_hours=WeeklyHours(((OpenSpan(time(20), time(4)),),) * 7))
    last = datetime(2026, 6, 5, 4, 30, tzinfo=UTC)
    assert is_bookable(nights, Slot(last, last + timedelta(minutes=90), "luis"), TimeQuery(HEATER), [], NOW) is None
    too_late = last + timedelta(hours=4)
    slot = Slot(too_late, too_late + timedelta(minutes=90), "luis")
    assert is_bookable(nights, slot, TimeQuery(HEATER), [], NOW) is Reason.OUTSIDE_HOURS


@pytest.mark.parametrize(
    ("zone", "day", "hours_open"),
    [
        ("America/Chicago", date(2026, 3, 8), 23),
        ("America/Chicago", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Honolulu", date(2028, 2, 29), 24),
        ("America/Havana", date(2026, 3, 8), 23),
        ("Europe/London", date(2026, 10, 25), 25),
    ],
)
def test_a_day_has_as_many_starts_as_its_clock_has_hours(
    rivera: Business, zone: str, day: date, hours_open: float
) -> None:
    round_the_clock = replace(
        rivera,
        timezone=zone,
        business_hours=WeeklyHours(((OpenSpan(time(), time()),),) * 7),
        slot_rules=SlotRules(max_days_ahead=365 * 3),
    )
    start = datetime.combine(day, time(), round_the_clock.zone).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), round_the_clock.zone).astimezone(UTC)
    slots = free_slots(round_the_clock, TimeQuery(HEATER), [], NOW - timedelta(days=365), start, end)
    assert len(slots) == hours_open * 2
    assert {round_the_clock.local(slot.start).minute for slot in slots} == {0, 30}


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)])
def test_hours_are_those_of_the_wall_clock_on_both_sides_of_a_change(rivera: Business, day: date) -> None:
    open_daily = replace(rivera, business_hours=WeeklyHours((WEEKDAY,) * 7), slot_rules=SlotRules(max_days_ahead=365))
    for each in (day - timedelta(days=1), day, day + timedelta(days=1)):
        start = datetime.combine(each, time(), open_daily.zone).astimezone(UTC)
        slots = free_slots(
            open_daily, TimeQuery(HEATER), [], NOW - timedelta(days=100), start, start + timedelta(hours=22)
        )
        clocks = [open_daily.local(slot.start).strftime("%H:%M") for slot in slots]
        assert (clocks[0], clocks[-1], len(clocks)) == ("08:00", "15:30", 16)


def test_what_has_to_be_loaded_is_bounded_however_far_the_wish(rivera: Business) -> None:
    for words in ("tomorrow", "in three months", "next week", "today at 8 am"):
        wish = resolve(words, now=rivera.local(NOW))
        start, end = span_to_load(rivera, TimeQuery(HEATER, wish), NOW)
        assert start <= end
        assert end - start < timedelta(days=35)

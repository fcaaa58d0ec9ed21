"""Businesses, diaries and moments for property tests, thickest around the changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.core.availability.query import TimeQuery
from app.core.businesses import (
    Business,
    Closure,
    DayOff,
    Opening,
    OpenSpan,
    Service,
    SlotRules,
    Technician,
    WeeklyHours,
)
from app.core.slots import Taken

MADE = datetime(2026, 1, 1, tzinfo=UTC)
SERVICES = (Service("leak", "leak repair", 60), Service("heater", "water heater", 90), Service("sewer", "sewer", 150))

# Zones with the days near which their clocks change; a leap day for one that never does.
CHANGES = {
    "America/Chicago": (date(2026, 3, 8), date(2026, 11, 1)),
    "America/St_Johns": (date(2027, 3, 14), date(2026, 11, 1)),
    "America/Havana": (date(2026, 3, 8), date(2026, 11, 1)),
    "America/Santiago": (date(2026, 4, 4), date(2026, 9, 6)),
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "Asia/Kathmandu": (date(2028, 2, 29), date(2026, 12, 31)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Pacific/Chatham": (date(2026, 4, 5), date(2026, 9, 27)),
    "Pacific/Honolulu": (date(2028, 2, 28), date(2026, 6, 1)),
}

quarters = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def hours(draw: st.DrawFn) -> WeeklyHours:
    """Up to two spans a day that do not touch, now and then over midnight or round the clock."""
    kind = draw(st.sampled_from(["usual", "usual", "any", "round"]))
    if kind == "round":
        return WeeklyHours(((OpenSpan(time(), time()),),) * 7)
    if kind == "usual":
        return WeeklyHours(((OpenSpan(time(8), time(17)),),) * 5 + ((OpenSpan(time(9), time(13)),), ()))
    return WeeklyHours(tuple(draw(st.lists(spans(), max_size=2).map(tuple)) for _day in range(7)))


def spans() -> st.SearchStrategy[OpenSpan]:
    return st.builds(OpenSpan, quarters, quarters)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Business, datetime]:
    """A business and a moment at which somebody asks, within days of a change of its clock."""
    zone_name = draw(st.sampled_from(sorted(CHANGES)))
    zone = ZoneInfo(zone_name)
    change = draw(st.sampled_from(CHANGES[zone_name]))
    midnight = datetime.combine(change, time(), zone).astimezone(UTC)
    now = midnight + timedelta(minutes=draw(st.integers(-3 * 1440, 1440)), seconds=draw(st.sampled_from([0, 1, 59])))
    near = st.integers(-4, 6).map(lambda days: change + timedelta(days=days))
    moments = st.integers(-4 * 96, 6 * 96).map(lambda quarter: midnight + timedelta(minutes=15 * quarter))
    business = Business(
        id="rivera",
        name="Rivera Plumbing",
        created_at=MADE,
        updated_at=MADE,
        timezone=zone_name,
        business_hours=draw(hours()),
        holidays=tuple(draw(st.lists(near, max_size=2))),
        closures=tuple(draw(st.lists(st.builds(_closure, moments, st.integers(1, 96)), max_size=2))),
        openings=tuple(draw(st.lists(st.builds(_opening, moments, st.integers(1, 40)), max_size=2))),
        services=SERVICES,
        technicians=tuple(draw(technician(number, near)) for number in range(draw(st.integers(1, 3)))),
        slot_rules=draw(rules()),
    )
    return business, now


def _closure(start: datetime, quarters_long: int) -> Closure:
    return Closure(start, start + timedelta(minutes=15 * quarters_long))


def _opening(start: datetime, quarters_long: int) -> Opening:
    return Opening(start, start + timedelta(minutes=15 * quarters_long))


@st.composite
def technician(draw: st.DrawFn, number: int, near: st.SearchStrategy[date]) -> Technician:
    first = draw(near)
    return Technician(
        id=f"t{number}",
        name=f"Technician {number}",
        skills=draw(st.sampled_from([(), (), ("leak",), ("leak", "heater", "sewer")])),
        hours=draw(st.none() | hours()),
        on_call=draw(st.booleans()),
        active=draw(st.sampled_from([True, True, True, False])),
        days_off=tuple(draw(st.lists(st.just(DayOff(first, first + timedelta(days=1))), max_size=1))),
    )


def rules() -> st.SearchStrategy[SlotRules]:
    return st.builds(
        SlotRules,
        step_minutes=st.sampled_from([15, 30, 30, 60, 45, 90]),
        min_notice_minutes=st.sampled_from([0, 60, 240]),
        max_days_ahead=st.sampled_from([1, 3, 60]),
        buffer_minutes=st.sampled_from([0, 0, 15]),
        travel_buffer_minutes=st.sampled_from([0, 0, 30]),
        emergency_slots_per_day=st.sampled_from([0, 0, 1, 2]),
        max_jobs_per_day=st.sampled_from([0, 0, 2]),
        arrival_window_minutes=st.sampled_from([0, 0, 120]),
    )


@st.composite
def diaries(draw: st.DrawFn, business: Business, now: datetime) -> list[Taken]:
    """What is taken in the days around `now`: visits, offers held, the calendar's blocks."""
    people = [person.id for person in business.technicians]
    made = []
    for _each in range(draw(st.integers(0, 12))):
        start = (now + timedelta(minutes=draw(st.integers(-1440, 6 * 1440)))).replace(second=0)
        visit = draw(st.booleans())
        made.append(
            Taken(
                start,
                start + timedelta(minutes=draw(st.sampled_from([30, 60, 90, 600]))),
                draw(st.sampled_from(people)) if visit else draw(st.none() | st.sampled_from(people)),
                zip_code=draw(st.sampled_from([None, "64108", "66103"])),
                visit=visit,
                is_emergency=draw(st.booleans()),
            )
        )
    return made


@st.composite
def queries(draw: st.DrawFn, business: Business) -> TimeQuery:
    return TimeQuery(
        service=draw(st.none() | st.sampled_from(SERVICES)),
        technician_id=draw(st.none() | st.just(business.technicians[0].id)),
        zip_code=draw(st.sampled_from([None, "64108"])),
        is_emergency=draw(st.booleans()),
    )

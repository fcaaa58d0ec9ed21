"""Both days on which the clocks change, leap days, the turn of the year, and where the caller stands in the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.understanding.frame import When
from app.core.understanding.times import resolve

CHICAGO = ZoneInfo("America/Chicago")


def said(text: str, now: str, zone: str = "America/Chicago") -> When:
    when = resolve(text, now=datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)))
    assert when is not None
    return when


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("tomorrow at 1:30 am", "2027-03-14T01:30:00-06:00"),
        ("tomorrow at 2:30 am", "2027-03-14T03:30:00-05:00"),
        ("tomorrow at 3 am", "2027-03-14T03:00:00-05:00"),
        ("tomorrow at noon", "2027-03-14T12:00:00-05:00"),
    ],
)
def test_an_hour_that_the_spring_change_leaves_out_is_moved_on(text: str, start: str) -> None:
    assert said(text, "2027-03-13 12:00").start.isoformat() == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("tomorrow at 1:30 am", "2027-11-07T01:30:00-05:00"),
        ("tomorrow at 2:30 am", "2027-11-07T02:30:00-06:00"),
    ],
)
def test_of_an_hour_that_comes_twice_in_autumn_the_first_is_meant(text: str, start: str) -> None:
    assert said(text, "2027-11-06 12:00").start.isoformat() == start


@pytest.mark.parametrize(("day", "hours"), [("2027-03-13", 23), ("2027-11-06", 25)])
def test_the_whole_of_a_day_of_change_is_as_long_as_that_day(day: str, hours: int) -> None:
    when = said("tomorrow", f"{day} 12:00")
    assert when.end is not None
    assert when.end.astimezone(UTC) - when.start.astimezone(UTC) == timedelta(hours=hours)


def test_two_hours_from_now_are_two_hours_across_the_change() -> None:
    assert said("in two hours", "2027-03-14 01:30").start.isoformat() == "2027-03-14T04:30:00-05:00"


def test_a_day_without_midnight_begins_with_its_first_hour() -> None:
    when = said("March 27th", "2027-03-20 12:00", "Asia/Beirut")
    assert when.start.isoformat() == "2027-03-27T00:00:00+02:00"
    assert said("March 28th", "2027-03-20 12:00", "Asia/Beirut").start.isoformat() == "2027-03-28T01:00:00+03:00"


@pytest.mark.parametrize(
    ("text", "now", "start"),
    [
        ("February 29th", "2027-03-10 09:00", "2028-02-29"),
        ("February 29th", "2028-02-29 09:00", "2028-02-29"),
        ("February 29th", "2028-03-01 09:00", "2032-02-29"),
        ("the 29th", "2027-02-10 09:00", "2027-03-29"),
        ("the 31st", "2027-04-02 09:00", "2027-05-31"),
        ("in a month", "2027-01-31 09:00", "2027-02-28"),
        ("tomorrow", "2027-12-31 09:00", "2028-01-01"),
        ("January 2nd", "2027-12-31 09:00", "2028-01-02"),
        ("next week", "2027-12-29 09:00", "2028-01-03"),
        ("next month", "2027-12-15 09:00", "2028-01-01"),
        ("the 1st", "2027-12-15 09:00", "2028-01-01"),
        ("new year's day", "2027-12-31 23:30", "2028-01-01"),
        ("Friday", "2027-12-30 09:00", "2027-12-31"),
        ("the first Monday of the month", "2027-03-10 09:00", "2027-03-01"),
        ("Thanksgiving", "2027-11-26 09:00", "2028-11-23"),
    ],
)
def test_leap_days_and_ends_of_months_and_years(text: str, now: str, start: str) -> None:
    assert said(text, now).start.date().isoformat() == start


@pytest.mark.parametrize(
    ("text", "now", "start"),
    [
        ("at 4", "2027-03-10 15:00", "2027-03-10 16:00"),
        ("at 4", "2027-03-10 17:00", "2027-03-11 16:00"),
        ("at 4", "2027-03-10 16:00", "2027-03-10 16:00"),
        ("in the afternoon", "2027-03-10 14:00", "2027-03-10 12:00"),
        ("in the afternoon", "2027-03-10 19:00", "2027-03-11 12:00"),
        ("first thing", "2027-03-10 08:00", "2027-03-10 07:00"),
        ("first thing", "2027-03-10 12:00", "2027-03-11 07:00"),
        ("before noon", "2027-03-10 13:00", "2027-03-11 00:00"),
        ("after 3", "2027-03-10 17:00", "2027-03-11 15:00"),
        ("Wednesday", "2027-03-10 09:00", "2027-03-17 00:00"),
        ("this Wednesday", "2027-03-10 09:00", "2027-03-10 00:00"),
        ("next Wednesday", "2027-03-10 09:00", "2027-03-17 00:00"),
        ("next Friday", "2027-03-10 09:00", "2027-03-19 00:00"),
        ("this weekend", "2027-03-13 09:00", "2027-03-13 00:00"),
        ("this weekend", "2027-03-14 09:00", "2027-03-14 00:00"),
        ("next weekend", "2027-03-13 09:00", "2027-03-20 00:00"),
        ("March 10th", "2027-03-10 09:00", "2027-03-10 00:00"),
        ("tonight", "2027-03-10 09:00", "2027-03-10 18:00"),
    ],
)
def test_the_hour_of_the_call_decides_what_comes_next(text: str, now: str, start: str) -> None:
    assert said(text, now).start.strftime("%Y-%m-%d %H:%M") == start


def test_the_answer_is_in_the_zone_of_the_business() -> None:
    when = resolve("tomorrow at 3", now=datetime(2027, 3, 10, 9, tzinfo=CHICAGO))
    assert when is not None
    assert when.start.tzinfo is CHICAGO

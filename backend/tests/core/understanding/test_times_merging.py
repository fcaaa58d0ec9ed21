"""What was said before and what is said now make one wish."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.core.understanding.frame import When
from app.core.understanding.times import merge, resolve

ZONE = ZoneInfo("America/Chicago")
WEDNESDAY = datetime(2027, 3, 10, 9, 0, tzinfo=ZONE)


def wish(text: str, now: datetime = WEDNESDAY) -> When:
    when = resolve(text, now=now)
    assert when is not None
    return when


def written(moment: datetime | None) -> str | None:
    return moment.strftime("%m-%d %H:%M") if moment else None


@pytest.mark.parametrize(
    ("before", "now_said", "start", "end"),
    [
        ("tomorrow after 3", "make it Friday", "03-12 15:00", "03-13 00:00"),
        ("Tuesday", "at 4", "03-16 16:00", None),
        ("Tuesday at 4", "at 5 actually", "03-16 17:00", None),
        ("Tuesday at 4", "Thursday at 2", "03-11 14:00", None),
        ("tomorrow at 3", "Friday instead", "03-12 15:00", None),
        ("tomorrow morning", "what about Monday", "03-15 06:00", "03-15 12:00"),
        ("between 2 and 4", "on Friday", "03-12 14:00", "03-12 16:00"),
        ("at noon", "tomorrow", "03-11 12:00", None),
        ("Friday", "in the afternoon", "03-12 12:00", "03-12 18:00"),
        ("tomorrow", "Friday", "03-12 00:00", "03-13 00:00"),
        ("at 3", "at 4", "03-10 16:00", None),
        ("Saturday at 2:30", "Sunday", "03-14 14:30", None),
        ("tomorrow evening", "at 7", "03-11 19:00", None),
        ("tomorrow at 8 pm", "make it 7", "03-11 19:00", None),
        ("tomorrow morning", "at 7", "03-11 07:00", None),
        ("tomorrow at 11", "at 1", "03-11 13:00", None),
        ("tomorrow evening", "at 9 am", "03-11 09:00", None),
        ("Friday at 3", "any time", "03-12 00:00", "03-13 00:00"),
        ("Friday", "whenever", "03-12 00:00", "03-13 00:00"),
        ("Friday at 3", "as soon as possible", "03-10 09:00", "03-24 09:00"),
        ("after 3", "any day but Thursday", "03-10 15:00", "03-11 00:00"),
    ],
)
def test_the_half_that_is_left_open_stays(before: str, now_said: str, start: str, end: str | None) -> None:
    joined = merge(wish(before), wish(now_said), now=WEDNESDAY)
    assert (written(joined.start), written(joined.end)) == (start, end)
    assert joined.start.tzinfo is ZONE


def test_a_clock_time_for_a_week_suits_on_each_of_its_days() -> None:
    joined = merge(wish("next week"), wish("at 4"), now=WEDNESDAY)
    assert written(joined.start) == "03-15 16:00"
    assert [written(other.start) for other in joined.alternatives] == [f"03-{day} 16:00" for day in range(16, 22)]


def test_alternatives_of_the_day_keep_the_clock_time() -> None:
    joined = merge(wish("after 3"), wish("tomorrow or Friday"), now=WEDNESDAY)
    assert written(joined.start) == "03-11 15:00"
    assert [written(other.start) for other in joined.alternatives] == ["03-12 15:00"]


def test_the_joined_wish_says_that_both_halves_were_named() -> None:
    joined = merge(wish("Tuesday"), wish("four-ish"), now=WEDNESDAY)
    assert joined.day_stated
    assert joined.clock_stated
    assert joined.flexible
    assert joined.text == "four-ish"


def test_a_clock_time_moved_to_the_day_the_clocks_change_is_a_time_of_that_day() -> None:
    joined = merge(wish("tomorrow at 2:30 am"), wish("Sunday"), now=WEDNESDAY)
    assert joined.start.isoformat() == "2027-03-14T03:30:00-05:00"


def test_a_clock_time_falls_on_the_day_agreed_on() -> None:
    when = resolve("at 4", now=WEDNESDAY, anchor=date(2027, 3, 19))
    assert when is not None
    assert written(when.start) == "03-19 16:00"
    assert not when.day_stated
    assert when.clock_stated


def test_another_day_overrules_the_day_agreed_on() -> None:
    when = resolve("Monday at 4", now=WEDNESDAY, anchor=date(2027, 3, 19))
    assert when is not None
    assert written(when.start) == "03-15 16:00"

"""Joins what a caller said of a time before with what they say now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.core.understanding.frame import When
from app.core.understanding.times.resolution import Desk
from app.core.understanding.times.shapes import MIDNIGHT, NOON

_MOST = 8
_EVENING = 17 * 60


def merge(earlier: When, later: When, *, now: datetime) -> When:
    """The wish after both: the later words win, and the half that they leave open stays as it was.

    "Tomorrow after three", then "make it Friday" is Friday after three; "Tuesday", then "at four" is Tuesday
    at four; "tomorrow evening", then "at seven" is seven in the evening; "Friday at three", then "any time" is
    the whole of Friday. Spans and text are those of the later words.
    """
    desk = Desk(now)
    if later.day_stated and later.clock_stated:
        return later
    if later.day_stated:
        return (
            _many([_moved(earlier, day, desk) for day in _days(later, desk)], later) if earlier.clock_stated else later
        )
    if not earlier.day_stated:
        return later
    if not later.clock_stated:
        return later if later.asap else _whole_days(earlier, later, desk)
    clocks = [_in_the_half_of(earlier, clock, desk) for clock in (later, *later.alternatives)]
    return _many([_moved(clock, day, desk) for clock in clocks for day in _days(earlier, desk)], later)


def _days(when: When, desk: Desk) -> list[date]:
    """Every day that a wish covers, its alternatives after it; days gone by only where there is no other."""
    days: list[date] = []
    for span in (when, *when.alternatives):
        last = span.start if span.end is None else span.end - timedelta(microseconds=1)
        length = max(1, (last.date() - span.start.date()).days + 1)
        days.extend(span.start.date() + timedelta(days=step) for step in range(min(length, _MOST)))
    to_come = [day for day in dict.fromkeys(days) if day >= desk.today]
    return to_come[:_MOST] or days[:1]


def _moved(clock: When, day: date, desk: Desk) -> When:
    """The clock time of one wish on another day."""
    start = desk.at(day, _minutes(clock.start))
    if clock.end is None:
        return replace(clock, start=start, alternatives=())
    nights = (clock.end.date() - clock.start.date()).days
    end = max(start, desk.at(day + timedelta(days=nights), _minutes(clock.end)))
    return replace(clock, start=start, end=end, alternatives=())


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _in_the_half_of(earlier: When, clock: When, desk: Desk) -> When:
    """A clock time without am or pm, in the evening where the talk was of the evening."""
    minutes = _minutes(clock.start)
    if not clock.half_open or not earlier.clock_stated or minutes >= NOON:
        return clock
    begin = _minutes(earlier.start)
    end = begin if earlier.end is None else _minutes(earlier.end) or MIDNIGHT
    in_span = begin <= minutes <= end
    if in_span or not (begin >= _EVENING or begin <= minutes + NOON < end):
        return clock
    day = clock.start.date()
    later_end = clock.end and desk.at(clock.end.date(), _minutes(clock.end) + NOON)
    return replace(clock, start=desk.at(day, minutes + NOON), end=later_end, half_open=False)


def _whole_days(earlier: When, later: When, desk: Desk) -> When:
    """The days of the earlier wish, whatever the hour."""
    if not earlier.clock_stated:
        return replace(earlier, flexible=later.flexible, text=later.text, spans=later.spans)
    days = [
        replace(later, start=desk.at(day), end=desk.at(day + timedelta(days=1)), alternatives=(), day_stated=True)
        for day in _days(earlier, desk)
    ]
    return replace(days[0], alternatives=tuple(days[1:]))


def _many(found: list[When], later: When) -> When:
    whole = [
        replace(when, text=later.text, spans=later.spans, day_stated=True, clock_stated=True, asap=False)
        for when in found
    ]
    return replace(whole[0], alternatives=tuple(whole[1:_MOST]))

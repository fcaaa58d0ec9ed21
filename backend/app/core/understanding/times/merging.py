"""Joins what a caller said of a time before with what they say now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.core.understanding.frame import When
from app.core.understanding.times.resolution import Desk

_MOST = 8


def merge(earlier: When, later: When, *, now: datetime) -> When:
    """The wish after both: the later words win, and the half that they leave open stays as it was.

    "Tomorrow after three", then "make it Friday" is Friday after three; "Tuesday", then "at four" is Tuesday
    at four. Spans are those of the later text.
    """
    desk = Desk(now)
    if later.day_stated == later.clock_stated:
        return later
    if later.day_stated:
        return _many([_moved(earlier, day, desk) for day in _days(later)], later) if earlier.clock_stated else later
    if not earlier.day_stated:
        return later
    clocks = [later, *later.alternatives]
    days = _days(earlier)
    return _many([_moved(clock, day, desk) for clock in clocks for day in days], later)


def _days(when: When) -> list[date]:
    """Every day that a wish covers, its alternatives after it."""
    days: list[date] = []
    for span in (when, *when.alternatives):
        last = span.start if span.end is None else span.end - timedelta(microseconds=1)
        length = (last.date() - span.start.date()).days + 1
        days.extend(span.start.date() + timedelta(days=step) for step in range(min(length, _MOST)))
    return days[:_MOST]


def _moved(clock: When, day: date, desk: Desk) -> When:
    """The clock time of one wish on another day."""
    start = desk.at(day, _minutes(clock.start))
    if clock.end is None:
        return replace(clock, start=start, alternatives=())
    nights = (clock.end.date() - clock.start.date()).days
    end = desk.at(day + timedelta(days=nights), _minutes(clock.end))
    return replace(clock, start=start, end=end, alternatives=())


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _many(found: list[When], later: When) -> When:
    whole = [
        replace(
            when,
            text=later.text,
            spans=later.spans,
            day_stated=True,
            clock_stated=True,
            flexible=when.flexible,
        )
        for when in found
    ]
    return replace(whole[0], alternatives=tuple(whole[1:_MOST]))

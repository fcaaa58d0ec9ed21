"""Lays together what was said of the time of day in two places."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.halves import default_minutes, minutes_in
from app.core.understanding.times.parts import has_part, part_of_day
from app.core.understanding.times.shapes import Relation, Window

_OPENS = (Relation.AFTER, Relation.FROM)
_CLOSES = (Relation.BEFORE, Relation.BY, Relation.UNTIL)


def combine(one: Window, other: Window, *, near: bool) -> Window | None:
    """Such as "after 3:30" with "before 6"; None where the later window replaces the earlier.

    `near` is true where nothing stands between both; then "3" and "in the morning" are three at night.
    """
    if one.part and other.part:
        return _narrower(one, other)
    if one.part or other.part:
        clock, part = (other, one.part) if one.part else (one, other.part)
        if part is None or not (near or _falls_into(clock, part)):
            return clock if one.part else None
        return replace(clock, part=part)
    low, high = (one, other) if one.low else (other, one)
    opens = low.relation in _OPENS and low.low and not low.high
    closes = high.relation in _CLOSES and high.high and not high.low
    if opens and closes:
        return Window(Relation.BETWEEN, low.low, high.high)
    return None


def _falls_into(window: Window, part: str) -> bool:
    """Whether a clock time lies in a part of day that was named elsewhere in the text."""
    clock = window.low or window.high
    if clock is None or clock.fixed:
        return True
    begin, end = part_of_day(part)
    return begin <= minutes_in(clock, part) <= end or not begin <= default_minutes(clock) <= end


def _narrower(one: Window, other: Window) -> Window | None:
    """The narrower of two parts ("first thing in the morning"); None where neither holds the other."""
    if one.part is None or other.part is None or one.low or one.high or other.low or other.high:
        return None
    for rough, part in ((one.part, other.part), (other.part, one.part)):
        if rough in ("early", "late") and has_part(f"{rough}_{part}"):
            return Window(one.relation, part=f"{rough}_{part}")
    first, second = part_of_day(one.part), part_of_day(other.part)
    if second[0] <= first[0] and first[1] <= second[1]:
        return one
    return other if first[0] <= second[0] and second[1] <= first[1] else None

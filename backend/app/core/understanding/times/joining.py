"""Lays together what was said of one day in two places ("next week" and "Wednesday")."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.core.understanding.times.shapes import DayRef


def unify(one: DayRef, other: DayRef) -> DayRef | None:
    """Both laid together; None where they are two days."""
    recurring = _recurring_in(one, other) or _recurring_in(other, one)
    if recurring:
        return recurring
    for stretch, day in ((one, other), (other, one)):
        # "Next month, July sixth": the date says it all.
        if stretch.unit in ("week", "month") and (stretch.weeks or stretch.months) and day.day and day.month:
            return replace(day, weekday=None)
    if one.every or other.every or one.base or other.base or one.offset is not None or other.offset is not None:
        return None
    values: dict[str, Any] = {}
    for name in (
        "weekday",
        "day",
        "month",
        "year",
        "weeks",
        "months",
        "years",
        "nth",
        "holiday",
        "mod",
        "count",
    ):
        left, right = getattr(one, name), getattr(other, name)
        if left is not None and right is not None and left != right:
            return None
        values[name] = left if left is not None else right
    joined = replace(one, **values)
    return _sensible(one, other, joined)


def _recurring_in(one: DayRef, other: DayRef) -> DayRef | None:
    """Such as "any Tuesday" and "in April": the Tuesdays of April."""
    named = one.weekday is not None or one.unit in ("workday", "weekend")
    if one.every and named and not other.every and other.unit in ("week", "month") and one.base is None:
        return replace(one, base=other)
    return None


def _sensible(one: DayRef, other: DayRef, joined: DayRef) -> DayRef | None:
    """Only a day with its week, month or year belongs together; two weeks, say, do not."""
    units = {one.unit, other.unit}
    if joined.holiday is not None:
        return replace(joined, unit="day", edge=None) if units <= {"day", "year"} and joined.day is None else None
    if "weekend" in units and joined.weekday in (4, 5, 6) and {one.weekday, other.weekday} != {joined.weekday}:
        return DayRef(weekday=joined.weekday, weeks=joined.weeks)
    if "weekend" in units or "workday" in units or one.count or other.count:
        return None
    if units == {"day"}:
        return joined if _complete_each_other(one, other) else None
    small = one if one.unit == "day" else other
    if small.unit != "day":
        return None
    named = small.weekday is not None or small.day is not None
    plain_mod = replace(joined, mod=small.mod) if small.mod else joined
    if "week" in units:
        fits = named and small.mod is None and small.day is None and small.weeks is None
    else:
        fits = named and (small.day is not None or small.nth is not None) and small.month is None
    return replace(plain_mod, unit="day", edge=None) if fits else None


def _complete_each_other(one: DayRef, other: DayRef) -> bool:
    """A weekday and a date are one day; two weekdays or two dates are two."""
    return (one.weekday is None) != (other.weekday is None) and (one.day is None) != (other.day is None)

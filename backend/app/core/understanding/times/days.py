"""Any expression for a day or a run of days."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.dates import date, with_year
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.relative import beside_day, counted_days, counted_weekdays
from app.core.understanding.times.shapes import DayRef, Match
from app.core.understanding.times.stretches import stretch
from app.core.understanding.times.weekdays import nth_of_month, weekday


def day(line: Line, at: int) -> Match[DayRef] | None:
    """The longest expression for a day that begins here; it may count from another day."""
    found = (
        simple_day(line, at),
        counted_days(line, at, simple_day),
        counted_weekdays(line, at),
        beside_day(line, at, simple_day),
    )
    return max((match for match in found if match), key=lambda match: match.end, default=None)


def simple_day(line: Line, at: int) -> Match[DayRef] | None:
    """A day that is not counted from another."""
    return line.once("day", at, _simple_day)


def _simple_day(line: Line, at: int) -> Match[DayRef] | None:
    if not line.at(at).begins:
        return None
    found = (reading(line, at) for reading in (date, weekday, nth_of_month, _named, _holiday, stretch))
    return max((match for match in found if match), key=lambda match: match.end, default=None)


def _named(line: Line, at: int) -> Match[DayRef] | None:
    """Such as "today", "tomorrow", "this day", "tomorrow week"."""
    here = line.skip(at, "article")
    offset = line.at(here).number("offset")
    if offset is None:
        return None
    further = {"week": 7, "fortnight": 14}.get(line.at(here + 1).word)
    if further:
        return Match(DayRef(offset=offset + further), here + 2)
    return Match(DayRef(offset=offset), here + 1)


def _holiday(line: Line, at: int) -> Match[DayRef] | None:
    """Such as "Thanksgiving", "this Christmas", "Memorial Day weekend", "Christmas of 2027"."""
    here = line.skip(at, "article")
    mod = line.at(here).name("mod")
    here = here + 1 if mod else here
    key = line.at(here).name("holiday")
    if key is None or mod == "every":
        return None
    ref = DayRef(holiday=key, mod=mod)
    if line.at(here + 1).name("unit") == "weekend":
        return Match(DayRef(base=ref, unit="weekend", weeks=0), here + 2)
    if line.at(here + 1).name("unit") == "week":
        return Match(DayRef(base=ref, unit="week", weeks=0), here + 2)
    return with_year(line, Match(replace(ref), here + 1))

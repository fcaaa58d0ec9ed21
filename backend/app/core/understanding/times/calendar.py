"""Puts what was said of a day on the calendar: a reference becomes one or more runs of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.understanding.times.holidays import holiday_date, nth_weekday
from app.core.understanding.times.shapes import DayRef

REACH = 14
_MONTHS_TO_SEARCH = 48
_LONGEST_STRETCH = 31
_SEASONS_BEGIN = 21
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Stay:
    """A run of days from `first` up to, not including, `end`."""

    first: date
    end: date

    @property
    def length(self) -> int:
        return (self.end - self.first).days


def stays(ref: DayRef, today: date) -> list[Stay]:
    """The runs of days that a reference means, soonest first. Empty where there is no such day."""
    try:
        return _stays(ref, today)
    except (OverflowError, ValueError):
        # Beyond the years that a calendar holds: no such day.
        return []


def _stays(ref: DayRef, today: date) -> list[Stay]:
    if ref.every:
        return _recurring(ref, today)
    if ref.base is not None:
        return _counted_from(ref, today)
    if ref.nth is not None:
        return _nth(ref, today)
    if ref.unit != "day":
        return [_cut(_whole(ref, today), ref.edge, today)]
    first = _single(ref, today)
    return [] if first is None else [_run(first, ref.count or 1)]


def _run(first: date, days: int = 1) -> Stay:
    return Stay(first, first + timedelta(days=days))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _recurring(ref: DayRef, today: date) -> list[Stay]:
    """Such as "Tuesdays", "weekdays", "weekends", "any day" within the next two weeks."""
    days = _days_of(ref.base, today)
    if ref.weekday is not None:
        return [_run(day) for day in days if day.weekday() == ref.weekday]
    if ref.unit == "workday":
        return [_run(day) for day in days if day.weekday() < _SATURDAY][:5]
    if ref.unit == "weekend":
        return [_run(day, 2) for day in days if day.weekday() == _SATURDAY]
    return [_run(today, REACH)]


def _days_of(base: DayRef | None, today: date) -> list[date]:
    """The days in which something recurs: those of the stretch that was named, else the next two weeks."""
    stretch = _stays(base, today) if base else []
    first = max(stretch[0].first, today) if stretch else today
    length = (stretch[0].end - first).days if stretch else REACH
    return [first + timedelta(days=step) for step in range(min(length, _LONGEST_STRETCH))]


def _counted_from(ref: DayRef, today: date) -> list[Stay]:
    base = _stays(ref.base or DayRef(offset=0), today)
    if not base:
        return []
    start = add_months(base[0].first, ref.shift_months) + timedelta(days=ref.shift_days)
    if ref.unit == "week":
        return [_run(monday_of(start) + timedelta(weeks=ref.weeks or 0), 7)]
    if ref.unit == "weekend":
        return [_weekend_by(start, ref.weeks or 0)]
    if ref.weekday is not None and ref.edge == "before":
        return [_run(start - timedelta(days=1 + (start.weekday() - 1 - ref.weekday) % 7))]
    if ref.weekday is not None:
        return [_run(start + timedelta(days=1 + (ref.weekday - start.weekday() - 1) % 7))]
    return [_run(start, base[0].length if base[0].length < 8 else 1)]


def _weekend_by(day: date, weeks: int) -> Stay:
    """The weekend beside a day; a Monday or Tuesday belongs to the one before it."""
    saturday = monday_of(day) + timedelta(days=_SATURDAY)
    if weeks == 0 and day.weekday() <= 1:
        saturday -= timedelta(weeks=1)
        return Stay(saturday, max(day + timedelta(days=1), saturday + timedelta(days=2)))
    return _run(saturday + timedelta(weeks=weeks), 2)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month_start(ref: DayRef, today: date) -> date:
    """The first day of the month that is meant."""
    if ref.months is not None:
        return add_months(today.replace(day=1), ref.months)
    month = ref.month or today.month
    year = _year(ref, today)
    if year is None:
        next_year = ref.mod == "next" and ref.weekday is None
        passed = month < today.month or (month == today.month and next_year)
        year = today.year + int(passed)
    return date(year, month, 1)


def _year(ref: DayRef, today: date) -> int | None:
    if ref.year is not None:
        return ref.year
    return None if ref.years is None else today.year + ref.years


def _whole(ref: DayRef, today: date) -> Stay:
    if ref.unit == "week":
        return _run(monday_of(today) + timedelta(weeks=ref.weeks or 0), 7)
    if ref.unit == "weekend":
        saturday = monday_of(today) + timedelta(weeks=ref.weeks or 0, days=_SATURDAY)
        return _run(saturday, 2)
    if ref.unit == "year":
        year = today.year + (ref.years or 0)
        return Stay(date(year, 1, 1), date(year + 1, 1, 1))
    if ref.unit == "month":
        first = _month_start(ref, today)
        return Stay(first, add_months(first, 1))
    return _season(ref, today) if ref.unit == "season" else _run(today)


def _season(ref: DayRef, today: date) -> Stay:
    """The season that is on or comes next; "next" is never the one that is on."""
    begins = date(today.year - 1, ref.month or 1, _SEASONS_BEGIN)
    while add_months(begins, 3) <= today or (ref.mod == "next" and begins <= today):
        begins = add_months(begins, 12)
    return Stay(begins, add_months(begins, 3))


def _cut(stay: Stay, edge: str | None, today: date) -> Stay:
    """The part of a week or month that is meant, and never the days of it that are gone."""
    third = max(1, stay.length // 3) if stay.length <= _LONGEST_STRETCH else _LONGEST_STRETCH
    if edge == "start":
        stay = Stay(stay.first, stay.first + timedelta(days=third + (stay.length == 7)))
    elif edge == "mid":
        third += stay.length % 3 == 1
        start = stay.first + timedelta(days=third if stay.length > 7 else 1)
        stay = _run(start, third if stay.length > 7 else 3)
    elif edge == "end":
        last = stay.end - timedelta(days=third if stay.length > 7 else 3)
        stay = Stay(last, stay.end)
    elif edge == "rest":
        stay = Stay(max(stay.first, today), stay.end)
    if stay.first < today < stay.end:
        return Stay(today, stay.end)
    return stay


def _nth(ref: DayRef, today: date) -> list[Stay]:
    """Such as "first Monday of May" or "last day of the month"; without a month the next such day."""
    start = _month_start(ref, today)
    open_month = ref.month is None and ref.months is None
    open_year = ref.month is not None and _year(ref, today) is None
    for step in range(3):
        shift = step if open_month else 12 * step
        found = _nth_in(ref, add_months(start, shift))
        if found and (found.end > today or not (open_month or open_year)):
            return [found]
    return []


def _nth_in(ref: DayRef, start: date) -> Stay | None:
    nth, days = ref.nth or 1, monthrange(start.year, start.month)[1]
    if ref.weekday is not None:
        day = nth_weekday(start.year, start.month, ref.weekday, nth)
        return _run(day) if day else None
    if ref.unit == "week":
        first = monday_of(start.replace(day=days - 3) if nth < 0 else start.replace(day=6))
        return _run(first if nth < 0 else first + timedelta(weeks=nth - 1), 7)
    if ref.unit == "weekend":
        saturday = nth_weekday(start.year, start.month, _SATURDAY, nth)
        return _run(saturday, 2) if saturday else None
    return _run(start.replace(day=days if nth < 0 else nth))


def _single(ref: DayRef, today: date) -> date | None:
    if ref.offset is not None:
        return today + timedelta(days=ref.offset)
    if ref.holiday is not None:
        return _next_holiday(ref, today)
    if ref.day is not None:
        return _by_number(ref, today)
    if ref.weekday is not None:
        return _by_weekday(ref, today)
    return None


def _next_holiday(ref: DayRef, today: date) -> date:
    key = ref.holiday or ""
    year = _year(ref, today)
    if year is not None:
        return holiday_date(key, year)
    this_year = holiday_date(key, today.year)
    if ref.mod == "last":
        return this_year if this_year < today else holiday_date(key, today.year - 1)
    return this_year if this_year >= today else holiday_date(key, today.year + 1)


def _by_number(ref: DayRef, today: date) -> date | None:
    """A day of the month: in the month that was named, else in the next one that has it and is not past."""
    if ref.month is None and ref.months is None and ref.year is None:
        return _day_of_some_month(ref, today)
    start = _month_start(ref, today)
    fixed = _year(ref, today) is not None or ref.months is not None
    for step in range(0, _MONTHS_TO_SEARCH * 2, 12):
        month = add_months(start, step)
        found = _day_in(month, ref.day or 1)
        if fixed or (found and found >= today):
            return found
    return None


def _day_in(month: date, day: int) -> date | None:
    return month.replace(day=day) if day <= monthrange(month.year, month.month)[1] else None


def _day_of_some_month(ref: DayRef, today: date) -> date | None:
    """The next month that has such a day; with a weekday, the first within four months where both agree."""
    start = today.replace(day=1)
    coming = (_day_in(add_months(start, step), ref.day or 1) for step in range(5))
    days = [day for day in coming if day and day >= today]
    agreed = (day for day in days if ref.weekday is None or day.weekday() == ref.weekday)
    return next(agreed, days[0] if days else None)


def _by_weekday(ref: DayRef, today: date) -> date:
    wanted = ref.weekday or 0
    if ref.weeks is not None:
        named = monday_of(today) + timedelta(weeks=ref.weeks, days=wanted)
        # "Thursday, later in the week", said on a Sunday: nobody asks for a day that is over.
        return named + timedelta(weeks=1) if ref.weeks == 0 and named < today else named
    ahead = (wanted - today.weekday()) % 7
    if ref.mod == "next":
        return monday_of(today) + timedelta(days=7 + wanted)
    if ref.mod == "after_next":
        return today + timedelta(days=(ahead or 7) + 7)
    if ref.mod == "last":
        return today - timedelta(days=7 - ahead)
    if ref.mod == "this":
        return today + timedelta(days=ahead)
    return today + timedelta(days=ahead or 7)

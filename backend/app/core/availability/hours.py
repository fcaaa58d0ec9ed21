"""When the business and its people work, as merged UTC minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.core.availability.minutes import Interval, intersect, merge, minute_from, minute_of, subtract
from app.core.availability.wall import WallClock
from app.core.businesses import Business, Technician, WeeklyHours


class WorkingHours:
    """The hours of a business in the days of `clock`; those of its people are worked out from them once each."""

    def __init__(self, business: Business, clock: WallClock) -> None:
        self._clock = clock
        self._holidays = merge(_whole_day(clock, day, day) for day in business.holidays if _near(clock, day))
        self._weekly = _weekly(business.business_hours, clock, frozenset(business.holidays))
        self._openings = merge(
            clip(clock, (minute_from(opening.start), minute_of(opening.end))) for opening in business.openings
        )
        self.closures = merge(
            clip(clock, (minute_of(closure.start), minute_from(closure.end))) for closure in business.closures
        )
        self.open = self._with_exceptions(merge(self._weekly))
        self._by_hours: dict[int, list[Interval]] = {}

    @property
    def beginnings(self) -> list[int]:
        """The moments at which a span of hours begins, for a grid that counts from the opening."""
        return sorted({start for start, _end in (*self._weekly, *self._openings)})

    def of(self, technician: Technician) -> Sequence[Interval]:
        """When this person works: within the business's hours, on their own days."""
        hours = self.open if technician.hours is None else self._own(technician.hours)
        days_off = self.days_off(technician)
        return subtract(hours, days_off) if days_off else hours

    def days_off(self, technician: Technician) -> list[Interval]:
        return merge(_whole_day(self._clock, day.first, day.last) for day in technician.days_off)

    def _own(self, hours: WeeklyHours) -> list[Interval]:
        known = self._by_hours.get(id(hours))
        if known is None:
            own = merge(_weekly(hours, self._clock, frozenset()))
            known = self._with_exceptions(intersect(merge(self._weekly), own))
            self._by_hours[id(hours)] = known
        return known

    def _with_exceptions(self, regular: list[Interval]) -> list[Interval]:
        """Holidays close, one-off openings open, one-off closures have the last word."""
        usual = subtract(regular, self._holidays)
        return subtract(merge([*usual, *self._openings]), self.closures)


def clip(clock: WallClock, interval: Interval) -> Interval:
    start, end = clock.span
    return max(interval[0], start), min(interval[1], end)


def _weekly(hours: WeeklyHours, clock: WallClock, holidays: frozenset[date]) -> list[Interval]:
    """Every span of the week in those days, the one that reaches into the first of them included."""
    eve = clock.days[0] - timedelta(days=1)
    return [
        shown
        for day in (eve, *clock.days)
        if day not in holidays
        for span in hours.on(day)
        for shown in clock.showing(day, span.start, span.end)
    ]


def _whole_day(clock: WallClock, first: date, last: date) -> Interval:
    """Local days, both included, as far as the clock reaches."""
    first, last = max(first, clock.days[0]), min(last, clock.days[-1])
    return (clock.at(first), clock.at(last + timedelta(days=1))) if first <= last else (0, 0)


def _near(clock: WallClock, day: date) -> bool:
    return clock.days[0] <= day <= clock.days[-1]

"""The schedule as a dispatcher's board: one lane for each technician, with the gaps that are left in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.availability.grid import Grid
from app.core.availability.hours import WorkingHours
from app.core.availability.minutes import Interval, minute_from, subtract
from app.core.availability.people import able
from app.core.availability.query import TimeQuery
from app.core.availability.reserve import DayLimits
from app.core.availability.wall import WallClock, local_day, minute_at
from app.core.businesses import Business, Technician
from app.core.slots import Taken

# Taken stretches by technician, in order; None: everybody's.
Busy = dict[str | None, list[Interval]]


@dataclass(frozen=True, slots=True)
class Lane:
    """`work` is when the technician works, `gaps` what of it is free, both merged UTC minutes."""

    technician: Technician
    work: Sequence[Interval]
    gaps: Sequence[Interval]
    grid: Grid


class Board:
    """Free time for one query over the local days that `start` to `end` touches.

    `earliest` and `latest` (included) bound the minutes at which a visit may begin.
    """

    def __init__(
        self,
        business: Business,
        query: TimeQuery,
        taken: Sequence[Taken],
        now: datetime,
        start: datetime,
        end: datetime,
    ) -> None:
        rules = business.slot_rules
        today = local_day(business.zone, now)
        first = local_day(business.zone, start)
        last = max(first, local_day(business.zone, end))
        self.business, self.query = business, query
        # A day more, for visits that run over midnight.
        self.clock = WallClock(business.zone, first, last + timedelta(days=2))
        self.hours = WorkingHours(business, self.clock)
        self.minutes = query.minutes
        self.earliest = _earliest(business, query, now)
        self.latest = minute_at(business.zone, today + timedelta(days=rules.max_days_ahead + 1)) - 1
        busy, self._visits = _by_technician(business, query, taken)
        self.lanes = self._lanes(able(business, query), busy)
        self.limits = DayLimits(self.clock, rules, query, taken, self._everybodys_gaps(busy), minute_from(now))

    @property
    def window(self) -> int:
        """Minutes within which the technician promises to arrive; an emergency is told the very time."""
        return 0 if self.query.is_emergency else self.business.slot_rules.arrival_window_minutes

    def starts(self, low: int, high: int) -> dict[int, list[int]]:
        """Minutes from `low` to `high` (exclusive) at which a visit may begin, in order, with the lanes free then."""
        low, high = max(low, self.earliest), min(high - 1, self.latest)
        found: dict[int, list[int]] = {}
        for number, lane in enumerate(self.lanes):
            for gap in lane.gaps:
                if gap[0] > high:
                    break
                for start in self._starts_in(lane, gap, low, high):
                    found.setdefault(start, []).append(number)
        return dict(sorted(found.items()))

    def free_at(self, start: int) -> list[int]:
        """The lanes that are free for a visit at that very minute, on the grid or off it."""
        return self.room_at(start) if self.earliest <= start <= self.latest else []

    def room_at(self, start: int) -> list[int]:
        """As `free_at`, whatever the notice and the furthest day."""
        return [
            number
            for number, lane in enumerate(self.lanes)
            if (gap := covering(lane.gaps, start, start + self.minutes)) and self._allowed(gap, start)
        ]

    def jobs_of(self, technician_id: str, minute: int) -> int:
        """How many visits that person has on the day of that minute."""
        starts = self._visits.get(technician_id, ())
        first, last = self.clock.day_bounds(self.clock.day_index(minute))
        return bisect_left(starts, last) - bisect_left(starts, first)

    def open_starts(self, low: int, high: int) -> list[int]:
        """Where visits could begin if nothing were taken, whatever the notice."""
        found = {
            start
            for lane in self.lanes
            for begin, end in lane.work
            if end > low and begin < high
            for start in lane.grid.starts(max(begin, low), min(end - self.minutes, high - 1))
        }
        return sorted(found)

    def _starts_in(self, lane: Lane, gap: Interval, low: int, high: int) -> Sequence[int]:
        first, last = max(gap[0], low), min(gap[1] - self.minutes, high)
        if first > last:
            return ()
        starts = lane.grid.starts(first, last)
        return [start for start in starts if self._allowed(gap, start)] if self.limits.any else starts

    def _allowed(self, gap: Interval, start: int) -> bool:
        return not self.limits.any or self.limits.allow(gap, start, self.query.minutes)

    def _everybodys_gaps(self, busy: Busy) -> list[Sequence[Interval]]:
        """Room for an emergency may be with anybody, also with those who cannot do this visit."""
        if self.query.is_emergency or not self.business.slot_rules.emergency_slots_per_day:
            return []
        return [lane.gaps for lane in self._lanes([each for each in self.business.technicians if each.active], busy)]

    def _lanes(self, people: Sequence[Technician], busy: Busy) -> list[Lane]:
        step = self.business.slot_rules.step_minutes
        in_hours = Grid(step, self.clock, self.hours)
        any_time = Grid(step, self.clock, None)
        after_hours = self.query.is_emergency and self.business.emergency_policy.after_hours
        lanes = []
        for person in people:
            around_the_clock = after_hours and person.on_call
            work = self._any_time(person) if around_the_clock else self._regular(person)
            taken = busy.get(person.id, [])
            if None in busy:
                taken = sorted([*taken, *busy[None]])
            gaps = subtract(work, taken) if taken else work
            lanes.append(Lane(person, work, gaps, any_time if around_the_clock else in_hours))
        return lanes

    def _regular(self, person: Technician) -> Sequence[Interval]:
        """In hours. Where a routine visit promises an arrival window, the whole of it lies in hours as well."""
        work = self.hours.of(person)
        beyond = self.window - self.minutes
        return [(start, end - beyond) for start, end in work if end - beyond > start] if beyond > 0 else work

    def _any_time(self, person: Technician) -> list[Interval]:
        """Day and night, save days off and one-off closures."""
        return subtract([self.clock.span], sorted([*self.hours.closures, *self.hours.days_off(person)]))


def covering(intervals: Sequence[Interval], start: int, end: int) -> Interval | None:
    """The interval of a merged list in which the whole stretch lies."""
    index = bisect_right(intervals, (start, float("inf"))) - 1
    if index >= 0 and intervals[index][1] >= end:
        return intervals[index]
    return None


def _earliest(business: Business, query: TimeQuery, now: datetime) -> int:
    """An emergency needs no notice."""
    notice = 0 if query.is_emergency else business.slot_rules.min_notice_minutes
    earliest = minute_from(now + timedelta(minutes=notice))
    return earliest if query.not_before is None else max(earliest, minute_from(query.not_before))


def _by_technician(business: Business, query: TimeQuery, taken: Sequence[Taken]) -> tuple[Busy, dict[str, list[int]]]:
    """What is taken, with the time that has to lie between two visits; and when each person's visits begin."""
    rules = business.slot_rules
    travels = bool(rules.travel_buffer_minutes and query.zip_code)
    busy: Busy = {}
    visits: dict[str, list[int]] = {}
    for each in taken:
        start, end = int(each.start.timestamp() // 60), -int(-each.end.timestamp() // 60)
        person = each.technician_id
        if person is not None:
            gap = rules.buffer_minutes
            if travels and each.zip_code and each.zip_code != query.zip_code:
                gap += rules.travel_buffer_minutes
            if each.visit:
                visits.setdefault(person, []).append(start)
            start, end = start - gap, end + gap
        busy.setdefault(person, []).append((start, end))
    for stretches in busy.values():
        stretches.sort()
    for starts in visits.values():
        starts.sort()
    return busy, visits

"""What a day may hold: the most jobs, and room kept for emergencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.availability.minutes import Interval, minute_of
from app.core.availability.query import USUAL_MINUTES, TimeQuery
from app.core.availability.wall import WallClock
from app.core.businesses import SlotRules
from app.core.slots import Taken

EMERGENCY_MINUTES = USUAL_MINUTES


class DayLimits:
    """Routine visits keep to both limits, emergencies to none. `gaps` are those of everybody who works.

    Room for an emergency is a free stretch of an hour. A routine visit may begin where, once it stands, the day
    still has as much of it as the business keeps, less the emergencies that were booked already.
    """

    def __init__(
        self,
        clock: WallClock,
        rules: SlotRules,
        query: TimeQuery,
        taken: Sequence[Taken],
        gaps: Iterable[Sequence[Interval]],
        now: int,
    ) -> None:
        routine = not query.is_emergency
        self._now = now
        self._clock, self._buffer = clock, rules.buffer_minutes
        self._most = rules.max_jobs_per_day if routine else 0
        self._kept = rules.emergency_slots_per_day if routine else 0
        self.any = bool(self._most or self._kept)
        self._jobs: dict[int, int] = {}
        self._emergencies: dict[int, int] = {}
        self._room: dict[int, int] = {}
        if self.any:
            self._count(taken)
        if self._kept:
            for gap in (gap for lane in gaps for gap in lane):
                self._measure(gap)

    def allow(self, gap: Interval, start: int, minutes: int) -> bool:
        """May a routine visit begin at `start` in that gap?"""
        day = self._clock.day_index(start)
        if self._most and self._jobs.get(day, 0) >= self._most:
            return False
        kept = self._kept - self._emergencies.get(day, 0)
        return kept <= 0 or self._room.get(day, 0) - self._used(day, gap, start, minutes) >= kept

    def _count(self, taken: Sequence[Taken]) -> None:
        for each in taken:
            if each.visit:
                day = self._clock.day_index(minute_of(each.start))
                self._jobs[day] = self._jobs.get(day, 0) + 1
                if each.is_emergency:
                    self._emergencies[day] = self._emergencies.get(day, 0) + 1

    def _measure(self, gap: Interval) -> None:
        for day in range(self._clock.day_index(gap[0]), self._clock.day_index(gap[1] - 1) + 1):
            self._room[day] = self._room.get(day, 0) + self._rooms(self._on(day, gap))

    def _used(self, day: int, gap: Interval, start: int, minutes: int) -> int:
        """How much room of that day the visit takes away."""
        first, last = self._on(day, gap)
        before = self._rooms((first, start - self._buffer))
        after = self._rooms((start + minutes + self._buffer, last))
        return self._rooms((first, last)) - before - after

    def _on(self, day: int, gap: Interval) -> Interval:
        first, last = self._clock.day_bounds(day)
        return max(gap[0], first, self._now), min(gap[1], last)

    def _rooms(self, stretch: Interval) -> int:
        length = stretch[1] - stretch[0]
        return max(0, (length + self._buffer) // (EMERGENCY_MINUTES + self._buffer))

"""The business's wall clock: local dates and clock times to UTC minutes, right across clock changes."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.availability.minutes import DAY, Interval, minute_of, moment_of

MIDNIGHT = time()
EPOCH_DAY = date(1970, 1, 1).toordinal()

# (from, up to, minutes east of UTC)
Offset = tuple[int, int, int]


class WallClock:
    """Local days from `first` up to, not including, `stop`, and what the clock shows in them."""

    def __init__(self, zone: ZoneInfo, first: date, stop: date) -> None:
        self._zone = zone
        self.days = [first + timedelta(days=step) for step in range((stop - first).days)]
        self._midnights = [minute_at(zone, day) for day in (*self.days, stop)]
        self.offsets = _constant_offsets(zone, self._midnights)
        self._offset_starts = [start for start, _end, _offset in self.offsets]

    @property
    def span(self) -> Interval:
        return self._midnights[0], self._midnights[-1]

    def at(self, day: date, clock: time = MIDNIGHT) -> int:
        return minute_at(self._zone, day, clock)

    def showing(self, day: date, start: time, end: time) -> list[Interval]:
        """While the clock shows that day from `start` until `end`, which may be on the next day.

        What the clock leaves out is not there, what it shows twice counts twice.
        """
        midnight = (day.toordinal() - EPOCH_DAY) * DAY
        low, high = midnight + _minutes(start), midnight + _minutes(end)
        if high <= low:
            high += DAY
        return [
            (max(low - offset, first), min(high - offset, stop))
            for first, stop, offset in self.offsets
            if first < high - offset and low - offset < stop
        ]

    def day_index(self, minute: int) -> int:
        """Which of `days` a UTC minute falls on; -1 before the first."""
        return bisect_right(self._midnights, minute) - 1

    def day_bounds(self, index: int) -> Interval:
        """Of the nearest of `days`, where the index is none of them."""
        index = max(0, min(index, len(self.days) - 1))
        return self._midnights[index], self._midnights[index + 1]

    def minute_of_day(self, minute: int) -> int:
        """What the clock shows, in minutes after midnight."""
        piece = max(0, bisect_right(self._offset_starts, minute) - 1)
        return (minute + self.offsets[piece][2]) % DAY


def minute_at(zone: ZoneInfo, day: date, clock: time = MIDNIGHT) -> int:
    """UTC minute of a clock time: the first of one that comes twice, the change itself for one left out."""
    local = datetime.combine(day, clock, zone)
    minute = minute_of(local)
    shown = moment_of(minute).astimezone(zone)
    if shown.replace(tzinfo=None, fold=0) == local.replace(tzinfo=None):
        return minute
    return _change_between(zone, minute_of(local.replace(fold=1)), minute)


def local_day(zone: ZoneInfo, moment: datetime) -> date:
    """The date that the business's calendar shows at an aware moment."""
    return moment.astimezone(zone).date()


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _constant_offsets(zone: ZoneInfo, midnights: list[int]) -> list[Offset]:
    """The pieces in which the clock does not jump."""
    pieces: list[Offset] = []
    for start, end in itertools.pairwise(midnights):
        while start < end:
            offset = _offset(zone, start)
            change = end if _offset(zone, end - 1) == offset else _change_between(zone, start, end - 1)
            if pieces and pieces[-1][2] == offset:
                pieces[-1] = (pieces[-1][0], change, offset)
            else:
                pieces.append((start, change, offset))
            start = change
    return pieces


def _change_between(zone: ZoneInfo, low: int, high: int) -> int:
    """The first minute after `low`, at most `high`, with another offset than at `low`."""
    before = _offset(zone, low)
    while low + 1 < high:
        middle = (low + high) // 2
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _offset(zone: ZoneInfo, minute: int) -> int:
    offset = moment_of(minute).astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds() // 60)

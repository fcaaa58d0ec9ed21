"""At which minutes a visit may begin: full steps of the clock, or steps counted from the opening."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.availability.hours import WorkingHours
from app.core.availability.wall import WallClock

HALF_HOUR = 30

# (from, up to, minute on the grid): in that stretch the grid is that minute and every `step` around it.
Piece = tuple[int, int, int]


class Grid:
    """A step that divides the hour follows the wall clock; another one starts anew with every opening."""

    def __init__(self, step: int, clock: WallClock, hours: WorkingHours | None) -> None:
        self.step = step if hours is not None or 60 % step == 0 else HALF_HOUR
        if 60 % self.step == 0:
            self._pieces: Sequence[Piece] = [(start, end, -offset) for start, end, offset in clock.offsets]
        else:
            assert hours is not None
            self._pieces = _from_openings(clock, hours)

    def starts(self, first: int, last: int) -> Sequence[int]:
        """Every start from `first` to `last`, both included, in order."""
        found: list[int] = []
        for start, end, phase in self._pieces:
            if start > last:
                break
            if end > first:
                low = max(first, start)
                found.extend(range(low + (phase - low) % self.step, min(last, end - 1) + 1, self.step))
        return found


def _from_openings(clock: WallClock, hours: WorkingHours) -> list[Piece]:
    low, high = clock.span
    begins = [_on_the_half_hour(clock, begin) for begin in hours.beginnings]
    inner = sorted({begin for begin in begins if low < begin < high})
    first = begins[0] if begins and begins[0] <= low else low
    edges = [(low, first), *((begin, begin) for begin in inner)]
    return [(start, end, phase) for (start, phase), end in zip(edges, [*inner, high], strict=True)]


def _on_the_half_hour(clock: WallClock, minute: int) -> int:
    return minute + -clock.minute_of_day(minute) % HALF_HOUR

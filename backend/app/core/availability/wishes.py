"""A caller's wish on the board: the stretch it means, why it cannot be met, and the same time on later days."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.availability.board import Board, covering
from app.core.availability.minutes import DAY, Interval, minute_from
from app.core.availability.query import Reason
from app.core.understanding.frame import Grain, When

# "Three-ish" is an hour either side; a time of day on another day is that time or up to two hours later.
AROUND = 60
AT_LEAST = 120
DAYS_AFTER = 7


def stretch(wish: When, window: int = 0) -> Interval:
    """The minutes at which a visit would suit the caller: with an arrival window, all of it lies in the wish.

    Where the wish is shorter than the window, they begin together.
    """
    low = minute_from(wish.start)
    if wish.end is not None:
        high = max(low, minute_from(wish.end))
        narrow = window and high > low and wish.grain not in (Grain.DAY, Grain.WEEK)
        return low, max(low + 1, high - window + 1) if narrow else high
    return (low - AROUND, low + AROUND + 1) if wish.flexible else (low, low + 1)


def fault(board: Board, wish: When, now: int) -> Reason:
    """Why nothing is free in the wish."""
    low, high = stretch(wish, board.window)
    if high <= now:
        return Reason.PAST
    if low > board.latest:
        return Reason.TOO_FAR
    low = max(low, now)
    opening = board.open_starts(low, high)
    if not opening:
        return _no_opening(board, wish, low, high)
    return Reason.TOO_SOON if opening[-1] < board.earliest else Reason.FULL


def later_days(board: Board, wish: When) -> Iterator[Interval]:
    """The wish's time of day on each of the days that follow it; none for a wish of more than a day."""
    low, high = stretch(wish, board.window)
    if high - low > DAY or not wish.clock_stated:
        return
    day = board.clock.day_index(low)
    clock = wish.start.time()
    for later in board.clock.days[day + 1 : day + 1 + DAYS_AFTER]:
        begin = board.clock.at(later, clock)
        yield begin, begin + max(high - low, AT_LEAST)


def _no_opening(board: Board, wish: When, low: int, high: int) -> Reason:
    if wish.end is None and any(covering(lane.work, low, low + board.minutes) for lane in board.lanes):
        return Reason.UNAVAILABLE
    first = board.clock.day_bounds(board.clock.day_index(low))[0]
    last = board.clock.day_bounds(board.clock.day_index(high - 1))[1]
    works_that_day = board.open_starts(first, last)
    whole_days = wish.grain in (Grain.DAY, Grain.WEEK) and not wish.clock_stated
    return Reason.OUTSIDE_HOURS if works_that_day and not whole_days else Reason.CLOSED

"""Picks the two or three times that a dispatcher would name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from app.core.availability.board import Board
from app.core.understanding.frame import Grain, When

HALF_HOUR = 30
NOON = 12 * 60
# Near a clock time two choices are plenty.
NEAR_A_CLOCK_TIME = 2


class Wanted(Enum):
    """How far apart offers are, in minutes: near a clock time, as soon as possible, or any time of a day."""

    CLOSE = 30
    SOON = 60
    APART = 90


def wanted(wish: When) -> Wanted:
    if wish.asap:
        return Wanted.SOON
    return Wanted.CLOSE if wish.grain in (Grain.MINUTE, Grain.HOUR) else Wanted.APART


def spread(board: Board, starts: Sequence[int], how: Wanted, limit: int) -> list[int]:
    """Up to `limit` of the starts, the earliest first: full and half hours where there are any, well apart."""
    clock = board.clock
    starts = [start for start in starts if clock.minute_of_day(start) % HALF_HOUR == 0] or starts
    if how is Wanted.CLOSE:
        limit = min(limit, NEAR_A_CLOCK_TIME)
    picked = _apart(starts, max(how.value, board.window), limit)
    if how is not Wanted.APART or len(picked) < limit or limit < 3:
        return picked
    return [*picked[: limit - 1], _another_part(board, starts, picked)]


def first_day(board: Board, starts: Sequence[int]) -> list[int]:
    """Those of the starts that lie on the day of the first."""
    if not starts:
        return []
    day = board.clock.day_index(starts[0])
    return [start for start in starts if board.clock.day_index(start) == day]


def _apart(starts: Sequence[int], minutes: int, limit: int) -> list[int]:
    picked: list[int] = []
    for start in starts:
        if len(picked) == limit:
            break
        if not picked or start - picked[-1] >= minutes:
            picked.append(start)
    return picked


def _another_part(board: Board, starts: Sequence[int], picked: Sequence[int]) -> int:
    """The last offer, in the other half of the day where that can be, else on another day."""
    clock, before = board.clock, picked[-2]
    day, morning = clock.day_index(before), clock.minute_of_day(before) < NOON
    later = [start for start in starts if start >= picked[-1]]
    other_half = (
        start for start in later if morning and clock.day_index(start) == day and clock.minute_of_day(start) >= NOON
    )
    other_day = (start for start in later if clock.day_index(start) != day)
    return next(other_half, None) or next(other_day, None) or picked[-1]

"""What a dispatcher would offer: two or three times near the wish, or the nearest either side of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.availability.board import Board
from app.core.availability.choice import Choice
from app.core.availability.minutes import Interval, minute_of
from app.core.availability.query import Reason, TimeQuery
from app.core.availability.spread import HALF_HOUR, Wanted, first_day, spread, wanted
from app.core.availability.wishes import fault, later_days, stretch
from app.core.businesses import Business
from app.core.slots import Slot, Taken
from app.core.understanding.frame import When

# Where the grid is no coarser than half an hour, a caller may name a quarter of one.
QUARTER = 15
# How far before a wish it is worth to look.
DAYS_BEFORE = 7
# A closed day is followed by more than one choice: whoever wanted that day has no other yet.
AFTER_CLOSED = 2
# Visits of the last day, limits of a day, and jobs that run over midnight are then all in the span.
SPARE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Offers:
    """`slots` are what to offer, the best first. `fits`: they are what was wished for; else `reason` says why not.

    `nearest_before` and `nearest_after` are the free times either side of a wish that cannot be met.
    """

    slots: tuple[Slot, ...] = ()
    fits: bool = True
    nearest_before: Slot | None = None
    nearest_after: Slot | None = None
    reason: Reason | None = None


def span_to_load(business: Business, query: TimeQuery, now: datetime) -> tuple[datetime, datetime]:
    """From when until when it has to be known what is taken, to answer the query. Aware, with a day to spare."""
    last = now + timedelta(days=business.slot_rules.max_days_ahead)
    begin = end = _between(now, query.not_before or now, last)
    if query.wish is not None:
        wishes = (query.wish, *query.wish.alternatives)
        begin = min(_between(now, wish.start, last) for wish in wishes) - timedelta(days=DAYS_BEFORE)
        end = max(_between(now, wish.end or wish.start, last) for wish in wishes)
    end = min(end + timedelta(days=query.search_days), last)
    return max(begin, now) - SPARE, end + SPARE


def find_offers(business: Business, query: TimeQuery, taken: Sequence[Taken], now: datetime) -> Offers:
    """Times to offer. `taken` holds all that is taken in `span_to_load`."""
    return _Finder(business, query, taken, now).find()


class _Finder:
    def __init__(self, business: Business, query: TimeQuery, taken: Sequence[Taken], now: datetime) -> None:
        start, end = span_to_load(business, query, now)
        self._board = Board(business, query, taken, now, start, end)
        self._choice = Choice(self._board, taken)
        self._query, self._now = query, minute_of(now)
        self._free = self._board.starts(minute_of(start), minute_of(end - SPARE / 2))
        self._starts = list(self._free)

    def find(self) -> Offers:
        wish = self._query.wish
        if wish is None:
            how = Wanted.SOON if self._query.is_emergency else Wanted.APART
            return Offers(self._slots(spread(self._board, self._starts, how, self._query.limit)))
        fitting = self._fitting_any((wish, *wish.alternatives))
        return Offers(self._slots(fitting)) if fitting else self._nearest(wish)

    def _fitting_any(self, wishes: Sequence[When]) -> list[int]:
        """What suits the first wish; the others fill up what it leaves open."""
        found: list[int] = []
        for wish in wishes:
            found += [start for start in self._fitting(wish) if start not in found]
            if len(found) >= min(self._query.limit, 2) or (found and wish.end is None):
                break
        return found[: self._query.limit]

    def _fitting(self, wish: When) -> list[int]:
        starts = self._starts_between(*self._stretch(wish))
        if wish.end is not None:
            return spread(self._board, starts, wanted(wish), self._query.limit)
        asked = minute_of(wish.start)
        nearest = sorted(starts, key=lambda start: (abs(start - asked), start))[: self._query.limit]
        return nearest if asked in nearest else [*self._on_the_quarter(asked), *nearest][: self._query.limit]

    def _on_the_quarter(self, asked: int) -> list[int]:
        """A quarter to or past is never offered by ourselves, and yet is the caller's where it is free."""
        half_hours = self._board.business.slot_rules.step_minutes <= HALF_HOUR
        quarter = half_hours and self._board.clock.minute_of_day(asked) % QUARTER == 0
        lanes = self._board.free_at(asked) if quarter else []
        if lanes:
            self._free[asked] = lanes
        return [asked] if lanes else []

    def _nearest(self, wish: When) -> Offers:
        """Not as wished: why, and what there is either side of it."""
        low, _high = self._stretch(wish)
        reason = fault(self._board, wish, self._now)
        earlier = self._starts_between(0, low)[-1:]
        later = self._later(wish, reason)
        offered = later or earlier
        if earlier and later and reason not in (Reason.PAST, Reason.TOO_SOON):
            offered = [*earlier, *later[: AFTER_CLOSED if reason is Reason.CLOSED else 1]]
        named = dict(zip(offered, self._slots(offered), strict=True))
        return Offers(
            slots=tuple(named.values()),
            fits=False,
            nearest_before=self._one(earlier, named),
            nearest_after=self._one(later, named),
            reason=reason,
        )

    def _later(self, wish: When, reason: Reason) -> list[int]:
        """What comes after the wish: at the same time of day where that was stated and another day it has to be."""
        low, high = self._stretch(wish)
        later = self._starts_between(high, self._board.latest + 1)
        same_day = later and self._same_day(later[0], low)
        another_day = reason in (Reason.PAST, Reason.FULL, Reason.OUTSIDE_HOURS) and not same_day
        if reason is Reason.CLOSED or another_day:
            for begin, end in later_days(self._board, wish):
                starts = self._starts_between(begin, end)
                if starts:
                    return spread(self._board, starts, Wanted.CLOSE, self._query.limit)
        return spread(self._board, first_day(self._board, later), Wanted.APART, self._query.limit)

    def _stretch(self, wish: When) -> Interval:
        return stretch(wish, self._board.window)

    def _starts_between(self, low: int, high: int) -> list[int]:
        return [start for start in self._starts if low <= start < high]

    def _same_day(self, first: int, second: int) -> bool:
        return self._board.clock.day_index(first) == self._board.clock.day_index(second)

    def _slots(self, starts: Sequence[int]) -> tuple[Slot, ...]:
        return tuple(self._choice.slot(start, self._free[start], counts=True) for start in starts)

    def _one(self, starts: Sequence[int], named: Mapping[int, Slot]) -> Slot | None:
        if not starts:
            return None
        return named.get(starts[0]) or self._choice.slot(starts[0], self._free[starts[0]])


def _between(low: datetime, moment: datetime, high: datetime) -> datetime:
    return max(low, min(moment, high))

"""When a recipient may be texted: local windows, and the next moment at which all of them are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.businesses import QuietHours

DAYS_AHEAD = 9
EVERY_DAY = frozenset(range(7))
MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Span:
    """Local clock times on `weekdays` (Monday is 0). An `end` at midnight is the end of the day."""

    start: time
    end: time
    weekdays: frozenset[int] = EVERY_DAY

    def holds(self, local: datetime) -> bool:
        clock = local.time()
        return local.weekday() in self.weekdays and self.start <= clock and (self.end == MIDNIGHT or clock < self.end)


@dataclass(frozen=True, slots=True)
class Window:
    """One rule in one time zone: texting is allowed inside any of its spans."""

    zone: str
    spans: tuple[Span, ...]

    def allows(self, moment: datetime) -> bool:
        local = moment.astimezone(ZoneInfo(self.zone))
        return any(span.holds(local) for span in self.spans)

    def openings(self, moment: datetime) -> Iterable[datetime]:
        """The starts of its spans in the days that follow, UTC."""
        zone = ZoneInfo(self.zone)
        first = moment.astimezone(zone).date() - timedelta(days=1)
        for day in (first + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)):
            for span in self.spans:
                if day.weekday() in span.weekdays:
                    yield datetime.combine(day, span.start, zone).astimezone(UTC)


def outside(quiet: QuietHours, zone: str) -> Window:
    """The hours that the business's quiet hours leave, in that zone; equal ends mean none are quiet."""
    if quiet.start == quiet.end:
        return Window(zone, (Span(MIDNIGHT, MIDNIGHT),))
    if quiet.end < quiet.start or quiet.start == MIDNIGHT:
        return Window(zone, (Span(quiet.end, quiet.start),))
    return Window(zone, (Span(MIDNIGHT, quiet.start), Span(quiet.end, MIDNIGHT)))


def next_opening(windows: tuple[Window, ...], moment: datetime) -> datetime | None:
    """`moment` where every window allows it, else the next at which all do; None where they never meet."""
    if all(window.allows(moment) for window in windows):
        return moment
    starts = sorted({start for window in windows for start in window.openings(moment) if start > moment})
    return next((start for start in starts if all(window.allows(start) for window in windows)), None)

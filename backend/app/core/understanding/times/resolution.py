"""Puts a wish on the business's clock: drafts become spans of time with a beginning and an end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.core.understanding.frame import Grain
from app.core.understanding.times.calendar import REACH, Stay, stays
from app.core.understanding.times.halves import minutes_in
from app.core.understanding.times.parts import part_of_day
from app.core.understanding.times.shapes import MIDNIGHT, Clock, DayRef, Days, Draft, Moment, Relation, Window

_UNDATED_REACH = timedelta(days=REACH)
_MOST_DAYS = 7
_UPPER = (Relation.BEFORE, Relation.BY, Relation.UNTIL)


@dataclass(frozen=True, slots=True)
class Slot:
    """One span that suits, aware, in the business's zone."""

    start: datetime
    end: datetime | None
    grain: Grain


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a wish is resolved: the moment of speaking, a day agreed on before, and days that do not suit."""

    now: datetime
    anchor: date | None = None
    refused: frozenset[date] = frozenset()

    @property
    def today(self) -> date:
        return self.now.date()

    def at(self, day: date, minutes: int = 0) -> datetime:
        """A local clock time as a moment.

        One that a clock change leaves out is moved on by the hour left out; of one that comes twice it is the first.
        """
        local = datetime.combine(day, time(), self.now.tzinfo) + timedelta(minutes=minutes)
        return local.astimezone(UTC).astimezone(self.now.tzinfo)


def slots(draft: Draft, desk: Desk) -> list[Slot]:
    """The spans of time that a wish means, the first that suits at the front."""
    if draft.moment is not None and draft.days is None:
        return [_counted(draft.moment, desk)]
    days = draft.days
    if days is None and desk.refused and desk.anchor is None and draft.window is not None:
        days = Days(DayRef(every=True))
    if days is not None:
        return _on_days(days, draft.window, desk)
    if draft.window is not None:
        return _undated(draft.window, desk)
    if draft.urgency is not None:
        return [Slot(desk.now, desk.now + _UNDATED_REACH, Grain.DAY)]
    return []


def _counted(moment: Moment, desk: Desk) -> Slot:
    later = desk.now.astimezone(UTC) + timedelta(minutes=moment.minutes)
    local = later.astimezone(desk.now.tzinfo)
    if moment.within:
        return Slot(desk.now, local, Grain.HOUR)
    return Slot(local, None, Grain.MINUTE)


def _undated(window: Window, desk: Desk) -> list[Slot]:
    """A time without a day: on the day agreed on, else the next such time."""
    if desk.anchor is not None:
        return [_in_window(desk.anchor, window, desk)]
    today = _in_window(desk.today, window, desk)
    over = today.end is not None and today.end <= desk.now
    if _has_beginning(window) and today.start < desk.now:
        over = True
    return [_in_window(desk.today + timedelta(days=1), window, desk)] if over else [today]


def _has_beginning(window: Window) -> bool:
    """Whether a clock time is named that the wish begins at; a part of day or a limit may be half gone."""
    clocked = window.low is not None or window.high is not None
    return clocked and window.relation not in _UPPER


def _on_days(days: Days, window: Window | None, desk: Desk) -> list[Slot]:
    found = _without(_stays_of(days, desk), desk.refused)
    if window is None:
        return [_whole(days, stay, desk) for stay in found]
    if found and window.relation is Relation.AT and window.low:
        day = stays(days.low, desk.today)[0].first
        if days.relation in (Relation.BEFORE, Relation.UNTIL):
            return [Slot(desk.now, max(desk.now, _in_window(day, window, desk).start), Grain.DAY)]
        if days.relation is Relation.BY:
            return [_in_window(day, window, desk)]
    dates = list(_dates(found))[:REACH]
    coming = [_in_window(day, window, desk) for day in dates]
    if len(coming) > 1:
        coming = [slot for slot in coming if (slot.end or slot.start) > desk.now] or coming
    return coming[:_MOST_DAYS]


def _without(found: list[Stay], refused: frozenset[date]) -> list[Stay]:
    """The runs of days with those taken out that do not suit; all of them where nothing would be left."""
    if not refused:
        return found
    left: list[Stay] = []
    for stay in found:
        first = stay.first
        for day in _dates([stay]):
            if day in refused:
                left.append(Stay(first, day))
                first = day + timedelta(days=1)
        left.append(Stay(first, stay.end))
    return [stay for stay in left if stay.length > 0] or found


def _dates(found: Iterable[Stay]) -> Iterable[date]:
    for stay in found:
        for step in range(min(stay.length, REACH)):
            yield stay.first + timedelta(days=step)


def _stays_of(days: Days, desk: Desk) -> list[Stay]:
    """The runs of days that suit, with "after", "by" and the like worked in."""
    low = stays(days.low, desk.today)
    if not low:
        return []
    if days.high is not None:
        return _up_to(low[0], days.high, desk)
    first = low[0]
    if days.relation is Relation.AFTER:
        return [Stay(first.end, first.end + timedelta(days=REACH))]
    if days.relation is Relation.FROM:
        return [Stay(first.first, first.first + timedelta(days=max(REACH, first.length)))]
    if days.relation is Relation.BEFORE:
        border = first.end if days.low.edge == "end" else first.first
        return [Stay(desk.today, max(border, desk.today))]
    if days.relation in (Relation.BY, Relation.UNTIL):
        return [Stay(desk.today, max(first.end, desk.today))]
    return low


def _up_to(low: Stay, last: DayRef, desk: Desk) -> list[Stay]:
    counts_weeks = last.weeks is not None or last.months is not None
    high = (stays(last, low.first) if not counts_weeks else []) or stays(last, desk.today)
    return [Stay(low.first, max(high[0].end, low.end))] if high else [low]


def _whole(days: Days, stay: Stay, desk: Desk) -> Slot:
    """Whole days. What ends with a day begins now."""
    start = desk.now if days.relation in _UPPER else desk.at(stay.first)
    end = desk.at(stay.end)
    return Slot(start, max(start, end), Grain.DAY if stay.length < 7 else Grain.WEEK)


def _in_window(day: date, window: Window, desk: Desk) -> Slot:
    low, high = _minutes(window)
    if window.relation in (Relation.AFTER, Relation.FROM):
        return Slot(desk.at(day, low), desk.at(day, high or MIDNIGHT), _grain(window, Grain.HOUR))
    if window.relation in _UPPER:
        end = desk.at(day, high or MIDNIGHT)
        opens = part_of_day(window.part)[0] if window.part and window.high else 0
        begin = desk.at(day, opens) if end > desk.at(day, opens) else desk.at(day)
        return Slot(desk.now if begin < desk.now < end else begin, end, _grain(window, Grain.HOUR))
    if high is None:
        return Slot(desk.at(day, low), None, Grain.HOUR if window.approx else Grain.MINUTE)
    return Slot(desk.at(day, low), desk.at(day, high), _grain(window, Grain.HOUR))


def _grain(window: Window, otherwise: Grain) -> Grain:
    clocked = window.low is not None or window.high is not None
    return otherwise if clocked else Grain.DAYPART


def _minutes(window: Window) -> tuple[int, int | None]:
    """Beginning and end in minutes after midnight; no end for an exact time."""
    if window.low is not None and window.high is not None:
        return span_minutes(window.low, window.high, window.part)
    if window.high is not None:
        return 0, minutes_in(window.high, window.part)
    if window.low is not None:
        low = minutes_in(window.low, window.part)
        if window.length is not None:
            return low, low + window.length
        opens = window.relation in (Relation.AFTER, Relation.FROM)
        part_end = part_of_day(window.part)[1] if window.part and opens else None
        return low, part_end if part_end and low < part_end <= 18 * 60 else None
    return _part_minutes(window)


def _part_minutes(window: Window) -> tuple[int, int]:
    begin, end = part_of_day(window.part or "")
    if window.relation is Relation.AFTER:
        return end, MIDNIGHT
    if window.relation is Relation.FROM:
        return begin, MIDNIGHT
    if window.relation is Relation.BEFORE:
        return 0, end if window.part == "end_of_day" else begin
    if window.relation in (Relation.BY, Relation.UNTIL):
        return 0, end if window.part in ("end_of_day", "lunch") else begin
    return begin, end


def span_minutes(low: Clock, high: Clock, part: str | None) -> tuple[int, int]:
    """Both ends of a span; what one says of am and pm holds for the other as far as the order allows."""
    if high.fixed and not low.fixed:
        end = high.minutes or MIDNIGHT
        early = [minutes for minutes in low.both() if minutes < end]
        return (early[-1] if early else minutes_in(low, part)), end
    begin = minutes_in(low, part)
    later = [minutes for minutes in high.both() if minutes > begin]
    if later:
        return begin, later[0]
    return begin, high.both()[0] + MIDNIGHT

"""Which of the offered times a caller means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.core.slots import Slot
from app.core.understanding.frame import Frame, Grain, Intent, When


def pick(offered: Sequence[Slot], frame: Frame, zone: ZoneInfo, window: int = 0) -> Slot | None:
    """The offered time that the words name: by clock, by day, by place in the list, or by a plain yes.

    Where it was offered as a `window` of so many minutes, a clock time inside names it too.
    """
    if not offered:
        return None
    if frame.when is not None:
        fitting = [slot for slot in offered if fits(slot.start.astimezone(zone), frame.when)]
        fitting = fitting or [slot for slot in offered if _holds(slot.start.astimezone(zone), window, frame.when)]
        fitting = fitting or [slot for slot in offered if _is_the_one(slot.start.astimezone(zone), frame.when)]
        return fitting[0] if fitting else None
    if "none_suits" in frame.signals:
        return None  # "I can't do any of those"
    if frame.choice is not None:
        return _by_place(offered, frame.choice)
    if "any_time" in frame.signals:
        return offered[0]
    if Intent.DENY in frame.intents or frame.intent is Intent.DENY:
        return None
    if frame.intent is Intent.CONFIRM or Intent.CONFIRM in frame.intents:
        return offered[0]
    return None


def of_the_day(offered: Sequence[Slot], frame: Frame, zone: ZoneInfo) -> tuple[Slot, ...]:
    """Those of the day that was named without an hour; none where something else was named."""
    when = frame.when
    if when is None or when.clock_stated or when.asap or frame.choice is not None or "any_time" in frame.signals:
        return ()
    return tuple(slot for slot in offered if fits(slot.start.astimezone(zone), when))


def _is_the_one(moment: datetime, when: When) -> bool:
    """ "The four thirty one" points at half past four, and is no 4:31."""
    exact = when.end is None and when.start.minute % 10 == 1 and when.text.endswith("one")
    return exact and fits(moment, replace(when, start=when.start - timedelta(minutes=1), alternatives=()))


def asks_for_later(frame: Frame) -> bool:
    """ "And later?", "no, later": none of the offered times, while "the later one" is the last of them."""
    asks = frame.text.rstrip().endswith("?") or Intent.DENY in frame.intents
    return "later" in frame.signals and asks and frame.when is None


def numbered(offered: Sequence[Slot], frame: Frame) -> Slot | None:
    """A text that is nothing but "2" is the second of what was offered, where no time of that hour was."""
    digit = frame.text.strip(" .!")
    return _by_place(offered, int(digit)) if digit in ("1", "2", "3", "4") else None


def fits(moment: datetime, when: When) -> bool:
    """Does a local moment lie in the wish, judged by the half (day, clock) that the caller stated?"""
    return any(_fits_one(moment, wish) for wish in (when, *when.alternatives))


def _fits_one(moment: datetime, when: When) -> bool:
    if when.clock_stated and not when.day_stated:
        return _clock_fits(moment, when)
    if when.end is None:
        return moment == when.start if when.clock_stated else moment.date() == when.start.date()
    return when.start <= moment < when.end


def _holds(moment: datetime, window: int, when: When) -> bool:
    """Is the one clock time that was said inside the arrival window that begins then?"""
    if not window or not when.clock_stated or when.end is not None:
        return False
    said = when.start if when.day_stated else when.start.replace(year=moment.year, month=moment.month, day=moment.day)
    return moment <= said < moment + timedelta(minutes=window)


def _clock_fits(moment: datetime, when: When) -> bool:
    clock = moment.time()
    if when.end is None or (when.grain is Grain.MINUTE and when.start == when.end):
        return clock == when.start.time()
    if when.end.date() > when.start.date():
        return clock >= when.start.time()
    return when.start.time() <= clock < when.end.time()


def _by_place(offered: Sequence[Slot], choice: int) -> Slot | None:
    index = choice - 1 if choice > 0 else len(offered) + choice
    return offered[index] if 0 <= index < len(offered) else None

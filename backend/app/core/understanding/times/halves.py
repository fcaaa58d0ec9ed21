"""Whether a clock time means the morning or the afternoon: by am and pm, by a part of day, or by custom."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.shapes import MIDNIGHT, NOON, Clock

_HOUR = 60


def half_of_day(clock: Clock, half: str) -> Clock:
    """The clock time with "am" or "pm" said to it."""
    if clock.fixed:
        return replace(clock, weak=False)
    late = NOON if half == "pm" else 0
    return replace(clock, minutes=clock.minutes % NOON + late, fixed=True, weak=False)


def in_part(clock: Clock, part: str) -> Clock:
    """The clock time with "in the evening" or the like said to it."""
    return replace(clock, minutes=minutes_in(clock, part), fixed=True, weak=False)


def default_minutes(clock: Clock) -> int:
    """Minutes after midnight where nothing says am or pm: 7 to 11 are morning, 12 and 1 to 6 afternoon."""
    if clock.fixed:
        return clock.minutes
    early, late = clock.both()
    return early if 7 * _HOUR <= early < NOON else late


def minutes_in(clock: Clock, part: str | None) -> int:
    """Minutes after midnight of a clock time said with a part of day ("8" in the evening is 20:00)."""
    if clock.fixed or part is None:
        return default_minutes(clock)
    early, late = clock.both()
    if "morning" in part or part in ("first_thing", "before_work", "breakfast", "small_hours", "early"):
        return early
    if part in ("lunch", "before_lunch"):
        return early if early >= 10 * _HOUR else late
    if "night" in part or "evening" in part:
        if early < _HOUR:
            return early + MIDNIGHT
        return early if "night" in part and early < 5 * _HOUR else late
    return late

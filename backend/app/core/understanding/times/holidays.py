"""The dates of holidays by the rules in the package's data."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from app.core.understanding.times.vocabulary import read_data

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@cache
def _rules() -> dict[str, str]:
    return {key: holiday["rule"] for key, holiday in read_data("calendar.toml")["holidays"].items()}


def holiday_date(key: str, year: int) -> date:
    """The day of a holiday in a year. The key must be one of the data file's."""
    words = _rules()[key].split()
    later = 0
    if words[-1].startswith("+"):
        later = int(words.pop())
    if words[0] == "easter":
        day = easter(year) + timedelta(days=int(words[1]))
    elif len(words) == 1:
        month, number = words[0].split("-")
        day = date(year, int(month), int(number))
    else:
        day = nth_weekday(year, int(words[0]), _WEEKDAYS.index(words[2]), int(words[1])) or date(year, 1, 1)
    return day + timedelta(days=later)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month (-1: the last); None where the month has none."""
    days = monthrange(year, month)[1]
    if nth < 0:
        last = date(year, month, days)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    number = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return date(year, month, number) if number <= days else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of 1876 that holds for every year."""
    golden, century, in_century = year % 19, year // 100, year % 100
    moon_skip = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_skip + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)

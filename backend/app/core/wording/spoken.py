"""Days and clock times as people say them ("tomorrow, Thursday, at four") or write them ("Thu, Jun 4 at 4:00 PM")."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from babel.dates import format_date, format_time

from app.core.wording.catalogue import say
from app.core.wording.dates import written_between
from app.core.wording.numbers import cardinal, ordinal

_NEAR = timedelta(days=6)


def clock(moment: datetime, language: str, *, written: bool = False) -> str:
    """The clock time of a local moment: "three thirty", "noon"; written "3:30 PM"."""
    if written:
        return format_time(moment, "h:mm a", locale=_locale(language)).replace("\u202f", " ").replace("\u00a0", " ")
    if (moment.hour, moment.minute) == (12, 0):
        return say(language, "clock.noon")
    if (moment.hour, moment.minute) == (0, 0):
        return say(language, "clock.midnight")
    return _spoken_clock(moment, language)


def at_clock(moment: datetime, language: str, *, written: bool = False) -> str:
    """With its preposition: "at four", "a las cuatro"."""
    if language == "en":
        return f"at {clock(moment, language, written=written)}"
    if (moment.hour, moment.minute) == (12, 0) and not written:
        return "al mediodía"
    article = "la" if moment.hour % 12 == 1 else "las"
    return f"a {article} {clock(moment, language, written=written)}"


def day(moment: datetime, now: datetime, language: str, *, written: bool = False) -> str:
    """The day of a local moment seen from local `now`: "today", "tomorrow", "Thursday", "Thursday the third"."""
    distance = moment.date() - now.date()
    if distance == timedelta(0):
        return say(language, "day.today")
    if distance == timedelta(days=1):
        return say(language, "day.tomorrow")
    if written:
        return say(language, "day.written", date=short_date(moment.date(), language))
    name = format_date(moment, "EEEE", locale=_locale(language))
    if timedelta(0) < distance <= _NEAR:
        return say(language, "day.weekday", weekday=name)
    return say(
        language, _far_key(moment, now), weekday=name, day=ordinal(moment.day, language), month=_month(moment, language)
    )


def arrival(moment: datetime, language: str, *, written: bool = False, window: int = 0) -> str:
    """ "at four", or where somebody arrives within so many minutes "between four and six"."""
    if not window:
        return at_clock(moment, language, written=written)
    last = (moment.astimezone(UTC) + timedelta(minutes=window)).astimezone(moment.tzinfo)
    if written:
        return written_between(moment, last, language)
    first, until = (_with_article(each, language) for each in (moment, last))
    return say(language, "clock.between", first=first, last=until)


def day_and_clock(moment: datetime, now: datetime, language: str, *, written: bool = False, window: int = 0) -> str:
    """ "tomorrow, Thursday, at four"; with a window "tomorrow, Thursday, between four and six"."""
    when = arrival(moment, language, written=written, window=window)
    if (moment.date() - now.date()) == timedelta(days=1):
        name = format_date(moment, "EEEE", locale=_locale(language))
        return say(language, "day.tomorrow_named", weekday=name, clock=when)
    return f"{day(moment, now, language, written=written)} {when}"


def choices(
    moments: Sequence[datetime], now: datetime, language: str, *, written: bool = False, window: int = 0
) -> str:
    """Two or three times in one breath: "Tomorrow I have …" needs "tomorrow at three thirty or four"."""
    groups: list[tuple[date, list[datetime]]] = []
    for moment in moments:
        if groups and groups[-1][0] == moment.date():
            groups[-1][1].append(moment)
        else:
            groups.append((moment.date(), [moment]))
    parts = []
    for _, same_day in groups:
        clocks = [arrival(same_day[0], language, written=written, window=window)]
        further = partial(arrival, window=window) if window else _further_clock
        clocks += [further(moment, language, written=written) for moment in same_day[1:]]
        parts.append(f"{day(same_day[0], now, language, written=written)} {either(clocks, language)}")
    if any(len(same_day) > 1 for _, same_day in groups) and len(parts) > 1:
        return f"{', '.join(parts[:-1])}, {say(language, 'or')} {parts[-1]}"
    return either(parts, language)


def either(parts: Sequence[str], language: str) -> str:
    """ "a, b or c" """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {say(language, 'or')} {parts[-1]}"


def full_day(moment: datetime, language: str) -> str:
    """ "Wednesday, June 3" """
    return format_date(moment, "EEEE, MMMM d" if language == "en" else "EEEE d 'de' MMMM", locale=_locale(language))


def short_date(value: date, language: str) -> str:
    """ "Thu, Jun 4" """
    return format_date(value, "EEE, MMM d" if language == "en" else "EEE d MMM", locale=_locale(language))


def _further_clock(moment: datetime, language: str, *, written: bool) -> str:
    if language == "en":
        return clock(moment, language, written=written)
    return at_clock(moment, language, written=written)


def _spoken_clock(moment: datetime, language: str) -> str:
    hour = cardinal(moment.hour % 12 or 12, language)
    if language == "es":
        hour = "una" if moment.hour % 12 == 1 else hour
    minutes = _spoken_minutes(moment.minute, language)
    key = "clock.morning" if moment.hour < 7 else "clock.evening" if moment.hour >= 18 else "clock.plain"
    return say(language, key, clock=f"{hour}{minutes}")


def _spoken_minutes(minute: int, language: str) -> str:
    if minute == 0:
        return ""
    if language == "es":
        return {15: " y cuarto", 30: " y media"}.get(minute, f" y {cardinal(minute, language)}")
    return f" oh {cardinal(minute, language)}" if minute < 10 else f" {cardinal(minute, language)}"


def _far_key(moment: datetime, now: datetime) -> str:
    near_month = (moment.year, moment.month) == (now.year, now.month)
    return "day.this_month" if near_month else "day.other_month"


def _month(moment: datetime, language: str) -> str:
    return format_date(moment, "MMMM", locale=_locale(language))


def _locale(language: str) -> str:
    return "es_US" if language == "es" else "en_US"


def weekday_name(index: int, language: str) -> str:
    """0 is Monday."""
    return format_date(date(2024, 1, 1 + index), "EEEE", locale=_locale(language))


def clock_time(value: time, language: str) -> str:
    """An opening hour as said: "eight", "las ocho"."""
    moment = datetime.combine(date(2024, 1, 1), value)
    return clock(moment, language) if value == time(12) else _with_article(moment, language)


def _with_article(moment: datetime, language: str) -> str:
    said = clock(moment, language)
    if language != "es":
        return said
    if moment.minute == 0 and moment.hour in (0, 12):
        return f"{'el' if moment.hour else 'la'} {said}"
    return f"{'la' if moment.hour % 12 == 1 else 'las'} {said}"

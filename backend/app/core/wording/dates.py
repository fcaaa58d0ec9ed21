"""Dates and times as people write them, in the reader's language and the business's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_time

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.wording.texts import spoken_language

LOCALES = {"en": "en_US", "es": "es_US"}
NEAR = {
    "en": {0: "today", 1: "tomorrow"},
    "es": {0: "hoy", 1: "mañana"},
}
DAY_PATTERNS = {"en": "EEE, MMM d", "es": "EEE d 'de' MMM"}
WEEKDAY_PATTERNS = {"en": "EEEE", "es": "EEEE"}
BETWEEN = {"en": "between {first} and {last}", "es": "entre {first} y {last}"}
AT = {"en": "at {time}", "es": "a las {time}"}
AT_ONE = {"en": "at {time}", "es": "a la {time}"}


def written_visit(visit: Appointment, business: Business, now: datetime, language: str) -> str:
    """When a visit is: "tomorrow, Thursday, at 4:00 PM", or between two times where the business arrives so."""
    window = 0 if visit.is_emergency else business.slot_rules.arrival_window_minutes
    return written_time(visit.start_time, business, now, language, window_minutes=window)


def written_time(start: datetime, business: Business, now: datetime, language: str, *, window_minutes: int = 0) -> str:
    """As `written_visit`, for any moment; `window_minutes` 0 is an exact time."""
    language = spoken_language(language)
    local = business.local(start)
    day = written_day(local.date(), business.local(now).date(), language)
    if window_minutes:
        last = business.local(start + timedelta(minutes=window_minutes))
        return f"{day}, {written_between(local, last, language)}"
    return f"{day}, {_at(local, language)}"


def written_day(day: date, today: date, language: str) -> str:
    """ "today", "tomorrow, Thursday", or "Thu, Jun 4"; with the year where it is another one."""
    locale = LOCALES[language]
    near = NEAR[language].get((day - today).days)
    if near is not None:
        weekday = format_date(day, WEEKDAY_PATTERNS[language], locale=locale)
        return near if day == today else f"{near}, {weekday}"
    pattern = DAY_PATTERNS[language]
    if abs((day - today).days) > 300:
        pattern += ", y" if language == "en" else " 'de' y"
    return _plain(format_date(day, pattern, locale=locale))


def written_clock(local: datetime, language: str) -> str:
    """ "4:00 PM", with the plain spaces that a cheap text needs."""
    return _plain(format_time(local.time(), "h:mm a", locale=LOCALES[language]))


def written_between(first: datetime, last: datetime, language: str) -> str:
    """ "between 8 and 10 AM": the half of the day is said once where both are in it, and full hours without minutes."""
    opening = _short(first, language)
    half = _half(last, language)
    if _half(first, language) == half:
        opening = opening.removesuffix(half).rstrip()
    prefix = {"en": "", "es": "la " if first.hour % 12 == 1 else "las "}[language]
    until = {"en": "", "es": "la " if last.hour % 12 == 1 else "las "}[language]
    return BETWEEN[language].format(first=prefix + opening, last=until + _short(last, language))


def _short(local: datetime, language: str) -> str:
    pattern = "h:mm a" if local.minute else "h a"
    return _plain(format_time(local.time(), pattern, locale=LOCALES[language]))


def _half(local: datetime, language: str) -> str:
    return _plain(format_time(local.time(), "a", locale=LOCALES[language]))


def _at(local: datetime, language: str) -> str:
    words = AT_ONE if local.hour % 12 == 1 else AT
    return words[language].format(time=written_clock(local, language))


def _plain(text: str) -> str:
    """Babel writes no-break spaces, which are outside the alphabet of a one-part text."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")

"""Days of the calendar: "March 3rd", "the 15th", "3/14", "2027-03-14", "the second of June, 2027"."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.frame import Language
from app.core.understanding.times.blocked import blocked_numbers
from app.core.understanding.times.clocks import clock
from app.core.understanding.times.lexer import Lex, Line
from app.core.understanding.times.shapes import DayRef, Match

_BEFORE_A_DATE = ("el", "dia", "al", "del")
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_NOT_DAYS = ("appointment", "available", "slot", "opening", "thing", "class", "name", "names", "time", "cita")


def date(line: Line, at: int) -> Match[DayRef] | None:
    """A day named by its numbers or its month that begins here."""
    here = line.skip(at, "article")
    if line.at(here).word == "dia" and line.at(here + 1).width:
        here += 1
    if line.at(here).name("mod") in ("this", "next", "coming") and line.at(here + 1).has("month"):
        # "Next June eighth" is the one to come.
        return _month_then_day(line, here + 1)
    for reading in (_year_first, _numeric, _month_then_day, _day_then_month):
        found = reading(line, here)
        if found:
            return found
    return _day_alone(line, at, here)


def _year_first(line: Line, at: int) -> Match[DayRef] | None:
    year, sign, month, day = (line.at(at + step) for step in (0, 1, 2, 4))
    if year.width != 4 or sign.word not in ("-", "/", ".") or line.at(at + 3).word != sign.word:
        return None
    ref = _valid(day.number(), month.number(), year.number())
    if ref is None or not month.width or not day.width:
        return None
    end = at + 5
    return Match(ref, end + 1 if line.at(end).word == "t" and line.at(end + 1).width else end)


def _numeric(line: Line, at: int) -> Match[DayRef] | None:
    """Such as "3/14" or "3-14-27"; the day first where that is the custom or the numbers say so."""
    first, sign, second = line.at(at), line.at(at + 1).word, line.at(at + 2)
    if sign not in ("/", "-", ".") or not _two_digits(first) or not _two_digits(second):
        return None
    if not line.touching(at + 1) or not line.touching(at + 2):
        return None
    year = line.at(at + 4) if line.at(at + 3).word == sign and line.touching(at + 4) else None
    whole = year is not None and year.width in (2, 4)
    ordinal = sign == "." and not whole and _ends_with_a_dot(line, at)
    if not (whole or ordinal or sign == "/" or (sign == "-" and line.at(at - 1).word in ("on", "el"))):
        return None
    if line.at(at + 3).word == "/" and not whole:
        return None
    number = year.number() if whole and year else None
    if number is not None and number < 100:
        number += 2000
    day, month = second.number() or 0, first.number() or 0
    if month > 12 or ((ordinal or line.language is Language.ES) and day <= 12):
        day, month = month, day
    ref = _valid(day, month, number)
    return Match(ref, at + (5 if whole else 4 if ordinal else 3)) if ref else None


def _ends_with_a_dot(line: Line, at: int) -> bool:
    """Such as "15.06.", the day and the month as much of the world writes them; "at 08.15." is a clock time."""
    padded = line.at(at).width == 2 and line.at(at + 2).width == 2 and (line.at(at + 2).number() or 0) <= 12
    dotted = line.at(at + 3).word == "." and line.touching(at + 3)
    return padded and dotted and line.at(at - 1).name("prep") not in ("at", "say")


def _two_digits(lex: Lex) -> bool:
    return 0 < lex.width <= 2 and lex.has("num")


def _valid(day: int | None, month: int | None, year: int | None) -> DayRef | None:
    if day is None or month is None or not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return DayRef(day=day, month=month, year=year)


def _month_then_day(line: Line, at: int) -> Match[DayRef] | None:
    month = line.at(at).number("month")
    if month is None:
        return None
    here = at + 1
    while (line.at(here).word in (",", ".") or _hyphen(line, here)) and here < at + 3:
        here += 1
    here = line.skip(here, "article")
    day = day_number(line, here)
    if day is None:
        return None
    return with_year(line, Match(DayRef(day=day, month=month), here + 1))


def _day_then_month(line: Line, at: int) -> Match[DayRef] | None:
    lex = line.at(at)
    day = lex.number("ord") or lex.number()
    if day is None or not 1 <= day <= 31 or lex.width > 2:
        return None
    here = line.skip(at + 1, "of", "article")
    if line.at(here).word in ("-", "/") and line.touching(here) and line.touching(here + 1):
        here += 1
    month = line.at(here).number("month")
    if month is None:
        return None
    plain = here == at + 1 and not lex.has("ord")
    if plain and names_its_own_day(line, here + 1):
        return None
    if plain and line.at(here).word == "may" and _goes_on(line.at(here + 1)):
        return None
    return with_year(line, Match(DayRef(day=day, month=month), here + 1))


def _hyphen(line: Line, at: int) -> bool:
    """Whether a hyphen joins month and day without a space ("Jan-3")."""
    return line.at(at).word == "-" and line.touching(at) and line.touching(at + 1)


def names_its_own_day(line: Line, at: int) -> bool:
    """Whether the month has its day behind it, so that the number before it is an hour ("at 3 March 18th")."""
    day = day_number(line, at)
    return day is not None and (line.at(at).has("ord") or day > 12)


def _goes_on(lex: Lex) -> bool:
    """Whether the word behind "may" makes a verb of it ("at 4 may I")."""
    return bool(lex.word) and (lex.has("subject") or lex.has("wish") or not lex.known)


def day_number(line: Line, at: int) -> int | None:
    """A day of the month at this place, unless the number is a clock time or counts something."""
    lex, behind = line.at(at), line.at(at + 1)
    ordinal = lex.number("ord")
    if ordinal is not None:
        return ordinal if 1 <= ordinal <= 31 else None
    number = lex.number()
    if number is None or not 1 <= number <= 31 or lex.width > 2 or lex.has("ish"):
        return None
    if at in blocked_numbers(line):
        return None
    if behind.word == ":" or behind.has("oclock") or behind.has("military") or _is_half(line, at + 1):
        return None
    if behind.word == "." and line.at(at + 2).width == 2 and line.touching(at + 2):
        return None
    counts = behind.has("counted") and behind.word not in ("of", "by")
    return None if counts else number


def _is_half(line: Line, at: int) -> bool:
    lex = line.at(at)
    return lex.has("meridiem") and (len(lex.word) > 1 or line.touching(at))


def with_year(line: Line, found: Match[DayRef]) -> Match[DayRef]:
    """Takes a year behind a date: ", 2027", "of 2027", "of this year", "next year"."""
    ref, end = found
    here = end + 1 if line.at(end).word in (",", ".", "-", "/") else end
    here = line.skip(here, "of", "article")
    lex = line.at(here)
    year = lex.number()
    if (
        year is not None
        and lex.width == 4
        and _FIRST_YEAR <= year <= _LAST_YEAR
        and not line.at(here + 1).has("military")
    ):
        return Match(replace(ref, year=year), here + 1)
    if year is not None and lex.width == 2 and year >= 15 and _hyphen(line, end) and _hyphen(line, end - 2):
        return Match(replace(ref, year=2000 + year), here + 1)
    if lex.number() == 20 and not lex.width and 20 < (line.at(here + 1).number() or 0) < 60:
        return Match(replace(ref, year=2000 + (line.at(here + 1).number() or 0)), here + 2)
    if lex.name("mod") in ("this", "next") and line.at(here + 1).name("unit") == "year":
        return Match(replace(ref, years=int(lex.name("mod") == "next")), here + 2)
    return found


def _day_alone(line: Line, at: int, here: int) -> Match[DayRef] | None:
    """Such as "the 15th", "on the 24", "22nd", "the second"."""
    lex = line.at(here)
    day = day_number(line, here)
    if day is None or not _stands_alone(line, here + 1, lex):
        return None
    article, found = here > at, _of_month(line, Match(DayRef(day=day), here + 1))
    if found.end > here + 1:
        return found
    if lex.has("ord"):
        sure = lex.width > 0 or day > 20 or (article and (day > 5 or _is_led_to(line.at(at - 1))))
    elif line.language is Language.ES:
        sure = line.at(here - 1).word.endswith(_BEFORE_A_DATE)
    else:
        sure = article and lex.number() is not None and (day > 12 or (line.at(at - 1).word == "on" and lex.width > 0))
    return found if sure else None


def _is_led_to(lex: Lex) -> bool:
    """Whether a word that leads to a day stands before "the second", which may else be the second of two."""
    return lex.word in ("on", "for", "by", "from", "until", "before", "after", "till", "through")


def _stands_alone(line: Line, at: int, number: Lex) -> bool:
    """Whether what follows a day's number is no noun that it counts ("the second floor", "the 5 freeway")."""
    behind = line.at(at)
    if behind.has("street") and not behind.has("filler"):
        return False
    if behind.word == "and" and line.at(at + 1).capital and not line.at(at + 1).known:
        return False
    if not behind.word or behind.has("mark") or behind.has("of") or behind.has("mod"):
        return True
    if behind.word == "one" or behind.has("unit") or (behind.has("counted") and not behind.has("relation")):
        return False
    if behind.number() is not None and not number.has("ord"):
        hour = clock(line, at)
        return hour is not None and (not hour.value.weak or hour.end > at + 1 or line.at(hour.end).word in ("-", "to"))
    if not number.width and behind.word in _NOT_DAYS:
        return False
    return behind.known


def _of_month(line: Line, found: Match[DayRef]) -> Match[DayRef]:
    """Takes "of this month", "next month", "of the month" behind a day's number."""
    ref, end = found
    here = line.skip(end, "of", "article")
    mod = line.at(here).name("mod")
    if mod in ("this", "next", "coming") and line.at(here + 1).name("unit") == "month":
        return Match(replace(ref, months=int(mod != "this")), here + 2)
    if here > end and line.at(here).name("unit") == "month":
        behind = line.at(here + 1).name("mod") == "next"
        return Match(replace(ref, months=1) if behind else ref, here + 1 + behind)
    return found

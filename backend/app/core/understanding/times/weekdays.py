"""Days of the week: "next Tuesday", "Friday the 31st", "the first Monday of next month"."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.frame import Language
from app.core.understanding.times.anchored import SAME
from app.core.understanding.times.dates import day_number, with_year
from app.core.understanding.times.lexer import Lex, Line
from app.core.understanding.times.quantities import quantity
from app.core.understanding.times.shapes import DayRef, Match

_SUBJECTS = ("i", "he", "she", "we", "they", "it", "who", "just", "dog", "cat", "kids", "that")


def weekday(line: Line, at: int) -> Match[DayRef] | None:
    """A day of the week, with what is said of it before and behind, that begins here."""
    here = line.skip(at, "article")
    mod = SAME if line.at(here).has("same") else line.at(here).name("mod")
    if mod is not None:
        here += 1
    lex = line.at(here)
    day = lex.number("weekday")
    if day is None or (mod is None and _is_other_word(line, here)):
        return None
    every = lex.has("plural") or mod == "every"
    ref = DayRef(weekday=day, mod=None if mod == "every" else mod, every=every)
    return _with_week(line, _with_number(line, Match(ref, here + 1)))


def _is_other_word(line: Line, at: int) -> bool:
    """Whether a short name is a word of its own here: "the sun", "it sat"."""
    lex, before, behind = line.at(at), line.at(at - 1), line.at(at + 1)
    if behind.capital and not behind.known and (at == 0 or before.has("name_lead")):
        return True
    if not lex.has("doubtful"):
        return False
    if lex.word == "sun":
        return before.has("article") or line.at(at + 1).has("street")
    return lex.word == "sat" and before.word in _SUBJECTS


def _with_number(line: Line, found: Match[DayRef]) -> Match[DayRef]:
    """Such as "Friday the 31st", "Tuesday 19": a bare number only where it is too high for an hour."""
    ref, end = found
    here = end + 1 if line.at(end).word in (",", ".") else end
    article = line.skip(here, "article")
    lex = line.at(article)
    number = day_number(line, article)
    if number is None or ref.every:
        return found
    follows = line.at(article + 1)
    if _is_clock(line, article):
        return found
    if line.at(article + 1).word == "/" and line.touching(article + 1):
        return found
    if lex.has("ord") or (_is_date_number(line, number, lex) and here == end and follows.number() is None):
        if follows.has("month") or (follows.has("of") and line.at(article + 2).has("month")) or follows.has("street"):
            return found
        return Match(replace(ref, day=number), article + 1)
    return found


def _is_clock(line: Line, at: int) -> bool:
    """Whether a clock time begins here: "jueves ocho y cuarto"; "martes 8 y 15" are two dates."""
    hour, minutes = line.at(at), line.at(at + 2)
    if not (hour.has("num") and (line.at(at + 1).has("plus") or line.at(at + 1).has("minus"))):
        return False
    return minutes.has("half") or minutes.has("quarter") or (not hour.width and minutes.has("num"))


def _is_date_number(line: Line, number: int, lex: Lex) -> bool:
    """A number right behind a weekday is a date where it is no hour; in Spanish an hour takes an article."""
    return line.language is Language.ES or (number > 12 and lex.width > 0)


def _with_week(line: Line, found: Match[DayRef]) -> Match[DayRef]:
    """Such as "Friday next week", "Friday of this week", "Friday after next", "Friday week"."""
    ref, end = found
    if line.at(end).has("after_next"):
        return Match(replace(ref, mod="after_next"), end + 1)
    counts_on = line.at(end).word == "past" and (line.at(end + 1).has("num") or line.at(end + 1).has("noon"))
    modified = ref.mod is None and line.at(end).name("mod") in ("next", "coming", "last") and not counts_on
    if modified and _ends_there(line, end + 1):
        return Match(replace(ref, mod=line.at(end).name("mod")), end + 1)
    here = end + 1 if line.at(end).word == "," else end
    here = line.skip(here, "of", "article")
    mod, unit = line.at(here).name("mod"), line.at(here + 1).name("unit")
    if unit == "week" and mod in ("this", "next", "coming"):
        behind = here + 2
        if line.at(behind).has("after_next"):
            return Match(replace(ref, mod=None, weeks=2), behind + 1)
        return Match(replace(ref, mod=None, weeks=int(mod != "this")), behind)
    if line.at(here).name("unit") == "week" and line.at(here + 1).has("after_next"):
        return Match(replace(ref, mod=None, weeks=2), here + 2)
    if line.at(end).has("ahead") and line.at(end + 1).word in ("ocho", "8"):
        # "El viernes en ocho" is that of the week after.
        return Match(DayRef(base=ref, shift_days=7), end + 2 + (line.at(end + 2).name("unit") == "day"))
    if here == end and line.at(end).word == "week":
        return Match(DayRef(base=ref, shift_days=7), end + 1)
    ahead = quantity(line, end)
    if ahead and ahead.value.days and ahead.value.days % 7 == 0 and line.at(ahead.end).has("from_now"):
        return Match(DayRef(base=ref, shift_days=ahead.value.days), ahead.end + 1)
    return found


def _ends_there(line: Line, at: int) -> bool:
    lex = line.at(at)
    return not (lex.has("unit") or lex.has("month") or lex.has("weekday"))


def nth_of_month(line: Line, at: int) -> Match[DayRef] | None:
    """Such as "the first Monday of May", "last Friday of the month", "last day of March"."""
    here = line.skip(at, "article")
    lex = line.at(here)
    nth = -1 if lex.name("mod") == "last" else lex.number("ord")
    if nth is None or not -1 <= nth <= 5:
        return None
    what = line.at(here + 1)
    day, unit = what.number("weekday"), what.name("unit")
    if day is None and unit not in ("day", "week", "weekend"):
        return None
    ref = DayRef(nth=nth, weekday=day, unit=unit or "day")
    found = _in_month(line, here + 2, ref)
    if found:
        return found
    return Match(ref, here + 2) if day is not None and nth > 0 else None


def _in_month(line: Line, at: int, ref: DayRef) -> Match[DayRef] | None:
    here = line.skip(at, "of", "prep", "article")
    lex = line.at(here)
    month = lex.number("month")
    if month is not None:
        return with_year(line, Match(replace(ref, month=month), here + 1))
    if lex.name("mod") in ("this", "next", "coming") and line.at(here + 1).name("unit") == "month":
        return Match(replace(ref, months=int(lex.name("mod") != "this")), here + 2)
    if lex.name("unit") == "month":
        behind = line.at(here + 1).name("mod") == "next"
        return Match(replace(ref, months=int(behind)), here + 1 + behind)
    return None

"""From one time to another: "9 to 11", "between 3:30 and 6", "July 13-15", "Monday through Wednesday"."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.clocks import clock
from app.core.understanding.times.dates import day_number, names_its_own_day, with_year
from app.core.understanding.times.days import simple_day
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.parts import part_of_day
from app.core.understanding.times.shapes import Clock, DayRef, Days, Match, Relation, Window

_MEALS = ("breakfast", "lunch", "dinner")
_DASHES = ("-", "–", "—")
_WHOLE, _QUARTER, _EVENING = 4, 15, 20 * 60


def clock_range(line: Line, at: int, relation: Relation) -> Match[Window] | None:
    """Two clock times with "to", "and" (after "between" or "from") or a dash between them."""
    if line.at(at).name("asap") == "now" and _link(line, at + 1, relation):
        until = clock(line, at + 2)
        return Match(Window(Relation.UNTIL, high=until.value), until.end) if until else None
    low = _end_of_range(line, at, relation)
    if low is None or line.at(at - 1).word in ("el", "al", "del", "dia"):
        return None
    link = _link(line, low.end, relation)
    if link is None:
        return None
    here = link
    while line.at(here).has("around") or line.at(here).has("article") or line.at(here).word in ("at", "a"):
        here += 1
    high = _end_of_range(line, here, relation)
    if high is None or not _plausible(line, low, high):
        return None
    return Match(Window(Relation.BETWEEN, low.value, high.value), high.end)


def _end_of_range(line: Line, at: int, relation: Relation) -> Match[Clock] | None:
    """A clock time, or a meal between two of them ("between lunch and four")."""
    found = clock(line, at)
    part = line.at(at).name("part") if found is None and relation in (Relation.BETWEEN, Relation.FROM) else None
    return Match(Clock(part_of_day(part)[0], fixed=True), at + 1) if part in _MEALS else found


def _link(line: Line, at: int, relation: Relation) -> int | None:
    """The place behind the word that joins both ends of a range; None where none stands here."""
    lex = line.at(at)
    if lex.word in _DASHES:
        return at + 1
    if not lex.has("to"):
        return None
    if lex.word in ("and", "y") and relation is not Relation.BETWEEN:
        return None
    return at + 1


def _plausible(line: Line, low: Match[Clock], high: Match[Clock]) -> bool:
    """Bare numbers with a dash are a range only where they are hours ("12-4", not "555-0142")."""
    last = line.at(high.end - 1)
    packed = low.value.weak and last.width > 2 and last.word.isdigit()
    if line.at(high.end).word in _DASHES or (packed and not _is_army_time(line, low, high)):
        return False
    return not (high.value.weak and line.at(high.end).has("counted"))


def _is_army_time(line: Line, low: Match[Clock], high: Match[Clock]) -> bool:
    """Whether both ends are hours of a working day in four digits ("0900 to 1100")."""
    widths = {line.at(low.end - 1).width, line.at(high.end - 1).width}
    begin, end = low.value.minutes, high.value.minutes
    round_ones = begin % _QUARTER == 0 and end % _QUARTER == 0
    return widths == {_WHOLE} and round_ones and low.value.minutes < end <= _EVENING


def day_range(line: Line, at: int, relation: Relation) -> Match[Days] | None:
    """Two days with "to", "through", "and" (after "between") or a dash between them."""
    return _numbers_then_month(line, at, relation) or _two_days(line, at, relation)


def _joined(line: Line, at: int, relation: Relation) -> bool:
    lex = line.at(at)
    if lex.word in _DASHES:
        return True
    return lex.has("to") and (lex.word not in ("and", "y") or relation is Relation.BETWEEN)


def _numbers_then_month(line: Line, at: int, relation: Relation) -> Match[Days] | None:
    """Such as "13 to 15 July", "between 3 and 12 of Sept", "the 3rd to the 5th of May"."""
    here = line.skip(at, "article")
    first = day_number(line, here)
    if first is None or not _joined(line, here + 1, relation):
        return None
    there = line.skip(here + 2, "article")
    last = day_number(line, there)
    if last is None:
        return None
    behind = line.skip(there + 1, "of", "article")
    month = line.at(behind).number("month")
    if month is None or names_its_own_day(line, behind + 1):
        return None
    found = with_year(line, Match(DayRef(day=last, month=month), behind + 1))
    low = replace(found.value, day=first)
    return Match(Days(low, found.value, Relation.BETWEEN), found.end)


def _two_days(line: Line, at: int, relation: Relation) -> Match[Days] | None:
    if line.at(at).name("asap") == "now" and _joined(line, at + 1, relation):
        until = simple_day(line, at + 2)
        return Match(Days(until.value, relation=Relation.UNTIL), until.end) if until else None
    low = simple_day(line, at)
    if low is None or not _joined(line, low.end, relation):
        return None
    here = line.skip(low.end + 1, "article")
    high = simple_day(line, here)
    if high is None and low.value.day is not None and line.at(here - 1).word not in ("la", "las"):
        number = day_number(line, here)
        if number is not None:
            high = with_year(line, Match(DayRef(day=number), here + 1))
    if high and (low.value, high.value) == (DayRef(weekday=0), DayRef(weekday=4)):
        return Match(Days(DayRef(unit="workday", every=True)), high.end)
    if high is None or low.value.every or high.value.every:
        return None
    last = _same_month(low.value, high.value)
    first = replace(low.value, year=last.year) if low.value.day and not low.value.year else low.value
    if last.weeks is not None and first == DayRef(weekday=first.weekday):
        # "Tuesday to Thursday next week": both lie in that week.
        first = replace(first, weeks=last.weeks)
    return Match(Days(first, last, Relation.BETWEEN), high.end)


def _same_month(low: DayRef, high: DayRef) -> DayRef:
    """The last day in the month of the first, which is named once ("April 9th through 17th")."""
    if high.day is not None and high.month is None and high.months is None:
        return replace(high, month=low.month, months=low.months, year=high.year or low.year)
    return high

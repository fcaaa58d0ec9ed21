"""Any expression for a day or a run of days."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.anchored import SAME
from app.core.understanding.times.dates import date, with_year
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.relative import beside_day, counted_days, counted_weekdays
from app.core.understanding.times.shapes import DayRef, Match
from app.core.understanding.times.stretches import stretch
from app.core.understanding.times.weekdays import nth_of_month, weekday
from app.core.understanding.wordlist import word_set

# With a holiday before them (in Spanish behind them, "luces de Navidad") these are things, and no day.
_THINGS = word_set("""
    thing things stuff light lights tree trees decoration decorations decor ornament ornaments box boxes bin bins
    tote totes party parties present presents gift gifts dinner supper lunch meal feast turkey ham wreath wreaths
    village display inflatable inflatables costume costumes candy eggs basket baskets cards shopping sale cookies
    movie movies leftovers guests company crowd rush cooking pageant concert music song songs stocking stockings
    garland dishes china cosas luces foquitos arbol adornos adorno decoracion decoraciones caja cajas fiesta fiestas
    posada regalo regalos cena comida nacimiento pavo tamales disfraz disfraces dulces esferas serie compras
    """)


def day(line: Line, at: int) -> Match[DayRef] | None:
    """The longest expression for a day that begins here; it may count from another day."""
    found = (
        simple_day(line, at),
        counted_days(line, at, simple_day),
        counted_weekdays(line, at),
        beside_day(line, at, simple_day),
    )
    return max((match for match in found if match), key=lambda match: match.end, default=None)


def simple_day(line: Line, at: int) -> Match[DayRef] | None:
    """A day that is not counted from another."""
    return line.once("day", at, _simple_day)


def _simple_day(line: Line, at: int) -> Match[DayRef] | None:
    if not line.at(at).begins:
        return None
    found = (reading(line, at) for reading in (date, weekday, nth_of_month, _named, _holiday, stretch))
    return max((match for match in found if match), key=lambda match: match.end, default=None)


def _named(line: Line, at: int) -> Match[DayRef] | None:
    """Such as "today", "tomorrow", "this day", "tomorrow week"."""
    here = line.skip(at, "article")
    offset = line.at(here).number("offset")
    if line.at(here).has("same") and line.at(here + 1).name("unit") == "day":
        return Match(DayRef(mod=SAME), here + 2)
    if offset is None:
        return None
    further = {"week": 7, "fortnight": 14}.get(line.at(here + 1).word)
    if further:
        return Match(DayRef(offset=offset + further), here + 2)
    return Match(DayRef(offset=offset), here + 1)


def _holiday(line: Line, at: int) -> Match[DayRef] | None:
    """Such as "Thanksgiving", "this Christmas", "Memorial Day weekend", "Christmas of 2027"."""
    here = line.skip(at, "article")
    mod = line.at(here).name("mod")
    here = here + 1 if mod else here
    key = line.at(here).name("holiday")
    if key is None or mod == "every" or _is_of_a_thing(line, at, here):
        return None
    ref = DayRef(holiday=key, mod=mod)
    if line.at(here + 1).name("unit") == "weekend":
        return Match(DayRef(base=ref, unit="weekend", weeks=0), here + 2)
    if line.at(here + 1).name("unit") == "week":
        return Match(DayRef(base=ref, unit="week", weeks=0), here + 2)
    return with_year(line, Match(replace(ref), here + 1))


def _is_of_a_thing(line: Line, at: int, name: int) -> bool:
    """Whether a holiday only says what kind of thing is meant; "before Thanksgiving dinner" is before that day."""
    lead = line.at(at - 1)
    if lead.has("relation") or lead.has("step"):
        return False
    behind = lead.word == "de" and line.at(at - 2).word in _THINGS
    return behind or line.at(name + 1).word in _THINGS

"""Lengths of time: "two hours", "half an hour", "an hour and a half", "3 weeks", "a couple of days"."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.understanding.times.lexer import Line
from app.core.understanding.times.shapes import Match

_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "year": 12}
_MOST = 400


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length of time. Only one of the three is not nought; `unit` is the word that was used."""

    unit: str
    minutes: int = 0
    days: int = 0
    months: int = 0


def quantity(line: Line, at: int) -> Match[Quantity] | None:
    """A length of time that begins here, with a second part where one follows ("3 hours 30 minutes")."""
    return line.once("quantity", at, _quantity)


def _quantity(line: Line, at: int) -> Match[Quantity] | None:
    found = _one(line, at)
    if not found or not found.value.minutes:
        return found
    value, end = found
    here = end + 1 if line.at(end).has("and") else end
    if here > end and line.at(here).has("half"):
        return Match(Quantity(value.unit, minutes=value.minutes + _MINUTES[value.unit] // 2), here + 1)
    if line.at(here).number("count") == 1 and line.at(here + 1).has("half"):
        return Match(Quantity(value.unit, minutes=value.minutes + _MINUTES[value.unit] // 2), here + 2)
    rest = _one(line, here)
    if rest and rest.value.unit == "minute":
        return Match(Quantity("minute", minutes=value.minutes + rest.value.minutes), rest.end)
    return found


def _one(line: Line, at: int) -> Match[Quantity] | None:
    counted = _count(line, at)
    if counted is None and line.at(at - 1).has("ahead") and line.at(at).name("unit") == "hour":
        # "En hora y media"; the half is read behind it.
        return _of_unit(4, "hour", at) if line.at(at + 1).has("and") and line.at(at + 2).has("half") else None
    if counted is None:
        return None
    quarters, end = counted
    unit = line.at(end).name("unit")
    if unit and line.at(end + 1).has("or") and (line.at(end + 2).number() or 0) > 1:
        return _of_unit(quarters, unit, end + 2)
    return _of_unit(quarters, unit, end)


def _of_unit(quarters: int, unit: str | None, end: int) -> Match[Quantity] | None:
    if unit is None or quarters > 4 * _MOST * (60 if unit == "minute" else 1):
        return None
    if unit in _MINUTES:
        return Match(Quantity(unit, minutes=quarters * _MINUTES[unit] // 4), end + 1)
    if unit in _DAYS:
        return Match(Quantity(unit, days=quarters * _DAYS[unit] // 4), end + 1)
    if unit in _MONTHS:
        return Match(Quantity(unit, months=quarters * _MONTHS[unit] // 4), end + 1)
    return None


def _count(line: Line, at: int) -> tuple[int, int] | None:
    """How many quarters of a unit are said here ("two" 8, "half an" 2), and the place behind."""
    lex = line.at(at)
    if lex.has("half"):
        return 2, line.skip(at + 1, "count", "of")
    if lex.has("quarter"):
        return lex.number("quarter") or 1, line.skip(at + 1, "of", "count")
    number = lex.number()
    if number is None:
        number = lex.number("count")
    if number is None:
        return None
    return _broken(line, at, number)


def _broken(line: Line, at: int, number: int) -> tuple[int, int]:
    """A number and what follows it: "1/2", "2.5", "two and a half"."""
    sign, next_number = line.at(at + 1).word, line.at(at + 2).number()
    if sign == "/" and next_number in (2, 4) and line.touching(at + 1):
        return 4 * number // next_number, line.skip(at + 3, "of", "count")
    if sign == "." and next_number in (5, 25, 75) and line.touching(at + 2):
        return 4 * number + {5: 2, 25: 1, 75: 3}[next_number], at + 3
    if line.at(at).number("count") == 1 and line.at(at + 1).has("half") and not line.at(at + 1).has("unit"):
        return 2, line.skip(at + 2, "count", "of")
    several = line.at(at + 1).has("or") or line.at(at + 1).has("to") or sign == "-"
    if several and next_number is not None and line.at(at + 3).has("unit"):
        return 4 * number, at + 3
    behind = line.skip(at + 1, "and")
    if behind > at + 1 and line.at(behind).number("count") == 1 and line.at(behind + 1).has("half"):
        return 4 * number + 2, behind + 2
    return 4 * number, at + 1

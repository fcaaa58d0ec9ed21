"""Runs of days: "next week", "this weekend", "end of the month", "mid March", "the next three days"."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.lexer import Lex, Line
from app.core.understanding.times.quantities import quantity
from app.core.understanding.times.shapes import DayRef, Match

_CALENDAR_UNITS = ("week", "weekend", "month", "year")
_INTO_MONTH = ("in", "of", "during", "through", "de", "para")


def stretch(line: Line, at: int) -> Match[DayRef] | None:
    """A run of days that begins here, with the part of it that is meant."""
    here = line.skip(at, "article")
    if line.at(here).has("month_end"):
        return Match(DayRef(unit="month", months=0, edge="end"), here + 1)
    edge = line.at(here).name("edge")
    if edge is None:
        return _plain(line, here, at)
    inner = line.skip(here + 1, "of", "article", "prep")
    found = _plain(line, inner, here, edged=True)
    if found is None:
        return None
    return Match(_edged(found.value, edge), found.end)


def _edged(ref: DayRef, edge: str) -> DayRef:
    """The part that is meant; "sometime next week" is the whole of it, and so is "later today"."""
    return ref if edge == "some" or ref.unit not in _CALENDAR_UNITS else replace(ref, edge=edge)


def _plain(line: Line, at: int, began: int, *, edged: bool = False) -> Match[DayRef] | None:
    mod = line.at(at).name("mod")
    unit_at = at + 1 if mod else at
    unit = line.at(unit_at).name("unit")
    behind = line.at(unit_at + 1).name("mod")
    if mod is None and unit in _CALENDAR_UNITS and behind in ("next", "coming", "last"):
        found = _plain_with(line, unit_at, began, behind, edged=edged)
        return Match(found.value, found.end + 1) if found else None
    return _plain_with(line, unit_at, began, mod, edged=edged)


def _plain_with(line: Line, unit_at: int, began: int, mod: str | None, *, edged: bool) -> Match[DayRef] | None:
    lex = line.at(unit_at)
    unit = lex.name("unit")
    if mod in ("next", "coming", "this") and unit is None:
        counted = _counted(line, unit_at)
        if counted:
            return counted
    if lex.has("month"):
        return _named_month(line, unit_at, mod, edged=edged)
    if lex.has("season"):
        return _season(line, unit_at, mod, edged=edged)
    if edged and lex.has("offset") and lex.number("offset") == 0:
        return Match(DayRef(offset=0), unit_at + 1)
    if unit is None:
        return None
    if unit == "workday":
        return Match(DayRef(unit="workday", every=True), unit_at + 1)
    if unit == "weekend" and line.at(unit_at + 1).has("after_next"):
        return Match(DayRef(unit="weekend", weeks=2), unit_at + 2)
    if unit == "weekend":
        return Match(_weekend(line.at(unit_at), mod), unit_at + 1) if mod != "last" else _last("weekend", unit_at)
    return _calendar_unit(line, unit_at, unit, mod, definite=edged or unit_at > began)


def _counted(line: Line, at: int) -> Match[DayRef] | None:
    """Days counted from tomorrow on, for "the next three days"."""
    length = quantity(line, at)
    if length is None or line.at(at).number("count") == 1:
        return None
    days = length.value.days or 30 * length.value.months
    return Match(DayRef(offset=1, count=days), length.end) if days else None


def _named_month(line: Line, at: int, mod: str | None, *, edged: bool) -> Match[DayRef] | None:
    """A month by itself, where nothing says that it is a name or a verb."""
    if mod not in (None, "this", "next", "coming", "last"):
        return None
    before = line.at(at - 1)
    into = before.word in _INTO_MONTH or before.name("prep") == "in"
    limited = before.has("relation") and not (line.at(at).has("doubtful") and before.word in ("from", "by"))
    placed = edged or mod is not None or into or limited or before.has("edge")
    sure = len(line) <= 2 and not line.at(at).has("doubtful")
    if not placed and not sure:
        return None
    return Match(DayRef(unit="month", month=line.at(at).number("month"), mod=mod), at + 1)


def _season(line: Line, at: int, mod: str | None, *, edged: bool) -> Match[DayRef] | None:
    """Such as "this summer", "in the fall", "early spring": never the word by itself, which has other meanings."""
    lead = at - 1 if line.at(at - 1).has("article") else at
    before = line.at(lead - 1)
    placed = edged or mod in ("this", "next", "coming") or before.word in _INTO_MONTH or before.name("prep") == "in"
    if not placed or mod in ("last", "every") or line.at(at).has("filler"):
        return None
    return Match(DayRef(unit="season", month=line.at(at).number("season"), mod=mod), at + 1)


def _weekend(lex: Lex, mod: str | None) -> DayRef:
    every = lex.has("plural") or lex.word.endswith("weekends") or mod == "every"
    return DayRef(unit="weekend", weeks=1 if mod == "next" else 0, every=every)


def _last(unit: str, at: int) -> Match[DayRef]:
    return Match(DayRef(unit=unit, weeks=-1, mod="last"), at + 1)


def _calendar_unit(line: Line, at: int, unit: str, mod: str | None, *, definite: bool) -> Match[DayRef] | None:
    """Such as "next week", "this month", "the week after next"; a bare one only in "end of the week"."""
    if mod == "every":
        return Match(DayRef(every=True), at + 1) if unit == "day" else None
    if unit not in _CALENDAR_UNITS:
        return None
    if mod == "last":
        return _last(unit, at)
    ahead = int(mod in ("next", "coming"))
    if unit == "week" and line.at(at + 1).has("after_next"):
        return Match(DayRef(unit="week", weeks=ahead + 1 if mod else 2), at + 2)
    if mod is None and not (definite and _is_bounded(line, at, unit)):
        return None
    if unit == "week":
        return Match(DayRef(unit="week", weeks=ahead), at + 1)
    if unit == "month":
        return Match(DayRef(unit="month", months=ahead), at + 1)
    return Match(DayRef(unit="year", years=ahead), at + 1)


def _is_bounded(line: Line, at: int, unit: str) -> bool:
    """Whether "the week" stands behind "end of" or the like; "end of month" needs no article."""
    before = line.at(at - 1)
    if before.has("edge"):
        return unit in ("week", "month")
    return before.has("article") and line.at(at - 2).has("edge")

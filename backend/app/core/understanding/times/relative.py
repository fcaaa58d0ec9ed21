"""Times counted from another: "in two hours", "a week from Tuesday", "the day after Christmas"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.core.understanding.times.lexer import Line
from app.core.understanding.times.quantities import Quantity, quantity
from app.core.understanding.times.shapes import DayRef, Match, Moment

_WEEK_OF = ("of", "de", "del", "starting", "beginning", "commencing", "que empieza el", "que comienza el")
_DAY_REACH = 6
_VAGUE = ("maybe", "just", "unos", "unas", "quiza", "quizas")
Reader = Callable[[Line, int], Match[DayRef] | None]


def moment(line: Line, at: int) -> Match[Moment] | None:
    """Such as "in two hours", "half an hour from now", "within the hour"."""
    lex = line.at(at)
    within, leads = lex.has("within"), lex.has("ahead")
    if lex.name("mod") in ("next", "coming") and line.at(at + 1).number() is not None:
        within = True
    counted = quantity(line, _past_fillers(line, at + 1) if within or leads else at)
    if counted is None or not counted.value.minutes:
        hour = line.skip(at + 1, "article")
        return Match(Moment(60, within=True), hour + 1) if within and line.at(hour).name("unit") == "hour" else None
    end = _behind_now(line, counted.end)
    if not leads and line.at(end - 1).has("later"):
        return None
    if not within and not leads and end == counted.end:
        return None
    return Match(Moment(counted.value.minutes, within=within), end)


def _past_fillers(line: Line, at: int) -> int:
    """The place behind "about", "like", "unos" before a number: "in like 45 minutes"."""
    at = line.skip(at, "around", "article")
    vague = line.at(at).name("prep") == "say" or line.at(at).word in _VAGUE
    return line.skip(at + 1, "around", "article") if vague and line.at(at + 1).begins else at


def _behind_now(line: Line, at: int) -> int:
    """The place behind "from now", "later", "'s time"; the same place where nothing of the kind follows."""
    here = at + 1 if line.at(at).word == "'" else at
    return here + 1 if line.at(here).has("from_now") or line.at(here).has("later") else at


def counted_days(line: Line, at: int, inner: Reader) -> Match[DayRef] | None:
    """Such as "in 3 days", "two weeks from January 15", "a week from Tuesday", "within two days"."""
    lex = line.at(at)
    if lex.has("since_ago"):
        gone = quantity(line, line.skip(at + 1, "around"))
        return Match(DayRef(offset=-max(1, gone.value.days), mod="last"), gone.end) if gone else None
    leads = lex.has("ahead") or lex.has("within")
    counted = quantity(line, line.skip(at + 1, "around", "article", "sharp") if leads else at)
    if counted is None and lex.has("within") and line.at(at + 1).name("unit") == "week":
        return Match(DayRef(offset=0, count=8), at + 2)
    if counted is None and lex.name("unit") == "week" and line.at(at + 1).word == "from":
        counted = Match(Quantity("week", days=7), at + 1)
    if counted is None or counted.value.minutes:
        return None
    value, end = counted
    if line.at(end).has("ago"):
        return Match(DayRef(offset=-(value.days or 30 * value.months), mod="last"), end + 1)
    base = _from_base(line, end, inner)
    if base and line.at(at - 1).word == "for":
        return Match(replace(base.value, count=value.days), base.end) if value.days else None
    if base:
        return Match(_beyond(base.value, value, line.at(end).name("relation") == "before"), base.end)
    behind = _behind_now(line, end)
    if lex.has("within"):
        return Match(DayRef(offset=0, count=(value.days or 30 * value.months) + 1), end)
    if leads or behind > end:
        return Match(_beyond(DayRef(offset=0), value, back=False), behind)
    return None


def _from_base(line: Line, at: int, inner: Reader) -> Match[DayRef] | None:
    """The day that a length of time is counted from: "from Tuesday", "after Christmas", "tomorrow"."""
    link = line.at(at)
    linked = link.name("relation") in ("after", "from", "before", "since") or link.has("from_now") or link.word == "on"
    base = inner(line, at + 1 if linked else at)
    if base is None or (not linked and base.value.offset is None and base.value.weekday is None):
        return None
    if line.at(at).name("prep") and not linked:
        return None
    return base


def _beyond(base: DayRef, length: Quantity, back: bool) -> DayRef:
    sign = -1 if back else 1
    if base == DayRef(offset=0) and length.days:
        return DayRef(offset=sign * length.days)
    return DayRef(base=base, shift_days=sign * length.days, shift_months=sign * length.months)


def counted_weekdays(line: Line, at: int) -> Match[DayRef] | None:
    """The fourth Tuesday to come, for "four Tuesdays from now"."""
    count = line.at(at).number()
    if count is None:
        count = line.at(at).number("count")
    day = line.at(at + 1).number("weekday")
    if count is None or day is None or not 1 <= count <= 60 or not line.at(at + 2).has("from_now"):
        return None
    first = DayRef(weekday=day)
    return Match(DayRef(base=first, shift_days=7 * (count - 1)), at + 3)


def beside_day(line: Line, at: int, inner: Reader) -> Match[DayRef] | None:
    """Such as "the day after Christmas", "the Monday before Easter", "the week of July 23"."""
    here = line.skip(at, "article")
    lex = line.at(here)
    following = _the_one_after(line, at, here)
    if following:
        return following
    step = lex.number("step")
    if step is not None:
        return _one_beside(line, here + 1, step, inner)
    relation = line.at(here + 1).name("relation")
    back = relation == "before"
    if relation in ("after", "before"):
        base = _base_day(line, here + 2, inner)
        if base and lex.has("weekday"):
            edge = "before" if back else "after"
            return Match(DayRef(base=base.value, weekday=lex.number("weekday"), edge=edge), base.end)
        if base and lex.name("unit") in ("week", "weekend"):
            return Match(DayRef(base=base.value, unit=lex.name("unit") or "", weeks=-1 if back else 1), base.end)
        if base is None and lex.name("unit") == "week" and here > at and not back:
            return Match(DayRef(unit="week", step=7), here + 3 if line.at(here + 2).has("it") else here + 2)
    if lex.name("unit") in ("week", "weekend") and line.at(here + 1).word in _WEEK_OF:
        base = _base_day(line, here + 2, inner)
        if base:
            return Match(DayRef(base=base.value, unit=lex.name("unit") or "", weeks=0), base.end)
    return None


def _the_one_after(line: Line, at: int, here: int) -> Match[DayRef] | None:
    """ "Not this Friday, the one after": the same day a week on, where a day of the week was named before."""
    lex, behind = line.at(here), line.at(here + 1)
    if here == at or not any(line.at(back).has("weekday") for back in range(max(0, at - _DAY_REACH), at)):
        return None
    if lex.word == "one" and behind.name("relation") == "after":
        return Match(DayRef(step=7), here + 3 if line.at(here + 2).has("it") else here + 2)
    return Match(DayRef(step=7), here + 2) if lex.name("mod") == "next" and behind.word == "one" else None


def _one_beside(line: Line, at: int, step: int, inner: Reader) -> Match[DayRef]:
    base = _base_day(line, at, inner)
    if base:
        return Match(DayRef(base=base.value, shift_days=step), base.end)
    return Match(DayRef(step=step), at)


def _base_day(line: Line, at: int, inner: Reader) -> Match[DayRef] | None:
    base = inner(line, at)
    return base if base and not base.value.every else None

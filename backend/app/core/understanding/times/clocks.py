"""Clock times: "3:30", "half past two", "ten to five", "twelve oh three", "1500 hours", "sevenish"."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.frame import Language
from app.core.understanding.times.blocked import blocked_numbers
from app.core.understanding.times.halves import half_of_day, in_part
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.shapes import MIDNIGHT, NOON, Clock, Match

_HOUR = 60
# 1950 and 2019 are years, unless an hour is said to them.
_CENTURIES = (18, 19, 20)
_HALVES = (
    "morning early_morning mid_morning late_morning small_hours afternoon early_afternoon mid_afternoon "
    "late_afternoon evening early_evening late_evening night"
).split()


def clock(line: Line, at: int) -> Match[Clock] | None:
    """The reading of a clock time that begins here."""
    return line.once("clock", at, _clock)


def _clock(line: Line, at: int) -> Match[Clock] | None:
    if not line.at(at).begins:
        return None
    for reading in (_from_the_hour, _named, _with_minutes, _written, _packed, _in_two_numbers, _hour, _misheard):
        found = reading(line, at)
        if found:
            return _with_manner(line, found) if not _is_blocked(line, at, found) else None
    return None


def _is_blocked(line: Line, at: int, found: Match[Clock]) -> bool:
    """Whether the bare numbers are those of a house or a phone."""
    return found.value.weak and not blocked_numbers(line).isdisjoint(range(at, found.end))


def of_hour(hour: int, minute: int = 0, *, weak: bool = False) -> Clock:
    """A clock time by its numbers; hours past twelve, and nought, leave no question of am or pm."""
    fixed = hour > 12 or hour == 0
    return Clock(hour * _HOUR + minute, fixed=fixed, weak=weak and not (fixed and minute))


def shifted(clock: Clock, minutes: int) -> Clock:
    """So many minutes later (or earlier) than a full hour, am or pm still as open as it was."""
    if clock.fixed:
        return Clock((clock.minutes + minutes) % MIDNIGHT, fixed=True)
    total = (clock.minutes + minutes) % NOON
    return Clock(total if total >= _HOUR else total + NOON)


def _named(line: Line, at: int) -> Match[Clock] | None:
    minutes = line.at(at).number("noon")
    if minutes is None:
        return None
    return Match(Clock(minutes, fixed=True, approx=line.at(at).has("ish")), at + 1)


def _hour_only(line: Line, at: int) -> Match[Clock] | None:
    """An hour to count from: "three", "3pm", "4 o'clock", "noon"."""
    at = line.skip(at, "article")
    named = _named(line, at)
    if named:
        return named
    lex = line.at(at)
    hour = lex.number()
    if hour is None or hour > 24 or lex.width > 2 or at in blocked_numbers(line):
        return None
    return _with_half(line, Match(of_hour(hour), at + 1))


def _from_the_hour(line: Line, at: int) -> Match[Clock] | None:
    """Such as "half past two", "a quarter to five", "20 minutes past 3pm", "ten to five"."""
    here = at + 1 if line.at(at).number("count") == 1 else at
    lex = line.at(here)
    minutes, quiet = _minutes_said(line, here)
    if minutes is None:
        return None
    after = here + 1
    if line.at(after).has("minute_word") and lex.number() is not None:
        quiet, after = True, after + 1
    link = line.at(after)
    if link.has("past") and (link.word != "after" or _counts_after(line, at, minutes, quiet=quiet)):
        hour = _hour_only(line, after + 1)
        return Match(shifted(hour.value, minutes), hour.end) if hour else None
    if link.has("until_hour") and (quiet or _counts_to(line, at, minutes, link.word)):
        hour = _hour_only(line, after + 1)
        return Match(shifted(_before_noon(line, hour), -minutes), hour.end) if hour else None
    if lex.has("half") and (line.at(after).number() or 0) in range(1, 13) and not line.at(after + 1).has("unit"):
        hour = _hour_only(line, after)
        return Match(replace(shifted(hour.value, minutes), weak=hour.value.weak), hour.end) if hour else None
    return None


def _before_noon(line: Line, hour: Match[Clock]) -> Clock:
    """ "Quarter to twelve in the morning" counts back from noon, though "twelve in the morning" is midnight."""
    morning = "morning" in (line.at(hour.end - 1).name("part") or "")
    return Clock(NOON, fixed=True) if morning and hour.value.minutes % MIDNIGHT == 0 else hour.value


def _with_minutes(line: Line, at: int) -> Match[Clock] | None:
    """Such as "tres y media", "cuatro menos cuarto", "una y diez"."""
    hour, sign = line.at(at).number(), line.at(at + 1)
    adds, takes = sign.has("plus"), sign.has("minus")
    if hour is None or not 0 < hour <= 24 or line.at(at).width > 2 or not (adds or takes):
        return None
    minutes, quiet = _minutes_said(line, at + 2)
    if minutes is None or (not quiet and (minutes % 5 or _between(line, at))):
        return None
    value = shifted(of_hour(hour), minutes if adds else -minutes)
    return _with_half(line, Match(replace(value, weak=not quiet), at + 3))


def _between(line: Line, at: int) -> bool:
    return any(line.at(at - back).name("relation") == "between" for back in (1, 2))


def _minutes_said(line: Line, at: int) -> tuple[int | None, bool]:
    """The minutes before or after an hour, and whether the word can mean nothing else."""
    lex = line.at(at)
    if lex.has("half"):
        return 30, True
    if lex.has("quarter"):
        return 15 * (lex.number("quarter") or 1), True
    minutes = lex.number()
    if minutes is None or not 0 < minutes < _HOUR or lex.width > 2:
        return None, False
    return minutes, False


def _counts_after(line: Line, at: int, minutes: int, *, quiet: bool) -> bool:
    """Whether "20 after 3" is twenty past three, and not a day and "after three"."""
    return quiet or (minutes % 5 == 0 and not line.at(at - 1).has("article"))


def _counts_to(line: Line, at: int, minutes: int, link: str) -> bool:
    """Whether "ten to five" is ten minutes before five here, rather than from ten until five."""
    if link in ("of", "before", "until") or minutes % 5:
        return False
    before = line.at(at - 1)
    if minutes > 12:
        return True
    if line.at(at).width and line.at(at - 1).word != "at" and minutes < (line.at(at + 2).number() or 0):
        return False
    spoken_range = before.has("weekday") or before.has("offset") or before.has("part") or before.has("holiday")
    return not (spoken_range or before.word in ("from", "between", "free", "available", "anytime", "hours", "here"))


def _written(line: Line, at: int) -> Match[Clock] | None:
    """Such as "3:30", "15.45", "3:30:00", "15h30"."""
    hour, sign, minute = line.at(at), line.at(at + 1), line.at(at + 2)
    if not (hour.width and hour.width <= 2 and minute.width == 2 and line.touching(at + 1) and line.touching(at + 2)):
        return None
    if sign.word not in (":", ".", "h") or not _is_time(hour.number(), minute.number()):
        return None
    dotted = sign.word == "."
    if dotted and (_is_money(line, at) or (line.at(at + 3).word == "." and line.at(at + 4).width)):
        return None
    end = at + 3
    if line.at(end).word == ":" and line.at(end + 1).width == 2:
        end += 2
    return _with_half(line, Match(of_hour(hour.number() or 0, minute.number() or 0, weak=dotted), end))


def _is_time(hour: int | None, minute: int | None) -> bool:
    return hour is not None and minute is not None and hour <= 24 and minute < _HOUR and (hour < 24 or minute == 0)


def _is_money(line: Line, at: int) -> bool:
    return line.at(at - 1).word in ("$", "€", "£", "#")


def _packed(line: Line, at: int) -> Match[Clock] | None:
    """Such as "1530", "230 pm", "1500 hours", "fifteen hundred": hour and minutes in one number."""
    lex = line.at(at)
    number = lex.number()
    if number is None or lex.width < 3 or not _is_time(number // 100, number % 100):
        return None
    value = of_hour(number // 100, number % 100)
    if line.at(at + 1).has("military"):
        return Match(replace(value, fixed=True), at + 2)
    found = _with_half(line, Match(value, at + 1))
    if found.end > at + 1:
        return found
    year = lex.width > 3 and number // 100 in _CENTURIES and not lex.has("hundreds") and number % 100
    unlike = lex.has("thousands") or year or _is_money(line, at)
    return None if unlike else Match(replace(value, weak=True), at + 1)


def _in_two_numbers(line: Line, at: int) -> Match[Clock] | None:
    """Such as "two thirty", "6 20", "twelve oh three"."""
    hour, first = line.at(at), line.at(at + 1)
    if hour.number() not in range(1, 24) or hour.width > 2 or hour.has("hundreds") or _is_money(line, at):
        return None
    minute, end = first.number(), at + 2
    if hour.word == first.word and not hour.width and line.at(at - 1).has("fix"):
        # "No wait, eleven eleven on Friday", "no wait, nine nine thirty" say the hour twice.
        again = _in_two_numbers(line, at + 1)
        if again:
            return again
        return _with_half(line, Match(of_hour(hour.number() or 0, weak=True), end))
    if minute == 0 and first.width < 2:
        low = line.at(end)
        minute, end = (low.number(), end + 1) if not low.width or low.width == 1 else (None, end)
        if minute is None or not 0 < minute < 10:
            return None
    elif minute is None or (not 10 <= minute < _HOUR and first.width != 2) or first.width not in (0, 2):
        return None
    if line.at(end).has("military") and of_hour(hour.number() or 0).fixed and _is_time(hour.number(), minute):
        return Match(of_hour(hour.number() or 0, minute), end + 1)
    if not _is_time(hour.number(), minute) or _is_taken(line, end):
        return None
    return _with_half(line, Match(of_hour(hour.number() or 0, minute, weak=True), end))


def _is_taken(line: Line, at: int) -> bool:
    """Whether the second number belongs to what follows: a date, a third number, a unit."""
    lex = line.at(at)
    own_day = line.at(at + 1).has("ord") or line.at(at + 1).has("num")
    dated = line.at(at + 1).has("month") if lex.has("of") else lex.has("month") and not own_day and lex.word != "may"
    if dated or lex.has("unit") or (lex.word == "/" and line.touching(at)):
        return True
    return lex.number() is not None and not (
        _is_date(line, at) or line.at(at + 1).has("unit") or line.at(at + 1).has("month")
    )


def _is_date(line: Line, at: int) -> bool:
    """Whether a date in numbers begins here, so that the number is no third part of a clock time."""
    return line.at(at + 1).word in ("/", "-") and line.touching(at + 1) and line.touching(at + 2)


def _hour(line: Line, at: int) -> Match[Clock] | None:
    """Such as "3", "three", "3pm", "4 o'clock": a bare number is weak, and a time only in company."""
    lex = line.at(at)
    hour = lex.number()
    if hour is None or hour > 24 or lex.width > 2 or _is_money(line, at) or _is_date_of(line, at, hour):
        return None
    if line.at(at + 1).has("military") and line.at(at - 1).word == "las":
        return Match(of_hour(hour), at + 2)
    found = _with_half(line, Match(of_hour(hour, weak=True), at + 1))
    bare = found.end == at + 1 and not lex.has("ish")
    return Match(replace(found.value, weak=bare, approx=found.value.approx or lex.has("ish")), found.end)


def _is_date_of(line: Line, at: int, hour: int) -> bool:
    """Whether "the 18" and "el 4" speak of a day of the month."""
    before = line.at(at - 1)
    if line.language is Language.ES:
        return before.word in ("el", "al", "del", "dia")
    return hour > 12 and before.has("article")


def _misheard(line: Line, at: int) -> Match[Clock] | None:
    """Such as "too thirty pm", "at for thirty": an hour that a recogniser wrote as another word."""
    hour, minute = line.at(at).number("sounds_like"), line.at(at + 1).number()
    if hour is None:
        return None
    if minute in (15, 20, 30, 40, 45, 50) and not line.at(at + 2).has("counted"):
        found = _with_half(line, Match(of_hour(hour, minute), at + 2))
        placed = line.at(at - 1).word in ("at", "around", "about") or line.at(at - 1).has("offset")
        return found if found.end > at + 2 or placed else None
    if line.at(at).word == "too" or line.at(at - 1).word == "at":
        found = _with_half(line, Match(of_hour(hour), at + 1))
        ends = line.at(at - 1).word == "at" and not line.at(at + 1).word[:1].isalnum()
        return found if found.end > at + 1 or ends else None
    return None


def _with_half(line: Line, found: Match[Clock]) -> Match[Clock]:
    """Takes "o'clock", "am", "in the AM" behind a time."""
    value, end = found
    if line.at(end).has("ish"):
        value, end = replace(value, weak=False, approx=True), end + 1
    if line.at(end).has("oclock"):
        value, end = replace(value, weak=False), end + 1
    here = end
    if line.at(here).word in ("in", "on") and line.at(here + 1).has("article"):
        here += 2
    half = line.at(here).name("meridiem")
    if half is None or not _says_half(line, here):
        return _with_part(line, Match(value, end))
    return Match(half_of_day(value, half), here + 1)


def _with_part(line: Line, found: Match[Clock]) -> Match[Clock]:
    """Takes "in the evening", "de la tarde", "night" right behind a time."""
    here = line.skip(found.end, "prep", "article")
    lex = line.at(here)
    part = lex.name("part")
    if part not in _HALVES or lex.has("plural") or lex.has("offset"):
        return found
    return Match(in_part(found.value, part), here + 1)


def _says_half(line: Line, at: int) -> bool:
    """A lone "a" or "p" is am or pm only right behind the digits ("9a", "3:20p")."""
    return len(line.at(at).word) > 1 or line.touching(at)


def _with_manner(line: Line, found: Match[Clock]) -> Match[Clock]:
    """Takes "sharp", "ish", "approximately" behind a time."""
    value, end = found
    if line.at(end).has("ish"):
        return Match(replace(value, approx=True, weak=False), end + 1)
    if line.at(end).has("sharp"):
        return Match(replace(value, weak=False), end + 1)
    return found

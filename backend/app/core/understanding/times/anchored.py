"""What is counted from something else: the moment of speaking, the day agreed on, a day that does not suit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from app.core.understanding.times.lexer import Line
from app.core.understanding.times.shapes import Clock, DayRef, Days, Piece, Relation, Window

SAME = "same"
_THIS_TIME = "this_time"
_UPPER = (Relation.BEFORE, Relation.BY, Relation.UNTIL)


def told_by_now(line: Line, found: list[Piece], now: datetime) -> list[Piece]:
    """The pieces, "this time tomorrow" with the clock time of now; without another day it is a manner of speaking."""
    minutes = Clock(now.hour * 60 + now.minute, fixed=True)
    kept: list[Piece] = []
    for index, piece in enumerate(found):
        window = piece.window
        if window is None or window.part != _THIS_TIME:
            kept.append(piece)
        elif any(other.days and _gap(line, piece, other) for other in found[max(0, index - 1) : index + 2]):
            about = piece.intro == "around" or line.at(piece.end - 1).word.startswith(("a", "cerca"))
            clock = replace(minutes, approx=about)
            upper = window.relation in _UPPER
            low, high = (None, clock) if upper else (clock, None)
            kept.append(replace(piece, window=Window(window.relation, low, high)))
    return kept


def _gap(line: Line, one: Piece, other: Piece) -> bool:
    """Whether two pieces stand beside each other, a word such as "on" between them at most."""
    between = range(min(one.end, other.end), max(one.begin, other.begin))
    return other is not one and len(between) <= 1 and all(line.at(at).has("prep") for at in between)


def anchored(found: list[Piece], today: date, anchor: date | None) -> list[Piece]:
    """The pieces, "the same Tuesday" as the day agreed on, and "the day after" counted from one that does not suit."""
    return [piece for piece in _anchored(found, today, anchor) if piece.days or piece.window or not _is_same(piece)]


def _anchored(found: list[Piece], today: date, anchor: date | None) -> Iterator[Piece]:
    before: Piece | None = None
    for piece in found:
        days = piece.days
        if days is None or days.high is not None:
            yield piece
        elif days.low.mod == SAME:
            yield replace(piece, days=_same(days, today, anchor))
        elif days.low.step is not None and before and before.negated and before.days:
            yield replace(piece, days=Days(stepped(days.low, before.days.low), relation=days.relation))
        else:
            yield piece
        before = piece if days else before


def _is_same(piece: Piece) -> bool:
    """Whether nothing was said but a day that was agreed on, and none was."""
    return piece.moment is None and piece.urgency is None and piece.length is None and piece.back is None


def _same(days: Days, today: date, anchor: date | None) -> Days | None:
    weekday = days.low.weekday
    if anchor is not None and weekday in (None, anchor.weekday()):
        return replace(days, low=DayRef(offset=(anchor - today).days))
    return replace(days, low=replace(days.low, mod=None)) if weekday is not None else None


def stepped(ref: DayRef, base: DayRef) -> DayRef:
    """The day after (or before) a day, the week after a week."""
    if ref.unit == "week":
        return replace(ref, step=None, base=base, weeks=1)
    return replace(ref, step=None, base=base, shift_days=ref.step or 0)

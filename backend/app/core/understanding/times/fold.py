"""Puts pieces together: a day with its clock time, alternatives apart, corrections over what they correct."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from itertools import pairwise

from app.core.understanding.times.joining import unify
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.parts import has_part, part_of_day
from app.core.understanding.times.shapes import DayRef, Days, Draft, Piece, Relation, Window

_MOST = 6


class _Link(Enum):
    """How a piece follows the one before it."""

    APART = 0
    NEXT = 1
    OR = 2
    AND = 3
    FIX = 4


def fold(line: Line, found: list[Piece]) -> list[Draft]:
    """The wishes in the text, as many as suit, in the order said."""
    drafts = [Draft()]
    last: Piece | None = None
    for piece in found:
        link = _link(line, last, piece)
        for part in _parts(line, piece, has_days=drafts[-1].days is not None):
            drafts = _take(drafts, part, link)
            link = _Link.NEXT
        last = piece
    return _shared([draft for draft in drafts if draft.pieces][:_MOST])


def _parts(line: Line, piece: Piece, *, has_days: bool) -> list[Piece]:
    """A piece that names a day and a part of it, as two; "move it from Monday to Friday" asks for Friday."""
    days = piece.days
    moved = _moves(line, piece.begin)
    if days and days.high and moved:
        piece = replace(piece, days=Days(days.high))
    window = piece.window
    if window and window.high and window.low and moved:
        piece = replace(piece, window=Window(low=window.high))
    if piece.days and piece.window:
        day, clock = replace(piece, window=None), replace(piece, days=None)
        return [clock] if piece.days.low == DayRef(every=True) and has_days else [day, clock]
    return [piece]


def _moves(line: Line, at: int) -> bool:
    """Whether "from Monday to Friday" stands for a change; "change it to nine to eleven" names a new range."""
    moved = any(line.at(here).has("move") for here in range(max(0, at - 8), at))
    return moved and line.at(at - 1).word not in ("to", "for", "a", "para")


def _link(line: Line, last: Piece | None, piece: Piece) -> _Link:
    if last is None:
        return _Link.APART
    between = [line.at(at) for at in range(last.end, piece.begin)]
    if any(lex.has("fix") for lex in between):
        return _Link.FIX
    if len(between) <= 4 and any(lex.has("or") for lex in between):
        return _Link.OR
    if 0 < len(between) <= 2 and all(lex.has("and") or lex.word in (",", "&", "then", "also") for lex in between):
        return _Link.AND
    return _Link.NEXT if len(between) <= 1 else _Link.APART


def _take(drafts: list[Draft], piece: Piece, link: _Link) -> list[Draft]:
    current = drafts[-1]
    if piece.days:
        return _take_days(drafts, current, piece, piece.days, link)
    if piece.window:
        return _take_window(drafts, current, piece, piece.window, link)
    if piece.moment:
        if link is _Link.OR and current.pieces:
            return [*drafts, Draft(moment=piece.moment, pieces=[piece])]
        current.moment = piece.moment
    if piece.length:
        current.length = piece.length
        return drafts
    if piece.urgency:
        current.urgency = piece.urgency
    current.pieces.append(piece)
    return drafts


def _take_days(drafts: list[Draft], current: Draft, piece: Piece, days: Days, link: _Link) -> list[Draft]:
    if current.days is None:
        current.days = days
        current.pieces.append(piece)
        return drafts
    if days.low.step is not None and days.high is None:
        days = Days(replace(days.low, step=None, base=current.days.low, shift_days=days.low.step))
    joined = None if link in (_Link.OR, _Link.FIX) else _lay_together(current.days, days)
    if joined:
        current.days = joined
        current.pieces.append(piece)
        return drafts
    if link in (_Link.OR, _Link.AND):
        return [*drafts, Draft(days=days, pieces=[piece])]
    kept = [other for other in current.pieces if other.days is None]
    return [Draft(days=days, window=drafts[0].window, urgency=current.urgency, pieces=[*kept, piece])]


def _lay_together(one: Days, other: Days) -> Days | None:
    if one == other:
        return one
    if one.high or other.high or Relation.AT not in (one.relation, other.relation):
        return None
    joined = unify(one.low, other.low)
    if joined is None:
        return None
    return Days(joined, relation=other.relation if one.relation is Relation.AT else one.relation)


def _take_window(drafts: list[Draft], current: Draft, piece: Piece, window: Window, link: _Link) -> list[Draft]:
    if current.window is None:
        current.window = window
        current.pieces.append(piece)
        return drafts
    if link is _Link.OR or (link is _Link.AND and current.window.relation is window.relation is Relation.AT):
        joined = None if window.part is None or current.window.part is not None else _combine(current.window, window)
        if joined is None or link is _Link.OR:
            return [*drafts, Draft(window=window, pieces=[piece])]
    joined = None if link is _Link.FIX else _combine(current.window, window)
    if joined is None and link is _Link.FIX and current.window.part and _is_open(window):
        joined = None
    current.window = joined or window
    current.pieces.append(piece)
    return drafts


def _is_open(window: Window) -> bool:
    return window.low is not None and not window.low.fixed


def _combine(one: Window, other: Window) -> Window | None:
    """Such as "after 3:30" with "before 6"; None where the later window replaces the earlier."""
    if one.part and other.part:
        return _narrower(one, other)
    if one.part or other.part:
        clock, part = (other, one.part) if one.part else (one, other.part)
        return replace(clock, part=part)
    low, high = (one, other) if one.low else (other, one)
    opens = low.relation in (Relation.AFTER, Relation.FROM) and low.low and not low.high
    closes = high.relation in (Relation.BEFORE, Relation.BY, Relation.UNTIL) and high.high and not high.low
    if opens and closes:
        return Window(Relation.BETWEEN, low.low, high.high)
    return None


def _narrower(one: Window, other: Window) -> Window | None:
    """Such as "first thing in the morning" is first thing; a part outside the other replaces it."""
    if one.part is None or other.part is None or one.low or one.high or other.low or other.high:
        return None
    for rough, part in ((one.part, other.part), (other.part, one.part)):
        if rough in ("early", "late") and has_part(f"{rough}_{part}"):
            return Window(one.relation, part=f"{rough}_{part}")
    first, second = part_of_day(one.part), part_of_day(other.part)
    if second[0] <= first[0] and first[1] <= second[1]:
        return one
    return other if first[0] <= second[0] and second[1] <= first[1] else None


def _shared(drafts: list[Draft]) -> list[Draft]:
    """Such as "Tuesday or Wednesday at 3" means both at 3; "tomorrow at 3 or 4" means both tomorrow."""
    for before, draft in pairwise(drafts):
        if draft.days is None and draft.moment is None:
            draft.days = before.days
    for draft, behind in zip(drafts[-2::-1], drafts[::-1], strict=False):
        if draft.window is None and draft.moment is None and draft.days is not None:
            draft.window = behind.window
        if draft.days is None and draft.moment is None:
            draft.days = behind.days
    for draft in drafts:
        if draft.length and draft.window and draft.window.low and not draft.window.high:
            draft.window = replace(draft.window, length=draft.length)
    return drafts

"""Puts pieces together: a day with its clock time, alternatives apart, corrections over what they correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import Enum

from app.core.understanding.times.alternatives import share
from app.core.understanding.times.anchored import stepped
from app.core.understanding.times.joining import unify
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.shapes import DayRef, Days, Draft, Piece, Relation, Window
from app.core.understanding.times.windows import combine

_MOST = 6
_LIMITS = (Relation.BEFORE, Relation.BY, Relation.UNTIL)
_BETTER = frozenset({"better", "best", "preferably", "prefer", "rather", "ideally", "mejor", "prefiero"})


class _Link(Enum):
    """How a piece follows the one before it."""

    APART = 0
    NEXT = 1
    OR = 2
    AND = 3
    FIX = 4
    TO = 5
    TOUCH = 6


def fold(line: Line, found: list[Piece], today: date) -> list[Draft]:
    """The wishes in the text, as many as suit, in the order said."""
    drafts = [Draft()]
    last: Piece | None = None
    for piece in found:
        link = _link(line, last, piece)
        if link is not _Link.OR and len(drafts) > 1 and _is_preferred(line, piece):
            drafts = [draft for draft in drafts if _repeats(piece, draft)] or drafts
        if link in (_Link.AND, _Link.NEXT) and last and line.at(last.end).word == "," and _narrows(piece, drafts[-1]):
            drafts[-1].days = None
        for part in _parts(line, piece, has_days=drafts[-1].days is not None):
            drafts = _take(drafts, part, link, today)
            link = _Link.NEXT
        last = piece
    return share([draft for draft in drafts if draft.pieces][:_MOST])


def _narrows(piece: Piece, draft: Draft) -> bool:
    """Whether a day is named within a limit said before it: "any day before Friday, Thursday is best"."""
    known, days = draft.days, piece.days
    if known is None or days is None or days.relation is not Relation.AT or days.low.every or days.low.unit != "day":
        return False
    return known.relation in _LIMITS or (known.relation is Relation.FROM and known.low == days.low)


def _is_preferred(line: Line, piece: Piece) -> bool:
    """Whether a time is called the better one, as in "Thursday or Friday, Friday's better"."""
    around = (line.at(piece.begin - 1), line.at(piece.begin), line.at(piece.end))
    hedged = line.at(piece.end).word == "if" and line.at(piece.end + 1).word in ("you", "possible", "that")
    return hedged or any(word in _BETTER for lex in around for word in lex.word.split())


def _repeats(piece: Piece, draft: Draft) -> bool:
    """Whether a piece names again what a wish says, and nothing new."""
    said = piece.days is not None or piece.window is not None
    return said and piece.days in (None, draft.days) and piece.window in (None, draft.window)


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
    if any(line.at(at).has("fix") for at in range(last.end, piece.end)):
        return _Link.FIX
    if len(between) <= 4 and any(lex.has("or") for lex in between):
        return _Link.OR
    if 0 < len(between) <= 2 and all(lex.has("and") or lex.word in (",", "&", "then", "also") for lex in between):
        return _Link.AND
    if len(between) == 1 and between[0].has("to"):
        return _Link.TO
    if not between and piece.back:
        return _Link.TOUCH
    return _Link.NEXT if len(between) <= 1 else _Link.APART


def _take(drafts: list[Draft], piece: Piece, link: _Link, today: date) -> list[Draft]:
    current = drafts[-1]
    if piece.days:
        return _take_days(drafts, current, piece, _stepped(piece.days, current, today), link)
    if piece.window:
        return _take_window(drafts, current, piece, piece.window, link)
    if piece.moment:
        if link is _Link.OR and current.pieces:
            return [*drafts, Draft(moment=piece.moment, pieces=[piece])]
        current.moment = piece.moment
    if piece.back:
        # "We're away until then" tells why; it asks for nothing.
        told = link is _Link.TOUCH or piece.back is Relation.UNTIL
        return drafts if told else _take_back(drafts, current, piece, piece.back)
    if piece.length:
        current.length = piece.length
        return drafts
    if piece.urgency:
        current.urgency = piece.urgency
    current.pieces.append(piece)
    return drafts


def _take_back(drafts: list[Draft], current: Draft, piece: Piece, relation: Relation) -> list[Draft]:
    """Such as "at three, so before that"; without a time before it there is nothing to go back to."""
    window, days = current.window, current.days
    if window and window.relation is Relation.AT and window.low:
        opens = relation in (Relation.AFTER, Relation.FROM)
        current.window = Window(relation, low=window.low) if opens else Window(relation, high=window.low)
    elif days and days.relation is Relation.AT and window is None:
        current.days = replace(days, relation=relation)
    else:
        return drafts
    current.pieces.append(piece)
    return drafts


def _stepped(days: Days, current: Draft, today: date) -> Days:
    """Such as "the day after", counted from the day before it in the text; "today, Wednesday" is today."""
    if days.low.step is not None and days.high is None:
        base = current.days.low if current.days else DayRef(offset=0)
        return Days(stepped(days.low, base))
    named = current.days.low.offset if current.days else None
    if named is not None and current.days and days.low == DayRef(weekday=(today.weekday() + named) % 7):
        return current.days
    return days


def _take_days(drafts: list[Draft], current: Draft, piece: Piece, days: Days, link: _Link) -> list[Draft]:
    if current.days is None:
        current.days = days
        current.pieces.append(piece)
        return drafts
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
    both_at = current.window.relation is window.relation is Relation.AT
    if link is _Link.TO and window.low and window.relation is Relation.AT:
        window = Window(Relation.UNTIL, high=window.low)
    joined = None if link in (_Link.OR, _Link.FIX) else combine(current.window, window, near=link is _Link.NEXT)
    if link is _Link.OR or (link is _Link.AND and both_at and joined is None):
        return [*drafts, Draft(window=window, pieces=[piece])]
    if joined is None:
        current.pieces = [other for other in current.pieces if other.window is None]
    current.window = joined or window
    current.pieces.append(piece)
    return drafts

"""What a caller does not want: "any day but Monday", "mornings don't work", "I'm at work until five"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.core.understanding.times.calendar import REACH, stays
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.shapes import DayRef, Days, Draft, Piece, Relation, Window

_MOST_DAYS = 62
_INVERSE = {
    Relation.UNTIL: Relation.FROM,
    Relation.BEFORE: Relation.FROM,
    Relation.BY: Relation.FROM,
    Relation.AFTER: Relation.UNTIL,
    Relation.FROM: Relation.BEFORE,
}
_REST_OF_DAY = {
    "morning": (Relation.AFTER, "morning"),
    "afternoon": (Relation.BEFORE, "afternoon"),
    "evening": (Relation.BEFORE, "evening"),
    "night": (Relation.BEFORE, "night"),
}
# "Friday's out": behind a day with "is" in it these rule it out.
_BAD = (
    "out",
    "bad",
    "full",
    "booked",
    "booked solid",
    "packed",
    "taken",
    "tough",
    "hard",
    "terrible",
    "awful",
    "crazy",
    "tight",
)
_NEVER_MIND = ("never mind", "nevermind")
_ABOUT_ONESELF = ("i'm", "we're", "im", "i'll", "we'll")
_NOT_MONDAY_TO = ("or", "nor", "and", "o", "ni", "y", ",")


def mark_refused(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces, those that the caller rules out marked, or turned round where only their limit is ruled out."""
    marked = _never_minded(line, _refused_from_behind(line, found))
    for index, piece in enumerate(marked):
        before = marked[index - 1] if index else None
        if before is None or piece.negated:
            continue
        if (before.negated and _goes_with(line, before, piece)) or _is_left_out(line, before, piece):
            marked[index] = replace(piece, negated=True)
    return [_turned(piece) for piece in _reasons(line, marked)]


def _refused_from_behind(line: Line, found: list[Piece]) -> list[Piece]:
    """Takes "doesn't work" behind a piece for its refusal, and for that of what leads up to it."""
    marked = list(found)
    begins = {piece.begin for piece in found}
    chained = False
    for index in range(len(marked) - 1, -1, -1):
        piece = marked[index]
        follower = marked[index + 1] if index + 1 < len(marked) else None
        chained = chained and follower is not None and _leads_to(line, piece, follower)
        if chained or _refused_at(line, piece.end, begins):
            marked[index], chained = replace(piece, negated=True), True
    return marked


def _never_minded(line: Line, found: list[Piece]) -> list[Piece]:
    """Such as "never mind Thursday, Friday works"; with nothing behind it, the words take back what came before."""
    marked = list(found)
    for index, piece in enumerate(found[:-1]):
        if line.at(piece.begin - 1).word in _NEVER_MIND and not found[index + 1].negated and piece.days:
            marked[index] = replace(piece, negated=True)
    return marked


def _refused_at(line: Line, at: int, begins: set[int]) -> bool:
    """Whether "doesn't work" or "I can't" stands here and leads to no other time."""
    if line.at(at).has("refusal"):
        return at not in begins
    if line.at(at).word in _BAD and line.text[: line.at(at - 1).end].endswith(("'s", "’s")):
        return True
    if line.at(at).word == "no" and not line.at(at + 1).word[:1].isalnum():
        return True
    at = at + 1 if line.at(at).word == "," else at
    refuses = (line.at(at).has("subject") or line.at(at).word in _ABOUT_ONESELF) and line.at(at + 1).has("not")
    return refuses and at not in begins and at + 1 not in begins


def _leads_to(line: Line, piece: Piece, follower: Piece) -> bool:
    between = range(piece.end, follower.begin)
    return len(between) <= 1 and all(line.at(at).word in _NOT_MONDAY_TO for at in between)


def _goes_with(line: Line, before: Piece, piece: Piece) -> bool:
    """Whether a refusal reaches on: to "or Tuesday", and to the clock time of the day that is refused."""
    if before.end == piece.begin:
        return piece.window is not None and piece.window.relation is Relation.AT and piece.days is None
    same = (before.days is None) == (piece.days is None)
    joined = [line.at(at).word for at in range(before.end, piece.begin)]
    return same and len(joined) == 1 and joined[0] in _NOT_MONDAY_TO[:-1]


def _is_left_out(line: Line, before: Piece, piece: Piece) -> bool:
    """Such as "any weekday but Wednesday"."""
    every = before.days is not None and before.days.low.every
    return every and piece.days is not None and before.end == piece.begin - 1 and line.at(before.end).word == "but"


def _reasons(line: Line, marked: list[Piece]) -> list[Piece]:
    """Such as "I'm gone until Friday, Monday at nine": beside a day that is wished for, how long is but the reason."""
    told = list(marked)
    for index, piece in enumerate(marked):
        days = piece.days
        limits = days is not None and days.relation in (Relation.UNTIL, Relation.BEFORE, Relation.BY)
        if not limits or not (piece.negated or _are_here(line, piece.begin)):
            continue
        if any(_is_one_day(line, other) for other in marked[index + 1 :]):
            told[index] = replace(piece, past=True)
    return told


def _are_here(line: Line, at: int) -> bool:
    """Whether others are said to be around up to a day ("my in-laws are here until Thursday")."""
    before = line.at(at - 1).word
    there = before == "here" and line.at(at - 2).word in ("are", "is") and line.at(at - 3).word not in ("we", "i")
    return there or before in ("visiting", "staying")


def _is_one_day(line: Line, other: Piece) -> bool:
    """Whether a piece behind a reason wishes for a day by itself."""
    days = other.days
    if other.negated or other.past or days is None or days.low.every or days.relation is not Relation.AT:
        return False
    return days.low.unit == "day" and days.low.step is None and not line.at(other.begin - 1).has("or")


def _turned(piece: Piece) -> Piece:
    """Such as "I'm at work until five", which asks for after five."""
    if not piece.negated:
        return piece
    window, days = piece.window, piece.days
    if window and window.relation in _INVERSE:
        return replace(piece, window=_turned_window(window), negated=False)
    if days and days.relation in _INVERSE:
        return replace(piece, days=Days(days.low, relation=_INVERSE[days.relation]), negated=False)
    return piece


def _turned_window(window: Window) -> Window:
    relation = _INVERSE[window.relation]
    value = window.low or window.high
    if relation is Relation.FROM:
        return Window(relation, low=value, part=window.part)
    return Window(relation, high=value, part=window.part)


def rest_of(refused: list[Piece]) -> list[Draft]:
    """The wish that is left where a caller only says what does not suit."""
    if any(piece.days and not _is_daily(piece) for piece in refused):
        return [Draft(days=Days(DayRef(every=True)), pieces=list(refused))]
    for piece in refused:
        part = piece.window.part if piece.window else None
        if part in _REST_OF_DAY:
            relation, bound = _REST_OF_DAY[part]
            return [Draft(window=Window(relation, part=bound), pieces=list(refused))]
    return []


def with_rest(drafts: list[Draft], refused: list[Piece]) -> list[Draft]:
    """Such as "Friday but not in the morning", "I can't do mornings, Tuesday": the rest of the days wished for."""
    if any(piece.days and not _is_daily(piece) for piece in refused):
        return drafts
    rest = rest_of(refused)
    for draft in drafts:
        if rest and draft.days and draft.window is None and not draft.moment:
            draft.window = rest[0].window
    return drafts


def _is_daily(piece: Piece) -> bool:
    """Whether the piece is a part of every day ("mornings")."""
    return piece.window is not None and piece.days is not None and piece.days.low.every


def refused_days(refused: Iterable[Piece], today: date) -> frozenset[date]:
    """Every day that is ruled out; a bare weekday rules out each one within reach."""
    ruled_out: set[date] = set()
    for piece in refused:
        if piece.days is None or _is_daily(piece):
            continue
        ref = piece.days.low
        bare = ref == DayRef(weekday=ref.weekday, every=ref.every)
        # A bare weekday may be today.
        repeated = range(-7, REACH + 7, 7) if bare and ref.weekday is not None else range(1)
        for stay in stays(ref, today):
            length = min(stay.length, _MOST_DAYS)
            ruled_out.update(stay.first + timedelta(days=step + more) for more in repeated for step in range(length))
    return frozenset(ruled_out)

"""Tells what has already happened from what is wished for ("it broke on Monday, can you come Friday")."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.lexer import Line
from app.core.understanding.times.shapes import Piece, Relation

_CLAUSE_ENDS = (".", ",", ";", "?", "!", ":")
_LOOK_BACK = 8
_RELATIVES = frozenset({"that", "which", "who"})
_REPORTS = frozenset({"said", "told", "dijo", "dijeron"})
_STOCK = frozenset("anything something any nothing slots slot spots spot times openings opening appointments".split())
_ORDERS = frozenset({"get", "getting", "have", "having", "like"})


def mark_past(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces, those of past events marked; a clock time beside a day that is gone is gone with it."""
    marked: list[Piece] = []
    for piece in found:
        beside = bool(marked) and piece.begin <= marked[-1].end
        if beside and piece.days is None:
            gone = marked[-1].past
        else:
            gone = piece.past or (_may_be_past(piece) and _happened_before(line, piece.begin))
            gone = gone or _is_symptom(line, piece)
        marked.append(replace(piece, past=gone))
    return _from_behind(line, marked)


def _from_behind(line: Line, marked: list[Piece]) -> list[Piece]:
    """Such as "at nine last night"; but "my appointment at nine, made yesterday" stands."""
    for index in range(len(marked) - 1):
        first, second = marked[index], marked[index + 1]
        touches = first.days is None and first.end >= second.begin
        if second.past and touches and not _speaks_of_booking(line, first.begin):
            marked[index] = replace(first, past=True)
    return marked


def _may_be_past(piece: Piece) -> bool:
    """Days that a caller can mean backwards: a bare weekday, a date, today, a time of day."""
    if piece.intro == "for":
        return False
    if piece.days is None:
        return piece.moment is None and piece.urgency is None
    ref = piece.days.low
    ahead = ref.mod in ("next", "coming", "after_next") or (ref.offset or 0) > 0 or ref.weeks or ref.base
    return not ahead and piece.days.relation is Relation.AT


def _happened_before(line: Line, at: int) -> bool:
    """Whether the clause up to here tells of something that happened."""
    for here in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
        lex = line.at(here)
        if lex.word in _CLAUSE_ENDS or lex.has("clause") or lex.has("booked") or lex.has("wish"):
            return False
        if lex.word in _REPORTS and at - here <= 2 and line.at(at - 1).word in (lex.word, "me", "us", "that", "que"):
            return False
        if lex.word == "left" and _is_still_there(line, here):
            return False
        if lex.has("happened") or (_sounds_past(lex.word) and not lex.known and line.at(here - 1).has("subject")):
            return not _is_ordered(line, here)
    return False


def _is_still_there(line: Line, at: int) -> bool:
    """Whether "left" asks what is free: "anything left today", "do you have any spots left Friday"."""
    return any(line.at(here).word in _STOCK for here in range(max(0, at - 4), at))


def _is_ordered(line: Line, at: int) -> bool:
    """Whether the word is work to be done, not work done: "I need my furnace serviced", "get the drain cleaned"."""
    for here in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
        lex = line.at(here)
        if lex.word in _CLAUSE_ENDS or lex.has("clause") or lex.word in _RELATIVES:
            return False
        if lex.has("wish") or lex.word in _ORDERS:
            return True
    return False


def _is_symptom(line: Line, piece: Piece) -> bool:
    """Whether a part of day says when the trouble shows ("it makes noise at night")."""
    if piece.days is not None or piece.window is None or piece.window.part is None:
        return False
    for here in range(piece.begin - 1, max(-1, piece.begin - 1 - _LOOK_BACK), -1):
        if line.at(here).word in _CLAUSE_ENDS or line.at(here).has("clause") or line.at(here).has("wish"):
            return False
        if line.at(here).has("trouble"):
            verb = line.at(line.skip(here + 1, "habit"))
            if line.at(here + 1).word == "keeps":
                return True
            return bool(verb.word) and (not verb.known or verb.has("happened"))
    return False


def _sounds_past(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed")


def _speaks_of_booking(line: Line, at: int) -> bool:
    for here in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
        if line.at(here).word in _CLAUSE_ENDS:
            return False
        if line.at(here).has("booked"):
            return True
    return False

"""Keeps the pieces that are wishes for a time: no house number, no headcount, nothing that is past."""

from __future__ import annotations

from dataclasses import replace

from app.core.understanding.times.lexer import Lex, Line
from app.core.understanding.times.shapes import Days, Piece, Relation, Window

_CLAUSE_WORDS = (
    "and",
    "but",
    "so",
    "can",
    "could",
    "would",
    "will",
    "please",
    "when",
    "y",
    "pero",
    "puede",
    "pueden",
)
_ENDS = (".", ",", ";", "?", "!", ":")
_FIRM = ("at", "around", "by", "before", "after", "until", "from", "between")
_HEADS = (
    "table",
    "tables",
    "party",
    "group",
    "room",
    "seats",
    "reservation",
    "reservations",
    "mesa",
    "reservacion",
)
_LOOK_BACK = 8
_DIGITS_OF_A_PHONE = 7
_NUMBERS_OF_A_PHONE = 5
_INVERSE = {
    Relation.UNTIL: Relation.FROM,
    Relation.BEFORE: Relation.FROM,
    Relation.BY: Relation.FROM,
    Relation.AFTER: Relation.UNTIL,
    Relation.FROM: Relation.BEFORE,
}


def sift(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces that speak of a time, marked where they are refused or past."""
    blocked = _blocked(line)
    kept: list[Piece] = []
    for index, piece in enumerate(found):
        behind = found[index + 1] if index + 1 < len(found) else None
        if piece.weak and not _counts(line, piece, kept[-1] if kept else None, behind, blocked):
            continue
        kept.append(_inverted(piece))
    kept = [piece for piece in kept if _is_meant(line, piece, kept)]
    return _mark_past(line, _mark_refused(line, kept))


def _blocked(line: Line) -> set[int]:
    """Places of numbers that belong to a phone number or a street address."""
    blocked: set[int] = set()
    at = 0
    while at < len(line):
        if not _is_number(line.at(at)):
            at += 1
            continue
        end = _run_end(line, at)
        if _is_phone(line, at, end) or _is_address(line, end):
            blocked.update(range(at, end))
        at = end
    return blocked


def _is_number(lex: Lex) -> bool:
    return lex.number() is not None or lex.has("digits")


def _run_end(line: Line, at: int) -> int:
    """The place behind a run of numbers with nothing but dashes, dots and brackets between them."""
    end = at + 1
    while True:
        here = end
        while line.at(here).word in ("-", ".", "(", ")", "+") and here < end + 2:
            here += 1
        if not _is_number(line.at(here)):
            return end
        end = here + 1


def _is_phone(line: Line, start: int, end: int) -> bool:
    lexemes = [line.at(at) for at in range(start, end) if _is_number(line.at(at))]
    digits = sum(lex.end - lex.start if lex.width or lex.has("digits") else _spoken_digits(lex) for lex in lexemes)
    dated = line.at(start - 1).has("month") or (lexemes[0].width == 4 and len(lexemes) == 3)
    return not dated and (digits >= _DIGITS_OF_A_PHONE or len(lexemes) >= _NUMBERS_OF_A_PHONE)


def _spoken_digits(lex: Lex) -> int:
    return len(str(lex.number() or 0))


def _is_address(line: Line, end: int) -> bool:
    """Whether a street follows: a name of one to three words and then "street" or the like."""
    for at in range(end, end + 4):
        lex = line.at(at)
        if at > end and lex.has("street"):
            return True
        if not lex.word[:1].isalpha() or (lex.known and not lex.has("street") and not lex.has("ord")):
            return False
    return False


def _counts(line: Line, piece: Piece, before: Piece | None, behind: Piece | None, blocked: set[int]) -> bool:
    """Whether bare numbers are a clock time here."""
    if any(at in blocked for at in range(piece.begin, piece.end)):
        return False
    if line.at(piece.begin - 1).has("label") or _counts_something(line, piece):
        return False
    if piece.intro in _FIRM or (piece.window and piece.window.relation is not Relation.AT and piece.intro):
        return not _names_a_place(line, piece)
    if _beside(line, before, piece) or _beside(line, piece, behind):
        return line.at(piece.begin - 1).word not in _HEADS
    if piece.intro == "for":
        return line.at(piece.begin - 1).word not in _HEADS
    return _only_small_words(line, piece)


def _counts_something(line: Line, piece: Piece) -> bool:
    lex = line.at(piece.end)
    if lex.has("counted") and not lex.has("relation") and not lex.has("mod"):
        return True
    if lex.has("street") and not lex.has("filler"):
        return True
    return bool(lex.word[:1].isalpha()) and not lex.known and (piece.intro not in _FIRM or lex.word.endswith("s"))


def _names_a_place(line: Line, piece: Piece) -> bool:
    """Whether "at" leads to an address ("we're at 1120 Rainbow")."""
    lex = line.at(piece.end)
    unknown = bool(lex.word[:1].isalpha()) and not lex.known
    bare = line.at(piece.end - 1).width >= 3 or piece.end - piece.begin > 2
    return unknown and (lex.capital or bare or line.at(piece.begin - 1).has("living"))


def _beside(line: Line, first: Piece | None, second: Piece | None) -> bool:
    """Whether two pieces stand next to each other and one of them is a day or a part of day."""
    if first is None or second is None:
        return False
    gap = second.begin - first.end
    joined = gap == 0 or (gap == 1 and line.at(first.end).word in (",", "-"))
    other = [piece for piece in (first, second) if piece.days or (piece.window and piece.window.part)]
    return joined and bool(other)


def _only_small_words(line: Line, piece: Piece) -> bool:
    """Whether the text says nothing but this ("can we go for nine then")."""
    before = line.at(piece.begin - 1)
    if before.word in ("that", "this", "these", "those", "which", "the"):
        return False
    if line.at(piece.begin).word == "one" and len(line) > 3:
        return False
    others = (line.at(at) for at in range(len(line)) if not piece.begin <= at < piece.end)
    return all(lex.has("filler") or lex.has("mark") or lex.has("fix") or lex.has("prep") for lex in others)


def _inverted(piece: Piece) -> Piece:
    """Such as "I'm at work until five" is a wish for after five."""
    if not piece.negated:
        return piece
    if piece.window and piece.window.relation in _INVERSE:
        turned = _turned(piece.window)
        return replace(piece, window=turned, negated=False)
    if piece.days and piece.days.relation in _INVERSE:
        relation = _INVERSE[piece.days.relation]
        return replace(piece, days=Days(piece.days.low, relation=relation), negated=False)
    return piece


def _turned(window: Window) -> Window:
    relation = _INVERSE[window.relation]
    value = window.low or window.high
    if relation in (Relation.FROM, Relation.AFTER):
        return Window(relation, low=value, part=window.part)
    return Window(relation, high=value, part=window.part)


def _is_meant(line: Line, piece: Piece, found: list[Piece]) -> bool:
    """Such as "Now" counts only where somebody is wanted now; a meal is a time only beside one."""
    if piece.urgency and piece.urgency.kind != "soon":
        if len(found) > 1:
            return False
        return piece.urgency.kind == "any" or _is_wanted_now(line, piece)
    return True


def _is_wanted_now(line: Line, piece: Piece) -> bool:
    if line.at(piece.end).word == ",":
        return False
    lexemes = [line.at(at) for at in range(len(line)) if not piece.begin <= at < piece.end]
    return any(lex.has("wish") for lex in lexemes) or all(lex.has("filler") or lex.has("mark") for lex in lexemes)


def _mark_refused(line: Line, found: list[Piece]) -> list[Piece]:
    """Takes "doesn't work" behind a piece for its refusal, and for that of what stands right before it."""
    marked = list(found)
    for index in range(len(marked) - 1, -1, -1):
        here = marked[index].end
        refused = line.at(here).has("refusal")
        chained = index + 1 < len(marked) and marked[index + 1].negated and marked[index + 1].begin <= here + 1
        if refused or (chained and _ends_in_refusal(line, marked[index + 1 :])):
            marked[index] = replace(marked[index], negated=True)
    return marked


def _ends_in_refusal(line: Line, later: list[Piece]) -> bool:
    for index, piece in enumerate(later):
        if line.at(piece.end).has("refusal"):
            return True
        if index + 1 >= len(later) or later[index + 1].begin > piece.end + 1:
            return False
    return False


def _mark_past(line: Line, found: list[Piece]) -> list[Piece]:
    marked: list[Piece] = []
    for piece in found:
        gone = piece.past or (_may_be_past(piece) and _happened_before(line, piece.begin))
        beside = bool(marked) and marked[-1].past and piece.begin <= marked[-1].end
        marked.append(replace(piece, past=gone or (beside and piece.days is None)))
    return _past_from_behind(marked)


def _past_from_behind(marked: list[Piece]) -> list[Piece]:
    """A clock time right before a day that is gone is gone with it ("at nine last night")."""
    for index in range(len(marked) - 1):
        first, second = marked[index], marked[index + 1]
        if second.past and first.days is None and first.end >= second.begin:
            marked[index] = replace(first, past=True)
    return marked


def _may_be_past(piece: Piece) -> bool:
    """Days that a caller can mean backwards: a bare weekday, a date, today, a time of day."""
    if piece.days is None:
        return piece.moment is None and piece.urgency is None
    ref = piece.days.low
    ahead = ref.mod in ("next", "coming", "after_next") or (ref.offset or 0) > 0 or ref.weeks or ref.base
    return not ahead and piece.days.relation is Relation.AT


def _happened_before(line: Line, at: int) -> bool:
    """Whether the clause up to here tells of something that happened."""
    for here in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
        lex = line.at(here)
        if lex.word in _ENDS or lex.word in _CLAUSE_WORDS or lex.has("booked") or lex.has("wish"):
            return False
        if lex.has("happened") or (not lex.known and lex.word.endswith("ed") and len(lex.word) > 4):
            return True
    return False

"""Keeps the pieces that are wishes for a time: no house number, no headcount, nothing that is past."""

from __future__ import annotations

from app.core.understanding.times.lexer import Lex, Line
from app.core.understanding.times.shapes import Piece, Relation

_FIRM = ("at", "around", "by", "before", "after", "until", "from", "between", "las")
_HEADS = (
    "table",
    "tables",
    "party",
    "group",
    "room",
    "seats",
    "reservation",
    "reservations",
    "booking",
    "bookings",
    "mesa",
    "reservacion",
)
_DIGITS_OF_A_PHONE = 7
_NUMBERS_OF_A_PHONE = 5


def sift(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces that speak of a time."""
    blocked = _blocked(line)
    kept: list[Piece] = []
    for index, piece in enumerate(found):
        behind = found[index + 1] if index + 1 < len(found) else None
        others = any(_is_clock(other) for other in found if other is not piece)
        before = kept[-1] if kept else None
        if piece.weak and not _counts(line, piece, before, behind, blocked, others=others):
            continue
        kept.append(piece)
    return [piece for piece in kept if _is_meant(line, piece, kept)]


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


def _counts(
    line: Line, piece: Piece, before: Piece | None, behind: Piece | None, blocked: set[int], *, others: bool
) -> bool:
    """Whether bare numbers are a clock time here."""
    if any(at in blocked for at in range(piece.begin, piece.end)):
        return False
    if line.at(piece.end - 1).word in ("un", "una", "uno") and piece.intro != "las":
        return False
    if piece.intro == "de" and piece.window and piece.window.high:
        return True
    if line.at(piece.begin - 1).has("label") or _counts_something(line, piece):
        return False
    if _is_late_hour(piece) and not (piece.intro in ("at", "around", "las") or _in_part_of_day(piece, behind)):
        return False
    if piece.intro in _FIRM or (piece.window and piece.window.relation is not Relation.AT and piece.intro):
        return not _names_a_place(line, piece)
    if _beside(line, before, piece) or _beside(line, piece, behind):
        return not (piece.intro in (None, "for") and (others or _speaks_of_heads(line)))
    if piece.intro == "for":
        return not others and not _speaks_of_heads(line)
    return _only_small_words(line, piece)


def _is_clock(piece: Piece) -> bool:
    """Whether a piece is a clock time that needs no company."""
    has_clock = piece.window is not None and piece.window.part is None
    return has_clock and (not piece.weak or piece.intro in _FIRM)


def _speaks_of_heads(line: Line) -> bool:
    return any(line.at(at).word in _HEADS for at in range(len(line)))


def _is_late_hour(piece: Piece) -> bool:
    """Whether a bare number is an hour only on a clock of twenty-four ("at 19")."""
    clocks = [clock for clock in (piece.window.low, piece.window.high) if clock] if piece.window else []
    return any(clock.fixed and clock.minutes % 60 == 0 for clock in clocks)


def _in_part_of_day(piece: Piece, behind: Piece | None) -> bool:
    """Whether "in the evening" or the like follows at once."""
    part = behind.window.part if behind and behind.window else None
    return part is not None and behind is not None and behind.begin == piece.end


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


def _is_meant(line: Line, piece: Piece, found: list[Piece]) -> bool:
    """Such as "Now" counts only where somebody is wanted now; a meal is a time only beside one."""
    part_at = piece.end - 1
    if line.at(part_at).has("soft_part") and piece.intro is None and not _near_day(piece, found):
        return False
    if piece.days and piece.days.low.unit == "year" and piece.days.high is None:
        return any(other.days for other in found if other is not piece)
    if piece.urgency and piece.urgency.kind != "soon":
        if len(found) > 1:
            return False
        return piece.urgency.kind == "any" or _is_wanted_now(line, piece)
    return True


def _near_day(piece: Piece, found: list[Piece]) -> bool:
    return any(other.days and (other.end == piece.begin or other.begin == piece.end) for other in found)


def _is_wanted_now(line: Line, piece: Piece) -> bool:
    if line.at(piece.end).word == ",":
        return False
    others = [line.at(at) for at in range(len(line)) if not piece.begin <= at < piece.end]
    words = [lex for lex in others if not lex.has("mark")]
    return any(lex.has("wish") for lex in words) or (len(words) <= 1 and all(lex.has("filler") for lex in words))

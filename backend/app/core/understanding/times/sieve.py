"""Keeps the pieces that are wishes for a time: no house number, no headcount, no mere manner of speaking."""

from __future__ import annotations

from app.core.understanding.times.lexer import Lex, Line
from app.core.understanding.times.shapes import Piece, Relation
from app.core.understanding.wordlist import word_set

_FIRM = ("at", "around", "by", "before", "after", "until", "from", "between", "las", "say")
_LED = ("at", "around", "las")
_ONES = ("one", "un", "una", "uno")
_PROPOSALS = ("make it", "let's make it", "let's say", "how about", "let's do", "lets do", "go for", "go with")
_SO = ("so", "maybe", "entonces")
_POINTING = ("that", "this", "these", "those", "which", "the")
_MOST_BETWEEN = 3
_DIGITS_OF_A_LABEL = 3
_DIGITS_OF_A_CLOCK = 4
_HEMS = word_set("uh um oh er ah hmm mm yes yeah yep ok okay so well sure maybe think guess say , .")
_REMARKS = word_set(
    "if please because that which and or but would is if's i we it ok okay thanks si por porque gracias"
)
_THANKS = ("thanks", "thank", "please", "yes", "yeah", "that's")
_APART = (".", ";", "?", "!", "but", "so")
_SENTENCE_ENDS = (".", "?", "!", ";", "")


def sift(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces that speak of a time."""
    sieve = _Sieve(line, found)
    kept: list[Piece] = []
    for index, piece in enumerate(found):
        if not piece.weak or sieve.is_clock(index, kept[-1] if kept else None):
            kept.append(piece)
    return [piece for piece in kept if _is_meant(line, piece, kept)]


class _Sieve:
    """Judges bare numbers by what stands around them."""

    def __init__(self, line: Line, found: list[Piece]) -> None:
        self._line = line
        self._found = found
        self._heads = any(line.at(at).has("heads") for at in range(len(line)))
        self._firm = {index for index, piece in enumerate(found) if _is_firm(piece) and self._is_sound(piece)}
        self._terse = self._terse_places()

    def _terse_places(self) -> set[int]:
        """Places in sentences that say nothing but small words beside their times."""
        inside = {at for piece in self._found for at in range(piece.begin, piece.end)}
        terse: set[int] = set()
        sentence: list[int] = []
        for at in range(len(self._line) + 1):
            if at not in inside and self._line.at(at).word in _SENTENCE_ENDS:
                if all(place in inside or _is_small(self._line.at(place)) for place in sentence):
                    terse.update(sentence)
                sentence = []
            else:
                sentence.append(at)
        return terse

    def is_clock(self, index: int, before: Piece | None) -> bool:
        """Whether the bare numbers of a piece are a clock time; `before` is the piece kept last."""
        piece = self._found[index]
        behind = self._found[index + 1] if index + 1 < len(self._found) else None
        if not self._is_sound(piece) or not self._may_be_one(piece, behind):
            return False
        last = self._line.at(piece.end - 1)
        led = piece.intro in ("at", "around", "las") or last.has("hundreds") or last.width == _DIGITS_OF_A_CLOCK
        if _is_late_hour(piece) and not (led or _has_part_behind(piece, behind)):
            return False
        linked = self._linked(before, piece) or (not _is_weak(behind) and self._linked(piece, behind))
        if linked or (piece.intro == "de" and piece.window is not None and piece.window.high is not None):
            return True
        return self._is_placed(index, before, behind)

    def _is_placed(self, index: int, before: Piece | None, behind: Piece | None) -> bool:
        """Whether the words before it, a day beside it, or the shortness of the text make it a time."""
        piece = self._found[index]
        limited = piece.window is not None and piece.window.relation is not Relation.AT
        if piece.intro in _FIRM or (limited and piece.intro):
            return not self._names_a_place(piece)
        counted = self._heads or self._is_beside_a_firm_one(index)
        if self._beside(before, piece) or self._beside(piece, behind):
            return not (piece.intro in (None, "for") and counted)
        if piece.intro == "for":
            return not counted
        if piece.intro is None and (self._is_proposed(piece) or self._is_answer(piece)) and not self._heads:
            return True
        short = self._line.at(piece.begin).width < _DIGITS_OF_A_LABEL or len(self._line) <= _MOST_BETWEEN
        return short and piece.begin in self._terse and self._line.at(piece.begin - 1).word not in _POINTING

    def _is_beside_a_firm_one(self, index: int) -> bool:
        """Whether a sure clock time shares the clause, so that a bare full hour may count something."""
        piece = self._found[index]
        # "I drop the kids at eight, nine on Thursday is good": behind a comma and before "on" it is said anew.
        anew = self._line.at(piece.begin - 1).word == "," and self._line.at(piece.end).name("prep") == "on"
        if anew or _has_minutes(piece):
            return False
        for other in (self._found[at] for at in self._firm - {index}):
            between = range(min(piece.end, other.end), max(piece.begin, other.begin))
            if not any(self._line.at(at).word in _APART for at in between):
                return True
        return False

    def _is_proposed(self, piece: Piece) -> bool:
        """Such as "nine works", "so nine", "so nine or ten"."""
        line, end = self._line, piece.end
        concluded = line.at(piece.begin - 1).word in _SO and (_ends_sentence(line, end) or line.at(end).has("or"))
        return concluded or line.at(end).has("suits")

    def _is_answer(self, piece: Piece) -> bool:
        """Such as "three thirty, if you've got it": the minutes said, nothing before it and plain words behind."""
        line = self._line
        opens = all(line.at(at).word in _HEMS for at in range(piece.begin))
        return (
            opens and _has_minutes(piece) and line.at(piece.end).word == "," and line.at(piece.end + 1).word in _REMARKS
        )

    def _is_sound(self, piece: Piece) -> bool:
        """Whether nothing near says that the number counts, labels or measures something."""
        line, before, behind = self._line, self._line.at(piece.begin - 1), self._line.at(piece.end)
        if before.has("label") and not self._is_led(piece):
            return False
        if piece.intro == "by" and before.number() is not None:
            return False
        if behind.has("counted") and not behind.has("relation") and not behind.has("mod"):
            return False
        if behind.has("to") and line.at(piece.end + 1).has("num") and line.at(piece.end + 2).has("counted"):
            return False
        if behind.has("street") and not behind.has("filler"):
            return False
        unknown = _is_unknown(line.at(piece.end))
        return not unknown or (piece.intro in _FIRM and not behind.word.endswith("s"))

    def _is_led(self, piece: Piece) -> bool:
        """Whether a label before the number labels nothing: "class at one", "four, no, five"."""
        if piece.intro in _LED or (piece.window and piece.window.relation is not Relation.AT):
            return True
        line, at = self._line, piece.begin - 1
        return line.at(at).word == "no" and (piece.intro == "say" or not line.at(at - 1).word[:1].isalpha())

    def _may_be_one(self, piece: Piece, behind: Piece | None) -> bool:
        """Whether "one" can be an hour here; in "for one" or "the one" it is none."""
        line = self._line
        if line.at(piece.end - 1).word not in _ONES or piece.end - piece.begin > _MOST_BETWEEN:
            return True
        limited = piece.window is not None and piece.window.relation is not Relation.AT and piece.intro
        if limited or _has_part_behind(piece, behind) or (piece.intro in _FIRM and piece.intro != "say"):
            return True
        day_behind = behind is not None and behind.days is not None and self._beside(piece, behind)
        if line.at(piece.begin).word in _PROPOSALS and (day_behind or _ends_sentence(line, piece.end)):
            return True
        if not all(line.at(at).word in _HEMS for at in range(piece.begin)) or line.at(piece.begin).word != "one":
            return False
        return day_behind or len(line) <= piece.begin + 2 or (line.at(piece.end).has("suits") and self._suffices(piece))

    def _suffices(self, piece: Piece) -> bool:
        """Whether nothing but a day or "for me" follows "one works"; "one works, the other drips" tells of a thing."""
        line, at = self._line, piece.end + 1
        at = at + 2 if line.at(at).word == "for" and line.at(at + 1).word in ("me", "us") else at
        at = at + 1 if line.at(at).has("prep") else at
        if line.at(at).word == "," and line.at(at + 1).word in _THANKS:
            return True
        days = any(other.begin <= at < other.end and other.days for other in self._found)
        return days or _ends_sentence(line, at)

    def _names_a_place(self, piece: Piece) -> bool:
        """Whether "at" leads to an address ("we're at 1120 Rainbow")."""
        line, behind = self._line, self._line.at(piece.end)
        long = line.at(piece.end - 1).width >= 3 or piece.end - piece.begin > 2
        return _is_unknown(behind) and (behind.capital or long or line.at(piece.begin - 1).has("living"))

    def _beside(self, first: Piece | None, second: Piece | None) -> bool:
        """Whether two pieces stand next to each other and one of them is a day or a part of day."""
        if first is None or second is None:
            return False
        gap = second.begin - first.end
        joined = gap == 0 or (gap == 1 and self._line.at(first.end).word in (",", "-"))
        return joined and any(piece.days or (piece.window and piece.window.part) for piece in (first, second))

    def _linked(self, first: Piece | None, second: Piece | None) -> bool:
        """Whether two clock times are alternatives ("three or half past")."""
        if first is None or second is None or first.window is None or second.window is None:
            return False
        between = [self._line.at(at) for at in range(first.end, second.begin)]
        return 0 < len(between) <= _MOST_BETWEEN and any(lex.has("or") for lex in between)


def _ends_sentence(line: Line, at: int) -> bool:
    return line.at(at).word in _SENTENCE_ENDS or (
        line.at(at).word == "please" and not line.at(at + 1).word[:1].isalnum()
    )


def _is_small(lex: Lex) -> bool:
    return any(lex.has(role) for role in ("filler", "mark", "fix", "prep", "or", "move"))


def _is_unknown(lex: Lex) -> bool:
    return bool(lex.word[:1].isalpha()) and not lex.known


def _is_weak(piece: Piece | None) -> bool:
    return piece is None or piece.weak


def _is_firm(piece: Piece) -> bool:
    """Whether a piece is a clock time that needs no company."""
    clocked = piece.window is not None and piece.window.part is None
    return clocked and (not piece.weak or piece.intro in _FIRM)


def _is_late_hour(piece: Piece) -> bool:
    """Whether a bare number is an hour only on a clock of twenty-four ("at 19")."""
    clocks = [clock for clock in (piece.window.low, piece.window.high) if clock] if piece.window else []
    return any(clock.fixed and clock.minutes % 60 == 0 for clock in clocks)


def _has_minutes(piece: Piece) -> bool:
    """Whether the minutes of a bare clock time are said too ("eight fifteen")."""
    clocks = [clock for clock in (piece.window.low, piece.window.high) if clock] if piece.window else []
    return any(clock.minutes % 60 for clock in clocks)


def _has_part_behind(piece: Piece, behind: Piece | None) -> bool:
    """Whether "in the evening" or the like follows at once."""
    part = behind.window.part if behind and behind.window else None
    return part is not None and behind is not None and behind.begin == piece.end


def _is_meant(line: Line, piece: Piece, found: list[Piece]) -> bool:
    """Whether a piece is more than a manner of speaking: "that night", "lunch booking", "now, listen"."""
    if line.at(piece.begin - 1).has("that") and piece.intro is None and not _is_firm(piece):
        return False
    manner = piece.intro is None or (piece.intro == "in" and line.at(piece.end - 1).word in ("late", "early"))
    if line.at(piece.end - 1).has("soft_part") and manner and not _is_near_day(line, piece, found):
        return False
    if piece.days and piece.days.low.unit == "year" and not piece.days.low.edge:
        return any(other.days for other in found if other is not piece)
    if piece.urgency and piece.urgency.kind != "soon":
        alone = len(found) == 1
        return alone and (piece.urgency.kind == "any" or _is_wanted_now(line, piece))
    return True


def _is_near_day(line: Line, piece: Piece, found: list[Piece]) -> bool:
    """Whether a day stands right before or behind, a comma between them at most."""
    before = piece.begin - 1 if line.at(piece.begin - 1).word == "," else piece.begin
    return any(other.days and (other.end in (before, piece.begin) or other.begin == piece.end) for other in found)


def _is_wanted_now(line: Line, piece: Piece) -> bool:
    if line.at(piece.end).word == ",":
        return False
    others = [line.at(at) for at in range(len(line)) if not piece.begin <= at < piece.end]
    words = [lex for lex in others if not lex.has("mark")]
    return any(lex.has("wanted") for lex in words) or (len(words) <= 1 and all(lex.has("filler") for lex in words))

"""What callers tell of their own day: "I have church on Wednesday" blocks it, "I get off at 4:30" explains a wish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.core.understanding.frame import Language
from app.core.understanding.times.halves import default_minutes
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.parts import part_of_day
from app.core.understanding.times.shapes import Piece, Relation, Window
from app.core.understanding.times.vocabulary import read_data
from app.core.understanding.wordlist import spaced

_CLAUSE_ENDS = frozenset(".,;?!:")
# "My wife will be home at two" is one clause.
_WITHIN = frozenset({"will", "would"})
_PLANS = frozenset({"will", "i'll", "we'll"})
_LONGEST_CLAUSE = 16
_SUBJECT_REACH = 4
_TURNING = (Relation.UNTIL, Relation.BEFORE, Relation.BY, Relation.AFTER, Relation.FROM)


def mark_own_day(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces, with days marked on which the caller has something else, and the hours of their own day worked in."""
    found = [_not_until(line, piece) for piece in found]
    return _explained(line, _engaged(line, found))


@cache
def _phrases(language: Language) -> dict[str, tuple[str, ...]]:
    """The phrases of one language by kind, each as " word word "."""
    data: dict[str, str] = read_data("own_day.toml")[language.value]
    return {kind: spaced(text) for kind, text in data.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """Words of a clause, and for each the place of its lexeme."""

    words: tuple[str, ...]
    places: tuple[int, ...]
    language: Language

    @staticmethod
    def of(line: Line, begin: int, end: int) -> _Told:
        pairs = [(word, at) for at in range(begin, end) for word in line.at(at).word.split()]
        return _Told(tuple(word for word, _ in pairs), tuple(at for _, at in pairs), line.language)

    def __str__(self) -> str:
        return f" {' '.join(self.words)} "

    def has(self, kind: str) -> bool:
        text = str(self)
        return any(phrase in text for phrase in _phrases(self.language)[kind])

    def last(self, kind: str) -> tuple[int, int] | None:
        """The words [first, last) of the phrase of a kind that ends last, the longest of those."""
        text, best = str(self), None
        for phrase in _phrases(self.language)[kind]:
            at = text.rfind(phrase)
            if at >= 0:
                first = text[:at].count(" ")
                last = first + phrase.count(" ") - 1
                best = max(best or (-1, 0), (last, -first))
        return (-best[1], best[0]) if best else None

    def begins(self, kind: str) -> int:
        """How many words the longest phrase of a kind takes at the very beginning."""
        text = str(self)
        return max((p.count(" ") - 1 for p in _phrases(self.language)[kind] if text.startswith(p)), default=0)

    def after(self, word: int) -> _Told:
        return _Told(self.words[word:], self.places[word:], self.language)


def _ends_clause(line: Line, at: int) -> bool:
    lex = line.at(at)
    since = f" {lex.word} " in _phrases(line.language)["since"]
    turns = lex.has("clause") and lex.word not in _WITHIN
    return not lex.word or lex.word in _CLAUSE_ENDS or turns or since


def _clause(line: Line, begin: int, end: int) -> tuple[int, int]:
    """The places of the clause around [begin, end)."""
    first, last = begin, end
    while first > 0 and begin - first < _LONGEST_CLAUSE and not _ends_clause(line, first - 1):
        first -= 1
    while last < len(line) and last - end < _LONGEST_CLAUSE and not _ends_clause(line, last):
        last += 1
    return first, last


def _not_until(line: Line, piece: Piece) -> Piece:
    """ "I don't need it till February": what is denied up to a time is wished from then on."""
    relations = (piece.days and piece.days.relation, piece.window and piece.window.relation)
    if piece.negated or piece.past or Relation.UNTIL not in relations:
        return piece
    lead = _Told.of(line, _clause(line, piece.begin, piece.end)[0], piece.begin)
    return replace(piece, negated=True) if lead.has("denies") else piece


def _engaged(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces, those marked that say when the caller has something else: a day is ruled out, an hour is no wish."""
    if any(piece.back in (Relation.BEFORE, Relation.BY) for piece in found):
        return found
    marked = list(found)
    for index, piece in enumerate(found):
        if piece.past or piece.back or not (piece.days or piece.window):
            continue
        told = _told_behind(line, found, index) or _told_before(line, found, index)
        for at in told:
            marked[at] = replace(found[at], negated=True)
        if told and not any(_turns(found[at]) for at in told) and any(found[at].window for at in told):
            for at in told:
                marked[at] = replace(found[at], past=True, negated=False)
    return marked


def _turns(piece: Piece) -> bool:
    return piece.window is not None and piece.window.relation in _TURNING


def _told_before(line: Line, found: Sequence[Piece], index: int) -> list[int]:
    """The pieces of "I have church group on Wednesday", of which `index` is the first; only its limit if it has one."""
    piece = found[index]
    start, end = _clause(line, piece.begin, piece.end)
    before = [other for other in found[:index] if other.begin >= start]
    lead = _Told.of(line, max([start, *(other.end for other in before)]), piece.begin)
    opened = lead.last("has") or lead.last("is")
    if opened is not None:
        begin = lead.places[opened[0]]
        if not _is_something_else(line, found, lead.after(opened[1]), piece, begin):
            return []
    elif not lead.has("own") or lead.has("free") or not (lead.has("busy") or lead.has("elsewhere")):
        return []
    told = [index]
    for at in range(index + 1, len(found)):
        if found[at].begin >= end or (found[at].days and any(found[one].days for one in told)):
            break
        told.append(at)
    if opened is None and not lead.has("busy") and len(told) == len(found):
        return []
    return [at for at in told if _turns(found[at])] or told


def _told_behind(line: Line, found: Sequence[Piece], index: int) -> list[int]:
    """The pieces of "Wednesday I have church group", of which `index` is the first."""
    piece = found[index]
    if piece.days is None:
        return []
    told = [index]
    while told[-1] + 1 < len(found) and found[told[-1] + 1].begin == found[told[-1]].end:
        told.append(told[-1] + 1)
    end = found[told[-1]].end
    comma = line.at(end).word == ","
    begin = end + 1 if comma else end
    last = _clause(line, begin, begin)[1]
    inside = [other for other in found[told[-1] + 1 :] if other.begin < last]
    others = [other for other in inside if other.days]
    if (comma and any(not _turns(other) for other in inside)) or (others and line.at(others[0].begin).has("prep")):
        return []
    last = others[0].begin if others else last
    tail = _Told.of(line, begin, last)
    told += [at for at in range(told[-1] + 1, len(found)) if found[at].begin < last]
    told = [at for at in told if _turns(found[at])] or told
    opened = tail.begins("has") or tail.begins("is") or (0 if comma else tail.begins("named"))
    if opened and _is_something_else(line, found, tail.after(opened), piece, begin, named=not tail.begins("has")):
        return told
    return told if tail.begins("own") and (tail.has("busy") or tail.has("elsewhere")) and not tail.has("free") else []


def _is_something_else(
    line: Line, found: Sequence[Piece], thing: _Told, piece: Piece, begin: int, *, named: bool = False
) -> bool:
    """Whether what the caller has, or where they are, keeps them from being met."""
    if thing.has("free"):
        return False
    if thing.has("engaged") or thing.has("busy"):
        return True
    if not thing.words or named or piece.days is None or thing.has("trouble"):
        return False
    # Anything else that stands on a day keeps them from it, where another sentence asks for another day.
    last = _clause(line, begin, piece.end)[1]
    wished = [other for other in found if other.days and not other.past and not other.negated]
    outside = [other for other in wished if other is not piece and (other.end <= begin or other.begin >= last)]
    return any(not any(line.at(at).has("or") for at in _between(other, piece)) for other in outside)


def _between(one: Piece, other: Piece) -> range:
    return range(min(one.end, other.end), max(one.begin, other.begin))


def _explained(line: Line, found: list[Piece]) -> list[Piece]:
    """Hours of the caller's own day: no wish beside another one; alone, "I get off at 4:30" asks for after that."""
    kinds = {at: kind for at, piece in enumerate(found) if (kind := _own_hour(line, found, at))}
    if not kinds or any(piece.back for piece in found):
        return found
    others = [piece for at, piece in enumerate(found) if at not in kinds and not (piece.past or piece.negated)]
    wished = any(piece.window and not _holds(piece.window, found[next(iter(kinds))].window) for piece in others)
    stays = None if wished else next((at for at in kinds if kinds[at] != "agrees"), None)
    marked = list(found)
    for at, kind in kinds.items():
        window = found[at].window
        hour = (window.low or window.high) if window else None
        if at != stays or hour is None:
            marked[at] = replace(found[at], past=True)
            continue
        worked_in = Window(Relation.FROM, low=hour) if kind == "frees" else Window(Relation.BEFORE, high=hour)
        marked[at] = replace(found[at], negated=False, window=worked_in)
    return marked


def _holds(outer: Window, inner: Window | None) -> bool:
    """Whether a part of day was named in which the hour lies ("Friday afternoon, I get off at three")."""
    if outer.part is None or outer.low or outer.high or inner is None or inner.low is None:
        return False
    begin, end = part_of_day(outer.part)
    return outer.relation is Relation.AT and begin < default_minutes(inner.low) < end


def _own_hour(line: Line, found: Sequence[Piece], index: int) -> str | None:
    """Whether from this clock time on the caller "frees" or "binds" themselves; "agrees" where it only fits."""
    piece = found[index]
    window = piece.window
    if piece.past or piece.days or window is None or not (window.low or window.high):
        return None
    if window.relation not in (Relation.AT, Relation.BY):
        return None
    start, end = _clause(line, piece.begin, piece.end)
    # A leading word such as "work" in "get off work at four" may have been taken into the piece.
    lead = _Told.of(line, start, piece.end)
    kinds = [(place, kind) for kind in ("frees", "binds") if (place := _verb(lead, kind)) is not None]
    kind = _nearest(kinds)
    if kind is None or (window.relation is Relation.BY and kind == "binds"):
        return None
    behind = end + 1 if line.at(end).word == "," else end
    while line.at(behind).has("clause") or line.at(behind).word == "que":
        behind += 1
    tail = _Told.of(line, behind, min(len(line), behind + _SUBJECT_REACH))
    return "agrees" if tail.begins("agrees") else kind


def _nearest(kinds: Sequence[tuple[int, str]]) -> str | None:
    """The verb that the hour belongs to; "I have to be home at five" binds though "be home" is in it."""
    if len(kinds) > 1 and kinds[1][0] < kinds[0][0] <= kinds[1][0] + _SUBJECT_REACH:
        return "binds"
    return max(kinds)[1] if kinds else None


def _verb(lead: _Told, kind: str) -> int | None:
    """Where the last verb of a kind begins that the caller, or one of theirs, does."""
    whole = lead.last(f"{kind}_by_itself")
    verb = lead.last(kind)
    if verb is not None:
        subjects = _Told(lead.words[max(0, verb[0] - _SUBJECT_REACH) : verb[0]], (), lead.language)
        # "I'll leave at seven" is a plan about the visit; "I leave at seven" is how the day goes.
        planned = kind == "binds" and not _PLANS.isdisjoint(subjects.words)
        verb = verb if subjects.has("own") and not planned else None
    return max((found[0] for found in (whole, verb) if found), default=None)

"""Every expression of time in a text, one after the other, each with the words that lead into it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.understanding.times.clocks import clock
from app.core.understanding.times.days import day
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.parts import has_part
from app.core.understanding.times.quantities import quantity
from app.core.understanding.times.ranges import clock_range, day_range
from app.core.understanding.times.relative import moment
from app.core.understanding.times.shapes import DayRef, Days, Match, Piece, Relation, Urgency, Window

_LONGEST_LEAD = 5
_MOST = 60
_BACK = (Relation.BEFORE, Relation.AFTER, Relation.FROM, Relation.UNTIL)
_SOFT = (None, "in", "on", "for", "a", "de", "por", "say")


@dataclass(frozen=True, slots=True)
class _Lead:
    """The small words before an expression: "not", "by around", "on the"."""

    relation: Relation = Relation.AT
    intro: str | None = None
    approx: bool = False
    negated: bool = False


def pieces(line: Line) -> list[Piece]:
    """What stands in the text, in order, `_MOST` expressions at most. No two overlap."""
    found: list[Piece] = []
    at = 0
    while at < len(line) and len(found) < _MOST:
        lex = line.at(at)
        piece = piece_at(line, at) if lex.begins or lex.leads else None
        if piece is None:
            at += 1
            continue
        found.append(piece)
        at = piece.end
    return found


def piece_at(line: Line, at: int) -> Piece | None:
    """The longest expression that begins here, after as many leading words as belong to it."""
    lead, here = _Lead(), at
    best = _target(line, at, at, lead)
    began = at
    for _ in range(_LONGEST_LEAD):
        longer = _leading(line, here, lead)
        if longer is None:
            break
        if lead.intro == "in" and line.at(here).has("prep"):
            began = here
        lead, here = longer, here + 1
        piece = _target(line, began, here, lead)
        if piece and (best is None or piece.end > best.end):
            best = piece
    return best


def _leading(line: Line, at: int, lead: _Lead) -> _Lead | None:
    lex = line.at(at)
    relation = lex.name("relation")
    if lex.has("not"):
        return replace(lead, negated=True)
    if relation is not None:
        return replace(lead, relation=_joined(lead.relation, Relation(relation)), intro=lex.word)
    if lex.has("around"):
        return replace(lead, intro="around", approx=True)
    if lex.has("prep"):
        return replace(lead, intro=lex.name("prep") if lead.intro in _SOFT else lead.intro)
    if lex.word == "las" or (lex.word == "la" and line.at(at + 1).number() == 1):
        return replace(lead, intro="las")
    if lex.has("article"):
        return lead
    return None


def _joined(first: Relation, second: Relation) -> Relation:
    return first if second is Relation.AT else second


def _target(line: Line, began: int, at: int, lead: _Lead) -> Piece | None:
    """The longest of all kinds of expression at this very place."""
    if line.at(at).has("it") and lead.relation in _BACK:
        return Piece(began, at + 1, back=lead.relation, intro=lead.intro)
    if not line.at(at).begins:
        return None
    blank = Piece(began, at, intro=lead.intro, negated=lead.negated)
    found = [
        piece
        for piece in (
            _as_moment(line, at, blank),
            _as_days(line, at, blank, lead),
            _as_window(line, at, blank, lead),
            _as_part(line, at, blank, lead),
            _as_urgency(line, at, blank),
            _as_length(line, at, blank),
        )
        if piece
    ]
    return max(found, key=lambda piece: piece.end, default=None)


def _as_moment(line: Line, at: int, blank: Piece) -> Piece | None:
    found = moment(line, at)
    return replace(blank, end=found.end, moment=found.value) if found else None


def _as_days(line: Line, at: int, blank: Piece, lead: _Lead) -> Piece | None:
    ranged = day_range(line, at, lead.relation)
    if ranged:
        return replace(blank, end=ranged.end, days=ranged.value)
    rough = _ROUGHLY.get(line.at(at).word)
    found = day(line, at + 1) if rough else None
    if found and found.value.unit == "day" and not found.value.base:
        days = Days(found.value, relation=Relation.AT)
        return replace(blank, end=found.end, days=days, window=Window(part=rough))
    found = day(line, at)
    if found is None:
        return None
    relation, end = _limited(line, found.end, _bare_from(found.value, lead))
    if lead.intro == "from" and line.at(end).word == "on" and not line.at(end + 1).begins:
        relation, end = Relation.FROM, end + 1
    if relation is Relation.BETWEEN:
        relation = Relation.AT
    piece = replace(blank, end=end, days=Days(found.value, relation=relation), past=_is_gone(found.value, lead))
    half = _half_behind(line, end)
    if half:
        return replace(piece, end=end + 1, window=Window(part=half))
    if line.at(found.end - 1).has("part") and (found.value.offset is not None or found.value.unit == "workday"):
        return replace(piece, window=Window(part=line.at(found.end - 1).name("part")))
    return piece


def _half_behind(line: Line, at: int) -> str | None:
    """The part of day of "Tuesday a.m."; "am" that goes on ("Monday am I …") is a verb."""
    half = line.at(at).name("meridiem") if len(line.at(at).word) > 1 else None
    if half is None or (line.at(at).word == "am" and line.at(at + 1).word in ("i", "we", "not")):
        return None
    return "morning" if half == "am" else "afternoon"


def _bare_from(ref: DayRef, lead: _Lead) -> Relation:
    """ "From Friday" asks for Friday; what opens a wish is "from Friday on", "starting Friday", "not before"."""
    single = ref.unit == "day" and lead.intro == "from" and lead.relation is Relation.FROM
    return Relation.AT if single else lead.relation


def _is_gone(ref: DayRef, lead: _Lead) -> bool:
    gone = ref.mod == "last" or (ref.offset or 0) < 0
    if lead.intro in ("desde", "desde el", "desde la") and not ref.offset and ref.mod is None:
        return ref.month is None
    return gone or lead.relation is Relation.SINCE


def _as_window(line: Line, at: int, blank: Piece, lead: _Lead) -> Piece | None:
    ranged = clock_range(line, at, lead.relation)
    if ranged:
        window, end = ranged
        return replace(blank, end=end, window=_approx(window, lead.approx))
    found = clock(line, at)
    if found is None:
        return None
    relation, end = _limited(line, found.end, lead.relation)
    if relation is Relation.BETWEEN:
        relation = Relation.AT
    value = replace(found.value, approx=found.value.approx or lead.approx)
    window = Window(relation, low=value) if relation not in _UPPER else Window(relation, high=value)
    return replace(blank, end=end, window=window, past=lead.relation is Relation.SINCE)


_ROUGHLY = {"early": "early", "late": "late", "end of": "end_of_day", "temprano": "early"}
_UPPER = (Relation.BEFORE, Relation.BY, Relation.UNTIL)


def _approx(window: Window, approx: bool) -> Window:
    if not approx or window.low is None:
        return window
    return replace(window, low=replace(window.low, approx=True))


def _limited(line: Line, at: int, relation: Relation) -> tuple[Relation, int]:
    """Such as "four at the latest": a limit behind the time."""
    follows = line.at(at + 1).name("relation")
    if line.at(at).has("or") and follows in ("after", "before") and not line.at(at + 2).begins:
        return Relation.FROM if follows == "after" else Relation.BY, at + 2
    limit = line.at(at).name("limit")
    if limit and line.at(at).has("relation") and (line.at(at + 1).has("prep") or line.at(at + 1).begins):
        return relation, at
    return (Relation(limit), at + 1) if limit and relation is Relation.AT else (relation, at)


def _as_part(line: Line, at: int, blank: Piece, lead: _Lead) -> Piece | None:
    """A part of day, with "this" or "early" before it."""
    rough = _ROUGHLY.get(line.at(at).word)
    found = _part(line, line.skip(at + 1, "article")) if rough else None
    if found is None:
        rough, found = None, _part(line, at)
    if found is None:
        return None
    (part, days), end = found
    finer = f"{rough}_{part}" if rough and has_part(f"{rough}_{part}") else part
    relation = Relation.AT if lead.relation is Relation.BETWEEN else lead.relation
    return replace(blank, end=end, days=days, window=Window(relation, part=finer))


def _part(line: Line, at: int) -> Match[tuple[str, Days | None]] | None:
    """A part of day and the days that its words name: "this morning", "any afternoon", "mornings"."""
    mod = line.at(at).name("mod")
    here = at + 1 if mod in ("this", "every") else at
    lex = line.at(here)
    part = lex.name("part")
    if part is None or (lex.has("plural") and _is_counted(line, at)):
        return None
    if here > at:
        days = DayRef(offset=0) if mod == "this" else DayRef(every=True)
        return Match((part, Days(days)), here + 1)
    return Match((part, Days(DayRef(every=True)) if lex.has("plural") else None), here + 1)


def _is_counted(line: Line, at: int) -> bool:
    """Whether "nights" are counted and no part of day ("for 3 nights")."""
    return line.at(at - 1).number() is not None or line.at(at - 1).number("count") is not None


def _as_length(line: Line, at: int, blank: Piece) -> Piece | None:
    """Such as "for two hours", which makes a span of the clock time beside it."""
    found = quantity(line, at) if blank.intro == "for" else None
    return replace(blank, end=found.end, length=found.value.minutes) if found and found.value.minutes else None


def _as_urgency(line: Line, at: int, blank: Piece) -> Piece | None:
    kind = line.at(at).name("asap")
    return replace(blank, end=at + 1, urgency=Urgency(kind)) if kind else None

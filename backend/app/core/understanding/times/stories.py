"""Times of a story around the wish: "eight, before the tenants come in at nine", "Tuesday, since Monday is a holiday".

A clause with a time in it is a wish where it holds little beside the time, or a word of wishing; it is a story where
somebody does something in it. Beside a wish for a day no day of a story is one, beside one for an hour no hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from app.core.understanding.frame import Language
from app.core.understanding.times.lexer import Line
from app.core.understanding.times.shapes import Piece, Relation, Window
from app.core.understanding.times.vocabulary import read_data
from app.core.understanding.wordlist import word_set

_ENDS = frozenset(".,;?!:")
_FEWEST_OF_A_STORY = 2
_LIMITS = (Relation.UNTIL, Relation.BEFORE, Relation.BY, Relation.AFTER, Relation.FROM)


@cache
def _words(language: Language) -> dict[str, frozenset[str]]:
    data: dict[str, str] = read_data("stories.toml")[language.value]
    return {kind: word_set(text.replace("|", " ")) for kind, text in data.items()}


@dataclass(slots=True)
class _Clause:
    """The pieces of a clause by their index, the words around them, and how many before them no time is made of."""

    told: list[int]
    words: list[str]
    explains: bool = False
    unknown: int = 0
    suits: bool = False

    def is_wish(self, words: dict[str, frozenset[str]]) -> bool:
        if self.suits or not words["wishes"].isdisjoint(self.words):
            return True
        told = self.explains or not words["subjects"].isdisjoint(self.words)
        return not told and self.unknown < _FEWEST_OF_A_STORY


def leave_stories(line: Line, found: list[Piece]) -> list[Piece]:
    """The pieces, those of stories marked as past where a wish of their kind stands beside them."""
    live = [index for index, piece in enumerate(found) if not piece.past]
    if len(live) < 2 or any(piece.back or (piece.days and piece.days.low.step) for piece in found):
        return found
    words = _words(line.language)
    clauses = list(_clauses(line, found, words))
    wished = [found[at] for clause in clauses if clause.is_wish(words) for at in clause.told]
    wished = [piece for piece in wished if not (piece.past or piece.negated)]
    days = any(piece.days for piece in wished)
    hours = [piece.window for piece in wished if piece.window]
    marked = list(found)
    for clause in clauses:
        if clause.is_wish(words) or any(_is_subject(found[at]) for at in clause.told):
            continue
        left = [at for at in clause.told if found[at].days and days and not _rules_out(found[at])]
        if not any(found[at].days for at in clause.told):
            left = [at for at in clause.told if _is_idle_hour(found[at], hours)]
        for at in clause.told if left else ():
            marked[at] = replace(found[at], past=True, negated=False)
    return marked


def _is_subject(piece: Piece) -> bool:
    """Whether the story is about a time that is under discussion: "I got your text about Thursday at two"."""
    return piece.days is not None and piece.intro == "around"


def _is_idle_hour(piece: Piece, wished: list[Window]) -> bool:
    """Whether the hour of a story adds nothing to the wish; in "Friday afternoon, I get off at three" it bounds one."""
    bounds = piece.window is not None and piece.window.relation in _LIMITS
    clocks = [window for window in wished if window.low or window.high]
    return piece.window is not None and not piece.negated and bool(clocks if bounds else wished)


def _rules_out(piece: Piece) -> bool:
    """Whether it says which day does not suit; until when the caller is away matters nothing beside "Tuesday"."""
    limits = any(part is not None and part.relation in _LIMITS for part in (piece.days, piece.window))
    return piece.negated and not limits


def _clauses(line: Line, found: list[Piece], words: dict[str, frozenset[str]]) -> Iterator[_Clause]:
    """The clauses that hold a piece."""
    holder = {place: index for index, piece in enumerate(found) for place in range(piece.begin, piece.end)}
    clause = _Clause([], [])
    for place in range(len(line)):
        lex = line.at(place)
        if place in holder:
            if holder[place] not in clause.told:
                clause.told.append(holder[place])
            continue
        spoken = lex.word.split()
        head = spoken[0] if spoken else ""
        turns = head in words["subjects"] and place - 1 in holder and not clause.explains
        if not head or head in _ENDS or head in words["joins"] or turns:
            if clause.told:
                yield clause
            clause = _Clause([], [], explains=head in words["explains"])
        clause.words.extend(spoken)
        clause.unknown += head[:1].isalpha() and not lex.known and not clause.told
        clause.suits = clause.suits or lex.has("suits")
    if clause.told:
        yield clause

"""What is spelled and what is said of single letters, taken out of a sentence so that the name itself reads on.

"Caryn, C A R Y N, Foster" and "geoff with a g, Larkin" are read as "Caryn ‖ Foster" and "geoff ‖ Larkin".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.understanding.frame import Language
from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .alphabets import DOUBLES
from .letters import Change, Instruction, instruction_at
from .spelling import Spelled, find_spelled

# The word of the token that stands where something was taken out; its text is a comma.
CUT = "‖"
_SIGNS = frozenset(",.;:-–—")
_BEFORE = word_set("spelled spelling spelt spell that's thats it's its escribe deletreado")
_COUNTED = (Change.DOUBLE, Change.SINGLE)
# "with a k s": further letters of one sound.
_MOST_OF_A_SOUND = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its letters: the tokens left, which of them are taken, the rows and the talk cut out."""

    tokens: tuple[Token, ...]
    blocked: tuple[bool, ...]
    rows: tuple[Spelled, ...]
    talk: tuple[Instruction, ...]


def cut_letters(tokens: Sequence[Token], language: Language, blocked: Sequence[bool]) -> Sentence:
    """The sentence with every row of letters and all talk of single letters cut out."""
    told = _talk(tokens, language)
    shut = list(blocked)
    for each in told:
        if each.change not in _COUNTED or _stands_alone(tokens, each):
            shut[each.first : each.last] = [True] * (each.last - each.first)
    rows = [row for row in find_spelled(tokens, language, shut) if not _only_doubles(tokens, row)]
    talk = [each for each in told if not any(row.first < each.last and each.first < row.last for row in rows)]
    places = sorted([(row.first, row.last) for row in rows] + [(each.first, each.last) for each in talk])
    left, free = _without(tokens, blocked, places)
    return Sentence(tuple(left), tuple(free), tuple(rows), tuple(talk))


def _talk(tokens: Sequence[Token], language: Language) -> list[Instruction]:
    found: list[Instruction] = []
    at = 0
    while at < len(tokens):
        # "w" for "with" is a letter here.
        told = instruction_at(tokens, at, language) if len(tokens[at].word) > 1 else None
        if told is None:
            at += 1
            continue
        last = _whole_sound(tokens, told.last)
        found.append(Instruction(told.change, told.letter, told.first, last, told.old))
        at = last
    return found


def _stands_alone(tokens: Sequence[Token], told: Instruction) -> bool:
    """ "Alan, one l, A L A N": no part of a row, as "double T" is in "P R U I double T"."""
    before = next((t.word for t in reversed(tokens[: told.first]) if t.word[:1].isalpha()), "")
    after = tokens[told.last].word if told.last < len(tokens) else ""
    lettered = any(len(word) == 1 and word.isalpha() for word in (before, after))
    return not lettered and tokens[told.first].word not in DOUBLES


def _whole_sound(tokens: Sequence[Token], at: int) -> int:
    """The token after the letters that go on with the one before `at`; more than two are a row by itself."""
    end = at
    while end < len(tokens) and len(tokens[end].word) == 1 and tokens[end].word.isalpha():
        end += 1
    return end if end - at <= _MOST_OF_A_SOUND else at


def _only_doubles(tokens: Sequence[Token], row: Spelled) -> bool:
    """ "Abbott, double b double t" spells no name."""
    return all(tokens[piece.token].word in DOUBLES for piece in row.pieces)


def _without(
    tokens: Sequence[Token], blocked: Sequence[bool], places: Sequence[tuple[int, int]]
) -> tuple[list[Token], list[bool]]:
    left: list[Token] = []
    free: list[bool] = []
    at = 0
    for first, last in (*places, (len(tokens), len(tokens))):
        while at < first and left and left[-1].word == CUT and tokens[at].text in _SIGNS:
            at += 1
        left.extend(tokens[at:first])
        free.extend(blocked[at:first])
        at = max(at, last)
        if first == len(tokens):
            break
        while left and (left[-1].text in _SIGNS or left[-1].word in _BEFORE):
            left.pop()
            free.pop()
        left.append(Token(",", CUT, tokens[first].start, tokens[last - 1].end))
        free.append(False)
    return left, free

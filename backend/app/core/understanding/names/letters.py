"""One letter at a time: "with a B", "sin hache", "b de burro", "two n's"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.understanding.frame import Language
from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .alphabets import LETTER_TAGS, NATO
from .spelling import after_example, letter_of

_WITH = word_set("with con has have takes using lleva w")
_WITHOUT = word_set("without sin")
_NOT = word_set("not no instead rather than en vez lugar of de y and")
_FILLERS = word_set("a an the un una la el letter letra capital just only like uh um solo solamente of que es is it's")
_TWO = word_set("two double dos doble")
_DOUBLE = word_set("double doble")
_ONE = word_set("one single una sola uno")
_STARTS = word_set("starts begins starting beginning start begin empieza comienza")
_ENDS = word_set("ends end ending finishes termina acaba")
_AT_END = (("at", "the", "end"), ("on", "the", "end"), ("al", "final"), ("in", "the", "end"))
_AT_START = (("at", "the", "start"), ("at", "the", "beginning"), ("at", "the", "front"), ("al", "principio"))
_REACH = 4


class Change(StrEnum):
    WITH = "with"
    WITHOUT = "without"
    DOUBLE = "double"
    SINGLE = "single"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Instruction:
    """`letter` (one, or "ph") goes in as `change` says; `old` is the one it replaces. Tokens [first, last) said it."""

    change: Change
    letter: str
    first: int
    last: int
    old: str = ""


def instruction(tokens: Sequence[Token], language: Language) -> Instruction | None:
    """The first thing that the text says about one letter, or None."""
    for at in range(len(tokens)):
        found = instruction_at(tokens, at, language)
        if found:
            return _with_old(tokens, found, language)
    return _contrast(tokens, language)


def instruction_at(tokens: Sequence[Token], at: int, language: Language) -> Instruction | None:
    """What is said about one letter from token `at` on."""
    word = tokens[at].word
    if word in _STARTS or word in _ENDS:
        place = _past(tokens, at + 1, _WITH | {"in", "en", "by"} | _FILLERS)
        letter = _letter(tokens, place, language) if place > at + 1 else None
        change = Change.START if word in _STARTS else Change.END
        return Instruction(change, letter[0], at, letter[1]) if letter else None
    if word in _WITHOUT or (word == "no" and _is_bare_letter(tokens, at + 1)):
        letter = _letter(tokens, _past(tokens, at + 1, _FILLERS), language)
        return Instruction(Change.WITHOUT, letter[0], at, letter[1]) if letter else None
    if word in _TWO or word in _ONE:
        letter = _letter(tokens, at + 1, language, plural=True)
        if letter and (letter[2] or word in _DOUBLE or (word in _ONE and _is_bare_letter(tokens, at + 1))):
            return Instruction(Change.DOUBLE if word in _TWO else Change.SINGLE, letter[0], at, letter[1])
        return None
    if word in _WITH:
        return _with(tokens, at, language)
    return None


def _with(tokens: Sequence[Token], at: int, language: Language) -> Instruction | None:
    place = _past(tokens, at + 1, _FILLERS)
    if place < len(tokens) and tokens[place].word in _TWO | _ONE:
        change = Change.DOUBLE if tokens[place].word in _TWO else Change.SINGLE
        counted = _letter(tokens, place + 1, language, plural=True)
        if counted:
            return Instruction(change, counted[0], at, counted[1])
    letter = _letter(tokens, place, language)
    if letter is None or not _is_meant(tokens, at, place, language):
        return None
    for change, phrases in ((Change.END, _AT_END), (Change.START, _AT_START)):
        for phrase in phrases:
            if tuple(token.word for token in tokens[letter[1] : letter[1] + len(phrase)]) == phrase:
                return Instruction(change, letter[0], at, letter[1] + len(phrase))
    return Instruction(Change.WITH, letter[0], at, letter[1])


def _is_meant(tokens: Sequence[Token], at: int, place: int, language: Language) -> bool:
    """ "with you" is no U; "with a be" is a B."""
    return language is Language.ES or len(tokens[place].word) < 3 or place > at + 1 or tokens[place].word in NATO


def _with_old(tokens: Sequence[Token], found: Instruction, language: Language) -> Instruction:
    """The letter that it is instead of: "… not a P", "… en vez de ve"."""
    if found.change is not Change.WITH:
        return found
    place = found.last
    said_not = False
    for _ in range(_REACH + 3):
        if place >= len(tokens):
            return found
        token = tokens[place]
        if token.text in ",.;" or token.word in _NOT or (said_not and token.word in _FILLERS | _WITH):
            said_not = said_not or token.word in ("not", "no", "instead", "rather", "vez", "lugar")
            place += 1
            continue
        break
    letter = _letter(tokens, place, language) if said_not else None
    return Instruction(found.change, found.letter, found.first, letter[1], letter[0]) if letter else found


def _contrast(tokens: Sequence[Token], language: Language) -> Instruction | None:
    """ "B not P", "not a P, a B", "it's a B as in boy"."""
    letters: list[tuple[int, str, int]] = []
    denied: list[int] = []
    at = 0
    while at < len(tokens):
        letter = _letter(tokens, at, language) if _is_plain_letter(tokens, at) else None
        if letter is None:
            at += 1
            continue
        if any(token.word in ("not", "no", "instead") for token in tokens[max(0, at - 3) : at]):
            denied.append(len(letters))
        letters.append((at, letter[0], letter[1]))
        at = letter[1]
    kept = [place for place in range(len(letters)) if place not in denied]
    if len(letters) == 2 and len(denied) == 1 and len(kept) == 1:
        new, old = letters[kept[0]], letters[denied[0]]
        return Instruction(Change.WITH, new[1], letters[0][0], letters[1][2], old[1])
    if len(letters) == 1 and not denied and letters[0][2] > letters[0][0] + 1:
        return Instruction(Change.WITH, letters[0][1], letters[0][0], letters[0][2])
    return None


def _is_plain_letter(tokens: Sequence[Token], at: int) -> bool:
    """A letter written as one, or with an example; "a" and "I" are words unless an example follows."""
    word = tokens[at].word
    if len(word) != 1 or not word.isalpha():
        return after_example(tokens, at + 1, word[:1]) > at + 1 and len(word) < 4
    return word not in "ai" or after_example(tokens, at + 1, word) > at + 1


def _is_bare_letter(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and len(tokens[at].word) == 1 and tokens[at].word.isalpha() and tokens[at].word not in "aiy"


def _letter(
    tokens: Sequence[Token], at: int, language: Language, *, plural: bool = False
) -> tuple[str, int, bool] | None:
    """The letter at a token, the token after it (its example included), and whether it stood in the plural."""
    if at >= len(tokens):
        return None
    word = tokens[at].word
    if word == "p" and at + 1 < len(tokens) and tokens[at + 1].word == "h":
        return "ph", at + 2, False
    if word == "ph":
        return word, at + 1, False
    bare = word.removesuffix("'s") if plural or word.endswith("'s") else word
    many = bare != word
    if plural and not many and word.endswith("s") and len(word) == 2:
        bare, many = word[:-1], True
    if language is Language.ES and bare.endswith("s") and plural and letter_of(bare[:-1], language):
        bare, many = bare[:-1], True
    letter = bare if len(bare) == 1 and bare.isalpha() else letter_of(bare, language) or NATO.get(bare)
    if letter is None:
        return None
    end = after_example(tokens, at + 1, letter)
    if end < len(tokens) and tokens[end].word in LETTER_TAGS:
        letter = {("i", "griega"): "y"}.get((letter, tokens[end].word), letter)
        end += 1
    return letter, end, many


def _past(tokens: Sequence[Token], at: int, skipped: frozenset[str]) -> int:
    """Past the words that say nothing; a single letter that another word follows is one of them ("a b")."""
    while at + 1 < len(tokens) and tokens[at].word in skipped:
        at += 1
    return at

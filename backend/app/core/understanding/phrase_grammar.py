"""How a phrase is written, and the tree that is read from it.

A phrase is written as it is said, with a few signs:

    leak*            a word that begins so         (a|b c)   one of these
    [the|my]         one of these or nothing       @room     a list of words by its name
    ..  ..5          up to three (five) words      #         a number, in digits or words
    ^  $             the edge of a clause
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.understanding.heard import open_up
from app.core.understanding.tokens import fold

EDGE = "^"
NUMBER = "#"
_SIGNS = re.compile(r"\.\.\d*|@\w+|[()\[\]|^$#]|[^\s()\[\]|^$#]+")


class PhraseError(ValueError):
    """A phrase in the data that cannot be read."""


@dataclass(frozen=True, slots=True)
class Literal:
    word: str


@dataclass(frozen=True, slots=True)
class AnyWord:
    """One word out of many: one state of the automaton however long the list."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gap:
    most: int


@dataclass(frozen=True, slots=True)
class Series:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    options: tuple[Part, ...]


Part = Literal | AnyWord | Gap | Series | OneOf
_NOTHING = Series(())


def parse(phrase: str, lists: Mapping[str, str]) -> Part:
    """The tree of one phrase. Raises PhraseError where a bracket or a list name is wrong."""
    if any(sign in phrase for sign in "?+{}"):
        raise PhraseError(f"unknown sign in {phrase!r}")
    read = signs(phrase)
    part, rest = _options(read, 0, lists)
    if rest != len(read):
        raise PhraseError(f"unbalanced bracket in {phrase!r}")
    return part


def signs(phrase: str) -> list[str]:
    """The words and signs that a phrase is written with."""
    return _SIGNS.findall(phrase)


def _options(read: Sequence[str], at: int, lists: Mapping[str, str]) -> tuple[Part, int]:
    options: list[Part] = []
    parts: list[Part] = []
    while at < len(read) and read[at] not in (")", "]"):
        if read[at] == "|":
            options.append(Series(tuple(parts)))
            parts = []
            at += 1
            continue
        part, at = _one(read, at, lists)
        parts.append(part)
    options.append(Series(tuple(parts)))
    return _joined(options), at


def _joined(options: Sequence[Part]) -> Part:
    """The options as one part: lists in lists opened, single words put together."""
    flat = [option for each in options for option in _opened(each)]
    words = {option.word for option in flat if isinstance(option, Literal)}
    words |= {word for option in flat if isinstance(option, AnyWord) for word in option.words}
    others = tuple(dict.fromkeys(option for option in flat if not isinstance(option, Literal | AnyWord)))
    if not words:
        return others[0] if len(others) == 1 else OneOf(others)
    single: Part = Literal(next(iter(words))) if len(words) == 1 else AnyWord(frozenset(words))
    return OneOf((single, *others)) if others else single


def _opened(option: Part) -> tuple[Part, ...]:
    if isinstance(option, Series) and len(option.parts) == 1:
        return _opened(option.parts[0])
    return option.options if isinstance(option, OneOf) else (option,)


def _one(read: Sequence[str], at: int, lists: Mapping[str, str]) -> tuple[Part, int]:
    sign = read[at]
    if sign in ("(", "["):
        inner, at = _options(read, at + 1, lists)
        if at >= len(read):
            raise PhraseError(f"bracket left open in {' '.join(read)!r}")
        return (inner if sign == "(" else _joined((inner, _NOTHING))), at + 1
    if sign.startswith(".."):
        return Gap(int(sign[2:] or 3)), at + 1
    if sign.startswith("@"):
        if sign[1:] not in lists:
            raise PhraseError(f"no list of words named {sign[1:]!r}")
        return parse(lists[sign[1:]], lists), at + 1
    if sign in ("^", "$"):
        return Literal(EDGE), at + 1
    if sign == NUMBER:
        return Literal(NUMBER), at + 1
    words = open_up(fold(sign))
    return Series(tuple(Literal(word) for word in words)), at + 1

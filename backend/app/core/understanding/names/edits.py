"""Changing one letter of a name where it was heard wrong."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.understanding.tokens import fold

from .given import GIVEN
from .letters import Change, Instruction
from .surnames import SURNAMES

# Letters that are heard for one another, the likeliest first.
_HEARD_AS = {
    "a": "eou", "b": "pvd", "c": "ksz", "d": "tb", "e": "aioy", "f": "vs", "g": "jk", "h": "j", "i": "yej",
    "j": "ghy", "k": "cqg", "l": "r", "m": "n", "n": "m", "o": "uae", "p": "b", "q": "kc", "r": "l", "s": "zcxf",
    "t": "dp", "u": "ow", "v": "bfw", "w": "vu", "x": "sj", "y": "ilj", "z": "sc", "ñ": "n",
}  # fmt: skip
_VOWELS = "aeiouy"
_KNOWN = 1.5


def edit(word: str, told: Instruction) -> tuple[str, float] | None:
    """The word as the instruction wants it, and how well it fits (0 to 4); None where it cannot apply."""
    lower = word.lower()
    options = [
        (new, score + (_KNOWN if is_a_name(new) else 0.0)) for new, score in _options(lower, told) if new != lower
    ]
    if options:
        return max(options, key=lambda option: option[1])
    fits = told.change in (Change.WITH, Change.START) and not told.old and fold(lower).startswith(told.letter)
    return (lower, 0.5) if fits or (told.change is Change.WITH and told.letter in fold(lower)) else None


def is_a_name(word: str) -> bool:
    """Whether the word is a name that we know."""
    folded = fold(word)
    return folded in GIVEN or folded in SURNAMES


def _options(word: str, told: Instruction) -> Iterator[tuple[str, float]]:
    match told.change:
        case Change.WITH:
            yield from _put(word, told.letter, told.old)
        case Change.WITHOUT:
            yield from _removed(word, told.letter)
        case Change.DOUBLE:
            yield from _doubled(word, told.letter)
        case Change.SINGLE:
            if told.letter * 2 in word:
                yield word.replace(told.letter * 2, told.letter, 1), 2.5
        case Change.START:
            yield from _at_start(word, told.letter)
        case Change.END:
            yield from _at_end(word, told.letter)


def _put(word: str, letter: str, old: str) -> Iterator[tuple[str, float]]:
    if old:
        yield from _replaced(word, letter, old, 3.0)
        return
    if letter == "ph":
        yield from _replaced(word, letter, "f", 2.0)
        yield from _replaced(word, letter, "v", 1.8)
        return
    for rank, other in enumerate(_HEARD_AS.get(letter, "")):
        yield from _replaced(word, letter, other, 2.0 - 0.3 * rank)
    if letter in "vf" and "ph" in word:
        yield word.replace("ph", letter, 1), 2.1
    if letter in _VOWELS and word[-1:] not in _VOWELS:
        yield word + letter, 1.6 if letter == "e" else 1.0
    if letter == "h":
        yield from _with_h(word)
    if letter in "yi" and word.endswith("ie"):
        yield word[:-2] + letter, 2.0
    if letter == "c" and "k" in word:
        yield word.replace("k", "ck", 1), 1.2


def _replaced(word: str, letter: str, old: str, score: float) -> Iterator[tuple[str, float]]:
    """Each place where `old` stands; a consonant is likelier the first letter, a vowel likelier a late one."""
    plain = [fold(char) or char for char in word]
    if len(old) > 1:
        if old in word:
            yield word.replace(old, letter, 1), score
        return
    for place, char in enumerate(plain):
        if char != old:
            continue
        late = place / len(word)
        bonus = 0.4 * late if old in _VOWELS else 0.4 * (place == 0) + 0.2 * (place == len(word) - 1)
        yield word[:place] + letter + word[place + 1 :], score + bonus


def _with_h(word: str) -> Iterator[tuple[str, float]]:
    """An "h" that nobody hears: Sara(h), Jo(h)n, T(h)omas, (H)elena."""
    if word[-1:] in "aet":
        yield word + "h", 1.6
    for place in range(1, len(word)):
        yield word[:place] + "h" + word[place:], 1.4 if word[place - 1] in "tcgrsn" else 1.0
    yield "h" + word, 1.1 if word[:1] in _VOWELS else 0.4


def _removed(word: str, letter: str) -> Iterator[tuple[str, float]]:
    for place in range(len(word)):
        if fold(word[place]) == letter[:1] and word.startswith(letter[1:], place + 1):
            first_matters = letter == "h"
            bonus = 0.3 if (place == 0) == first_matters else 0.3 * place / len(word)
            yield word[:place] + word[place + len(letter) :], 2.0 + bonus


def _doubled(word: str, letter: str) -> Iterator[tuple[str, float]]:
    for place, char in enumerate(word):
        alone = word[place - 1 : place] != char and word[place + 1 : place + 2] != char
        if fold(char) == letter and alone:
            yield word[:place] + letter + word[place:], 2.0 + 0.3 * place / len(word) - (1.0 if place == 0 else 0.0)


def _at_start(word: str, letter: str) -> Iterator[tuple[str, float]]:
    heard = fold(word[:1]) in _HEARD_AS.get(letter, "")
    if letter == "h" and word[:1] in _VOWELS:
        yield letter + word, 2.5
    yield letter + word[1:], 3.0 if heard else 1.0


def _at_end(word: str, letter: str) -> Iterator[tuple[str, float]]:
    heard = fold(word[-1:]) in _HEARD_AS.get(letter, "")
    if letter not in _VOWELS or (word[-1:] in _VOWELS and heard):
        yield word[:-1] + letter, 2.5 if heard else 1.0
    if letter in _VOWELS and letter in "yi" and word.endswith("ie"):
        yield word[:-2] + letter, 3.0
    yield word + letter, 2.0

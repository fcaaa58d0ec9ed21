"""Digits as people say them: "eight one six", "double five", "forty one twenty", "twelve hundred", "veintitrés diez".

One *chunk* is what is said as one number; a phone or house number is a row of chunks. `read_chunk` gives the digits
of the chunk that begins at a token, and where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .tokens import Token, clean, tokenise

_ONES = {
    "zero": 0, "oh": 0, "o": 0, "nought": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "niner": 9,
    "cero": 0, "uno": 1, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veintiuno": 21, "veintiun": 21, "veintidos": 22,
    "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28,
    "veintinueve": 29,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
    "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90,
}  # fmt: skip
_SPANISH_HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500,
    "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
_REPEAT = {"double": 2, "doble": 2, "triple": 3, "treble": 3, "quadruple": 4}
# "once" is eleven in Spanish only; these are never digits where the caller speaks English.
_SPANISH_ONLY = frozenset({"once", "un", "una", "uno"})

_HOMOPHONES = {"to": 2, "too": 2, "for": 4, "ate": 8, "won": 1}


@dataclass(frozen=True, slots=True)
class Chunk:
    """`digits` as said together, and the tokens [first, last) that said it; `word` is false for written digits, `tens`
    true for two words ("twenty five") that may be two numbers."""

    digits: str
    first: int
    last: int
    word: bool
    tens: bool = False


def is_number_word(word: str) -> bool:
    """Whether a folded word can begin a spoken number."""
    return word in _ONES or word in _TEENS or word in _TENS or word in _SPANISH_HUNDREDS or word == "mil"


def ones_of(word: str) -> int | None:
    """The digit that one folded word names."""
    return _ONES.get(word)


def tens_of(word: str) -> int | None:
    return _TENS.get(word)


def all_digits(text: str, *, spanish: bool = False) -> str:
    """Every digit that is said or written in a text, in order."""
    tokens = tokenise(clean(text))
    found: list[str] = []
    at = 0
    while at < len(tokens):
        chunk = read_chunk(tokens, at, spanish=spanish)
        found += [chunk.digits] if chunk else []
        at = chunk.last if chunk else at + 1
    return "".join(found)


def read_chunk(tokens: Sequence[Token], at: int, *, spanish: bool = False, whole: bool = False) -> Chunk | None:
    """The chunk that begins at token `at`, or None.

    `whole`: what is said is one value ("five hundred twenty" is 520); otherwise a hundred stands for itself, as in
    phone numbers ("eight hundred, five five five").
    """
    token = tokens[at]
    if token.text.isascii() and token.text.isdigit():
        return Chunk(token.text, at, at + 1, word=False)
    if token.word in _REPEAT:
        return _repeated(tokens, at, _REPEAT[token.word])
    if token.word in _SPANISH_ONLY and not spanish:
        return None
    if whole:
        found = _value(tokens, at)
        return Chunk(str(found[0]), at, found[1], word=True) if found else None
    return _short(tokens, at)


def split_tens(chunk: Chunk) -> tuple[Chunk, Chunk]:
    """ "Twenty five" as 20 and 5."""
    low = Chunk(chunk.digits[1], chunk.last - 1, chunk.last, word=True)
    return Chunk(f"{chunk.digits[0]}0", chunk.first, chunk.last - 1, word=True), low


def read_homophone(tokens: Sequence[Token], at: int) -> Chunk | None:
    """A digit that a recogniser wrote as another word ("for", "too"); only right in the midst of other digits."""
    digit = _HOMOPHONES.get(tokens[at].word)
    return None if digit is None else Chunk(str(digit), at, at + 1, word=True)


def _repeated(tokens: Sequence[Token], at: int, times: int) -> Chunk | None:
    if at + 1 >= len(tokens):
        return None
    following = tokens[at + 1]
    digit = _ONES.get(following.word)
    if digit is None and len(following.text) == 1 and following.text in "0123456789":
        digit = int(following.text)
    return None if digit is None else Chunk(str(digit) * times, at, at + 2, word=True)


def _short(tokens: Sequence[Token], at: int) -> Chunk | None:
    """ "eight", "fifty five", "eight hundred", "twelve"."""
    found = _below_hundred(tokens, at)
    if found is None or (found[1] < len(tokens) and tokens[found[1]].word == "cientos"):
        return _spanish_hundreds(tokens, at)
    value, end = found
    zeros = ""
    if value and end < len(tokens) and tokens[end].word in ("hundred", "thousand"):
        zeros = "00" if tokens[end].word == "hundred" else "000"
        end += 1
    compound = not zeros and end - at > 1 and tokens[at + 1].word != "y"
    return Chunk(f"{value}{zeros}", at, end, word=True, tens=compound)


def _spanish_hundreds(tokens: Sequence[Token], at: int) -> Chunk | None:
    """ "ochocientos dieciséis" is 816; a single digit behind is the next one ("ochocientos, cinco cinco cinco")."""
    hundreds, end = _SPANISH_HUNDREDS.get(tokens[at].word), at + 1
    if hundreds is None and end < len(tokens) and tokens[end].word == "cientos":
        # A recogniser writes "ochocientos" as two words.
        hundreds, end = 100 * _ONES.get(tokens[at].word, 0), at + 2
    if not hundreds:
        return None
    rest = _below_hundred(tokens, end) if end < len(tokens) else None
    if rest and rest[0] > 9:
        return Chunk(str(hundreds + rest[0]), at, rest[1], word=True)
    return Chunk(str(hundreds), at, end, word=True)


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    word = tokens[at].word
    if word in _ONES:
        return _ONES[word], at + 1
    if word in _TEENS:
        return _TEENS[word], at + 1
    tens = _TENS.get(word)
    if tens is None:
        return None
    end = at + 1
    if end < len(tokens) and tokens[end].word in ("-", "y"):
        end += 1
    elif word == "veinte":
        # Together they are "veinticinco".
        return tens, end
    if end < len(tokens) and _ONES.get(tokens[end].word, 0) > 0 and tokens[end].word != "una":
        return tens + _ONES[tokens[end].word], end + 1
    return tens, at + 1


def _value(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """One whole number: "five hundred twenty", "eleven thousand four hundred", "cuatro mil ciento veinte"."""
    found = _below_thousand(tokens, at)
    if found is None:
        if tokens[at].word != "mil":
            return None
        found = 1, at
    value, end = found
    if value and end < len(tokens) and tokens[end].word in ("thousand", "mil"):
        rest = _below_thousand(tokens, end + 1) if end + 1 < len(tokens) else None
        return (value * 1000 + rest[0], rest[1]) if rest else (value * 1000, end + 1)
    return value, end


def _below_thousand(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    hundreds = _SPANISH_HUNDREDS.get(tokens[at].word)
    if hundreds is None:
        found = _below_hundred(tokens, at)
        if found is None or not found[0] or found[1] >= len(tokens) or tokens[found[1]].word != "hundred":
            return found
        hundreds, end = found[0] * 100, found[1] + 1
    else:
        end = at + 1
    if end + 1 < len(tokens) and tokens[end].word == "and" and _below_hundred(tokens, end + 1):
        end += 1
    rest = _below_hundred(tokens, end) if end < len(tokens) else None
    return (hundreds + rest[0], rest[1]) if rest and rest[0] else (hundreds, end)

"""Finds the numbers that belong to a phone number or a street address."""

from __future__ import annotations

from app.core.understanding.times.lexer import Lex, Line

_DIGITS_OF_A_PHONE = 7
_DIGITS_OF_A_CLOCK = 4
_NUMBERS_OF_A_PHONE = 5
_WORDS_OF_A_STREET = 4


def blocked_numbers(line: Line) -> frozenset[int]:
    """Places of lexemes that are digits of a phone number, or the number of a house."""
    return line.once("blocked", 0, _blocked_numbers)


def _blocked_numbers(line: Line, _: int) -> frozenset[int]:
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
    return frozenset(blocked)


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
    digits = sum(_digits(lex) for lex in lexemes)
    if len(lexemes) == 2 and all(lex.width == _DIGITS_OF_A_CLOCK for lex in lexemes):
        return False  # "1300-1500"
    dated = line.at(start - 1).has("month") or (lexemes[0].width == 4 and len(lexemes) == 3)
    return not dated and (digits >= _DIGITS_OF_A_PHONE or len(lexemes) >= _NUMBERS_OF_A_PHONE)


def _digits(lex: Lex) -> int:
    return lex.width or (lex.end - lex.start if lex.has("digits") else len(str(lex.number() or 0)))


def _is_address(line: Line, end: int) -> bool:
    """Whether a street follows: a name of one to three words and then "street" or the like."""
    for at in range(end, end + _WORDS_OF_A_STREET):
        lex = line.at(at)
        if at > end and lex.has("street"):
            return True
        if not lex.word[:1].isalpha() or (lex.known and not lex.has("street") and not lex.has("ord")):
            return False
    return False

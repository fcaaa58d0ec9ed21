"""House numbers and numbered streets, written and spoken: "forty one twenty", "one oh five", "thirty ninth"."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.spoken_digits import ones_of, read_chunk, tens_of
from app.core.understanding.tokens import Token

_MOST_DIGITS = 6
_GRID_LETTERS = {"n": "N", "s": "S", "e": "E", "w": "W", "north": "N", "south": "S", "east": "E", "west": "W"}
# "N 4 Oak Street" is rather a direction.
_SHORTEST_ON_A_GRID = 3
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
}  # fmt: skip


def read_house_number(
    tokens: Sequence[Token], at: int, blocked: Sequence[bool], *, spanish: bool = True
) -> tuple[str, int] | None:
    """The number that begins at `at` and the token after it, or None."""
    digits, end = "", at
    while end < len(tokens) and not blocked[end]:
        tens = len(digits) == 1 and tens_of(tokens[end].word)
        if read_ordinal(tokens, end) and not tens:
            break
        if tens and read_ordinal(tokens, end):
            # "three fifty | fifth avenue": one digit alone is hardly a house number.
            return digits + str(tens), end + 1
        chunk = read_chunk(tokens, end, spanish=spanish, whole=True)
        if chunk is None or len(digits) + len(chunk.digits) > _MOST_DIGITS:
            break
        if digits and not chunk.word and (len(chunk.digits) > 2 or chunk.digits == "00"):
            break
        digits, end = digits + chunk.digits, chunk.last
    if not digits or digits.startswith("0"):
        return None
    return _lettered(tokens, digits, end)


def read_grid_number(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    """A house number of a county's grid that begins at `at`: "N4420", "N 4420", "W164N9215", and the token after it."""
    if _inside_a_word(tokens, at):
        return None
    first = _grid_part(tokens, at, blocked)
    if first is None:
        return None
    second = _grid_part(tokens, first[1], blocked) if first[1] < len(tokens) else None
    number, end = (first[0] + second[0], second[1]) if second else first
    return (number, end) if len(number) > _SHORTEST_ON_A_GRID else None


def _inside_a_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter belongs to what stands before it: "4120 N 39", "A1N44"."""
    before = tokens[at - 1] if at else None
    return before is not None and (before.end == tokens[at].start or before.text.isdigit())


def _grid_part(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    letter = _GRID_LETTERS.get(tokens[at].word)
    if letter is None or at + 1 >= len(tokens) or blocked[at] or read_ordinal(tokens, at + 1):
        return None
    digits, end = "", at + 1
    while end < len(tokens) and not blocked[end] and len(digits) < _MOST_DIGITS:
        chunk = read_chunk(tokens, end, spanish=False, whole=True)
        if chunk is None or (digits and not chunk.word):
            break
        digits, end = digits + chunk.digits, chunk.last
    fits = 0 < len(digits) < _MOST_DIGITS and not digits.startswith("0")
    return (letter + digits, end) if fits else None


def _lettered(tokens: Sequence[Token], digits: str, end: int) -> tuple[str, int]:
    """ "123B", "123-B", "123 1/2"."""
    if end < len(tokens) and tokens[end].start == tokens[end - 1].end:
        token = tokens[end]
        if len(token.word) == 1 and token.word.isalpha():
            return digits + token.text.upper(), end + 1
        joined = end + 1 < len(tokens) and tokens[end + 1].start == token.end
        if token.text == "-" and joined and (tokens[end + 1].text.isdigit() or len(tokens[end + 1].text) == 1):
            return f"{digits}-{tokens[end + 1].text.upper()}", end + 2
    if [token.text for token in tokens[end : end + 3]] == ["1", "/", "2"]:
        return f"{digits} 1/2", end + 3
    return digits, end


def read_ordinal(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "39th", "thirty ninth", "fifth" at token `at`, as it is written, and the token after it."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text.isdigit() and token.text.isascii():
        if after and after.word in _ENDINGS and after.start == token.end:
            return token.text + after.word, at + 2
        return None
    if token.word in _ORDINALS:
        return token.text, at + 1
    place = at
    hundreds = 0
    if (ones_of(token.word) or 0) > 0 and after and after.word == "hundred":
        hundreds, place = (ones_of(token.word) or 0) * 100, at + 2
        if place < len(tokens) and tokens[place].word == "and":
            place += 1
    return _spoken_ordinal(tokens, place, hundreds)


def _spoken_ordinal(tokens: Sequence[Token], at: int, hundreds: int) -> tuple[str, int] | None:
    if at >= len(tokens):
        return None
    tens = tens_of(tokens[at].word)
    place = at + 1 if tens else at
    if tens and place < len(tokens) and tokens[place].text == "-":
        place += 1
    if place >= len(tokens):
        return None
    value = _ORDINALS.get(tokens[place].word)
    if value is None or (tens and value > 9) or not (tens or hundreds):
        return None
    return _written(hundreds + (tens or 0) + value), place + 1


def _written(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"

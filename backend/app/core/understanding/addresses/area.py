"""What follows the street: unit, city, state and ZIP."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.names.lexicon import NEVER, is_given, is_word
from app.core.understanding.ordinary import FUNCTION, is_ordinary
from app.core.understanding.places import CITIES, STATE_NAMES, STATES
from app.core.understanding.spoken_digits import read_chunk
from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .model import write_state, write_words
from .numbers import read_house_number, read_ordinal
from .words import UNIT_WORDS

_SIGNS = frozenset(",.-–")
_IN = word_set("in en at near")
_FILLERS = word_set("uh um er it's its that's and")
_MOST_CITY_WORDS = 3
_LOWER_STATES = frozenset(code.lower() for code in STATES) - FUNCTION - word_set("hi oh ok pa ma la de co id al va")


def read_unit(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    """ "apartment 2B", "unit three", "# 212", "second floor" from token `at` on, a comma before it allowed."""
    place = _past(tokens, at, _SIGNS | _FILLERS)
    if place >= len(tokens) or blocked[place]:
        return None
    ordinal = read_ordinal(tokens, place)
    if ordinal and ordinal[1] < len(tokens) and tokens[ordinal[1]].word in ("floor", "piso"):
        return f"{ordinal[0].capitalize()} Floor", ordinal[1] + 1
    if tokens[place].text == "#":
        label = "#"
        place += 1
    elif tokens[place].word in UNIT_WORDS:
        label = tokens[place].text.capitalize() + " "
        place = _past(tokens, place + 1, frozenset({".", "#", "number", "numero", "no", "is", "it's", "es"}))
    else:
        return None
    named = _unit_id(tokens, place, blocked)
    return (label + named[0], named[1]) if named else None


def _unit_id(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    if at >= len(tokens) or blocked[at]:
        return None
    token = tokens[at]
    if len(token.word) == 1 and token.word.isalpha():
        number = read_house_number(tokens, at + 1, blocked) if at + 1 < len(tokens) else None
        return (token.text.upper() + number[0], number[1]) if number else (token.text.upper(), at + 1)
    number = read_house_number(tokens, at, blocked)
    if number is None:
        return None
    digits, end = number
    if end < len(tokens) and not blocked[end] and digits.isdigit():
        letter = tokens[end]
        adjacent = letter.start == tokens[end - 1].end
        if (
            len(letter.word) == 1
            and letter.word.isalpha()
            and (adjacent or letter.word not in ("a", "i", "y", "e", "o"))
        ):
            return digits + letter.text.upper(), end + 1
    return digits, end


def read_city(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    """A city from token `at` on; a comma or "in" before it allowed."""
    comma = at < len(tokens) and tokens[at].text in _SIGNS
    place = _past(tokens, at, _SIGNS)
    said_in = place < len(tokens) and tokens[place].word in _IN
    if said_in:
        place = _past(tokens, place + 1, frozenset({"the", "city", "of"})) if _city_of(tokens, place + 1) else place + 1
    known = known_city(tokens, place, blocked)
    if known:
        return known
    for size in range(_MOST_CITY_WORDS, 0, -1):
        if _could_be_city(tokens, place, size, blocked, loose=comma or said_in):
            return write_words([token.text for token in tokens[place : place + size]]), place + size
    return None


def _city_of(tokens: Sequence[Token], at: int) -> bool:
    return at + 2 < len(tokens) and [t.word for t in tokens[at : at + 3]] == ["the", "city", "of"]


def known_city(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    for size in (3, 2, 1):
        words = tokens[at : at + size]
        if len(words) == size and not any(blocked[at : at + size]) and " ".join(t.word for t in words) in CITIES:
            follows = tokens[at + size].word if at + size < len(tokens) else ""
            if size > 1 or follows not in ("street", "avenue", "road", "drive", "boulevard"):
                return write_words([token.text for token in words]), at + size
    return None


def _could_be_city(tokens: Sequence[Token], at: int, size: int, blocked: Sequence[bool], *, loose: bool) -> bool:
    end = at + size
    if end > len(tokens) or any(blocked[at:end]):
        return False
    words = tokens[at:end]
    if not all(is_word(t) and t.word not in FUNCTION and t.word not in NEVER for t in words):
        return False
    if words[0].word in UNIT_WORDS or " ".join(t.word for t in words) in STATE_NAMES:
        return False
    if _state_or_zip(tokens, end):
        return not any(t.word.upper() in STATES for t in words[1:])
    if is_given(words[0].word) or not _ends(tokens, end):
        return False
    strange = not any(is_ordinary(t.word) for t in words)
    capitals = all(t.text[:1].isupper() for t in words)
    return (loose or capitals) and (strange or (capitals and loose))


def _state_or_zip(tokens: Sequence[Token], at: int) -> bool:
    place = _past(tokens, at, _SIGNS)
    if place >= len(tokens):
        return False
    token = tokens[place]
    return token.text in STATES or token.word in _LOWER_STATES or _state_name(tokens, place) is not None or _five(token)


def _five(token: Token) -> bool:
    return len(token.text) == 5 and token.text.isdigit()


def _state_name(tokens: Sequence[Token], at: int) -> int | None:
    for size in (3, 2, 1):
        words = [token.word for token in tokens[at : at + size]]
        if len(words) == size and " ".join(words) in STATE_NAMES:
            return at + size
    return None


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in ".,;!?" or tokens[at].word in FUNCTION


def read_state(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    place = _past(tokens, at, _SIGNS)
    if place >= len(tokens) or blocked[place]:
        return None
    token = tokens[place]
    named = _state_name(tokens, place)
    if named:
        return write_words([t.text for t in tokens[place:named]]), named
    zip_next = place + 1 < len(tokens) and _five(tokens[place + 1])
    if token.text in STATES or token.word in _LOWER_STATES or (zip_next and token.text.upper() in STATES):
        return write_state(token.text), place + 1
    return None


def read_zip(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int] | None:
    """Five digits, written or spoken, with "zip code" before them allowed; "66061-1234" whole."""
    place = _past(tokens, at, _SIGNS)
    place = _past(
        tokens,
        place,
        frozenset({"and", "the", "zip", "zipcode", "code", "is", "it's", "postal", "codigo", ","}),
    )
    digits = ""
    while place < len(tokens) and not blocked[place] and len(digits) < 5:
        chunk = read_chunk(tokens, place, spanish=True)
        if chunk is None:
            break
        digits, place = digits + chunk.digits, chunk.last
    if len(digits) != 5:
        return None
    if (
        place + 1 < len(tokens)
        and tokens[place].text == "-"
        and tokens[place + 1].text.isdigit()
        and len(tokens[place + 1].text) == 4
    ):
        return f"{digits}-{tokens[place + 1].text}", place + 2
    return digits, place


def _past(tokens: Sequence[Token], at: int, words: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].word in words:
        at += 1
    return at

"""The street after a house number: direction, name, suffix, and how sure its form makes us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.core.understanding.names.lexicon import NEVER, is_given
from app.core.understanding.ordinary import FUNCTION, is_ordinary
from app.core.understanding.spoken_digits import is_number_word
from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .numbers import read_house_number, read_ordinal
from .words import (
    COUNTED,
    DIRECTIONS,
    MONTHS,
    PREFIX_PAIRS,
    PREFIXES,
    SOFT_SUFFIXES,
    STREET_WORDS,
    SUFFIXES,
    UNIT_WORDS,
)

_MOST_WORDS = 5
# Streets called by a letter, and roads called by a number, which is written in digits.
_LETTERED = word_set("street st avenue ave")
_NUMBERED = word_set("route highway hwy interstate fm road carretera")
_INNER = word_set("of the la las los el de del")


class Form(IntEnum):
    """NAMED: any word; LIKELY: a word that is no everyday one; CLEAR: a suffix, a direction and number, a prefix."""

    NAMED = 1
    LIKELY = 2
    CLEAR = 3


@dataclass(frozen=True, slots=True)
class Street:
    words: tuple[str, ...]
    last: int
    form: Form


def read_street(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Street | None:
    """The street that begins at token `at`, or None. Nothing is added to what was said."""
    words, place = _directions(tokens, at, blocked)
    if place >= len(tokens) or blocked[place]:
        return None
    if tokens[place].word in COUNTED and not words and read_ordinal(tokens, place) is None:
        return None
    prefixed = _prefixed(tokens, place, blocked)
    if prefixed:
        return Street((*words, *prefixed.words), prefixed.last, Form.CLEAR)
    suffixed = _lettered(tokens, place, blocked) or _suffixed(tokens, place, blocked)
    if suffixed:
        street = Street((*words, *suffixed.words), suffixed.last, Form.CLEAR)
    else:
        plain = _plain(tokens, place, blocked)
        if plain is None:
            return None
        form = (
            Form.CLEAR
            if words and plain.words[0][:1].isdigit()
            else max(plain.form, Form.LIKELY if words else Form.NAMED)
        )
        street = Street((*words, *plain.words), plain.last, form)
    return _with_direction_behind(tokens, street, blocked)


def _directions(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[list[str], int]:
    words: list[str] = []
    while at + 1 < len(tokens) and not blocked[at] and len(words) < 2 and tokens[at].word in DIRECTIONS:
        if tokens[at + 1].word in SUFFIXES and len(tokens[at].word) > 2:
            break
        initial = len(tokens[at].text) == 1 and words and len(words[-1]) == 1
        words = [words[-1] + tokens[at].text] if initial else [*words, tokens[at].text]
        at += 1
        if tokens[at].text == ".":
            at += 1
    return words, at


def _with_direction_behind(tokens: Sequence[Token], street: Street, blocked: Sequence[bool]) -> Street:
    """ "39th Street West", "Main Street NW"."""
    at = street.last
    if at < len(tokens) and not blocked[at] and tokens[at].word in DIRECTIONS and tokens[at].word not in ("este", "e"):
        return Street((*street.words, tokens[at].text), at + 1, street.form)
    return street


def _prefixed(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Street | None:
    """ "Highway 40", "County Road 12", "Calle Ocho", "Avenue C"."""
    size = 2 if at + 1 < len(tokens) and (tokens[at].word, tokens[at + 1].word) in PREFIX_PAIRS else 1
    if size == 1 and tokens[at].word not in PREFIXES:
        return None
    words = [token.text for token in tokens[at : at + size]]
    place = at + size
    if place >= len(tokens) or blocked[place]:
        return None
    if _is_letter(tokens[place]):
        return Street((*words, tokens[place].text.upper()), place + 1, Form.CLEAR)
    number = read_house_number(tokens, place, blocked)
    if number and number[1] == place + 1 and words[-1].lower() not in _NUMBERED:
        return Street((*words, tokens[place].text), place + 1, Form.CLEAR)
    if number:
        return Street((*words, number[0]), number[1], Form.CLEAR)
    while place + 1 < len(tokens) and tokens[place].word in ("of", "the", "de", "la", "los", "las"):
        words.append(tokens[place].text)
        place += 1
    name = _plain(tokens, place, blocked, everyday=True)
    return Street((*words, *name.words), name.last, Form.CLEAR) if name else None


def _lettered(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Street | None:
    """ "A Street", "K Avenue"."""
    if at + 1 >= len(tokens) or blocked[at + 1] or not _is_letter(tokens[at]):
        return None
    return (
        Street((tokens[at].text.upper(), tokens[at + 1].text), at + 2, Form.CLEAR)
        if (tokens[at + 1].word in _LETTERED)
        else None
    )


def _is_letter(token: Token) -> bool:
    return len(token.word) == 1 and token.word.isalpha()


def _suffixed(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Street | None:
    words: list[str] = []
    place = at
    while place < len(tokens) and not blocked[place] and len(words) <= _MOST_WORDS:
        token = tokens[place]
        if words and token.word in SUFFIXES and _is_suffix(tokens, place, words):
            return _close(tokens, words, place, blocked)
        ordinal = read_ordinal(tokens, place)
        if ordinal:
            words.append(ordinal[0])
            place = ordinal[1]
            continue
        if words and token.text == "-" and _is_hyphen(tokens, place):
            words[-1] += "-" + tokens[place + 1].text
            place += 2
            continue
        if not _may_be_inside(tokens, place, bool(words)):
            return None
        words.append(token.text)
        place += 1
        if token.word in ("st", "mt", "ft") and place < len(tokens) and tokens[place].text == ".":
            place += 1
    return None


def _is_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """A hyphen inside a name ("Los Gatos-Saratoga Road")."""
    if at + 1 >= len(tokens) or not tokens[at + 1].word[:1].isalpha():
        return False
    return tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end


def _is_suffix(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """A soft one ("way", "park", "run") ends the street only where the words before it look like a street's."""
    token = tokens[at]
    if token.word not in SOFT_SUFFIXES:
        return True
    first = words[0].lower()
    if is_ordinary(first) and first not in STREET_WORDS and not token.text[:1].isupper() and len(words) < 3:
        return (
            at + 1 >= len(tokens)
            or tokens[at + 1].text in ".,"
            or token.word in ("st", "dr", "pl", "ct", "drive", "court", "place")
        )
    return True


def _close(tokens: Sequence[Token], words: list[str], at: int, blocked: Sequence[bool]) -> Street:
    """The suffix, and another right after it that the first was the name of ("Park Avenue")."""
    words.append(tokens[at].text)
    place = at + 1
    while place < len(tokens) and not blocked[place] and tokens[place].word in SUFFIXES and len(words) < _MOST_WORDS:
        if tokens[place - 1].word not in SOFT_SUFFIXES and tokens[place].word in SOFT_SUFFIXES:
            break
        words.append(tokens[place].text)
        place += 1
    if place < len(tokens) and tokens[place].text == "." and len(words[-1]) <= 4 and place + 1 < len(tokens):
        place += 1
    return Street(tuple(words), place, Form.CLEAR)


def _may_be_inside(tokens: Sequence[Token], at: int, inside: bool) -> bool:
    token = tokens[at]
    # "Water Street" is a street, though water is what troubles callers.
    called = at + 1 < len(tokens) and tokens[at + 1].word in SUFFIXES - SOFT_SUFFIXES
    if (
        not token.word[:1].isalpha()
        or (token.word in NEVER and not called)
        or token.word in UNIT_WORDS
        or token.word in COUNTED - SUFFIXES
    ):
        return False
    if token.word in _INNER:
        return inside or token.word in ("la", "las", "los", "el", "the")
    return token.word not in FUNCTION


def _plain(tokens: Sequence[Token], at: int, blocked: Sequence[bool], *, everyday: bool = False) -> Street | None:
    """A name without a suffix: as few words as make one."""
    ordinal = read_ordinal(tokens, at)
    if ordinal:
        behind = tokens[ordinal[1]].word if ordinal[1] < len(tokens) else ""
        no_street = (tokens[at].word in COUNTED and ordinal[1] == at + 1) or behind in MONTHS
        return None if no_street else Street((ordinal[0],), ordinal[1], Form.LIKELY)
    if not _may_be_inside(tokens, at, inside=False):
        return None
    first = tokens[at]
    if first.word in _INNER and not _names_follow(tokens, at + 1):
        return None
    if (
        len(first.word) < 2
        or first.word in MONTHS
        or is_number_word(first.word)
        or (first.word in SUFFIXES and first.word not in STREET_WORDS)
    ):
        return None
    street_like = (
        first.word in STREET_WORDS
        or first.word in _INNER
        or not is_ordinary(first.word)
        or (first.text[:1].isupper() and at > 0)
    )
    words = [first.text]
    place = at + 1
    while place < len(tokens) and not blocked[place] and len(words) < 3 and _goes_on(tokens, place, everyday=everyday):
        words.append(tokens[place].text)
        place += 1
    if words[-1].lower() in _INNER:
        return None
    return Street(tuple(words), place, Form.LIKELY if street_like else Form.NAMED)


def _names_follow(tokens: Sequence[Token], at: int) -> bool:
    """ "El Camino", "The Paseo", not "the basement"."""
    if at >= len(tokens) or not tokens[at].word[:1].isalpha() or tokens[at].word in FUNCTION:
        return False
    return not is_ordinary(tokens[at].word) or tokens[at].word in STREET_WORDS | PREFIXES


def _goes_on(tokens: Sequence[Token], at: int, *, everyday: bool) -> bool:
    token = tokens[at]
    if not _may_be_inside(tokens, at, inside=False) or token.word in DIRECTIONS or is_number_word(token.word):
        return False
    if tokens[at - 1].word in _INNER:
        return True
    if is_given(token.word) and not tokens[at - 1].text[:1].isupper():
        return False
    if token.text[:1].isupper() and tokens[at - 1].text[:1].isupper():
        return not is_ordinary(token.word) or _clause_ends(tokens, at + 1)
    return not everyday and not token.word.endswith(("ing", "ed")) and _clause_ends(tokens, at + 1)


def _clause_ends(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in ".,;!?" or tokens[at].word in FUNCTION

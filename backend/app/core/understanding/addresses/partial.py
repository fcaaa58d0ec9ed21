"""One part of an address by itself, said to correct it: "no, 4122", "it's Drive", "apartment 3", "in Olathe"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.core.understanding.names.merge import alike
from app.core.understanding.spoken_digits import read_chunk
from app.core.understanding.tokens import Token, fold
from app.core.understanding.wordlist import word_set

from .area import known_city, read_city, read_state, read_unit, read_zip
from .model import Address, write_words
from .numbers import read_grid_number, read_house_number, read_ordinal
from .street import Form, read_street
from .words import DIRECTIONS, SUFFIXES, UNIT_WORDS

SAME = 0.7
_NOT = word_set("not no instead rather")
# What people say around a correction.
_AROUND = word_set("""
    no not nope it's its it is that's that actually sorry wait i said i'm i mean meant the a number house address
    street correct correction should be yes yeah uh um er es son el la numero perdon digo on at instead of rather
    than was my in we're we live located well oh please and zip zipcode code city wrong right spelled this make
    change to en de está esta
    """)
_LENGTH_MAY_DIFFER_BY = 1
# A shorter number by itself is rather a choice, an hour or a count.
_SHORT_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Said:
    """The tokens of a correction, and which of them say what the address is not."""

    tokens: Sequence[Token]
    denied: Sequence[bool]

    @staticmethod
    def of(tokens: Sequence[Token]) -> Said:
        """What follows a "not" is denied, up to the next sign or turn."""
        marks = [False] * len(tokens)
        denying = False
        for at, token in enumerate(tokens):
            if token.text in ",.;" or token.word in ("it's", "but", "es", "sino"):
                denying = False
            elif token.word in _NOT:
                instead_of = at + 1 < len(tokens) and tokens[at + 1].word == "of"
                denying = at > 0 or token.word == "not" or instead_of
            marks[at] = denying
        return Said(tokens, marks)

    def skips(self, at: int) -> bool:
        """Whether token `at` says nothing of an address."""
        return self.tokens[at].word in _AROUND or not self.tokens[at].word[:1].isalnum()

    def only(self, first: int, last: int) -> bool:
        """Whether nothing but the tokens [first, last) is said, save denials and words around them."""
        return all(first <= at < last or self.denied[at] or self.skips(at) for at in range(len(self.tokens)))

    def places(self) -> list[int]:
        """The tokens at which something new may be said."""
        return [at for at in range(len(self.tokens)) if not self.denied[at] and not self.skips(at)]


def split_street(street: str) -> tuple[str, str, str]:
    """Direction, name and suffix of a street as it is written."""
    words = street.split()
    first = 1 if len(words) > 1 and words[0].lower() in DIRECTIONS else 0
    last = len(words)
    while last - 1 > first and words[last - 1].lower().rstrip(".") in SUFFIXES | DIRECTIONS:
        last -= 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def with_street(address: Address, said: str) -> Address:
    """The street as said; under the same name, what was not said of direction and suffix stays."""
    old, new = split_street(address.street), split_street(said)
    if alike(old[1], new[1]) >= SAME:
        direction, suffix = new[0] or old[0], new[2] or old[2]
        return replace(address, street=" ".join(part for part in (direction, new[1], suffix) if part))
    return replace(address, street=said)


def _number(address: Address, said: Said) -> Address | None:
    """ "no, forty one twenty-two", "4122 not 4120": a number about as long as the known one, and nothing else."""
    for at in said.places()[:1]:
        grid = read_grid_number(said.tokens, at, said.denied)
        if grid and said.only(at, grid[1]) and address.number:
            return replace(address, number=grid[0])
        if read_chunk(said.tokens, at, spanish=True, whole=True) is None:
            return None
        number = read_house_number(said.tokens, at, said.denied)
        if number is None or not said.only(at, number[1]):
            return None
        digits = number[0]
        if len(digits) == 5 and digits.isdigit() and len(address.number) != 5:
            return replace(address, zip=digits)
        if len(digits) < _SHORT_NUMBER and (at == 0 or len(digits) != len(address.number)):
            return None
        if address.number[:1].isalpha() and address.number[1:].isdigit():
            # "N4420", then "no, 4422": the direction stays.
            digits = address.number[0] + digits
        if abs(len(digits) - len(address.number)) <= _LENGTH_MAY_DIFFER_BY:
            return replace(address, number=digits)
    return None


def _unit(address: Address, said: Said) -> Address | None:
    for at in range(len(said.tokens)):
        token = said.tokens[at]
        if said.denied[at] or not (token.word in UNIT_WORDS or token.text == "#" or read_ordinal(said.tokens, at)):
            continue
        unit = read_unit(said.tokens, at, said.denied)
        if unit and said.only(at, unit[1]):
            return replace(address, unit=unit[0])
    return None


def _city(address: Address, said: Said) -> Address | None:
    """A well-known city, or one said with "in", and its state."""
    for at in range(len(said.tokens)):
        if said.denied[at]:
            continue
        with_in = said.tokens[at].word == "in"
        found = known_city(said.tokens, at, said.denied)
        found = found or (read_city(said.tokens, at, said.denied) if with_in else None)
        if not found or (found[1] < len(said.tokens) and said.tokens[found[1]].word in SUFFIXES):
            continue
        state = read_state(said.tokens, found[1], said.denied)
        if said.only(at, state[1] if state else found[1]):
            return replace(address, city=found[0], state=state[0] if state else address.state)
    return None


def _suffix(address: Address, said: Said) -> Address | None:
    """ "it's Drive, not Boulevard", "Rainbow Drive": another kind of street under the same name."""
    direction, name, suffix = split_street(address.street)
    tokens = said.tokens
    for at, token in enumerate(tokens):
        if said.denied[at] or token.word not in SUFFIXES or fold(suffix).rstrip(".") == token.word:
            continue
        named = at > 0 and bool(name) and alike(tokens[at - 1].text, name.split()[-1]) >= SAME
        if name and said.only(at - 1 if named else at, at + 1):
            return replace(address, street=f"{direction} {name} {write_words([token.text])}".strip())
    return None


def _street(address: Address, said: Said) -> Address | None:
    """Another street without a number: "it's on Oak Street", "Rambo, not Rainbow"."""
    for at in range(len(said.tokens)):
        if said.denied[at] or said.skips(at):
            continue
        if not said.tokens[at].word[:1].isalpha() and not read_ordinal(said.tokens, at):
            continue
        street = read_street(said.tokens, at, said.denied)
        if street is None or not said.only(at, street.last):
            continue
        written = write_words(list(street.words))
        known = alike(split_street(written)[1], split_street(address.street)[1]) >= SAME
        if street.form is Form.CLEAR or known or (street.form is Form.LIKELY and _denies(address, said)):
            return with_street(address, written)
    return None


def _denies(address: Address, said: Said) -> bool:
    """Whether a word of the known street is among those denied."""
    known = {fold(word) for word in address.street.split()}
    return any(mark and token.word in known for token, mark in zip(said.tokens, said.denied, strict=True))


def _direction(address: Address, said: Said) -> Address | None:
    """ "North Rainbow", "it's west"."""
    _, name, suffix = split_street(address.street)
    for at, token in enumerate(said.tokens):
        if said.denied[at] or token.word not in DIRECTIONS or (len(token.word) < 4 and not token.text.isupper()):
            continue
        after = at + 1 < len(said.tokens) and alike(said.tokens[at + 1].text, name) >= SAME
        if said.only(at, at + 2 if after else at + 1):
            return replace(address, street=f"{write_words([token.text])} {name} {suffix}".strip())
    return None


def _state_or_zip(address: Address, said: Said) -> Address | None:
    """ "it's Kansas, not Missouri", "the zip is 66103"."""
    for at in said.places():
        code = read_zip(said.tokens, at, said.denied)
        if code and said.only(at, code[1]):
            return replace(address, zip=code[0])
        state = read_state(said.tokens, at, said.denied)
        if state and said.only(at, state[1]):
            return replace(address, state=state[0])
    return None


RULES: tuple[Callable[[Address, Said], Address | None], ...] = (
    _number, _unit, _city, _suffix, _street, _direction, _state_or_zip
)  # fmt: skip

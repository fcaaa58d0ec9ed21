"""Mending an address that was heard wrong, keeping what was right of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.understanding.frame import Language
from app.core.understanding.names.merge import alike
from app.core.understanding.names.spelling import find_spelled
from app.core.understanding.spoken_digits import read_chunk
from app.core.understanding.tokens import Token, clean, fold, tokenise
from app.core.understanding.wordlist import word_set

from .area import known_city, read_city, read_state, read_unit, read_zip
from .find import Parsed, parse_at, read_corner, read_crossing
from .model import Address, parse_address, write_words
from .numbers import read_house_number, read_ordinal
from .street import Form, read_street
from .words import COUNTED, DIRECTIONS, SUFFIXES, UNIT_WORDS

_NOT = word_set("not no instead rather")
_SKIPPED = word_set("""
    no not it's its it is that's that actually sorry wait i said i mean meant the a number house address street
    correct correction should be yes yeah uh um er es no son el la numero perdon digo on at instead of rather than
    was my in well oh please
    """)
_SAME = 0.6


def mend_address(current: str, text: str) -> str | None:
    """`current` with the part that the caller corrects or adds; None where no part of an address is said."""
    address = parse_address(current)
    tokens = tokenise(clean(text))
    if address is None or not tokens:
        return None
    denied = _denied(tokens)
    mended = _by_spelling(address, tokens)
    for rule in (_whole, _number, _unit, _city, _suffix, _street, _direction, _area):
        mended = mended or rule(address, tokens, denied)
    return str(mended) if mended else None


def _denied(tokens: Sequence[Token]) -> list[bool]:
    """Per token, whether it says what the address is not: what follows a "not" up to the next sign or turn."""
    marks = [False] * len(tokens)
    denying = False
    for at, token in enumerate(tokens):
        if token.text in ",.;" or token.word in ("it's", "but", "es", "sino"):
            denying = False
        elif token.word in _NOT:
            denying = at > 0 or token.word == "not" or _is_instead(tokens, at)
        marks[at] = denying
    return marks


def _is_instead(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].word == "instead" and at + 1 < len(tokens) and tokens[at + 1].word == "of"


def _whole(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    """Number and street said again; a bare street that sounds like the known one leaves its suffix."""
    for at in range(len(tokens)):
        if denied[at]:
            continue
        parsed = parse_at(tokens, at, denied, Language.EN) or read_corner(tokens, at, denied)
        if parsed is None and not address.number and tokens[at].word not in _SKIPPED:
            parsed = read_crossing(tokens, at, at, denied)
        if parsed and " and " in parsed.address.street:
            return replace(_kept(address, parsed.address), number="", street=parsed.address.street)
        if parsed and _believable(parsed, tokens):
            return _with_street(_kept(address, parsed.address), parsed.address.street)
    return None


def _believable(parsed: Parsed, tokens: Sequence[Token]) -> bool:
    return parsed.form is not Form.NAMED or parsed.last >= len(tokens)


def _kept(address: Address, said: Address) -> Address:
    """What was said of unit and area; what was not said stays."""
    return Address(
        number=said.number or address.number,
        street=address.street,
        unit=said.unit or address.unit,
        city=said.city or address.city,
        state=said.state or address.state,
        zip=said.zip or address.zip,
    )


def _with_street(address: Address, said: str) -> Address:
    old, new = _parts(address.street), _parts(said)
    if alike(old[1], new[1]) >= _SAME:
        direction, suffix = new[0] or old[0], new[2] or old[2]
        return replace(address, street=" ".join(part for part in (direction, new[1], suffix) if part))
    return replace(address, street=said)


def _parts(street: str) -> tuple[str, str, str]:
    """Direction, name and suffix of a street as it is written."""
    words = street.split()
    first = 1 if len(words) > 1 and words[0].lower() in DIRECTIONS else 0
    last = len(words)
    while last - 1 > first and words[last - 1].lower().rstrip(".") in SUFFIXES | DIRECTIONS:
        last -= 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def _number(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    """ "no, forty one twenty-two", "4122 not 4120": a number and nothing else of an address."""
    for at in range(len(tokens)):
        if denied[at] or tokens[at].word in _SKIPPED:
            continue
        if tokens[at].word in UNIT_WORDS or tokens[at].word in ("zip", "#", "zipcode", "code"):
            return None
        if read_chunk(tokens, at, spanish=True, whole=True) is None:
            if tokens[at].text in ",.;:-!":
                continue
            return None
        number = read_house_number(tokens, at, denied)
        if number is None or (number[1] < len(tokens) and tokens[number[1]].word in COUNTED):
            return None
        if len(number[0]) == 5 and number[0].isdigit() and len(address.number) != 5:
            return replace(address, zip=number[0])
        return replace(address, number=number[0])
    return None


def _unit(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    for at, token in enumerate(tokens):
        if denied[at] or not (token.word in UNIT_WORDS or token.text == "#" or token.word[:1].isalnum()):
            continue
        unit = read_unit(tokens, at, denied)
        if unit:
            return replace(address, unit=unit[0])
    return None


def _city(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    """A city that is well known, or said with "in"; what else it could be is tried before other places."""
    for at, token in enumerate(tokens):
        if denied[at]:
            continue
        found = known_city(tokens, at, denied) or (read_city(tokens, at, denied) if token.word == "in" else None)
        if found and (found[1] >= len(tokens) or tokens[found[1]].word not in SUFFIXES):
            state = read_state(tokens, found[1], denied)
            return replace(address, city=found[0], state=state[0] if state else address.state)
    return None


def _suffix(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    """ "it's Drive, not Boulevard", "Rainbow Drive": another kind of street under the same name."""
    direction, name, suffix = _parts(address.street)
    for at, token in enumerate(tokens):
        if denied[at] or token.word not in SUFFIXES or fold(suffix).rstrip(".") == token.word:
            continue
        before = tokens[at - 1] if at else None
        named = before is not None and alike(before.text, name.split()[-1]) >= _SAME + 0.2
        bare = before is None or before.word in _SKIPPED or before.text in ",.;"
        other = any(denied) or at + 1 >= len(tokens) or tokens[at + 1].text in ",.;"
        if named or (bare and other and name):
            return replace(address, street=f"{direction} {name} {write_words([token.text])}".strip())
    return None


def _street(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    """Another street without a number: "it's on Oak Street", "Rambo, not Rainbow"."""
    for at in range(len(tokens)):
        begins = tokens[at].word[:1].isalpha() or read_ordinal(tokens, at)
        if denied[at] or tokens[at].word in _SKIPPED or not begins:
            continue
        street = read_street(tokens, at, denied)
        if street is None:
            continue
        said = write_words(list(street.words))
        known = alike(_parts(said)[1], _parts(address.street)[1]) >= _SAME
        if street.form is Form.CLEAR or known or (street.form is Form.LIKELY and _denies(address, tokens, denied)):
            return _with_street(address, said)
    return None


def _denies(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> bool:
    """Whether a word of the known street is among those denied."""
    known = {fold(word) for word in address.street.split()}
    return any(mark and token.word in known for token, mark in zip(tokens, denied, strict=True))


def _direction(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    for at, token in enumerate(tokens):
        if not denied[at] and token.word in DIRECTIONS and len(token.word) > 1:
            _, name, suffix = _parts(address.street)
            return replace(address, street=f"{write_words([token.text])} {name} {suffix}".strip())
    return None


def _area(address: Address, tokens: Sequence[Token], denied: Sequence[bool]) -> Address | None:
    """City, state or ZIP: "in Overland Park", "it's Kansas, not Missouri", "the zip is 66103"."""
    mended = address
    at = 0
    while at < len(tokens):
        if denied[at] or (tokens[at].word in _SKIPPED and tokens[at].word != "in"):
            at += 1
            continue
        code = read_zip(tokens, at, denied)
        city = None if code else read_city(tokens, at, denied)
        state = None if code or city else read_state(tokens, at, denied)
        if code:
            mended, at = replace(mended, zip=code[0]), code[1]
        elif city:
            mended, at = replace(mended, city=city[0]), city[1]
        elif state:
            mended, at = replace(mended, state=state[0]), state[1]
        else:
            at += 1
    return mended if mended != address else None


def _by_spelling(address: Address, tokens: Sequence[Token]) -> Address | None:
    """ "it's R-A-M-B-O-W": the word of the street that sounds alike."""
    rows = find_spelled(tokens, Language.EN, [False] * len(tokens))
    if not rows:
        return None
    spelled = rows[-1].letters
    direction, name, suffix = _parts(address.street)
    words = name.split()
    place = max(range(len(words)), key=lambda n: alike(words[n], spelled)) if words else None
    if place is None or (len(words) > 1 and alike(words[place], spelled) < _SAME):
        return None
    words[place] = spelled.capitalize()
    return replace(address, street=" ".join(part for part in (direction, *words, suffix) if part))

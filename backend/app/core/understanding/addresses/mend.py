"""Mending an address that was heard wrong, keeping what was right of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.understanding.frame import Language
from app.core.understanding.names.merge import alike
from app.core.understanding.names.spelling import find_spelled
from app.core.understanding.tokens import Token, clean, tokenise

from .find import Parsed, parse_at, read_corner, read_crossing
from .model import Address, parse_address
from .partial import RULES, SAME, Said, split_street, with_street
from .street import Form


def mend_address(current: str, text: str) -> str | None:
    """`current` with the part that the caller corrects or adds; None where no part of an address is said.

    A part counts only where the text is about nothing else ("no, 4122", "it's Drive, not Boulevard"), so that a time,
    a count or a name in a longer sentence changes nothing; a number with its street counts anywhere.
    """
    address = parse_address(current)
    tokens = tokenise(clean(text))
    if address is None or not tokens:
        return None
    said = Said.of(tokens)
    mended = _by_spelling(address, tokens) or _whole(address, said)
    for rule in RULES:
        mended = mended or rule(address, said)
    return str(mended) if mended else None


def _whole(address: Address, said: Said) -> Address | None:
    """Number and street said again; a bare street that sounds like the known one leaves its suffix."""
    tokens, denied = said.tokens, said.denied
    for at in range(len(tokens)):
        if denied[at]:
            continue
        parsed = parse_at(tokens, at, denied, Language.EN) or read_corner(tokens, at, denied)
        if parsed is None and not address.number and not said.skips(at):
            parsed = read_crossing(tokens, at, at, denied)
        if parsed is None or not _believable(parsed, address, said):
            continue
        if not parsed.address.number and (" and " in parsed.address.street or " y " in parsed.address.street):
            return replace(_kept(address, parsed.address), number="", street=parsed.address.street)
        return with_street(_kept(address, parsed.address), parsed.address.street)
    return None


def _believable(parsed: Parsed, address: Address, said: Said) -> bool:
    """A clear street, or one that sounds like the known one, or a word that can be one and nothing else besides."""
    if parsed.form is Form.CLEAR:
        return True
    if not said.only(parsed.first, parsed.last):
        return False
    known = alike(split_street(parsed.address.street)[1], split_street(address.street)[1]) >= SAME
    return known or (parsed.form is Form.LIKELY and parsed.number_said_long)


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


def _by_spelling(address: Address, tokens: Sequence[Token]) -> Address | None:
    """ "it's R-A-M-B-O-W": the word of the street that sounds alike."""
    rows = find_spelled(tokens, Language.EN, [False] * len(tokens))
    direction, name, suffix = split_street(address.street)
    words = name.split()
    if not rows or not words:
        return None
    spelled = rows[-1].letters
    place = max(range(len(words)), key=lambda n: alike(words[n], spelled))
    if alike(words[place], spelled) < SAME:
        return None
    words[place] = spelled.capitalize()
    return replace(address, street=" ".join(part for part in (direction, *words, suffix) if part))

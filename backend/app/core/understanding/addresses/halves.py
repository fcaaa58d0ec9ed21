"""Half an address, said by itself when asked for it: a house number ("22"), or a street ("on Oak Street")."""

from __future__ import annotations

from app.core.understanding.frame import Found, Language, Span
from app.core.understanding.tokens import clean, tokenise

from .find import find_address
from .mend import mend_address
from .model import parse_address, write_words
from .numbers import read_house_number
from .partial import Said
from .street import Form, read_street


def house_number(text: str) -> str | None:
    """The house number, where nothing else is said."""
    said = Said.of(tokenise(clean(text)))
    for at in said.places()[:1]:
        number = read_house_number(said.tokens, at, said.denied)
        if number is not None and said.only(at, number[1]):
            return number[0]
    return None


def street(text: str) -> str | None:
    """The street, where nothing else is said and its words leave no doubt that it is one."""
    said = Said.of(tokenise(clean(text)))
    for at in said.places()[:1]:
        found = read_street(said.tokens, at, said.denied)
        if found is not None and found.form is Form.CLEAR and said.only(at, found.last):
            return write_words(list(found.words))
    return None


def corrected(known: str, text: str) -> str | None:
    """ "It's the 50, not the 15", where the house that is known is number 15: the address with the new number."""
    address = parse_address(known)
    said = Said.of(tokenise(clean(text)))
    if address is None or not address.number:
        return None
    nothing_blocked = [False] * len(said.tokens)
    denied = (read_house_number(said.tokens, at, nothing_blocked) for at, no in enumerate(said.denied) if no)
    if not any(number is not None and number[0] == address.number for number in denied):
        return None
    mended = mend_address(known, text)
    return mended if mended != known else None


def joined(known: str, text: str, language: Language) -> Found | None:
    """The address that `known`, a house number or a street, makes with the other half."""
    number = house_number(text)
    if known[:1].isdigit() and number is None:
        said = Said.of(tokenise(clean(text)))
        rest = next((text[said.tokens[at].start :] for at in said.places()), "")
        whole = f"{known} {rest}" if rest else ""
    else:
        whole = f"{number} {known}" if number and not known[:1].isdigit() else ""
    found = find_address(whole, language=language, asked=True) if whole else None
    return Found(found.value, Span(0, len(text)), found.confidence) if found else None

"""Phone numbers as people write them, to E.164 and back to something to read."""

from __future__ import annotations

import re

import phonenumbers

# As much of a number as tells people apart, with what they write between its digits.
_WRITTEN = re.compile(r"[\d\s()+.\-/]+")
_ENOUGH_DIGITS = 7


class NotAPhoneNumber(ValueError):
    """What was given cannot be a phone number."""


def to_e164(written: str, country: str = "US") -> str:
    """E.164 of a number as people write it; `country` is the ISO code of numbers without a prefix.

    Numbers reserved for fiction (555-01xx) pass: they are possible, and people try a product with them.
    """
    if len(written) > 40:
        raise NotAPhoneNumber(written[:40])
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException as error:
        raise NotAPhoneNumber(written) from error
    if number.extension or not phonenumbers.is_possible_number(number):
        raise NotAPhoneNumber(written)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_e164(written: str | None, country: str = "US") -> str | None:
    """As `to_e164`, None for what is no phone number (a withheld caller, a SIP address)."""
    try:
        return to_e164(written, country) if written else None
    except NotAPhoneNumber:
        return None


def searched(part: str | None) -> str | None:
    """What to look for: of a number as people write it the digits, which is how numbers are stored."""
    digits = re.sub(r"\D", "", part or "")
    if part is None or len(digits) < _ENOUGH_DIGITS or not _WRITTEN.fullmatch(part):
        return part
    return digits


def to_read(e164: str) -> str:
    """(816) 555-0142 for numbers of the default style, else the international form."""
    number = phonenumbers.parse(e164)
    if number.country_code == 1:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

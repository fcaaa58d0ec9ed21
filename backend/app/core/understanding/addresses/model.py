"""A postal address in its parts, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.understanding.names.casing import proper
from app.core.understanding.places import STATE_NAMES, STATES
from app.core.understanding.wordlist import word_set

from .words import SUFFIXES, UNIT_WORDS

_ORDINAL_ENDS = ("st", "nd", "rd", "th")
_SMALL = word_set("of the and de la del las los")
_UPPER = word_set("ne nw se sw n s e w us fm ii iii po")


@dataclass(frozen=True, slots=True)
class Address:
    """Parts as they are written; an absent one is "". `street` holds direction, name and suffix."""

    number: str = ""
    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""

    def __str__(self) -> str:
        line = f"{self.number} {self.street}".strip()
        area = f"{self.state} {self.zip}".strip()
        return ", ".join(part for part in (line, self.unit, self.city, area) if part)


def write_words(words: list[str]) -> str:
    """Words of a street or city in their usual case: "west 39th" is "West 39th"."""
    return " ".join(_write(word, place) for place, word in enumerate(words))


def _write(word: str, place: int) -> str:
    lower = word.lower()
    # County roads are called by letters: "County Road KK".
    if lower in _UPPER or (len(lower) == 2 and lower[0] == lower[1] and lower.isalpha()):
        return lower.upper()
    if place and lower in _SMALL:
        return lower
    if word[:1].isdigit():
        return word.upper() if word[-1:].isalpha() and not lower.endswith(_ORDINAL_ENDS) else lower
    return proper(word)


def write_state(word: str) -> str:
    """A state by its code or name, as it was said."""
    return word.upper() if word.upper() in STATES else word.title()


def parse_address(written: str) -> Address | None:
    """The parts of an address as `str(Address)`, or a person, writes it; None where it holds nothing."""
    parts = [part.split() for part in written.split(",") if part.strip()]
    if not parts:
        return None
    number, street, unit = _line(parts[0])
    city = state = code = ""
    for words in parts[1:]:
        if words[0].lower().rstrip(".") in UNIT_WORDS or words[0][0] == "#" or words[-1].lower() in ("floor", "piso"):
            unit = ", ".join(part for part in (unit, " ".join(words)) if part)
            continue
        words, code = _cut_zip(words, code)
        words, state = _cut_state(words, state)
        city = city or " ".join(words)
    return Address(number, street, unit, city, state, code)


def _line(words: list[str]) -> tuple[str, str, str]:
    """House number, street and unit of the first part."""
    numbered = words[0][:1].isdigit() or (words[0][:1] in "NSEW" and words[0][1:2].isdigit())
    digits = 1 if numbered and len(words) > 1 and not words[0].lower().endswith(_ORDINAL_ENDS) else 0
    if digits and words[1] == "1/2" and len(words) > 2:
        digits = 2
    for place in range(digits + 1, len(words)):
        if words[place].lower().rstrip(".") in UNIT_WORDS - SUFFIXES or words[place][0] == "#":
            return " ".join(words[:digits]), " ".join(words[digits:place]), " ".join(words[place:])
    return " ".join(words[:digits]), " ".join(words[digits:]), ""


def _cut_zip(words: list[str], code: str) -> tuple[list[str], str]:
    if words and words[-1][:5].isdigit() and len(words[-1]) in (5, 10):
        return words[:-1], words[-1]
    return words, code


def _cut_state(words: list[str], state: str) -> tuple[list[str], str]:
    if words and words[-1] in STATES:
        return words[:-1], words[-1]
    for size in (3, 2, 1):
        if len(words) >= size and " ".join(words[-size:]).lower() in STATE_NAMES:
            return words[:-size], " ".join(words[-size:])
    return words, state

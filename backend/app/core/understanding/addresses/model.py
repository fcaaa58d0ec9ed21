"""A postal address in its parts, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.understanding.names.casing import proper
from app.core.understanding.places import STATES
from app.core.understanding.wordlist import word_set

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
    if lower in _UPPER:
        return lower.upper()
    if place and lower in _SMALL:
        return lower
    if word[:1].isdigit():
        return word.upper() if word[-1:].isalpha() and not lower.endswith(("st", "nd", "rd", "th")) else lower
    return proper(word)


def write_state(word: str) -> str:
    """A state by its code or name, as it was said."""
    return word.upper() if word.upper() in STATES else word.title()

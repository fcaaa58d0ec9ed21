"""An answer with the family name first: "De La Cruz, Maria", "Park, Min-ho Park"."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.tokens import Token

from .collect import Collected
from .lexicon import (
    NEVER,
    NOT_PEOPLE,
    PARTICLES,
    PLACES,
    capital,
    is_function,
    is_given,
    is_known,
    is_surname,
    is_unknown,
    is_word,
    possible,
)

_MOST_TWICE = 7
_MOST_OF_A_FAMILY = 4
_NOBODY = NEVER | NOT_PEOPLE | PLACES


def family_first(tokens: Sequence[Token], first: int, last: int, blocked: Sequence[bool]) -> Collected | None:
    """ "De La Cruz, Maria", "Two Bulls, Hank": a family name of several words, then the given name."""
    comma, given = last - 2, tokens[last - 1]
    words = tokens[first:comma]
    if not 2 <= len([t for t in words if is_word(t)]) <= _MOST_OF_A_FAMILY or tokens[comma].text != ",":
        return None
    if any(blocked[first:last]) or not (possible(given.word) and capital(given)) or not _is_family(words):
        return None
    if not all((capital(t) and t.word not in _NOBODY) or t.word in PARTICLES or t.text == "." for t in words):
        return None
    texts = [token.text for token in words if token.text != "."]
    return Collected((given.text, *texts), first, last, 0.15)


def _is_family(words: Sequence[Token]) -> bool:
    """Whether no given name is among the words before the comma; "Van" and "James" may stand behind a particle."""
    return words[0].word in PARTICLES or not any(possible(token.word) for token in words)


def family_twice(tokens: Sequence[Token], first: int, last: int) -> Collected | None:
    """ "Park, Min-ho Park": the family name, then the whole name."""
    family, end = tokens[first], tokens[last - 1]
    if not 4 <= last - first <= _MOST_TWICE or tokens[first + 1].text not in ",." or family.word != end.word:
        return None
    named = is_surname(family.word) or is_unknown(family.word) or (capital(family) and capital(tokens[first + 2]))
    given = tokens[first + 2 : last - 1]
    if not named or is_function(family.word):
        return None
    if family.word in _NOBODY and not (capital(end) and is_given(given[0].word)):
        return None
    if not all((is_word(t) and not is_function(t.word) and t.word not in _NOBODY) or t.text == "-" for t in given):
        return None
    # "Sink, kitchen sink" is written like it.
    if not any(possible(t.word) or is_known(t.word) or is_unknown(t.word) or capital(t) for t in given):
        return None
    words = "".join(t.text if t.text == "-" else f" {t.text}" for t in (*given, end)).replace("- ", "-").split()
    return Collected(tuple(words), first + 2, last, 0.15)

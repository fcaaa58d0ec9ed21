"""Ordinary words: what callers say that is nobody's name and no street.

`FUNCTION` words end a name or a street wherever they stand. `ORDINARY` words may be part of a name or street when
something else says so ("my name is Ellen Burst", "12 Lake Drive"), and otherwise are taken for what they mean.
Folded spelling (lower case, no accents); inflected forms are found by `is_ordinary`.
"""

from __future__ import annotations

from app.core.understanding.wordlist import word_set

from .ordinary_en import ENGLISH, ENGLISH_FUNCTION
from .ordinary_es import SPANISH, SPANISH_FUNCTION
from .ordinary_more import MORE_ENGLISH

FUNCTION_EN = word_set(ENGLISH_FUNCTION)
FUNCTION = FUNCTION_EN | word_set(SPANISH_FUNCTION)
ORDINARY = FUNCTION | word_set(ENGLISH + MORE_ENGLISH + SPANISH)

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("'s", ("",)),
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ing", ("", "e")),
    ("in'", ("", "e")),
    ("ed", ("", "e")),
    ("ly", ("", "le")),
    ("er", ("", "e")),
    ("est", ("", "e")),
    ("y", ("", "e")),
    ("mente", ("o", "a", "e", "")),
    ("ando", ("ar",)),
    ("iendo", ("er", "ir")),
    ("ado", ("ar",)),
    ("ada", ("ar",)),
    ("ido", ("er", "ir")),
)


def is_ordinary(word: str) -> bool:
    """Whether a folded word is one that callers use for what it means, in its own or an inflected form."""
    if word in ORDINARY:
        return True
    for ending, stems in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if any(stem + tail in ORDINARY for tail in stems):
                return True
            # "dripping", "stopped": the last consonant is written twice.
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in ORDINARY:
                return True
    return False

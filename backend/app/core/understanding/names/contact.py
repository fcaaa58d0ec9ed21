"""Where a name ends because an address or a number follows it: "Bo Green, 44 Elm Street"."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .lexicon import capital, is_surname

_SIGNS = frozenset(",.;:-–—")
# What is said between the two: "and my address is", "y el teléfono es".
_BETWEEN = word_set("""
    and my the our is it's its at i'm im i am live on over number phone cell mobile telephone callback house home
    work best address street you can reach me call back y mi el la en es numero telefono celular direccion domicilio
    casa vivo estoy de
    """)
# By themselves these tell nothing of what follows.
_OPENS = word_set("and my the at y mi el la en i i'm im number phone cell address")
_MOST_BETWEEN = 8
_MOST_WORDS = 5


def end_before_contact(tokens: Sequence[Token], first: int, last: int, blocked: Sequence[bool]) -> int | None:
    """The token at which two to five words end behind which an address or a number is given, or None."""
    end = first
    while end < last and not blocked[end] and tokens[end].text not in ",.;:–—" and tokens[end].word not in _OPENS:
        end += 1
    if not 2 <= end - first <= _MOST_WORDS or end >= last:
        return None
    place = end
    while place < last and not blocked[place] and place - end <= _MOST_BETWEEN:
        if tokens[place].text not in _SIGNS and tokens[place].word not in _BETWEEN:
            return None
        place += 1
    if place >= last or not blocked[place]:
        return None
    # "Jennifer said eight": without a pause between them the last word must be a name by itself.
    return end if place > end or capital(tokens[end - 1]) or is_surname(tokens[end - 1].word) else None

"""Where a row of spelled letters divides into given and family name: "janebell" is Jane Bell."""

from __future__ import annotations

from collections.abc import Sequence

from .given import GIVEN
from .spelling import Piece
from .surnames import SURNAMES

_KNOWN, _WHOLE, _PERHAPS = 4.0, 7.0, 2.5
_LONG_FOR_ONE_NAME = 10
_MOST_LETTERS = 60


def divide(pieces: Sequence[Piece]) -> list[str]:
    """The words of the spelled name, lower case. Words divide only between pieces, never inside one."""
    return _scored(pieces)[0]


def divide_after_lead(pieces: Sequence[Piece], leading: int) -> list[str]:
    """The same where the first `leading` pieces may be a lead-in ("I am") or part of the name ("I am e l i a")."""
    options = [_scored(pieces[skip:]) for skip in range(leading, -1, -1) if pieces[skip:]]
    return max(options, key=lambda option: option[1])[0] if options else []


def _scored(pieces: Sequence[Piece]) -> tuple[list[str], float]:
    letters = "".join(piece.letters for piece in pieces)
    if len(letters) > _MOST_LETTERS:
        return [letters], 0.0
    best, score = [letters], _whole(letters)
    place = 0
    for piece in pieces:
        if 1 < place < len(letters) - 1:
            parts = [letters[:place], letters[place:]]
            worth = _pair(*parts) + (1.5 if piece.hint else 0.0)
            if worth > score:
                best, score = parts, worth
        place += len(piece.letters)
    return best, score


def _whole(letters: str) -> float:
    if letters in GIVEN or letters in SURNAMES:
        return _WHOLE
    return _PERHAPS * 2 if len(letters) < _LONG_FOR_ONE_NAME else _PERHAPS


def _pair(first: str, last: str) -> float:
    given = _KNOWN + 0.05 * len(first) if first in GIVEN else 0.0
    if last in SURNAMES:
        family = _KNOWN if len(last) > 2 else _PERHAPS
    elif last in GIVEN:
        family = _PERHAPS
    else:
        family = 0.0
    if not given and len(first) < 3:
        return 0.0
    if not family and len(last) < 3:
        return 0.0
    return given + family if given and family else (given or family) + 0.04 * len(first)

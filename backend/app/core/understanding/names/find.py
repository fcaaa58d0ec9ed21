"""Finding the caller's name in what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.understanding.frame import Found, Language, Span
from app.core.understanding.tokens import Token, fold, quiet, taken_tokens, tokenise

from .bare import bare_name
from .candidates import Candidate, best_name, led_names
from .casing import full_name
from .division import divide, divide_after_lead
from .leads import Part
from .merge import merge
from .spelling import Spelled, find_spelled

# From here on the words themselves say that it is a name ("my name is …").
SURE_NAME = 0.95
_DOUBTFUL = 0.6
_ONE_NAME_APART = 6
_MOST_WORDS_SPELLED = 4
_SHORT_LEADS = (("i", "am"), ("it", "is"), ("this", "is"), ("name", "is"))


def find_name(text: str, *, language: Language, asked: bool = False, taken: Sequence[Span] = ()) -> Found | None:
    """The full name in proper case, or None.

    Confidence: 0.9 and more after "my name is" or letter by letter, 0.6 to 0.9 after "this is", "for", or bare; below
    0.6 somebody is named who may not be the caller (the payee of a transfer, a bare word that was not asked for).
    """
    tokens = tokenise(quiet(text))
    rows, candidate = _read(tokens, language, taken_tokens(tokens, taken), asked=asked)
    repeated = _said_before(tokens, rows[-1]) if rows else None
    if repeated and not (candidate and len(candidate.words) > len(repeated.value.split())):
        return repeated
    if rows:
        return _with_spelling(tokens, rows, candidate)
    return _found(tokens, candidate) if candidate else None


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a name that a text says, those that it spells, and which part of a name they are."""

    said: tuple[str, ...]
    spelled: tuple[str, ...]
    part: Part
    confidence: float


def hear(tokens: Sequence[Token], language: Language, *, asked: bool) -> Heard:
    """What was said and what was spelled, each by itself."""
    rows, candidate = _read(tokens, language, [False] * len(tokens), asked=asked)
    part = _spelled_part(tokens, rows[0]) if rows else candidate.part if candidate else Part.FULL
    words = candidate.words if candidate else ()
    spelled = tuple(_all_letters(tokens, rows)) if rows else ()
    return Heard(words, spelled, part, candidate.confidence if candidate else 0.0)


def _read(
    tokens: Sequence[Token], language: Language, blocked: Sequence[bool], *, asked: bool
) -> tuple[list[Spelled], Candidate | None]:
    rows = find_spelled(tokens, language, blocked)
    free = list(blocked)
    for row in rows:
        free[row.first : row.last] = [True] * (row.last - row.first)
    candidate = best_name(led_names(tokens, free))
    if candidate is None or candidate.confidence < _DOUBTFUL:
        bare = bare_name(tokens, free, asked=asked, spelled=bool(rows))
        if bare and (candidate is None or bare.doubt < 1 - candidate.confidence):
            candidate = Candidate(bare.words, bare.first, bare.last, 1 - bare.doubt)
    return rows, candidate


def _found(tokens: Sequence[Token], candidate: Candidate) -> Found:
    span = Span(tokens[candidate.first].start, tokens[candidate.last - 1].end)
    return Found(full_name(candidate.words), span, round(candidate.confidence, 2))


def _said_before(tokens: Sequence[Token], row: Spelled) -> Found | None:
    """ "Jane Doe, J A N E D O E": words that the letters after them spell exactly give the division."""
    start = next((n for n, piece in enumerate(row.pieces) if piece.strong), 0)
    letters = "".join(piece.letters for piece in row.pieces[start:])
    first = row.pieces[start].token
    words: list[str] = []
    while first and len(words) < _MOST_WORDS_SPELLED:
        first -= 1
        if not tokens[first].word[:1].isalpha():
            continue
        words.insert(0, tokens[first].text)
        if fold("".join(words)) == fold(letters):
            return Found(full_name(words), Span(tokens[first].start, tokens[row.last - 1].end), 0.95)
    return None


def _with_spelling(tokens: Sequence[Token], rows: Sequence[Spelled], said: Candidate | None) -> Found | None:
    """What was spelled, put together with the name that was said before or after it."""
    words = _all_letters(tokens, rows)
    row = rows[-1]
    part = _spelled_part(tokens, rows[0])
    merged = merge(said.words if said else (), words, part)
    first = min(rows[0].first, said.first) if said else rows[0].first
    last = max(row.last, said.last) if said else row.last
    return Found(full_name(merged), Span(tokens[first].start, tokens[last - 1].end), 0.92)


def _all_letters(tokens: Sequence[Token], rows: Sequence[Spelled]) -> list[str]:
    """The words of the last row, and of the one before it where they belong together ("first … last …")."""
    together = rows[-2:] if len(rows) > 1 and rows[-1].first - rows[-2].last <= _ONE_NAME_APART else rows[-1:]
    return [word for row in together for word in _letters(tokens, row)]


def _letters(tokens: Sequence[Token], row: Spelled) -> list[str]:
    """The words of a row; where it begins with "I am" or "it is", those may be a lead-in."""
    opening = tuple(token.word for token in tokens[row.first : row.first + 2])
    leading = 2 if opening in _SHORT_LEADS else 1 if opening[0] in ("is", "its", "im") else 0
    return divide_after_lead(row.pieces, leading) if leading else divide(row.pieces)


def _spelled_part(tokens: Sequence[Token], row: Spelled) -> Part:
    before = [token.word for token in tokens[max(0, row.first - 4) : row.first]]
    if "last" in before or "surname" in before or "apellido" in before or "family" in before:
        return Part.FAMILY
    return Part.GIVEN if "first" in before else Part.FULL

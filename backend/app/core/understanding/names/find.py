"""Finding the caller's name in what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.understanding.frame import Found, Language, Span
from app.core.understanding.tokens import Token, fold, quiet, taken_tokens, tokenise

from .again import by_letters, said_again, spelled_beside
from .bare import bare_name
from .candidates import Candidate, best_name, led_names
from .casing import full_name
from .cut import CUT, Sentence, cut_letters
from .division import divide, divide_after_lead
from .leads import Part
from .lexicon import is_given, is_surname, possible
from .merge import alike, merge
from .spelling import Spelled

# From here on the words themselves say that it is a name ("my name is …").
SURE_NAME = 0.95
_DOUBTFUL = 0.6
_SAME = 0.8
_ONE_NAME_APART = 6
_MOST_WORDS_SPELLED = 4
_SHORT_LEADS = (("i", "am"), ("it", "is"), ("this", "is"), ("name", "is"))


def find_name(text: str, *, language: Language, asked: bool = False, taken: Sequence[Span] = ()) -> Found | None:
    """The full name in proper case, or None.

    Confidence: 0.9 and more after "my name is" or letter by letter, 0.6 to 0.9 after "this is", "for", or bare; below
    0.6 somebody is named who may not be the caller (the payee of a transfer, a bare word that was not asked for).
    """
    tokens = tokenise(quiet(text))
    read = _read(tokens, language, taken_tokens(tokens, taken), asked=asked)
    rows, candidate = read.heard.rows, read.candidate
    repeated = _said_before(tokens, rows[-1]) if rows else None
    if repeated and not (candidate and len(candidate.words) > len(repeated.value.split())):
        return repeated
    if rows:
        return _with_spelling(tokens, read)
    return _found(read) if candidate else None


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a name that a text says, those that it spells, and which part of a name they are."""

    said: tuple[str, ...]
    spelled: tuple[str, ...]
    part: Part
    confidence: float


def hear(tokens: Sequence[Token], language: Language, *, asked: bool) -> Heard:
    """What was said and what was spelled, each by itself."""
    read = _read(tokens, language, [False] * len(tokens), asked=asked)
    rows, candidate = read.heard.rows, read.candidate
    part = _spelled_part(tokens, rows[0]) if rows else candidate.part if candidate else Part.FULL
    words = candidate.words if candidate else ()
    spelled = tuple(_all_letters(tokens, read)) if rows else ()
    return Heard(words, spelled, part, candidate.confidence if candidate else 0.0)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence without its letters, and the name that it says."""

    heard: Sentence
    candidate: Candidate | None

    @property
    def span(self) -> Span | None:
        if self.candidate is None:
            return None
        tokens = self.heard.tokens
        return Span(tokens[self.candidate.first].start, tokens[self.candidate.last - 1].end)

    @property
    def words(self) -> tuple[str, ...]:
        return self.candidate.words if self.candidate else ()


def _read(tokens: Sequence[Token], language: Language, blocked: Sequence[bool], *, asked: bool) -> _Reading:
    heard = cut_letters(tokens, language, blocked)
    candidate = best_name(led_names(heard.tokens, heard.blocked, asked=asked))
    if candidate is None or candidate.confidence < _DOUBTFUL or candidate.nickname:
        bare = bare_name(heard.tokens, heard.blocked, asked=asked, spelled=bool(heard.rows))
        # "Christopher Nash, you can call me Chris" has the full name before it.
        fuller = bare is not None and candidate is not None and candidate.nickname and len(bare.words) > 1
        if bare and (candidate is None or fuller or bare.doubt < 1 - candidate.confidence):
            candidate = Candidate(bare.words, bare.first, bare.last, 1 - bare.doubt)
    if candidate is None:
        candidate = spelled_beside(heard)
    if candidate and candidate.confidence >= _DOUBTFUL:
        candidate = said_again(heard, candidate)
        candidate = candidate if heard.rows else by_letters(tokens, heard, candidate)
    return _Reading(heard, _turned(heard, candidate) if candidate else None)


def _turned(heard: Sentence, candidate: Candidate) -> Candidate:
    """ "Haddad, H A D D A D, Rami": a family name, its letters, then the given name."""
    cut = any(token.word == CUT for token in heard.tokens[candidate.first : candidate.last])
    if not cut or len(candidate.words) != 2:
        return candidate
    first, last = map(fold, candidate.words)
    family = is_given(last) and not possible(first) and (is_surname(first) or not is_surname(last))
    return replace(candidate, words=candidate.words[::-1]) if family else candidate


def _found(read: _Reading) -> Found | None:
    span, candidate = read.span, read.candidate
    if span is None or candidate is None:
        return None
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


def _with_spelling(tokens: Sequence[Token], read: _Reading) -> Found | None:
    """What was spelled, put together with the name that was said before or after it."""
    rows, said = read.heard.rows, read.span
    words = _all_letters(tokens, read)
    part = _spelled_part(tokens, rows[0])
    start, end = tokens[rows[0].first].start, tokens[rows[-1].last - 1].end
    behind = said is not None and start < said.start
    merged = merge(read.words, words, part, behind=behind)
    span = Span(min(start, said.start), max(end, said.end)) if said else Span(start, end)
    return Found(full_name(merged), span, 0.92)


def _all_letters(tokens: Sequence[Token], read: _Reading) -> list[str]:
    """The words of the last row, and of the one before it where they belong together ("first … last …")."""
    rows = read.heard.rows
    together = rows[-2:] if len(rows) > 1 and rows[-1].first - rows[-2].last <= _ONE_NAME_APART else rows[-1:]
    return [word for row in together for word in _letters(tokens, row, read.words)]


def _letters(tokens: Sequence[Token], row: Spelled, said: Sequence[str]) -> list[str]:
    """The words of a row: whole where one word sounds like them; an opening "I am" or "it is" may be a lead-in."""
    if any(alike(word, row.letters) >= _SAME for word in said):
        return [row.letters]
    opening = tuple(token.word for token in tokens[row.first : row.first + 2])
    leading = 2 if opening in _SHORT_LEADS else 1 if opening[0] in ("is", "its", "im") else 0
    return divide_after_lead(row.pieces, leading) if leading else divide(row.pieces)


def _spelled_part(tokens: Sequence[Token], row: Spelled) -> Part:
    before = [token.word for token in tokens[max(0, row.first - 4) : row.first]]
    if "last" in before or "surname" in before or "apellido" in before or "family" in before:
        return Part.FAMILY
    return Part.GIVEN if "first" in before else Part.FULL

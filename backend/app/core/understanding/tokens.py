"""Words of a heard text with their places. Linear in the length; longer texts are cut at `MAX_CHARS`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .frame import Span

MAX_CHARS = 2_000

# A word or two in capitals may be letters spelled ("A J", "KS").
_SHORT = 12
_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as it stood, `word` folded for matching (lower case, no accents), offsets into the cleaned text."""

    text: str
    word: str
    start: int
    end: int


def clean(text: str) -> str:
    """NFKC, no control or direction characters, white space folded, at most `MAX_CHARS` characters."""
    text = unicodedata.normalize("NFKC", text[: MAX_CHARS * 2])
    return " ".join(_CONTROL.sub(" ", text).split())[:MAX_CHARS]


def fold(text: str) -> str:
    """Lower case without accents; the length may change only where NFKC input is uncommon, so use it per token."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokenise(text: str) -> list[Token]:
    """Tokens of a cleaned text: runs of digits, words (apostrophes kept), single other signs. No word is empty."""
    return list(_tokens(text))


# Every part of understanding asks for those of the same few texts in turn.
@lru_cache(maxsize=4)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(Token(m.group(), fold(m.group()) or m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


def quiet(text: str) -> str:
    """A text all in capitals in small letters, as its capitals tell nothing; every character stays where it was."""
    lower = text.lower() if text.isupper() and len(text) > _SHORT else text
    return lower if len(lower) == len(text) else text


def taken_tokens(tokens: Sequence[Token], taken: Sequence[Span]) -> list[bool]:
    """Per token, whether one of the spans (in any order) has it."""
    spans = sorted(taken, key=lambda span: span.start)
    blocked = []
    place = reach = 0
    for token in tokens:
        while place < len(spans) and spans[place].start < token.end:
            reach = max(reach, spans[place].end)
            place += 1
        blocked.append(token.start < reach)
    return blocked

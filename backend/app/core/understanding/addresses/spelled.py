"""Letters that spell the word before them inside an address: "8146 Wornall, W-O-R-N-A-L-L, Road"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.understanding.frame import Language
from app.core.understanding.names.merge import alike
from app.core.understanding.names.spelling import find_spelled
from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .words import SUFFIXES

_FEWEST = 3
_SAME = 0.7
_SPELLED = word_set("that's that is it's spelled spelt with se escribe deletreado es")


def without_spelling(tokens: Sequence[Token], language: Language) -> list[Token]:
    """The tokens with each spelled row taken into the word that it spells, its letters instead of what was heard."""
    kept = list(tokens)
    if sum(len(token.word) == 1 and token.word.isalpha() for token in tokens) < _FEWEST:
        return kept
    for row in reversed(find_spelled(tokens, language, [False] * len(tokens))):
        word = row.first - 1
        while word > 0 and (tokens[word].word in _SPELLED or tokens[word].text in ",.-"):
            word -= 1
        suffix = word > 0 and tokens[word].word in SUFFIXES and alike(tokens[word].text, row.letters) < _SAME
        word -= suffix
        if word < 0 or alike(tokens[word].text, row.letters) < _SAME:
            continue
        end = row.last + _sign_behind(tokens, row.last)
        spelled, last = row.letters.lower(), tokens[row.last - 1].end
        written = Token(spelled.capitalize(), spelled, tokens[word].start, tokens[word].end if suffix else last)
        kept[word:end] = [written, replace(tokens[word + 1], end=last)] if suffix else [written]
    return kept


def _sign_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands here that the letters brought along; a full stop only before the kind of street."""
    sign = tokens[at].text if at < len(tokens) else ""
    return sign == "," or (sign == "." and at + 1 < len(tokens) and tokens[at + 1].word in SUFFIXES)

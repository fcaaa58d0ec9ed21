"""Lists of words, written as one readable text."""

from __future__ import annotations

from app.core.understanding.tokens import fold


def word_set(text: str) -> frozenset[str]:
    """The words of a text, white space between them."""
    return frozenset(text.split())


def spaced(text: str) -> tuple[str, ...]:
    """Phrases with "|" between them, each folded and with a space on either side, to be looked for in such a text."""
    phrases = (fold(" ".join(phrase.split())) for phrase in text.split("|"))
    return tuple(f" {phrase} " for phrase in phrases if phrase)

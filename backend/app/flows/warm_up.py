"""Loads what understanding reads from data files, so that the first caller does not wait for it."""

from __future__ import annotations

from datetime import datetime

from app.core.understanding.frame import Language
from app.core.understanding.understand import understand

_WORDS = {
    Language.EN: "Hi, this is Ann Lee at 12 Oak Street, my sink is clogged, tomorrow at three?",
    Language.ES: "Soy Ana Ruiz, calle Main 12, se tapó el baño, ¿mañana a las tres?",
}


def warm_up(now: datetime) -> None:
    """Understand one sentence of each language."""
    for language, words in _WORDS.items():
        understand(words, now=now, language=language)

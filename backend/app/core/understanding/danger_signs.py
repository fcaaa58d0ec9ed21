"""A second ear for danger: how a sentence sounds as a whole, by the words that it is made of.

There are weights for whether it speaks of danger at all, and for whether that is danger to life. Both come from our own
sentences in tests/corpus and training/sentences by `python -m training.danger_signs`; a score is the sum of the weights
of a text's signs, divided by a small power of their number. How scores are heeded beside the rules stands in danger.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from app.core.understanding.frame import Language
from app.core.understanding.heard import PAUSE, STOP

# A long text has more signs, not that much more danger.
_POWER = -0.2
_HEADS = (3, 4, 5, 6)
EVERY_TEXT = ""


def signs_in(words: Sequence[str]) -> set[str]:
    """The signs that are weighed: each word, the heads of longer ones, pairs of neighbours, first and last words."""
    parts = [word for word in words if word != PAUSE]
    spoken = [word for word in parts if word != STOP]
    heads = {f"{word[:size]}*" for word in spoken for size in _HEADS if len(word) > size}
    pairs = {f"{one} {two}" for one, two in (*pairwise(spoken), *pairwise(parts))}
    return {EVERY_TEXT, *spoken, *heads, *pairs}


def scale(signs: set[str]) -> float:
    return float(len(signs) ** _POWER)


@cache
def weights(of: str, language: Language) -> dict[str, float]:
    """Weight of each sign of "danger" or, where there is danger, of "life"; positive speaks for it."""
    source = resources.files("app.core.understanding").joinpath("data", f"{of}_signs_{language.value}.json")
    read: dict[str, float] = json.loads(source.read_text(encoding="utf-8"))
    return read


def weigh(words: Sequence[str], known: dict[str, float]) -> float:
    """How strongly the words speak for it; above nought rather than not."""
    signs = signs_in(words)
    return sum(known[sign] for sign in signs if sign in known) * scale(signs)

"""A second ear for danger: words that, together, were mostly said in emergencies.

It speaks only where the rules found nothing and nothing was denied. It may ask, or call it urgent with what was said as
its reason; it never lowers what a rule says. The weights come from our own sentences in tests/corpus
by `python -m training.danger_signs`; a score is the sum of the weights over the root of the number of signs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from app.core.understanding.frame import Emergency, EmergencyLevel, Language
from app.core.understanding.heard import PAUSE, STOP, Heard

# Where the scores of sentences that were held back from training part; see training/danger_signs.py.
RAISES = 1.6
ASKS = 1.3

_STEM = 5
_REASONS = 3
_TELLING = 4
_SHORTEST = 3
_FEWEST_WORDS = 3
_RULE = "signs_together"
_QUESTION = "danger_now"
_REASON = {Language.EN: "possible danger", Language.ES: "posible peligro"}
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Signs:
    """How strongly a text speaks of danger, and the words that say so most."""

    score: float
    words: tuple[str, ...]


def signs_in(words: Sequence[str]) -> set[str]:
    """The signs that are weighed: each word, the head of a long word, each pair of neighbours."""
    spoken = [word for word in words if word not in (STOP, PAUSE)]
    heads = {f"{word[:_STEM]}*" for word in spoken if len(word) > _STEM}
    pairs = {f"{one} {two}" for one, two in pairwise(spoken)}
    return {"", *spoken, *heads, *pairs}


@cache
def weights(language: Language) -> dict[str, float]:
    """Weight of each sign; positive speaks of danger."""
    source = resources.files("app.core.understanding").joinpath("data", f"danger_signs_{language.value}.json")
    read: dict[str, float] = json.loads(source.read_text(encoding="utf-8"))
    return read


def weigh(words: Sequence[str], known: dict[str, float]) -> Signs:
    signs = signs_in(words)
    said = sorted(((known[sign], sign) for sign in signs if sign in known), reverse=True)
    score = sum(weight for weight, _ in said) / math.sqrt(len(signs))
    telling = [sign for weight, sign in said if weight > 0 and len(sign) >= _TELLING and sign.isalpha()]
    return Signs(score, tuple(telling[:_REASONS]))


def second_ear(found: Emergency, heard: Heard, language: Language) -> Emergency:
    """`found` where the rules heard something; else what the signs together say."""
    if found.is_emergency or sum(len(word) >= _SHORTEST for word in heard.words) < _FEWEST_WORDS:
        return found
    signs = weigh(heard.words, weights(language))
    if signs.score >= RAISES and signs.words:
        return Emergency(EmergencyLevel.URGENT, _RULE, f"{_REASON[language]}: '{heard.text[:_LONGEST_QUOTE].strip()}'")
    if signs.score >= ASKS and found.ask is None:
        return Emergency(ask=_QUESTION, negated=found.negated)
    return found

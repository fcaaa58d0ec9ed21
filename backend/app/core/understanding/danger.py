"""Whether a caller is in danger: the readable rules, and beside them a second ear for how the sentence sounds.

The rules decide. The ear may raise what they missed, with what was said as its reason. Where a rule heard a word that
people in no danger use too ("the team is on fire"), in a sentence that sounds calm, a question is asked instead.
What a rule calls plain ("the outlet is on fire") stands, whatever the ear hears.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.danger_signs import weigh, weights
from app.core.understanding.emergencies import asked_about, find_emergency, graver, is_doubted
from app.core.understanding.frame import Emergency, EmergencyLevel, Language, Span
from app.core.understanding.heard import Heard
from app.core.understanding.phrasebook import Hits, book

# Where the scores of sentences that were held back from training part; see training/danger_signs.py.
RAISES = 0.6
ASKS = 0.3
CALM = -0.9
# What is denied, or gone by or told of others, must sound that much more of danger.
DENIED = 2.0
DOUBTED = 0.5
# So must an answer to a question of ours that was not about the trouble: "it's behind the Water and Power building".
ANSWERED = 1.0
# From here on it is rather people that are in danger than the house.
LIFE = 1.0

_ABOUT_THE_TROUBLE = (None, "problem")
_SHORTEST = 3
_FEWEST_WORDS = 3
_RULE = "signs_together"
_GRAVE_RULE = "signs_of_danger_to_life"
_QUESTION = "danger_now"
_REASON = {Language.EN: "possible danger", Language.ES: "posible peligro"}
_LONGEST_QUOTE = 80


def find_danger(
    heard: Heard, hits: Hits, language: Language, proper: Sequence[Span], asking: str | None = None
) -> Emergency:
    """Danger is listened for in both languages, since frightened people mix them.

    `proper` are the places of names and addresses, `asking` is what the last reply asked for.
    """
    found = _heeded(find_emergency(heard, hits, book(language), proper), heard, language)
    if found.is_emergency:
        return found
    doubted = is_doubted(found, hits)
    if not doubted:
        other = Language.EN if language is Language.ES else Language.ES
        words = book(other)
        found = graver(found, _heeded(find_emergency(heard, words.find(heard), words, proper), heard, other))
    if found.is_emergency:
        return found
    against = DENIED if found.negated else DOUBTED if doubted else 0.0
    return _raised(found, heard, language, against + (ANSWERED if asking not in _ABOUT_THE_TROUBLE else 0.0))


def _heeded(found: Emergency, heard: Heard, language: Language) -> Emergency:
    """`found`, or its question where it is not plain and the sentence sounds calm."""
    if not found.is_emergency or found.plain or weigh(heard.words, weights("danger", language)) >= CALM:
        return found
    return asked_about(found, language)


def _raised(found: Emergency, heard: Heard, language: Language, against: float) -> Emergency:
    """What sounds of danger where no rule heard it; a few words alone are left to the rules."""
    if sum(len(word) >= _SHORTEST for word in heard.words) < _FEWEST_WORDS:
        return found
    score = weigh(heard.words, weights("danger", language)) - against
    if score >= RAISES:
        reason = f"{_REASON[language]}: '{heard.text[:_LONGEST_QUOTE].strip()}'"
        if weigh(heard.words, weights("life", language)) >= LIFE:
            return Emergency(EmergencyLevel.LIFE, _GRAVE_RULE, reason)
        return Emergency(EmergencyLevel.URGENT, _RULE, reason)
    if score >= ASKS and found.ask is None:
        return Emergency(ask=_QUESTION, negated=found.negated)
    return found

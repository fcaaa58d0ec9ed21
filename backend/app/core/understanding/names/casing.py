"""Names as they are written: "mcdonald" is McDonald, "o'brien" O'Brien, "DE LA CRUZ" de la Cruz."""

from __future__ import annotations

from collections.abc import Sequence

from .lexicon import PARTICLES, SUFFIXES

_VOWELS = frozenset("aeiouy")
_LOWER = PARTICLES - {"mac", "mc", "o", "st", "saint", "san", "santa"}
# Written both ways: as the writer has them.
_EITHER = ("di", "el", "al", "le", "du", "van", "von", "ben", "bin")
_SAINT = ("st", "saint")


def is_initials(lower: str) -> bool:
    """Two letters that are read one by one: "tj", "aj", "jp"."""
    return len(lower) == 2 and lower.isascii() and (lower[1] == "j" or not set(lower) & _VOWELS)


def _said_as_letters(word: str) -> bool:
    """Whether two letters are initials here: "TJ", "tj", "JP", but not "Ng", "ng" or "St"."""
    lower = word.lower()
    if not is_initials(lower) or lower in SUFFIXES or lower in ("st", "ng"):
        return False
    return word.isupper() or (word.islower() and "j" in lower)


def proper(word: str) -> str:
    """One word of a name in its usual case; a mixture that the writer chose ("DeShawn") stays."""
    if not word:
        return word
    if "." in word:
        return word.upper()
    if "-" in word:
        return "-".join(proper(part) for part in word.split("-"))
    inner = word[1:]
    if word[0].isupper() and inner != inner.upper() and inner != inner.lower():
        return word
    lower = word.lower()
    if lower in SUFFIXES:
        return SUFFIXES[lower]
    if lower.startswith("mc") and len(lower) > 3:
        return "Mc" + lower[2:].capitalize()
    for apostrophe in "'’":
        head, mark, tail = lower.partition(apostrophe)
        if mark and len(head) == 1 and len(tail) > 1:
            return f"{head.upper()}'{tail.capitalize()}"
    return lower.capitalize()


def full_name(words: Sequence[str]) -> str:
    """The words of one name, in order, joined and cased. "o brien" and "mc donald" close up."""
    out: list[str] = []
    for place, word in enumerate(words):
        lower = word.lower()
        if out and out[-1] in ("O", "Mc"):
            out[-1] += ("'" if out[-1] == "O" else "") + word.capitalize()
        elif place and place + 1 < len(words) and lower in _LOWER:
            kept = word[0].isupper() and (len(word) == 1 or lower in _EITHER)
            out.append(word if kept else lower)
        elif lower in _SAINT and place + 1 < len(words):
            out.append("St.")
        else:
            first = not place and lower in SUFFIXES
            out.append(word.capitalize() if first else word.upper() if _said_as_letters(word) else proper(word))
    return " ".join(out)

"""A name that was said and then spelled: the letters are believed, the rest is kept."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from app.core.understanding.tokens import fold

from .leads import Part

_ALIKE = 0.5
_AGAIN = 0.75
_LONGEST = 40


def alike(one: str, two: str) -> float:
    """How alike two words sound by their letters, 0 to 1."""
    one, two = one.lower()[:_LONGEST], two.lower()[:_LONGEST]
    ratio = SequenceMatcher(None, one, two, autojunk=False).ratio()
    return ratio + (0.1 if one[:1] == two[:1] else 0.0)


def merge(said: Sequence[str], spelled: Sequence[str], part: Part = Part.FULL, *, behind: bool = False) -> list[str]:
    """`said` with the words that `spelled` corrects, or completed by them; `behind`: said after the letters."""
    if not said:
        return list(spelled)
    if any(_is_part(word, "".join(spelled)) for word in said):
        return list(said)
    together = alike("".join(said), "".join(spelled))
    if len(said) > 1 and together > 0.75 and together > max(alike(word, "".join(spelled)) for word in said):
        return _cut_alike(said, "".join(spelled)) if len(spelled) == 1 else list(spelled)
    if len(spelled) > 1:
        return list(spelled)
    word = spelled[0]
    again = len(said) == 1 and alike(said[0], word) >= _AGAIN
    if part is Part.FAMILY:
        return [word] if again else [*said[:1], word]
    if part is Part.GIVEN:
        return [word, *said[1:]]
    scores = [alike(token, word) for token in said]
    best = max(range(len(said)), key=lambda place: (scores[place], place))
    if fold(said[best]) == fold(word):
        # The accents of what was written stay.
        return list(said)
    if scores[best] >= _ALIKE:
        return [*said[:best], word, *said[best + 1 :]]
    if len(said) == 1:
        return [word, *said] if behind else [*said, word]
    return [*said[:-1], word]


def _is_part(word: str, letters: str) -> bool:
    """Letters that spell the end of a word ("Ashleigh, L E I G H") confirm it."""
    return len(word) > len(letters) + 2 and word.lower().endswith(letters)


def _cut_alike(said: Sequence[str], letters: str) -> list[str]:
    """Letters of a whole name, divided where the name that was said divides."""
    cut = len(said[0])
    options = [place for place in (cut, cut - 1, cut + 1) if 0 < place < len(letters)]
    if not options:
        return [letters]
    best = max(options, key=lambda place: alike(said[0], letters[:place]) + alike(said[-1], letters[place:]))
    return [letters[:best], letters[best:]]

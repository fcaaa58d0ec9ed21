"""People who are called like a month or a day: "May Monday", "Julio Reyes", "Dawn Hess"."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.frame import Found, Span
from app.core.understanding.tokens import fold
from app.core.understanding.wordlist import word_set

from .find import SURE_NAME
from .lexicon import is_known, possible

_NAMES = word_set("""
    april may june july august summer autumn dawn julio abril domingo noel augusto junio monday tuesday wednesday
    thursday friday saturday sunday september october november january
    """)
# Of these, the ones that by themselves answer the question for a name.
_ALONE = word_set("april may june august summer autumn dawn julio abril noel")
_BETWEEN = word_set("de del a al el in on of the")


def outweighs_time(text: str, name: Found, times: Sequence[Span], *, asked: bool) -> bool:
    """Whether what was taken as a time is part of this name, which was found as if there were no time."""
    words = fold(name.value).split()
    if _NAMES.isdisjoint(words) or not (asked or name.confidence >= SURE_NAME):
        return False
    if len(words) < 2 and not (words[0] in _ALONE and asked):
        return False
    place = next(place for place, word in enumerate(words) if word in _NAMES)
    if not all(is_known(word) or possible(word) for word in words[:place]):
        return False
    mine = [span for span in times if span.overlaps(name.span)]
    return bool(mine) and all(_only_its(text, name.span, span) for span in mine)


def _only_its(text: str, name: Span, time: Span) -> bool:
    """Whether a time has no word of its own outside the name ("de Julio"; but "Monday in May")."""
    outside = text[time.start : max(time.start, name.start)] + " " + text[min(time.end, name.end) : time.end]
    return all(word in _BETWEEN for word in fold(outside).split())

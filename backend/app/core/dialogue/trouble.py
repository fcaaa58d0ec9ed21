"""What is wrong, in words fit to be read back: the caller's own, without what hangs at their edges."""

from __future__ import annotations

_BEFORE = frozenset(
    "at in on for with to of and but so um uh well the my our your a an i is are en de con para y pero mi mis el la "
    "los las un una".split()
)
_BEHIND = frozenset("at for to of and but so um uh with the my our a an i de en con para y pero mi el la".split())
_SWEARING = frozenset(
    "fuck fucking fucked damn damned goddamn shit shitty bloody crap crappy freaking hell puto puta maldito maldita "
    "pinche mierda".split()
)


def tidy(problem: str | None) -> str | None:
    """The phrase without swearing and loose words at its ends; None where nothing is left."""
    words = [word for word in (problem or "").split() if _plain(word) not in _SWEARING]
    while words and _plain(words[0]) in _BEFORE:
        words.pop(0)
    while words and _plain(words[-1]) in _BEHIND:
        words.pop()
    return " ".join(words).strip(" ,.;:-") or None


def _plain(word: str) -> str:
    return word.casefold().strip(",.;:!?*")

"""What is wrong, in words fit to be read back: the caller's own, without what hangs at their edges."""

from __future__ import annotations

_BEFORE = frozenset(
    "at in on for with to of and but so um uh well actually now then also the my our your a an i is are en de con para "
    "y pero mi mis el la los las un una ahora ahorita entonces tambien también hi hello hey hola buenos buenas "
    "días dias tardes noches oiga mire".split()
)
_BEHIND = frozenset("at for to of and but so um uh with the my our a an i de en con para y pero mi el la".split())
_WORK = (
    "install", "replac", "upgrad", "tune", "mainten", "inspec", "check", "quote", "estimate", "add", "remodel", "put",
    "flush", "clean", "snak", "hook", "mount", "new", "winteriz", "book", "servic",
    "instal", "reempla", "cambi", "mantenimiento", "revis", "cotiza", "presupuesto", "agregar", "remodel", "poner",
    "nuev", "limpi",
)  # fmt: skip
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


def is_work_to_do(problem: str) -> bool:
    """Something to be installed, looked after or looked at: nobody says sorry about that."""
    return any(_plain(word).startswith(_WORK) for word in problem.split())


def _plain(word: str) -> str:
    return word.casefold().strip(",.;:!?*")

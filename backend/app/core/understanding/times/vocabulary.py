"""The words of time in each language, read once from the package's own data."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from app.core.understanding.frame import Language
from app.core.understanding.tokens import tokenise

Roles = Mapping[str, int | str]
"""What a phrase can stand for: the name of each role and its value there ({"month": 5, "doubtful": 1})."""


class Vocabulary:
    """Finds the longest known phrase at a place. A look-up costs the length of the longest phrase at most."""

    def __init__(self, phrases: Mapping[tuple[str, ...], Roles]) -> None:
        self._single = {words[0]: roles for words, roles in phrases.items() if len(words) == 1}
        longer: dict[str, list[tuple[tuple[str, ...], Roles]]] = defaultdict(list)
        for words, roles in sorted(phrases.items(), key=lambda item: -len(item[0])):
            if len(words) > 1:
                longer[words[0]].append((words, roles))
        self._longer = dict(longer)

    def word(self, word: str) -> Roles | None:
        return self._single.get(word)

    def longest(self, words: Sequence[str], at: int) -> tuple[int, Roles] | None:
        """The number of words taken and what they stand for; None where nothing is known."""
        for phrase, roles in self._longer.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), roles
        single = self._single.get(words[at])
        return None if single is None else (1, single)


def phrase_words(phrase: str) -> tuple[str, ...]:
    """A phrase cut the way heard text is cut, without hyphens."""
    return tuple(token.word for token in tokenise(phrase) if token.word != "-")


def read_data(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", name).read_text("utf-8"))


@cache
def vocabulary(language: Language) -> Vocabulary:
    phrases: dict[tuple[str, ...], dict[str, int | str]] = defaultdict(dict)
    for role, values in read_data(f"{language.value}.toml").items():
        for value, spoken in values.items():
            meaning = int(value) if value.lstrip("-").isdigit() else value
            for phrase in (*spoken, *(phrase.replace("n't", "nt") for phrase in spoken)):
                phrases[phrase_words(phrase)][role] = meaning
    for key, holiday in read_data("calendar.toml")["holidays"].items():
        for phrase in holiday[language.value]:
            phrases[phrase_words(phrase)]["holiday"] = key
    return Vocabulary(phrases)

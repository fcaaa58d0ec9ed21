"""Which of the two languages an utterance is in, and whether the caller asks for one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from app.core.understanding.frame import Language
from app.core.understanding.heard import Heard
from app.core.understanding.phrases import Phrases

_SPANISH_SIGNS = frozenset("ñÑ¿¡")
_MARGIN_TO_SWITCH = 2


@dataclass(frozen=True, slots=True)
class Spoken:
    """`language` of the utterance; `asked` where the caller asks for a language."""

    language: Language
    asked: Language | None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    english: frozenset[str]
    spanish: frozenset[str]
    requests: Phrases


@cache
def _lexicon() -> _Lexicon:
    source = resources.files("app.core.understanding").joinpath("data", "language.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    english, spanish = frozenset(data["en"].split()), frozenset(data["es"].split())
    requests = [(key, phrase) for key, phrases in data["ask"].items() for phrase in phrases]
    return _Lexicon(english - spanish, spanish - english, Phrases(requests, soft=frozenset({"please", "usted"})))


def lean(heard: Heard) -> int:
    """Above zero the more Spanish, below zero the more English; zero where the words do not tell."""
    lexicon = _lexicon()
    score = sum((word in lexicon.spanish) - (word in lexicon.english) for word in heard.words)
    return score + 2 * any(sign in _SPANISH_SIGNS for sign in heard.text)


def language_of(heard: Heard, spoken: Language | None) -> Spoken:
    """The language to read `heard` in. `spoken` is that of the conversation so far; a single word never leaves it."""
    asked = _asked(heard)
    score = lean(heard)
    if spoken is None:
        return Spoken(Language.ES if score > 0 else Language.EN, asked)
    other = Language.ES if score > 0 else Language.EN
    if other is not spoken and abs(score) >= _MARGIN_TO_SWITCH:
        return Spoken(other, asked)
    return Spoken(spoken, asked)


def _asked(heard: Heard) -> Language | None:
    hits = _lexicon().requests.find(heard)
    if not hits:
        return None
    return Language(max(hits, key=lambda hit: hit.last).tag)

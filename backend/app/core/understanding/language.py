"""Which of the two languages an utterance is in, and whether the caller asks for one."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from app.core.understanding.frame import Language, Span
from app.core.understanding.heard import Heard, hear
from app.core.understanding.phrasebook import book
from app.core.understanding.phrases import Phrases

_SPANISH_SIGNS = frozenset("ñÑ¿¡")
_MARGIN_TO_SWITCH = 2


@dataclass(frozen=True, slots=True)
class Spoken:
    """`read` is the language to read the words in, `language` the one to go on in; `asked` where one is asked for.

    A lone "perfecto" is read in Spanish and leaves an English conversation English.
    """

    read: Language
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
    english, spanish = _lexicon_of(data)
    requests = [(key, phrase) for key, phrases in data["ask"].items() for phrase in phrases]
    return _Lexicon(english - spanish, spanish - english, Phrases(requests, soft=frozenset({"please", "usted"})))


def _lexicon_of(data: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell each language: its small words, and those that only its phrases hold.

    Spanish speakers say "gas", "toilet" and "breaker" too, so those tell nothing; "hola" in English phrases does.
    """
    english, spanish = book(Language.EN).phrases.words, book(Language.ES).phrases.words
    small_english, small_spanish = frozenset(data["en"].split()), frozenset(data["es"].split())
    return (
        (small_english - spanish) | (english - spanish - small_spanish),
        small_spanish | (spanish - english - small_english),
    )


def language_of(heard: Heard, spoken: Language | None, proper: Sequence[Span] = ()) -> Spoken:
    """The language to read `heard` in. `spoken` is that of the conversation so far; a single word never leaves it.

    Names and addresses, at `proper`, tell nothing: "Main Street" is so called in every language.
    """
    lexicon = _lexicon()
    words = [word for word, start in zip(heard.words, heard.starts, strict=True) if not _within(start, proper)]
    english = sum(word in lexicon.english for word in words)
    spanish = sum(word in lexicon.spanish for word in words)
    spanish += 2 * any(sign in _SPANISH_SIGNS for sign in heard.text)
    asked = _asked(heard)
    if spoken is None:
        language = Language.ES if spanish > english else Language.EN
        return Spoken(language, language, asked)
    other = Language.EN if spoken is Language.ES else Language.ES
    lean = spanish - english if other is Language.ES else english - spanish
    ours = english if spoken is Language.EN else spanish
    read = other if lean > 0 and (ours == 0 or lean >= _MARGIN_TO_SWITCH) else spoken
    return Spoken(read, other if lean >= _MARGIN_TO_SWITCH else spoken, asked)


def language_of_text(text: str, otherwise: Language) -> Language:
    """The language that a business wrote something in; `otherwise` where its words do not tell."""
    lexicon = _lexicon()
    words = hear(text).words
    lean = sum((word in lexicon.spanish) - (word in lexicon.english) for word in words)
    return otherwise if lean == 0 else Language.ES if lean > 0 else Language.EN


def _within(start: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start < span.end for span in spans)


def _asked(heard: Heard) -> Language | None:
    hits = _lexicon().requests.find(heard)
    if not hits:
        return None
    return Language(max(hits, key=lambda hit: hit.last).tag)

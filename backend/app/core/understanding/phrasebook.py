"""The phrases of a language, read from the data files once and kept compiled.

A tag is the path to the phrase in its file: `intents.cancel.strong`, `emergencies.fire.say`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from app.core.understanding.frame import Language
from app.core.understanding.heard import Heard, open_up
from app.core.understanding.phrase_grammar import signs
from app.core.understanding.phrases import Hit, Phrases, outermost

# The choices of a phrase that hold no others.
_CHOICE = re.compile(r"([(\[])([^()\[\]]*)([)\]])")
_FILES = ("intents", "notes", "emergencies", "services", "faq")


@dataclass(frozen=True, slots=True)
class Cues:
    """Single words that steer how a clause is read; see the [cues] of lists_*.toml."""

    negation: frozenset[str]
    lasting: frozenset[str]
    contrast: frozenset[str]
    questions: frozenset[str]
    reasons: frozenset[str]
    owners: frozenset[str]
    cries: frozenset[str]
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cutting:
    """How the trouble is cut out of a sentence; see the [problem] of lists_*.toml."""

    leads: frozenset[str]
    links: frozenset[str]
    ends: frozenset[str]
    after_answer: frozenset[str]
    states: frozenset[str]
    trades: frozenset[str]
    verbs: frozenset[str]
    whens: frozenset[str]
    tellers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything of one language: its phrases, its cues, the tables that the data files add to them."""

    language: Language
    phrases: Phrases
    cues: Cues
    cutting: Cutting
    soft: frozenset[str]
    tables: dict[str, dict[str, Any]]

    def find(self, heard: Heard) -> Hits:
        return Hits(self.phrases.find(heard))


class Hits:
    """Hits by tag."""

    def __init__(self, hits: list[Hit]) -> None:
        self._by_tag: dict[str, list[Hit]] = {}
        for hit in hits:
            self._by_tag.setdefault(hit.tag, []).append(hit)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_tag)

    def outside(self, places: Sequence[Hit]) -> Hits:
        """The hits that none of `places` touches."""
        hits = (hit for found in self._by_tag.values() for hit in found)
        return Hits([hit for hit in hits if not any(_overlap(hit, place) for place in places)])

    def has(self, tag: str) -> bool:
        return tag in self._by_tag

    def of(self, tag: str) -> list[Hit]:
        return self._by_tag.get(tag, [])

    def unrefuted(self, tag: str, unless: str) -> list[Hit]:
        """The hits of `tag` that no hit of `unless` overlaps."""
        if tag not in self._by_tag:
            return []
        against = self.of(unless)
        return [hit for hit in self.of(tag) if not any(_overlap(hit, other) for other in against)]

    def standing(self, tag: str, unless: str) -> list[Hit]:
        """The same, those inside another one left out."""
        found = self.unrefuted(tag, unless)
        return outermost(found) if len(found) > 1 else found


def _overlap(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


@cache
def book(language: Language) -> Book:
    """The compiled book of `language`; the first call reads the data (some tens of milliseconds)."""
    tables = {name: _read(f"{name}_{language.value}.toml") for name in ("lists", *_FILES)}
    lists = dict(tables["lists"]["lists"])
    phrases: list[tuple[str, str]] = []
    for name in _FILES:
        lists.update(tables[name].pop("lists", {}))
        phrases.extend(_flatten(name, tables[name]))
    cues = {key: frozenset(words) for key, words in tables["lists"]["cues"].items()}
    phrases = [tagged for tag, phrase in phrases for tagged in _by_denial(tag, phrase, cues["negation"])]
    soft = frozenset(tables["lists"]["soft"].split())
    numbers = frozenset(tables["lists"]["numbers"].split())
    return Book(
        language=language,
        phrases=Phrases(phrases, lists, soft, numbers),
        cues=Cues(**cues),
        cutting=Cutting(**{key: frozenset(words.split()) for key, words in tables["lists"]["problem"].items()}),
        soft=soft,
        tables={name: tables[name] for name in _FILES},
    )


def _by_denial(tag: str, phrase: str, negation: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The phrase under its tag; of an emergency's, what says "no" itself ("no heat") ends in `.lack`, not `.say`.

    "alarm (sounds|will not stop)" is two such phrases: "the alarm does not sound" denies the first of them.
    """
    if not (tag.startswith("emergencies.") and tag.endswith(".say") and _says_no(phrase, negation)):
        yield tag, phrase
        return
    mixed = []
    rest = phrase
    for group in _CHOICE.finditer(phrase):
        options = group[2].split("|")
        denying = [option for option in options if _says_no(option, negation)]
        if denying and len(denying) < len(options):
            mixed.append(phrase[: group.start()] + f"({'|'.join(denying)})" + phrase[group.end() :])
            others = [option for option in options if option not in denying]
            rest = rest.replace(group[0], f"{group[1]}{'|'.join(others)}{group[3]}", 1)
    lack = tag.removesuffix("say") + "lack"
    if mixed:
        yield lack if _says_no(rest, negation) else tag, rest
    yield from ((lack, each) for each in mixed or [phrase])


def _says_no(phrase: str, negation: frozenset[str]) -> bool:
    return any(word in negation for sign in signs(phrase) for word in open_up(sign))


def _read(name: str) -> dict[str, Any]:
    source = resources.files("app.core.understanding").joinpath("data", name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _flatten(path: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(f"{path}.{key}", value)
        elif isinstance(value, list):
            for phrase in value:
                yield f"{path}.{key}", phrase

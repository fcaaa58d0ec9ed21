"""Sentences by key, in two languages. A key holds one sentence or several ways of saying it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


class MissingWording(LookupError):
    """A key that a catalogue does not have: a mistake of ours, never of a caller."""


@cache
def catalogue(name: str, language: str) -> dict[str, Any]:
    """The catalogue `name` ("speech", "texts") of one language. Data of the package, read once."""
    file = resources.files("app.core.wording").joinpath(f"{name}_{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def say(language: str, key: str, *, variant: int = 0, **fields: str) -> str:
    """The sentence at a dotted key with its fields filled in; the last variant serves for all later ones."""
    entry: Any = catalogue("speech", language)
    for part in key.split("."):
        if not isinstance(entry, dict) or part not in entry:
            raise MissingWording(f"{language}: {key}")
        entry = entry[part]
    template = entry if isinstance(entry, str) else entry[min(variant, len(entry) - 1)]
    # A field may end in a full stop of its own ("10:00 a.m."), or begin with an article ("de" and "el lunes").
    text = str(template).format_map(fields).replace(".m..", ".m.")
    return text.replace(" de el ", " del ") if language == "es" else text


def has(language: str, key: str) -> bool:
    entry: Any = catalogue("speech", language)
    for part in key.split("."):
        if not isinstance(entry, dict) or part not in entry:
            return False
        entry = entry[part]
    return True


def join(*sentences: str) -> str:
    """Sentences in a row, empty ones left out."""
    return " ".join(sentence.strip() for sentence in sentences if sentence.strip())

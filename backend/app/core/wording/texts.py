"""The texts: our words by language and key, or the business's own, with their fields filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from app.core.businesses import Business

LANGUAGES = ("en", "es")
FIELD = re.compile(r"\{(\w+)\}")
LONGEST_TEMPLATE = 480


def write(business: Business, key: str, language: str, fields: Mapping[str, str]) -> str:
    """The text `key` in that language. The business's own template goes first; `{business}` is always known.

    A field without a value is left out with the space or comma before it.
    """
    template = business.templates.get(key, {}).get(language) or ours(key, language)
    return fill(template, {"business": business.name, **fields})


def ours(key: str, language: str) -> str:
    """Our own words; English where the language is not spoken here. Raises `KeyError` for an unknown key."""
    return catalogue(language if language in LANGUAGES else "en")[key]


def fill(template: str, fields: Mapping[str, str]) -> str:
    """Put the fields in; an empty one goes with the punctuation that led to it."""
    kept = re.sub(r"[ ,]*[(\"]?\{(\w+)\}[)\"]?", lambda found: _filled(found, fields), template)
    return re.sub(r" {2,}", " ", kept).strip()


@cache
def catalogue(language: str) -> dict[str, str]:
    """All our texts of one language, by key."""
    with resources.files("app.core.wording").joinpath(f"texts_{language}.toml").open("rb") as file:
        return {key: str(text) for key, text in tomllib.load(file).items()}


def _filled(found: re.Match[str], fields: Mapping[str, str]) -> str:
    value = fields.get(found.group(1), "").strip()
    return found.group(0).replace("{" + found.group(1) + "}", value) if value else ""

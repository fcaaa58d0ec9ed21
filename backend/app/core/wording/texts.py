"""The texts: our words by language and key, or the business's own, with their fields filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from app.core.businesses import Business
from app.core.segments import in_plain_letters

LANGUAGES = ("en", "es")
FIELD = re.compile(r"\{(\w*)\}")
LONGEST_TEMPLATE = 480

# What a template may name, beyond the fields of our own text of that key.
COMMON_FIELDS = frozenset({"business", "name", "phone"})
VISIT_FIELDS = frozenset({"when", "day", "time", "address", "service", "technician"})
ABOUT_VISITS = ("confirmation", "reminder", "on_my_way", "visit_")
# Texts that nobody asked for must say how to stop them.
UNASKED = ("followup", "retention")
SAYS_HOW_TO_STOP = re.compile(r"\bSTOP\b|(?i:\b(?:reply|text|send|responda|envie|envíe|escriba|mande) [\"']?stop\b)")
# These are put into other texts; all others that customers read begin with the business's name.
PARTS = ("calendar_line", "visit_when_line", "opt_out_line")
TO_OUR_PEOPLE = "owner_"


def write(business: Business, key: str, language: str, fields: Mapping[str, str]) -> str:
    """The text `key` in that language. The business's own template goes first; `{business}` is always known.

    A field without a value is left out with the space or comma before it.
    """
    language = spoken_language(language)
    own = business.templates.get(key, {}).get(language)
    text = fill(own or catalogue(language)[key], {"business": business.name, **fields})
    if own and not key.startswith(TO_OUR_PEOPLE) and key not in PARTS and business.name not in text:
        text = f"{business.name}: {text}"
    if key.startswith(UNASKED) and not SAYS_HOW_TO_STOP.search(text):
        text = f"{text} {catalogue(language)['opt_out_line']}"
    return in_plain_letters(text)


def default_templates() -> dict[str, dict[str, Any]]:
    """By key, what a customer reads unless the business has own words, and the fields that own words may name."""
    return {
        key: {**{language: catalogue(language)[key] for language in LANGUAGES}, "fields": sorted(fields_of(key))}
        for key in catalogue("en")
        if key != "opt_out_line" and not key.startswith("owner_")
    }


def check_template(key: str, template: str) -> None:
    """Raises ValueError, in words for the owner, where a template of that kind could not be sent."""
    if key not in catalogue("en") or key == "opt_out_line":
        raise ValueError(f"templates: there is no text called {key[:40]!r}")
    if len(template) > LONGEST_TEMPLATE:
        raise ValueError(f"templates: {key} is longer than {LONGEST_TEMPLATE} characters")
    if re.search(r"[{}]", FIELD.sub("", template)):
        raise ValueError(f"templates: {key} has a brace that belongs to no field, such as {{name}}")
    unknown = sorted(set(FIELD.findall(template)) - fields_of(key))
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(fields_of(key)))
        raise ValueError(f"templates: {key} names {{{unknown[0][:40]}}}; it may name {known}")


def fields_of(key: str) -> frozenset[str]:
    """What a template of that kind may name."""
    known = COMMON_FIELDS | frozenset(FIELD.findall(catalogue("en")[key]))
    return known | VISIT_FIELDS if key.startswith(ABOUT_VISITS) else known


def fill(template: str, fields: Mapping[str, str]) -> str:
    """Put the fields in; an empty one goes with the punctuation that led to it."""
    kept = re.sub(r"[ ,]*[(\"]?\{(\w+)\}[)\"]?", lambda found: _filled(found, fields), template)
    return re.sub(r" {2,}", " ", re.sub(r"(?<!\.)\.\.(?!\.)", ".", kept)).strip()


def spoken_language(language: str | None) -> str:
    """The language if it is spoken here, else English."""
    return language if language in LANGUAGES else "en"


@cache
def catalogue(language: str) -> dict[str, str]:
    """All our texts of one language, by key."""
    with resources.files("app.core.wording").joinpath(f"texts_{language}.toml").open("rb") as file:
        return {key: str(text) for key, text in tomllib.load(file).items()}


def _filled(found: re.Match[str], fields: Mapping[str, str]) -> str:
    value = fields.get(found.group(1), "").strip()
    return found.group(0).replace("{" + found.group(1) + "}", value) if value else ""

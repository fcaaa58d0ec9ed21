"""How the first words of a call will sound, before callers hear them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.dialogue.greeting import opening_of
from app.core.understanding.frame import Language
from app.flows.converse import business_of
from app.flows.services import Services


@dataclass(frozen=True, slots=True)
class GreetingPreview:
    """`heard` is all that a new caller hears; that this is an automated assistant is said in any case."""

    heard: str
    language: str


def preview_greeting(services: Services, business_id: str, text: str) -> GreetingPreview:
    """Of this greeting, or of the one in the settings where it is empty. Raises `NotFound`."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
    shown = replace(business, greeting=text or business.greeting)
    return GreetingPreview(opening_of(shown, Language(business.language), services.clock.now()), business.language)

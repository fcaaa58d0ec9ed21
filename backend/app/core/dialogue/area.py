"""Where the business goes: a town that is asked about, and a caller from beyond those that it lists."""

from __future__ import annotations

from dataclasses import replace

from app.core.dialogue.absorb import noted
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Situation, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Frame, Intent
from app.core.understanding.places import CITIES
from app.core.understanding.tokens import fold, tokenise
from app.core.wording.catalogue import say

_IN = frozenset({"in", "near", "en", "about", "cerca"})
_LONGEST = 3
_MENTIONED = "area"


def answer(text: str, state: DialogueState, situation: Situation) -> str:
    """Yes or no to a town that is named, else where we go."""
    places = list(situation.business.service_area)
    if not places:
        return phrase(state, "faq.area_unknown")
    listed = places[0] if len(places) == 1 else f"{', '.join(places[:-1])} {phrase(state, 'faq.and')} {places[-1]}"
    town = _town(text, situation)
    if town is None:
        return phrase(state, "faq.area", area=listed)
    key = "faq.area_yes" if _served(town, situation) else "faq.area_no"
    return phrase(state, key, place=town, area=listed)


def asked_on(frame: Frame, situation: Situation) -> bool:
    """ "And what about Topeka?": nothing is said but the town."""
    if not situation.business.service_area or frame.intent is not Intent.OTHER or frame.address or frame.name:
        return False
    return frame.text.rstrip().endswith("?") and _town(frame.text, situation) is not None


def mention(turn: Turn, frame: Frame) -> Turn:
    """Who lives beyond the towns that are listed hears it once, and the technician too; only people turn work away."""
    state, situation = turn.state, turn.situation
    if (
        not situation.business.service_area
        or frame.emergency.is_emergency
        or state.is_emergency
        or _MENTIONED in state.asked
    ):
        return turn
    if "address" in turn.learned:
        _, _, area = (state.slots.address or "").partition(",")
        town = _town(area, situation)
    else:
        wants = frame.intent is Intent.SCHEDULE or bool(turn.learned & {"problem", "service_type"})
        town = _town(frame.text, situation, behind=_IN) if wants and frame.address is None else None
    if town is None or _served(town, situation):
        return turn
    words = say(situation.business.language, "alert.outside_area", place=town)
    slots = replace(state.slots, note=noted(state.slots.note, words))
    state = replace(state, slots=slots, asked={**state.asked, _MENTIONED: 1})
    return turn.knowing(state).saying(phrase(state, "faq.area_outside", place=town))


def _served(town: str, situation: Situation) -> bool:
    return any(_plain(place) in _plain(town) for place in situation.business.service_area)


def _plain(place: str) -> str:
    return fold(place.partition(",")[0]).strip()


def _town(text: str, situation: Situation, behind: frozenset[str] | None = None) -> str | None:
    """The first town that is named, the longest name of it, as the caller said it."""
    known = CITIES | {_plain(place) for place in situation.business.service_area}
    tokens = tokenise(text)
    for first in range(len(tokens)):
        if behind is not None and (first == 0 or tokens[first - 1].word not in behind):
            continue
        for last in range(min(len(tokens), first + _LONGEST), first, -1):
            if " ".join(token.word for token in tokens[first:last]) in known:
                said = text[tokens[first].start : tokens[last - 1].end]
                return said.title() if said.islower() else said
    return None

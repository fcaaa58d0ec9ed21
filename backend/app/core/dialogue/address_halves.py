"""An address that comes in two turns: the house number in one, the street in the other."""

from __future__ import annotations

from dataclasses import replace

from app.core.dialogue.asking import asked_enough
from app.core.dialogue.state import Asking, DialogueState
from app.core.dialogue.steps import Turn
from app.core.dialogue.words import phrase
from app.core.understanding.addresses import halves
from app.core.understanding.frame import Found, Frame, Intent, Span


def together(state: DialogueState, frame: Frame) -> Frame:
    """The other half makes the address whole; a bare number in its place is a house, and no hour or choice."""
    if frame.when is not None and frame.address is None and state.slots.address:
        return _corrected(state.slots.address, frame)
    if state.asking is not Asking.ADDRESS or frame.address is not None:
        return frame
    known = state.slots.address_half
    whole = halves.joined(known, frame.text, frame.language) if known else None
    if whole is None and halves.house_number(frame.text) is None:
        return frame
    plain = replace(frame, address=whole, when=None, choice=None, name=None, phone=None)
    return replace(plain, intent=Intent.OTHER, intents=frozenset(), signals=frozenset())


def _corrected(known: str, frame: Frame) -> Frame:
    """ "It's the 50, not the 15": where fifteen is the house, that is no day of the month."""
    mended = halves.corrected(known, frame.text)
    return replace(frame, address=Found(mended, Span(0, len(frame.text))), when=None) if mended else frame


def half_said(state: DialogueState, frame: Frame) -> str | None:
    """The half that is known by now, where no whole address is."""
    if state.slots.address or frame.address:
        return None
    said = halves.house_number(frame.text) or halves.street(frame.text) if state.asking is Asking.ADDRESS else None
    return said or state.slots.address_half


def question(state: DialogueState) -> str | None:
    """The other half is asked for by its name."""
    half = state.slots.address_half
    if not half:
        return None
    return phrase(state, "ask.street" if half[:1].isdigit() else "ask.house_number", half=half)


def content_with(turn: Turn) -> Turn:
    """Asked twice and no house number: the street alone is better than nothing."""
    half = turn.state.slots.address_half
    if not half or half[:1].isdigit() or turn.state.slots.address or not asked_enough(turn.state, Asking.ADDRESS):
        return turn
    return turn.knowing(replace(turn.state, slots=replace(turn.state.slots, address=half, address_half=None)))

"""Nothing that is free suits: the wish is kept, and somebody calls when it can be met."""

from __future__ import annotations

from dataclasses import replace

from app.core.callbacks import CallbackReason
from app.core.dialogue import people
from app.core.dialogue.asking import ask
from app.core.dialogue.matching import fits
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import FindTimes, Reply, Step, Turn
from app.core.dialogue.words import day_text, phrase, written_day
from app.core.understanding.frame import Frame, Intent, When

PURPOSE = "waitlist"


def offer(turn: Turn) -> Reply:
    """Ask first: the caller may still want another time."""
    state = replace(turn.state, purpose=PURPOSE, asking=Asking.CONFIRM, offered=(), misses=0)
    return turn.knowing(state).reply(phrase(state, "waitlist.ask"))


def answer(turn: Turn, frame: Frame) -> Step | None:
    """To "shall someone call you?": yes, no, or another wish after all. None: something else altogether."""
    state = replace(turn.state, purpose=_before(turn.state), asking=None)
    if "when" in turn.learned:
        target = state.target_appointment_id
        return FindTimes(state, state.slots.when, turn.prefix, turn.effects, exclude_appointment_id=target)
    if frame.intent is Intent.CONFIRM:
        return note(turn)
    if frame.intent is Intent.DENY:
        slots = replace(state.slots, when=None)
        stage = Stage.CHANGING if state.target_appointment_id else Stage.COLLECTING
        return ask(turn.knowing(replace(state, slots=slots, unmet=None)), Asking.TIME, stage=stage)
    return None


def wanted(turn: Turn, frame: Frame) -> bool:
    """ "Call me if it opens", and "put me down for Saturday" where Saturday was full; else that is a booking."""
    state = turn.state
    if "waitlist" in frame.signals:
        return True
    if "put_down" not in frame.signals or state.unmet is None or state.asking is not Asking.CHOICE:
        return False
    zone = turn.situation.business.zone
    named = frame.when is not None and any(fits(slot.start.astimezone(zone), frame.when) for slot in state.offered)
    return frame.choice is None and not named


def note(turn: Turn) -> Step:
    """Write the wish down for the owner; a visit that was to be moved stays where it is."""
    state = replace(turn.state, purpose="book", target_appointment_id=None, offered=(), chosen=None)
    return people.owe_call(turn.knowing(state), CallbackReason.WAITLIST, wish_note(turn))


def insists(state: DialogueState, wish: When) -> bool:
    """Is it the wish that could not be met a moment ago, or one that holds it, and no other day?"""
    unmet = state.unmet
    if unmet is None or wish.start.date() != unmet.start.date():
        return False
    return wish.start <= unmet.start and (unmet.end or unmet.start) <= (wish.end or wish.start)


def wish_note(turn: Turn) -> str:
    """What for and when, for whoever calls back: also true when it is read next week."""
    slots = turn.state.slots
    wish = ""
    if slots.when is not None:
        wish = f"{slots.when.text} ({written_day(slots.when.start, turn.situation)})".strip()
    return "; ".join(part for part in (slots.problem or "", wish, slots.note or "") if part)


def wished_day(turn: Turn, wish: When) -> str:
    """ "Saturday" """
    return day_text(wish.start, turn.state, turn.situation)


def _before(state: DialogueState) -> str:
    return "move" if state.target_appointment_id else "book"

"""A visit that is being arranged is called off before it is booked: nothing is, and the caller hears so."""

from __future__ import annotations

from dataclasses import replace

from app.core.dialogue import adding, people
from app.core.dialogue.state import Asking, DialogueState, Slots, Stage
from app.core.dialogue.steps import Reply, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Frame, Intent

_ARRANGING = frozenset({Stage.COLLECTING, Stage.OFFERING, Stage.CONFIRMING})
_BARE = 3
_OFTEN = 2


def is_wanted(turn: Turn, frame: Frame) -> bool:
    """ "No, forget it", "cancel", a good-bye with a no: against the visit, and not against a part of it."""
    state = turn.state
    arranging = state.purpose == "book" and state.stage in _ARRANGING and state.asking is not Asking.PROBLEM
    asks = "question" in frame.signals or frame.text.rstrip().endswith("?")
    if not arranging or asks or turn.learned - {"note"} or frame.signals & {"settle", "undecided"}:
        return False
    named = state.chosen is not None or bool(state.offered)
    told = state.slots.problem is not None or state.slots.service_type is not None
    if "call_off" in frame.signals and (named or told):
        return True
    if frame.intent is Intent.CANCEL:
        return named or (told and not turn.situation.visits)
    return named and _for_good(state, frame)


def _for_good(state: DialogueState, frame: Frame) -> bool:
    """A no that leaves nothing to change: with thanks or a good-bye, or to "what should I change?"."""
    refuses = Intent.DENY in frame.intents
    to_change = state.last_reply == phrase(state, "ask.change")
    if "bye" in frame.signals:
        return refuses or to_change
    if not refuses or state.asking is not Asking.CONFIRM:
        return False
    bare = len(frame.text.split()) <= _BARE
    return (bare and ("thanks" in frame.signals or to_change)) or state.asked.get("change", 0) >= _OFTEN


def call_off(turn: Turn, frame: Frame) -> Reply:
    other = turn.situation.visits or turn.state.appointment_id
    said = phrase(turn.state, "done.called_off_this" if other else "done.called_off")
    turn = adding.another_job(turn, Slots())
    turn = turn.knowing(replace(turn.state, stage=Stage.CLOSING)).saying(said)
    if "bye" in frame.signals:
        return people.goodbye(turn)
    return turn.reply(phrase(turn.state, "ask.anything_else"))

"""Somebody who wants to die or to hurt themselves hears at once who can help; nobody sells them a visit."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Outcome
from app.core.dialogue import people
from app.core.dialogue.state import Stage
from app.core.dialogue.steps import AlertOwner, Reply, Step, Then, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import EmergencyLevel, Frame, Intent

PURPOSE = "despair"
_PLAINLY = 0.9


def concerns(turn: Turn, frame: Frame) -> bool:
    return frame.emergency.rule == PURPOSE or turn.state.purpose == PURPOSE


def set_aside(turn: Turn, frame: Frame) -> Turn:
    """The talk is about it still, save where a gas leak is told now, or where the caller plainly asks for a visit."""
    asks = frame.intent is Intent.SCHEDULE and frame.confidence >= _PLAINLY
    if turn.state.purpose != PURPOSE or not (frame.emergency.is_emergency or asks):
        return turn
    level = EmergencyLevel.ROUTINE
    calm = replace(turn.state, purpose="book", stage=Stage.COLLECTING, emergency_level=level, alerted=False)
    return turn.knowing(calm)


def answer(turn: Turn, frame: Frame) -> Step:
    """The first time the whole of it, and a person of ours is told; then that help is there, as often as it takes."""
    state = turn.state
    if state.purpose != PURPOSE:
        return _begin(turn, frame)
    if frame.intent is Intent.HUMAN:
        return people.connect(turn)
    if frame.intent is Intent.GOODBYE:
        state = replace(state, stage=Stage.DONE, done=True)
        return turn.knowing(state).reply(phrase(state, "despair.bye"), Then.HANG_UP)
    return turn.reply(phrase(state, "despair.again"))


def _begin(turn: Turn, frame: Frame) -> Reply:
    found = frame.emergency
    state = replace(
        turn.state,
        stage=Stage.EMERGENCY,
        intent=Intent.EMERGENCY,
        purpose=PURPOSE,
        asking=None,
        emergency_level=EmergencyLevel.LIFE,
        emergency_reason=found.reason,
        outcome=Outcome.EMERGENCY_DISPATCHED,
        alerted=True,
        safety_given=True,
        misses=0,
    )
    turn = turn.knowing(state)
    if found.reason:
        turn = turn.causing(AlertOwner(found.reason))
    return turn.reply(f"{phrase(state, 'despair.begin')} {phrase(state, 'despair.alerting')}")

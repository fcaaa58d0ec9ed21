"""The caller says that the danger is over, or never was; only they can.

Where that is not said plainly, or where lives are at stake, we ask once. The alarm that went out stays on the record;
our people hear what the caller says now.
"""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Outcome
from app.core.dialogue.asking import ask
from app.core.dialogue.booking import next_question
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import Step, TellMore, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import EmergencyLevel, Frame, Intent
from app.core.wording.catalogue import say

PURPOSE = "stand_down"
_DETAILS = frozenset({"address", "name", "phone"})


def hear(turn: Turn, before: DialogueState, frame: Frame) -> Step | None:
    """What follows where the caller calls the danger off; None where it stands.

    `before` is the state before these words. "My mistake" beside an address is about the address.
    """
    if frame.emergency.is_emergency or frame.emergency.ask or turn.learned & _DETAILS:
        return None
    if before.purpose == PURPOSE:
        agreed = Intent.CONFIRM in frame.intents | {frame.intent} or _is_over(frame)
        return _calm(turn) if agreed else None
    if not _is_called_off(before, frame):
        return None
    slots = replace(turn.state.slots, problem=before.slots.problem or turn.state.slots.problem)
    turn = turn.knowing(replace(turn.state, slots=slots))
    if before.emergency_level is not EmergencyLevel.LIFE and "false_alarm" in frame.signals:
        return _calm(turn)
    state = replace(turn.state, purpose=PURPOSE, asked={**turn.state.asked, PURPOSE: 1})
    return ask(turn.knowing(state), Asking.CONFIRM, phrase(state, "safety.sure"))


def _is_called_off(state: DialogueState, frame: Frame) -> bool:
    """Whether the danger of before is denied, and no visit for it is booked yet."""
    open_still = state.is_emergency and state.appointment_id is None and state.stage is not Stage.CLOSING
    return open_still and _is_over(frame) and PURPOSE not in state.asked


def _is_over(frame: Frame) -> bool:
    return "false_alarm" in frame.signals or frame.emergency.negated


def _calm(turn: Turn) -> Step:
    grave = turn.state.emergency_level is EmergencyLevel.LIFE
    over = phrase(turn.state, "safety.over_for_people" if grave else "safety.over")
    state = replace(
        turn.state,
        emergency_level=EmergencyLevel.ROUTINE,
        emergency_reason=say(turn.situation.business.language, "alert.called_off"),
        danger_question=PURPOSE,
        outcome=Outcome.ANSWERED,
        stage=Stage.COLLECTING,
        purpose="book",
        intent=Intent.SCHEDULE,
        offered=(),
        chosen=None,
        asking=None,
        misses=0,
    )
    turn = turn.knowing(state).causing(TellMore()).saying(over)
    if state.slots.when is not None:
        return next_question(turn)
    state = replace(state, asking=Asking.CONFIRM, purpose="offer_booking")
    return turn.knowing(state).reply(phrase(state, "ask.book"))

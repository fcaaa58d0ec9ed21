"""A person, a message, a callback: nobody is ever stuck."""

from __future__ import annotations

from dataclasses import replace

from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.dialogue.asking import ask, asked_enough
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import AskCallback, Reply, Situation, Step, Then, Turn
from app.core.dialogue.words import phrase
from app.core.phones import to_read
from app.core.understanding.frame import Frame, Intent
from app.core.understanding.phones import spoken_phone

LONGEST_MESSAGE = 600
CHILD = "grown_up"
MOST_WAITS = 2


def connect(turn: Turn) -> Step:
    """Put the caller through on the phone; elsewhere somebody calls them."""
    state, situation = turn.state, turn.situation
    owner = situation.business.owner_phone
    if situation.channel is Channel.VOICE and owner and owner != situation.caller_phone:
        state = replace(state, stage=Stage.CLOSING, asking=None, purpose="transfer")
        return turn.knowing(state).reply(phrase(state, "human.transfer"), Then.TRANSFER)
    return owe_call(turn, CallbackReason.HUMAN_REQUESTED, state.slots.problem or "")


def owe_call(turn: Turn, reason: CallbackReason, note: str, lead: str = "") -> Step:
    """Write the callback down; ask for a number first where there is none."""
    state, situation = turn.state, turn.situation
    if reach(state, situation) is None and not asked_enough(state, Asking.PHONE):
        state = replace(state, purpose="callback", callback_reason=reason, message=note or state.message)
        turn = turn.knowing(state).saying(lead)
        first = Asking.PHONE not in state.asked
        return ask(turn, Asking.PHONE, phrase(state, "human.need_phone") if first else None)
    state = replace(
        state,
        stage=Stage.CLOSING,
        asking=None,
        purpose="book",
        callback_requested=True,
        callback_reason=None,
        owed=reason,
        outcome=state.outcome or Outcome.CALLBACK_REQUESTED,
    )
    turn = turn.knowing(state).causing(AskCallback(reason, note))
    return turn.saying(lead).reply(_promise(turn, reason))


def ask_for_grown_up(turn: Turn) -> Reply:
    """A child on the line is asked for an adult, once: whoever answers next goes on."""
    state = replace(turn.state, asked={**turn.state.asked, "grown_up": 1}, purpose=CHILD)
    return turn.knowing(state).reply(phrase(state, "ask.grown_up"))


def child_answers(turn: Turn, frame: Frame) -> Step | None:
    """To "is there a grown-up?": it is the child still, or there is none. None: somebody else goes on."""
    state = replace(turn.state, purpose="book")
    alone = "parent_away" in frame.signals or frame.intent is Intent.DENY
    if turn.learned or not (alone or "child" in frame.signals or frame.intent is Intent.CONFIRM):
        return None
    if alone and not state.is_emergency:
        note = state.slots.problem or phrase(state, "child.note")
        return owe_call(turn.knowing(state), CallbackReason.HUMAN_REQUESTED, note, phrase(state, "child.alone"))
    if alone:
        return None
    waits = replace(state, asked={**state.asked, "grown_up": state.asked.get("grown_up", 0) + 1}, purpose=CHILD)
    if waits.asked["grown_up"] > MOST_WAITS:
        return None
    return turn.knowing(waits).reply(phrase(state, "child.wait"))


def take_message(turn: Turn) -> Reply:
    state = replace(turn.state, stage=Stage.MESSAGE, asking=None, purpose="message")
    return turn.knowing(state).reply(phrase(state, "message.ask"))


def message_given(turn: Turn, frame: Frame) -> Step:
    state = replace(turn.state, message=frame.text[:LONGEST_MESSAGE])
    turn = turn.knowing(state)
    step = owe_call(turn, CallbackReason.MESSAGE, state.message or "")
    if isinstance(step, Reply) and step.state.callback_requested:
        return replace(step, text=phrase(state, "done.message"))
    return step


def to_voicemail(turn: Turn, text: str) -> Reply:
    state = replace(turn.state, stage=Stage.DONE, asking=None, outcome=turn.state.outcome or Outcome.CALLBACK_REQUESTED)
    return turn.knowing(state).reply(text, Then.VOICEMAIL)


def goodbye(turn: Turn, key: str = "done.bye") -> Reply:
    state, situation = turn.state, turn.situation
    if state.callback_requested:
        key = "done.bye_callback"
    elif situation.written and key == "done.bye":
        key = "done.bye_written"
    outcome = state.outcome or Outcome.ABANDONED
    state = replace(state, stage=Stage.DONE, asking=None, outcome=outcome, done=True)
    return turn.knowing(state).reply(phrase(state, key, business=situation.business.name), Then.HANG_UP)


def reach(state: DialogueState, situation: Situation) -> str | None:
    """The number on which this person can be called."""
    return state.slots.phone or situation.caller_phone


def _promise(turn: Turn, reason: CallbackReason) -> str:
    state, situation = turn.state, turn.situation
    key = "done.waitlist" if reason is CallbackReason.WAITLIST else "done.callback"
    phone = reach(state, situation)
    if phone is None:
        return phrase(state, f"{key}_no_phone")
    number = to_read(phone) if situation.written else spoken_phone(phone, state.language)
    return phrase(state, key, phone=number)

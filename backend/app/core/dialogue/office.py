"""Callers who want no visit: a bill, a complaint, a job, a delivery, somebody by name. The office hears of it."""

from __future__ import annotations

from dataclasses import replace

from app.core.callbacks import CallbackReason
from app.core.dialogue import people
from app.core.dialogue.absorb import noted
from app.core.dialogue.state import Asking
from app.core.dialogue.steps import AskCallback, Reply, Step, Then, Turn
from app.core.dialogue.words import first_name, phrase
from app.core.understanding.frame import Frame
from app.core.understanding.names import names_somebody

# In the order in which they are heeded where one sentence has several.
_MATTERS = ("bill_dispute", "complaint", "seeks_work", "delivers", "paperwork")
# What is heard out in the middle of a booking too.
_TO_HEAR = frozenset({"bill_dispute", "complaint"})
_RETURN = "return_visit"
_A_NAME = 4
# What the receptionist is asked about itself or the company leads to no visit.
_NO_VISIT = frozenset({"company", "recorded", "who", "reached", "payment"})


def answer(turn: Turn, frame: Frame) -> Step | None:
    """None where it is nothing of the kind, or no more than a word in the middle of a booking."""
    state = turn.state
    if "asks_for" in frame.signals and not turn.learned - {"name"} and names_somebody(frame.text):
        return people.connect(turn)
    matter = next((each for each in _MATTERS if each in frame.signals), None)
    told_of_trouble = "problem" in turn.learned and matter != "complaint"
    if matter is None or told_of_trouble or _RETURN in frame.signals or frame.emergency.is_emergency:
        return None
    if state.asking not in (None, Asking.PROBLEM) and state.purpose != "offer_booking":
        if turn.learned or matter not in _TO_HEAR:
            return None
        note = frame.text[: people.LONGEST_MESSAGE]
        turn = turn.causing(AskCallback(CallbackReason.MESSAGE, note)).saying(phrase(state, "office.noted"))
        return Reply(state, f"{turn.prefix} {state.last_reply}", Then.LISTEN, turn.effects)
    step = people.message_given(turn, frame)
    return replace(step, text=f"{phrase(state, f'office.{matter}')} {step.text}") if isinstance(step, Reply) else step


def note_return(turn: Turn, frame: Frame) -> Turn:
    """ "You fixed it yesterday and it leaks again": an apology, and the technician knows that it is the second time."""
    state = turn.state
    if _RETURN not in frame.signals or _RETURN in state.asked or frame.emergency.is_emergency:
        return turn
    note = noted(state.slots.note, phrase(state, "office.return_note", said=frame.text[: people.LONGEST_MESSAGE]))
    state = replace(state, slots=replace(state.slots, note=note), asked={**state.asked, _RETURN: 1})
    return turn.knowing(state).saying(phrase(state, "office.return_visit"))


def only_a_name(turn: Turn, frame: Frame) -> Reply | None:
    """A bare name where a message was asked for is who it is from."""
    name = frame.name
    if name is None or "message_name" in turn.state.asked or len(frame.text.split()) > _A_NAME:
        return None
    slots = replace(turn.state.slots, name=name.value)
    state = replace(turn.state, slots=slots, asked={**turn.state.asked, "message_name": 1})
    return turn.knowing(state).reply(phrase(state, "message.ask_from", name=first_name(name.value)))


def leads_to_no_visit(frame: Frame) -> bool:
    """A question about ourselves, or about a service that is none of ours."""
    return frame.faq_topic in _NO_VISIT or (frame.faq_topic == "services" and frame.service_type is None)

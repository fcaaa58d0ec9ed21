"""A caller who wants no texts from us hears that none will come; what was asked stays asked."""

from __future__ import annotations

from app.core.consent.keywords import wants_no_texts
from app.core.conversations import Channel
from app.core.dialogue import people
from app.core.dialogue.state import Asking
from app.core.dialogue.steps import OptOut, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Frame


def is_wanted(turn: Turn, frame: Frame) -> bool:
    """Only a sentence that names texts says so here: a bare "stop" or "cancel" is about something else."""
    return turn.situation.channel is not Channel.SMS and wants_no_texts(frame.text)


def noted(turn: Turn, frame: Frame) -> Turn:
    if people.reach(turn.state, turn.situation) is None:
        return turn.saying(phrase(turn.state, "done.no_texts_by_stop"))
    return turn.causing(OptOut(frame.text)).saying(phrase(turn.state, "done.no_texts"))


def leaves_a_question(turn: Turn) -> bool:
    """Something is being arranged whose question is still open."""
    return turn.state.asking not in (None, Asking.PROBLEM)

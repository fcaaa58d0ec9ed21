"""The first words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.core.businesses import Business
from app.core.conversations import Channel
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import Reply, Situation, Turn
from app.core.dialogue.words import first_name, phrase, when_text
from app.core.understanding.frame import Language
from app.core.wording.catalogue import join

_INTRODUCED = ("automated", "virtual", "automático", "automatica", "automática")


def greet(state: DialogueState, situation: Situation) -> Reply:
    """The first words: who this is, that it is an automated assistant, and an open question."""
    business, customer = situation.business, situation.customer
    opened = replace(state, stage=Stage.COLLECTING, asking=Asking.PROBLEM, asked={Asking.PROBLEM: 1})
    turn = Turn(opened, situation)
    if customer is not None and customer.name:
        return _greet_known(turn, first_name(customer.name))
    if business.greeting:
        text = business.greeting
        if not any(word in text.casefold() for word in _INTRODUCED):
            text = join(phrase(state, "greeting.introduce", business=business.name), text)
        return turn.reply(text)
    key = "greeting.new" if situation.channel is Channel.VOICE else "greeting.web"
    return turn.reply(phrase(state, key, business=business.name))


def opening_of(business: Business, language: Language, now: datetime) -> str:
    """What a caller whom nobody knows hears first."""
    situation = Situation(business=business, now=now, channel=Channel.VOICE)
    return greet(DialogueState(language=language), situation).text


def _greet_known(turn: Turn, name: str) -> Reply:
    situation = turn.situation
    state = replace(turn.state, greeted_by_name=True)
    if situation.visits:
        when = when_text(situation.visits[0].start_time, state, situation)
        state = replace(state, asking=Asking.CONFIRM, purpose="about_visit")
        text = phrase(state, "greeting.visit", name=name, business=situation.business.name, when=when)
        return turn.knowing(state).reply(text)
    return turn.knowing(state).reply(phrase(state, "greeting.known", name=name, business=situation.business.name))

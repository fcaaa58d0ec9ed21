"""From words to a frame: the business's vocabulary and the pending question help to understand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from app.core import tallies
from app.core.businesses import Business
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Situation
from app.core.sessions import Session
from app.core.understanding.frame import Frame, Language, When
from app.core.understanding.services import ServiceWords, Vocabulary
from app.core.understanding.suggestion import Question, believe, worth_asking
from app.core.understanding.understand import understand
from app.flows.outside import Outside
from app.repositories.ports import UnitOfWork


def vocabulary_of(business: Business) -> Vocabulary:
    """The business's own words: what it does, how it is called, where it works."""
    return Vocabulary(
        services=tuple(
            ServiceWords(service.key, service.name, (*service.keywords, *service.names.values()))
            for service in business.services
        ),
        vertical=business.vertical,
        business_name=business.name,
        cities=business.service_area,
    )


def hear_words(text: str, session: Session, situation: Situation) -> Frame:
    """The first words decide the language; later it takes more to leave it."""
    state = session.state
    opening = session.turns == 0 and state.language is Language.EN
    frame = understand(
        text,
        now=situation.local_now,
        language=None if opening else state.language,
        vocabulary=vocabulary_of(situation.business),
        asking=_pending(state),
        anchor=_anchor(state, situation),
    )
    if opening and frame.language is not state.language:
        return replace(frame, switch_language=frame.switch_language or frame.language)
    return frame


def _pending(state: DialogueState) -> str | None:
    """The question as understanding knows it; "is this about your visit?" reads nothing back to be corrected."""
    return str(state.asking) if state.asking and state.purpose != "about_visit" else None


def with_help(frame: Frame, session: Session, situation: Situation, outside: Outside) -> Frame:
    """Where the rules are unsure, what a model reads in the same words, as far as it is believed."""
    if not worth_asking(frame):
        return frame
    services = tuple((service.key, service.name) for service in situation.business.services)
    asking = str(session.state.asking) if session.state.asking else None
    question = Question(frame.text, str(frame.language), asking, services, situation.local_now)
    suggestion = outside.reading(question)
    if suggestion is None:
        return frame
    return believe(frame, suggestion, question, anchor=_anchor(session.state, situation))


def tally_turn(unit: UnitOfWork, business_id: str, frame: Frame | None, now: datetime) -> None:
    """Every turn is counted, and those in whose words nothing was found."""
    unit.tallies.add(business_id, tallies.CONVERSATION_TURNS, now.date())
    if frame is not None and frame.is_miss:
        unit.tallies.add(business_id, tallies.UNDERSTANDING_MISSES, now.date())


def understood_note(frame: Frame, business: Business) -> str:
    """A line for the owner's margin: what was made of these words."""
    parts = [f"intent: {frame.intent}"]
    if frame.emergency.is_emergency:
        parts.append(f"emergency: {frame.emergency.level} ({frame.emergency.reason})")
    elif frame.emergency.negated:
        parts.append("emergency: no, negated")
    if frame.when is not None:
        parts.append(f"time: {_when_note(frame.when, business)}")
    for label, found in (("name", frame.name), ("phone", frame.phone), ("address", frame.address)):
        if found is not None:
            parts.append(f"{label}: {found.value}")
    if frame.service_type:
        parts.append(f"service: {frame.service_type}")
    return "; ".join(parts)


def _when_note(when: When, business: Business) -> str:
    start = business.local(when.start).strftime("%a %H:%M")
    end = f"–{business.local(when.end):%a %H:%M}" if when.end else ""
    return f"{when.text} → {start}{end}"


def _anchor(state: DialogueState, situation: Situation) -> date | None:
    """The day under discussion, on which a bare clock time is meant."""
    if state.offered:
        return situation.business.local(state.offered[0].start).date()
    if state.chosen:
        return situation.business.local(state.chosen.start).date()
    if state.slots.when and state.slots.when.day_stated:
        return situation.business.local(state.slots.when.start).date()
    return None

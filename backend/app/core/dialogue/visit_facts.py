"""What a caller is told of their own visits, from the rows as they are stored."""

from __future__ import annotations

from datetime import timedelta

from app.core.appointments import Appointment
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Situation
from app.core.dialogue.words import capital, first_name, phrase, service_name, when_text
from app.core.wording.catalogue import join
from app.core.wording.numbers import cardinal

MOST_LISTED = 3
# Topics of faq_*.toml that ask about the caller's own visits.
TOPICS = frozenset({"own_visits", "arrival", "technician"})
_SOON = timedelta(hours=24)


def of_topic(topic: str | None, state: DialogueState, situation: Situation) -> str | None:
    """The answer to such a question; None where there is no visit to speak of."""
    visit = meant(state, situation)
    if topic not in TOPICS or visit is None:
        return None
    if topic == "technician":
        return who_comes(visit, state, situation)
    if len(situation.visits) > 1 and state.appointment_id is None:
        return _listed(state, situation)
    if topic == "arrival":
        return phrase(state, "faq.arrival", when=when_text(visit.start_time, state, situation))
    return details(visit, state, situation)


def meant(state: DialogueState, situation: Situation) -> Appointment | None:
    """The visit that the talk is about, else the next one."""
    spoken_of = situation.visit(state.appointment_id or state.target_appointment_id)
    return spoken_of or next(iter(situation.visits), None)


def details(visit: Appointment, state: DialogueState, situation: Situation) -> str:
    """When, where, for whom, and what the technician was told."""
    parts = (capital(when_text(visit.start_time, state, situation)), visit.address or "", visit.customer_name)
    words = visit.description.strip().rstrip(".")
    noted = phrase(state, "visits.noted", words=words) if words else ""
    return join(", ".join(part for part in parts if part) + ".", noted)


def who_comes(visit: Appointment, state: DialogueState, situation: Situation) -> str:
    when = when_text(visit.start_time, state, situation)
    return phrase(state, "visits.who", technician=technician(visit, state, situation), when=when)


def technician(visit: Appointment, state: DialogueState, situation: Situation) -> str:
    """By the first name; a business that works alone sends "someone"."""
    found = situation.business.technician(visit.technician_id)
    if found is None or found.name == situation.business.name:
        return capital(phrase(state, "someone"))
    return first_name(found.name)


def coming(situation: Situation) -> Appointment | None:
    """The emergency visit that is on its way to this caller."""
    until = situation.now + _SOON
    return next((visit for visit in situation.visits if visit.is_emergency and visit.start_time <= until), None)


def _listed(state: DialogueState, situation: Situation) -> str:
    each = [
        f"{when_text(visit.start_time, state, situation)}, {service_name(visit.service_type, state, situation)}"
        for visit in situation.visits[:MOST_LISTED]
    ]
    listed = f"{'; '.join(each[:-1])}; {phrase(state, 'faq.and')} {each[-1]}"
    return phrase(state, "visits.listed", count=cardinal(len(situation.visits), state.language), visits=listed)

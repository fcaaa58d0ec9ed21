"""The dialogue's way of talking: wording in the caller's language, times for the ear or the eye."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Situation
from app.core.slots import Slot
from app.core.understanding.language import language_of_text
from app.core.wording import spoken
from app.core.wording.catalogue import say


def phrase(state: DialogueState, key: str, *, variant: int = 0, **fields: str) -> str:
    return say(state.language, key, variant=variant, **fields)


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else name


def when_text(moment: datetime, state: DialogueState, situation: Situation) -> str:
    local = situation.business.local(moment)
    window = arrival_window(state, situation)
    return spoken.day_and_clock(local, situation.local_now, state.language, written=situation.written, window=window)


def arrival_window(state: DialogueState, situation: Situation) -> int:
    """Minutes within which the technician promises to arrive; an emergency is told the very time."""
    return 0 if state.is_emergency else situation.business.slot_rules.arrival_window_minutes


def day_text(moment: datetime, state: DialogueState, situation: Situation) -> str:
    local = situation.business.local(moment)
    return spoken.day(local, situation.local_now, state.language, written=situation.written)


def dated(moment: datetime, state: DialogueState, situation: Situation) -> str:
    """For the record: "Thu, Jun 4, 4:00 PM", true also when it is read next month."""
    local = situation.business.local(moment)
    clock = spoken.clock(local, state.language, written=True)
    return f"{spoken.short_date(local.date(), state.language)}, {clock}"


def written_day(moment: datetime, situation: Situation) -> str:
    """For the owner's list: "Thu, Jun 4"."""
    business = situation.business
    return spoken.short_date(business.local(moment).date(), business.language)


def as_written(answer: str, state: DialogueState) -> str:
    """What the business itself wrote; it has it in one language only, and who speaks the other is told so first."""
    if language_of_text(answer, state.language) is state.language:
        return answer
    return phrase(state, "faq.other_language", answer=answer)


def call_out(state: DialogueState, business: Business) -> str:
    """The business's own words about what an emergency visit costs."""
    charge = business.emergency_policy.call_out_text
    return as_written(charge, state) if charge else ""


def choices_text(slots: Sequence[Slot], state: DialogueState, situation: Situation) -> str:
    moments = [situation.business.local(slot.start) for slot in slots]
    window = arrival_window(state, situation)
    return spoken.choices(moments, situation.local_now, state.language, written=situation.written, window=window)


def visits_text(visits: Sequence[Appointment], state: DialogueState, situation: Situation) -> str:
    return spoken.either([when_text(visit.start_time, state, situation) for visit in visits], state.language)


def service_name(service_type: str | None, state: DialogueState, situation: Situation) -> str:
    service = situation.business.service(service_type)
    return service.name_in(state.language) if service else (service_type or phrase(state, "visit"))


def capital(text: str) -> str:
    """A sentence's first letter, the rest as it is."""
    return text[:1].upper() + text[1:]

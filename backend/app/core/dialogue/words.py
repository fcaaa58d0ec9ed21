"""The dialogue's way of talking: wording in the caller's language, times for the ear or the eye."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.core.appointments import Appointment
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Situation
from app.core.slots import Slot
from app.core.wording import spoken
from app.core.wording.catalogue import say


def phrase(state: DialogueState, key: str, *, variant: int = 0, **fields: str) -> str:
    return say(state.language, key, variant=variant, **fields)


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else name


def when_text(moment: datetime, state: DialogueState, situation: Situation) -> str:
    local = situation.business.local(moment)
    return spoken.day_and_clock(local, situation.local_now, state.language, written=situation.written)


def day_text(moment: datetime, state: DialogueState, situation: Situation) -> str:
    local = situation.business.local(moment)
    return spoken.day(local, situation.local_now, state.language, written=situation.written)


def dated(moment: datetime, state: DialogueState, situation: Situation) -> str:
    """For the record: "Thu, Jun 4, 4:00 PM", true also when it is read next month."""
    local = situation.business.local(moment)
    clock = spoken.clock(local, state.language, written=True)
    return f"{spoken.short_date(local.date(), state.language)}, {clock}"


def choices_text(slots: Sequence[Slot], state: DialogueState, situation: Situation) -> str:
    moments = [situation.business.local(slot.start) for slot in slots]
    return spoken.choices(moments, situation.local_now, state.language, written=situation.written)


def visits_text(visits: Sequence[Appointment], state: DialogueState, situation: Situation) -> str:
    return spoken.either([when_text(visit.start_time, state, situation) for visit in visits], state.language)


def service_name(service_type: str | None, state: DialogueState, situation: Situation) -> str:
    service = situation.business.service(service_type)
    return service.name_in(state.language) if service else (service_type or "")


def capital(text: str) -> str:
    """A sentence's first letter, the rest as it is."""
    return text[:1].upper() + text[1:]

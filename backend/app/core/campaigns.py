"""Who a reminder or a campaign is for: rules over records, nothing stored."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.core.appointments import Appointment, AppointmentStatus
from app.core.conversations import Channel, Conversation, Outcome

FIRST_STEP = "first"
SOON_STEP = "soon"
REMINDED = frozenset({AppointmentStatus.SCHEDULED, AppointmentStatus.CONFIRMED})
# After a booking or a change, the reminder that comes by itself leaves the confirmation text some air.
BREATHING_SPACE = timedelta(hours=4)

# Who ended a conversation like this got what they came for, or is in somebody's hands.
SERVED = frozenset({Outcome.BOOKED, Outcome.RESCHEDULED, Outcome.CANCELLED, Outcome.EMERGENCY_DISPATCHED})
VISITED = frozenset({AppointmentStatus.COMPLETED, AppointmentStatus.SCHEDULED, AppointmentStatus.CONFIRMED})


def reminder_step(visit: Appointment, now: datetime, second_hours: int) -> str | None:
    """Which reminder this visit is due for, once it is inside the first one's span; None where all were sent.

    The second one has its own mark; where the first comes so late that both fall together, one is enough.
    """
    if not visit.reminder_sent:
        return FIRST_STEP
    if not second_hours or SOON_STEP in visit.reminder_steps:
        return None
    return SOON_STEP if visit.start_time - now <= timedelta(hours=second_hours) else None


def reminded(visit: Appointment, step: str, now: datetime, second_hours: int) -> Appointment:
    """The visit with the marks of the reminder that was made for it."""
    steps = visit.reminder_steps
    late = second_hours and visit.start_time - now <= timedelta(hours=second_hours + 1)
    if step == SOON_STEP or late:
        steps = tuple(dict.fromkeys((*steps, SOON_STEP)))
    return replace(visit, reminder_sent=True, reminder_steps=steps)


def needs_air(visit: Appointment, now: datetime) -> bool:
    """Whether the customer heard of this visit a moment ago."""
    return now - max(visit.created_at, visit.updated_at) < BREATHING_SPACE


def is_lead(conversation: Conversation, now: datetime, longest_call: timedelta) -> bool:
    """Somebody who talked, left a number, and was not served; not in the middle of a call."""
    said_nothing = conversation.message_count <= 1  # our greeting
    if conversation.phone is None or said_nothing or conversation.taken_over:
        return False
    if conversation.outcome in SERVED or conversation.appointment_id is not None:
        return False
    running = conversation.ended_at is None and conversation.channel is Channel.VOICE
    return not (running and now - conversation.started_at < longest_call)


def is_past_visit(visit: Appointment, before: datetime) -> bool:
    """Somebody was there, and it is that long ago. A visit that nobody closed counts as made."""
    return visit.status in VISITED and visit.end_time <= before


def held_out(customer_id: str, campaign: str, percent: int) -> bool:
    """Whether this customer is among the few who get nothing, so that the owner can compare; always the same ones."""
    return zlib.crc32(f"{campaign}:{customer_id}".encode()) % 100 < percent


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """`booked_after`: recipients who booked within two weeks of the text."""

    campaign_type: str
    sent: int
    booked_after: int

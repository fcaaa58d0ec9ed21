"""What was said: one record per call, text thread or web chat, and its messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    VOICE = "voice"
    SMS = "sms"
    WEB = "web"


class Outcome(StrEnum):
    BOOKED = "booked"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    EMERGENCY_DISPATCHED = "emergency_dispatched"
    CALLBACK_REQUESTED = "callback_requested"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    channel: Channel
    started_at: datetime
    ended_at: datetime | None = None
    customer_id: str | None = None
    customer_name: str | None = None
    phone: str | None = None
    outcome: Outcome | None = None
    intent: str | None = None
    language: str = "en"
    summary: str = ""
    flagged_for_review: bool = False
    tags: tuple[str, ...] = ()
    notes: str = ""
    message_count: int = 0
    lead_source: str | None = None
    is_emergency: bool = False
    emergency_reason: str | None = None
    taken_over: bool = False
    appointment_id: str | None = None
    provider_call_id: str | None = None
    booked_at: datetime | None = None
    # What the carrier says of the number: `TN-Validation-Passed-A`, `…-Failed-…`, `No-TN-Validation`; None: nothing.
    caller_verdict: str | None = None
    # When the caller, who had been told that it is recorded, left a message.
    recording_consent_at: datetime | None = None


class Role(StrEnum):
    CALLER = "caller"
    ASSISTANT = "assistant"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of one side. `understood` notes what was made of the caller's words, for the owner's margin."""

    id: str
    conversation_id: str
    role: Role
    text: str
    at: datetime
    understood: str = ""


@dataclass(frozen=True, slots=True)
class ConversationFigure:
    """What statistics need of a conversation, and no more."""

    started_at: datetime
    channel: Channel
    outcome: Outcome | None
    lead_source: str | None
    is_emergency: bool
    message_count: int
    booked_at: datetime | None

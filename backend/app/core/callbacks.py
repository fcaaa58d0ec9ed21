"""Somebody is owed a call back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallbackReason(StrEnum):
    MISSED_CALL = "MISSED_CALL"
    VOICEMAIL = "VOICEMAIL"
    HUMAN_REQUESTED = "HUMAN_REQUESTED"
    MESSAGE = "MESSAGE"
    AVAILABILITY_UNKNOWN = "AVAILABILITY_UNKNOWN"
    WAITLIST = "WAITLIST"
    SYSTEM_ERROR = "SYSTEM_ERROR"


class CallbackStatus(StrEnum):
    OPEN = "OPEN"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class Callback:
    """One open callback per phone number; `attempts` counts how often that person tried."""

    id: str
    reason: CallbackReason
    first_seen: datetime
    last_seen: datetime
    phone: str | None = None
    customer_id: str | None = None
    customer_name: str | None = None
    status: CallbackStatus = CallbackStatus.OPEN
    attempts: int = 1
    recording_url: str | None = None
    transcript: str | None = None
    notes: str = ""
    conversation_id: str | None = None

"""A text message, in or out, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Audience(StrEnum):
    OWNER = "owner"
    CUSTOMER = "customer"


class TextKind(StrEnum):
    CONFIRMATION = "confirmation"
    REMINDER = "reminder"
    FOLLOWUP = "followup"
    RETENTION = "retention"
    OWNER_ALERT = "owner_alert"
    ESCALATION = "escalation"
    REPLY = "reply"
    TEXTBACK = "textback"
    CONSENT = "consent"
    MANUAL = "manual"


class TextStatus(StrEnum):
    QUEUED = "queued"
    DEFERRED = "deferred"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    UNCERTAIN = "uncertain"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Text:
    """`from_number` and `to_number` are E.164. `expires_at`: pointless after that moment (a reminder)."""

    id: str
    direction: Direction
    audience: Audience
    kind: TextKind
    from_number: str | None
    to_number: str | None
    body: str
    status: TextStatus
    created_at: datetime
    segments: int = 1
    reason: str | None = None
    error_code: str | None = None
    send_after: datetime | None = None
    sent_at: datetime | None = None
    expires_at: datetime | None = None
    provider_sid: str | None = None
    customer_id: str | None = None
    conversation_id: str | None = None
    appointment_id: str | None = None
    campaign: str | None = None

"""Texts and callbacks as the owner API writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackReason, CallbackStatus
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.routers.answers import local_time
from app.routers.schemas.fields import Prose, Shape


class TextOut(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    id: str
    direction: Direction
    audience: Audience
    kind: TextKind
    from_: str | None = Field(alias="from")
    to: str | None
    body: str
    status: TextStatus
    reason: str | None
    error_code: str | None
    segments: int
    created_at: datetime
    send_after: datetime | None
    sent_at: datetime | None
    customer_id: str | None
    conversation_id: str | None
    appointment_id: str | None


class TextList(BaseModel):
    items: list[TextOut]
    next_cursor: str | None


class CallbackPatch(Shape):
    status: CallbackStatus = CallbackStatus.OPEN
    notes: Prose = ""


class CallbackOut(BaseModel):
    id: str
    phone: str | None
    customer_id: str | None
    customer_name: str | None
    reason: CallbackReason
    status: CallbackStatus
    attempts: int
    first_seen: datetime
    last_seen: datetime
    recording_url: str | None
    transcript: str | None
    notes: str
    conversation_id: str | None


class CallbackList(BaseModel):
    items: list[CallbackOut]
    next_cursor: str | None


def text_fields(text: Text, business: Business) -> dict[str, Any]:
    return {
        "id": text.id,
        "direction": text.direction,
        "audience": text.audience,
        "kind": text.kind,
        "from": text.from_number,
        "to": text.to_number,
        "body": text.body,
        "status": text.status,
        "reason": text.reason,
        "error_code": text.error_code,
        "segments": text.segments,
        "created_at": local_time(text.created_at, business),
        "send_after": local_time(text.send_after, business),
        "sent_at": local_time(text.sent_at, business),
        "customer_id": text.customer_id,
        "conversation_id": text.conversation_id,
        "appointment_id": text.appointment_id,
    }


def callback_fields(callback: Callback, business: Business) -> dict[str, Any]:
    return {
        "id": callback.id,
        "phone": callback.phone,
        "customer_id": callback.customer_id,
        "customer_name": callback.customer_name,
        "reason": callback.reason,
        "status": callback.status,
        "attempts": callback.attempts,
        "first_seen": local_time(callback.first_seen, business),
        "last_seen": local_time(callback.last_seen, business),
        "recording_url": callback.recording_url,
        "transcript": callback.transcript,
        "notes": callback.notes,
        "conversation_id": callback.conversation_id,
    }

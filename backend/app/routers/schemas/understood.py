"""What was understood of one utterance, as the API writes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from app.core.understanding.frame import EmergencyLevel, Found, Frame, Grain, Intent, Language, When


class SpanOut(BaseModel):
    """`end` is exclusive; null: an exact start."""

    start: datetime
    end: datetime | None
    grain: Grain
    text: str


class WhenOut(SpanOut):
    alternatives: list[SpanOut]


class RequestedOut(BaseModel):
    start: datetime
    end: datetime | None
    text: str


class SlotsOut(BaseModel):
    name: str | None
    phone: str | None
    email: str | None
    address: str | None
    service_type: str | None
    problem: str | None
    requested: RequestedOut | None


class UnderstoodOut(BaseModel):
    intent: Intent
    confidence: float
    language: Language
    is_emergency: bool
    emergency_level: EmergencyLevel
    emergency_reason: str | None
    when: WhenOut | None
    slots: SlotsOut


def understood_fields(frame: Frame) -> dict[str, Any]:
    return {
        "intent": frame.intent,
        "confidence": round(frame.confidence, 3),
        "language": frame.language,
        "is_emergency": frame.emergency.is_emergency,
        "emergency_level": frame.emergency.level,
        "emergency_reason": frame.emergency.reason,
        "when": when_fields(frame.when),
        "slots": {
            "name": _value(frame.name),
            "phone": _value(frame.phone),
            "email": _value(frame.email),
            "address": _value(frame.address),
            "service_type": frame.service_type,
            "problem": frame.problem,
            "requested": requested_fields(frame.when),
        },
    }


def when_fields(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {**_span(when), "alternatives": [_span(other) for other in when.alternatives]}


def requested_fields(when: When | None) -> dict[str, Any] | None:
    """A wish for a time among the slots of a conversation."""
    if when is None:
        return None
    span = _span(when)
    return {name: span[name] for name in ("start", "end", "text")}


def _span(when: When) -> dict[str, Any]:
    end = None if when.end is None else when.end.isoformat()
    return {"start": when.start.isoformat(), "end": end, "grain": when.grain, "text": when.text}


def _value(found: Found | None) -> str | None:
    return None if found is None else found.value

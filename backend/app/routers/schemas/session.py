"""A conversation in progress as the API writes it, and what callers send to lead it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.core.businesses import Business
from app.core.conversations import Outcome
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.understanding.frame import EmergencyLevel, Intent, Language
from app.flows.converse import Ending, TurnResult
from app.routers.answers import local_time
from app.routers.schemas.fields import Email, Id, Line, PhoneText
from app.routers.schemas.understood import SlotsOut, requested_fields

LONGEST_WORDS = 4000
# Ten seconds of telephone sound, with room to spare; the body's limit is a little more.
LONGEST_AUDIO = 240_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")

LanguageCode = Literal["en", "es"]


def _sayable(text: str) -> str:
    return _CONTROL.sub(" ", text)


Words = Annotated[str, Field(max_length=LONGEST_WORDS), AfterValidator(_sayable)]


class StartBody(BaseModel):
    """`caller_phone` identifies the caller; `provider_call_id` names the call at the telephone provider."""

    caller_phone: PhoneText | None = None
    provider_call_id: Annotated[Line, Field(max_length=100)] | None = None
    lead_source: Annotated[Line, Field(max_length=100)] | None = None
    language: LanguageCode | None = None


class InboundBody(BaseModel):
    caller_phone: PhoneText | None = None
    provider_call_id: Annotated[Line, Field(max_length=100)] | None = None
    lead_source: Annotated[Line, Field(max_length=100)] | None = None


class InputBody(BaseModel):
    """What the caller said: `text` (empty: silence), or `audio`, a base64 WAV.

    Nothing transcribes sound yet: a WAV is refused with a 422 that says so, and the conversation goes on with `text`.
    """

    session_id: Id
    text: Words | None = None
    audio: Annotated[str, Field(max_length=LONGEST_AUDIO)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> InputBody:
        if (self.text is None) == (self.audio is None):
            raise ValueError("give either `text` or `audio`")
        return self


class EndBody(BaseModel):
    session_id: Id


class ChatStartBody(BaseModel):
    """What a visitor typed about themselves; it proves nothing."""

    name: Annotated[Line, Field(max_length=120)] | None = None
    phone: PhoneText | None = None
    email: Email | None = None


class ChatMessageBody(BaseModel):
    conversation_id: Id
    text: Words


class AudioOut(BaseModel):
    token: str
    url: str
    content_type: str


class OfferOut(BaseModel):
    start: datetime
    end: datetime
    technician_id: str


class SessionState(BaseModel):
    stage: Stage
    asking: Asking | None
    intent: Intent
    language: Language
    is_emergency: bool
    emergency_level: EmergencyLevel
    slots: SlotsOut
    offered: list[OfferOut]
    appointment_id: str | None
    outcome: Outcome | None
    done: bool


class StartedOut(BaseModel):
    session_id: str
    reply_text: str
    session_state: SessionState
    audio: AudioOut | None


class TurnOut(BaseModel):
    reply_text: str
    session_state: SessionState
    audio: AudioOut | None


class EndedOut(BaseModel):
    status: Literal["ended"]
    outcome: Outcome
    summary: str


class ChatStartedOut(BaseModel):
    conversation_id: str
    reply_text: str
    session_state: SessionState


class ChatTurnOut(BaseModel):
    reply_text: str
    session_state: SessionState


class ChatBusinessOut(BaseModel):
    id: str
    name: str
    language: Language
    greeting: str


def started_fields(result: TurnResult, business: Business) -> dict[str, Any]:
    return {"session_id": result.session_id, **turn_fields(result, business)}


def turn_fields(result: TurnResult, business: Business) -> dict[str, Any]:
    return {**chat_turn_fields(result, business), "audio": None}


def chat_started_fields(result: TurnResult, business: Business) -> dict[str, Any]:
    return {"conversation_id": result.conversation_id, **chat_turn_fields(result, business)}


def chat_turn_fields(result: TurnResult, business: Business) -> dict[str, Any]:
    return {"reply_text": result.reply_text, "session_state": state_fields(result.state, business)}


def ended_fields(ending: Ending) -> dict[str, Any]:
    return {"status": "ended", "outcome": ending.outcome, "summary": ending.summary}


def state_fields(state: DialogueState, business: Business) -> dict[str, Any]:
    slots = state.slots
    return {
        "stage": state.stage,
        "asking": state.asking,
        "intent": state.intent,
        "language": state.language,
        "is_emergency": state.is_emergency,
        "emergency_level": state.emergency_level,
        "slots": {
            "name": slots.name,
            "phone": slots.phone,
            "email": slots.email,
            "address": slots.address,
            "service_type": slots.service_type,
            "problem": slots.problem,
            "requested": requested_fields(slots.when),
        },
        "offered": [
            {
                "start": local_time(slot.start, business),
                "end": local_time(slot.end, business),
                "technician_id": slot.technician_id,
            }
            for slot in state.offered
        ],
        "appointment_id": state.appointment_id,
        "outcome": state.outcome,
        "done": state.done,
    }

"""Customers and conversations as the CRM API writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from app.core.businesses import Business
from app.core.conversations import Channel, Conversation, Message, Outcome, Role
from app.core.customers import Customer
from app.routers.answers import local_time
from app.routers.schemas.fields import Email, Line, PhoneText, Prose, Shape, Tags

LanguageCode = Literal["en", "es"]


def _named(name: str) -> str:
    if not name:
        raise ValueError("must not be blank")
    return name


Name = Annotated[Line, AfterValidator(_named)]


class CustomerBody(Shape):
    """A customer to add. `sms_opt_out`: true notes that they want no texts.

    `marketing_consent`: true notes that they agreed to campaigns by text.
    """

    name: Name
    phone: PhoneText | None = None
    email: Email | None = None
    address: Line | None = None
    language: LanguageCode | None = None
    tags: Tags = Field(default=[])
    notes: Prose = ""
    sms_opt_out: bool | None = None
    marketing_consent: bool | None = None


class CustomerPatch(Shape):
    """The fields named replace what was there."""

    name: Name = ""
    phone: PhoneText | None = None
    email: Email | None = None
    address: Line | None = None
    language: LanguageCode | None = None
    tags: Tags = Field(default=[])
    notes: Prose = ""
    sms_opt_out: bool | None = None
    marketing_consent: bool | None = None


class CustomerOut(BaseModel):
    id: str
    name: str
    phone: str | None
    email: str | None
    address: str | None
    language: LanguageCode | None
    tags: list[str]
    notes: str
    sms_opt_out: bool
    marketing_consent_at: datetime | None
    created_at: datetime
    updated_at: datetime


class CustomerList(BaseModel):
    items: list[CustomerOut]
    next_cursor: str | None


class ConversationPatch(Shape):
    flagged_for_review: bool = False
    tags: Tags = Field(default=[])
    notes: Prose = ""
    outcome: Outcome | None = None


class ConversationOut(BaseModel):
    id: str
    channel: Channel
    customer_id: str | None
    customer_name: str | None
    phone: str | None
    started_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    intent: str | None
    language: str
    summary: str
    flagged_for_review: bool
    tags: list[str]
    notes: str
    message_count: int
    lead_source: str | None
    is_emergency: bool
    emergency_reason: str | None
    taken_over: bool
    appointment_id: str | None
    caller_verdict: str | None
    recording_consent_at: datetime | None


class ConversationList(BaseModel):
    items: list[ConversationOut]
    next_cursor: str | None


class MessageOut(BaseModel):
    """`understood` notes what was made of the caller's words."""

    role: Role
    text: str
    at: datetime
    understood: str


class ConversationWithMessages(ConversationOut):
    messages: list[MessageOut]


def customer_fields(customer: Customer, business: Business) -> dict[str, Any]:
    return {
        "id": customer.id,
        "name": customer.name,
        "phone": customer.phone,
        "email": customer.email,
        "address": customer.address,
        "language": customer.language,
        "tags": list(customer.tags),
        "notes": customer.notes,
        "sms_opt_out": customer.sms_opt_out,
        "marketing_consent_at": local_time(customer.marketing_consent_at, business),
        "created_at": local_time(customer.created_at, business),
        "updated_at": local_time(customer.updated_at, business),
    }


def conversation_fields(talk: Conversation, business: Business) -> dict[str, Any]:
    return {
        "id": talk.id,
        "channel": talk.channel,
        "customer_id": talk.customer_id,
        "customer_name": talk.customer_name,
        "phone": talk.phone,
        "started_at": local_time(talk.started_at, business),
        "ended_at": local_time(talk.ended_at, business),
        "outcome": talk.outcome,
        "intent": talk.intent,
        "language": talk.language,
        "summary": talk.summary,
        "flagged_for_review": talk.flagged_for_review,
        "tags": list(talk.tags),
        "notes": talk.notes,
        "message_count": talk.message_count,
        "lead_source": talk.lead_source,
        "is_emergency": talk.is_emergency,
        "emergency_reason": talk.emergency_reason,
        "taken_over": talk.taken_over,
        "caller_verdict": talk.caller_verdict,
        "recording_consent_at": local_time(talk.recording_consent_at, business),
        "appointment_id": talk.appointment_id,
    }


def message_fields(message: Message, business: Business) -> dict[str, Any]:
    return {
        "role": message.role,
        "text": message.text,
        "at": local_time(message.at, business),
        "understood": message.understood,
    }


def given(body: Shape) -> dict[str, Any]:
    """The fields that a body names, as the core's records hold them. A null keeps its meaning: nothing."""
    fields = {name: getattr(body, name) for name in body.model_fields_set}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}

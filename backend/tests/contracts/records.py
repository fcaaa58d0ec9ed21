"""The cast of the contract suites: records with sensible defaults, at minutes past one winter noon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackReason
from app.core.conversations import Channel, Conversation, Message, Role
from app.core.credentials import Credential, CredentialKind
from app.core.customers import Customer
from app.core.dialogue.state import DialogueState
from app.core.holds import Hold
from app.core.idempotency import IdempotencyRecord
from app.core.outbox import OutboxEntry, OutboxKind
from app.core.sessions import Session
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.repositories.ports import Key, Page, Store, UnitOfWork

RIVERA = "rivera"
BROOKS = "brooks"
ANA = "+18165550142"
BEN = "+18165550177"
NOON = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@contextmanager
def kept(store: Store) -> Iterator[UnitOfWork]:
    """A unit of work that commits."""
    with store.unit_of_work() as unit:
        yield unit
        unit.commit()


def walk(page: Callable[..., Page[Any]], *args: Any, limit: int, **filters: Any) -> list[Any]:
    """All items of a listing, page by page."""
    items: list[Any] = []
    after: Key | None = None
    while True:
        found = page(*args, limit=limit, after=after, **filters)
        assert len(found.items) <= limit
        items += found.items
        if found.next_key is None:
            return items
        assert found.items, "only a page with items may have a next one"
        after = found.next_key


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


def a_business(business_id: str, **changes: Any) -> Business:
    return Business(**{"id": business_id, "name": business_id, "created_at": NOON, "updated_at": NOON, **changes})


def a_credential(credential_id: str, business_id: str = RIVERA, **changes: Any) -> Credential:
    defaults = {
        "id": credential_id,
        "business_id": business_id,
        "kind": CredentialKind.API_KEY,
        "secret_hash": f"hash of {credential_id}",
        "prefix": "rv_12345",
        "created_at": NOON,
    }
    return Credential(**{**defaults, **changes})


def a_customer(customer_id: str, **changes: Any) -> Customer:
    return Customer(**{"id": customer_id, "name": "Ana Ortiz", "created_at": NOON, "updated_at": NOON, **changes})


def a_visit(visit_id: str, start: float = 0, minutes: float = 60, **changes: Any) -> Appointment:
    """`start` counts minutes from noon."""
    defaults = {
        "id": visit_id,
        "customer_id": "ana",
        "customer_name": "Ana Ortiz",
        "technician_id": "lee",
        "start_time": at(start),
        "end_time": at(start + minutes),
        "service_type": "drain",
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Appointment(**{**defaults, **changes})


def a_conversation(conversation_id: str, **changes: Any) -> Conversation:
    return Conversation(**{"id": conversation_id, "channel": Channel.VOICE, "started_at": NOON, **changes})


def a_message(message_id: str, conversation_id: str = "talk", **changes: Any) -> Message:
    defaults = {
        "id": message_id,
        "conversation_id": conversation_id,
        "role": Role.CALLER,
        "text": "my sink is blocked",
        "at": NOON,
    }
    return Message(**{**defaults, **changes})


def a_session(session_id: str, **changes: Any) -> Session:
    defaults = {
        "id": session_id,
        "conversation_id": f"talk of {session_id}",
        "channel": Channel.VOICE,
        "state": DialogueState(),
        "started_at": NOON,
        "updated_at": NOON,
    }
    return Session(**{**defaults, **changes})


def a_text(text_id: str, **changes: Any) -> Text:
    defaults = {
        "id": text_id,
        "direction": Direction.OUT,
        "audience": Audience.CUSTOMER,
        "kind": TextKind.CONFIRMATION,
        "from_number": "+18165550100",
        "to_number": ANA,
        "body": "See you tomorrow at 3 PM.",
        "status": TextStatus.QUEUED,
        "created_at": NOON,
    }
    return Text(**{**defaults, **changes})


def a_callback(callback_id: str, **changes: Any) -> Callback:
    defaults = {"id": callback_id, "reason": CallbackReason.MISSED_CALL, "first_seen": NOON, "last_seen": NOON}
    return Callback(**{**defaults, **changes})


def a_hold(hold_id: str, start: float = 0, minutes: float = 60, **changes: Any) -> Hold:
    defaults = {
        "id": hold_id,
        "session_id": "call",
        "technician_id": "lee",
        "start": at(start),
        "end": at(start + minutes),
        "expires_at": at(5),
    }
    return Hold(**{**defaults, **changes})


def an_entry(entry_id: str, business_id: str = RIVERA, **changes: Any) -> OutboxEntry:
    defaults = {
        "id": entry_id,
        "business_id": business_id,
        "kind": OutboxKind.TEXT,
        "subject_id": f"text of {entry_id}",
        "due_at": NOON,
        "created_at": NOON,
    }
    return OutboxEntry(**{**defaults, **changes})


def an_answer(key: str, scope: str = "twilio_sms", **changes: Any) -> IdempotencyRecord:
    defaults = {"scope": scope, "key": key, "fingerprint": "abc", "answer": "<Response/>", "created_at": NOON}
    return IdempotencyRecord(**{**defaults, **changes})

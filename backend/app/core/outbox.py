"""Work that must leave the house, written in the flow's own transaction and delivered after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class OutboxKind(StrEnum):
    TEXT = "text"
    CALENDAR = "calendar"
    # The time to see whether somebody has taken an emergency; the subject is the conversation.
    ESCALATION = "escalation"


class OutboxStatus(StrEnum):
    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """`subject_id` is the text's or appointment's id. Claimed until `claimed_until` by one drainer.

    `sending_since` is set just before the provider is asked, so that a crash in between shows as uncertain.
    """

    id: str
    business_id: str
    kind: OutboxKind
    subject_id: str
    due_at: datetime
    created_at: datetime
    action: str = ""
    payload: dict[str, str] = field(default_factory=dict)
    status: OutboxStatus = OutboxStatus.PENDING
    attempts: int = 0
    claimed_until: datetime | None = None
    claimed_by: str | None = None
    sending_since: datetime | None = None
    last_error: str | None = None
    finished_at: datetime | None = None

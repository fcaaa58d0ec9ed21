"""What changed in a tenant's records, so that an open dashboard need not ask again and again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    APPOINTMENT = "appointment"
    CONVERSATION = "conversation"
    CALLBACK = "callback"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Change:
    """`number` counts the changes of one tenant in the order in which they were committed."""

    number: int
    kind: ChangeKind
    subject_id: str

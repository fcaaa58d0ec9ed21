"""The first answer to a request that may be delivered twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class IdempotencyRecord:
    """`scope` keeps kinds of keys apart ("twilio_voice", "POST /v1/crm/customers"); `fingerprint` is of the body."""

    scope: str
    key: str
    fingerprint: str
    answer: str
    created_at: datetime
    status_code: int = 200

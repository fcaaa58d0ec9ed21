"""The first answer to what may be delivered twice: kept in the unit of work that had the effect."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from app.core.idempotency import IdempotencyRecord
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

LONGEST_KEY = 100


def recall(unit: UnitOfWork, business_id: str, scope: str, keys: Iterable[str]) -> IdempotencyRecord | None:
    """The record of the first of these keys that has one."""
    for key in keys:
        record = unit.idempotency.get(business_id, scope, bounded(key))
        if record is not None:
            return record
    return None


def remember(
    unit: UnitOfWork,
    services: Services,
    business_id: str,
    scope: str,
    keys: Iterable[str],
    answer: str = "",
    fingerprint: str = "",
) -> None:
    """Keep the answer under every key. Raises `DuplicateRecord` where another delivery was quicker."""
    for key in dict.fromkeys(bounded(key) for key in keys):
        unit.idempotency.add(
            business_id, IdempotencyRecord(scope, key, fingerprint, answer, created_at=services.clock.now())
        )


def bounded(key: str) -> str:
    """Keys come from outside; a long one is kept as its hash."""
    return key if len(key) <= LONGEST_KEY else sha256(key.encode("utf-8", "replace")).hexdigest()

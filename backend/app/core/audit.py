"""Who did what: an append-only chain in which a missing or changed line shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`sequence` counts from 1 over the whole deployment; `hash` covers the line and the hash of the one before.

    `actor` is a role and a credential's prefix, `target` an id: never a secret, never personal data.
    """

    sequence: int
    at: datetime
    actor: str
    action: str
    business_id: str | None
    target: str | None
    request_id: str | None
    previous_hash: str
    hash: str = ""


def sealed(
    last: AuditEntry | None,
    *,
    at: datetime,
    actor: str,
    action: str,
    business_id: str | None,
    target: str | None,
    request_id: str | None,
) -> AuditEntry:
    """The line that follows `last`."""
    sequence, previous = (last.sequence + 1, last.hash) if last else (1, FIRST)
    entry = AuditEntry(sequence, at, actor, action, business_id, target, request_id, previous)
    return AuditEntry(sequence, at, actor, action, business_id, target, request_id, previous, digest(entry))


def digest(entry: AuditEntry) -> str:
    """What `entry.hash` must be."""
    content = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor,
        entry.action,
        entry.business_id,
        entry.target,
        entry.request_id,
        entry.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


class Chain:
    """Follows the lines in order and says where the chain breaks."""

    def __init__(self) -> None:
        self._last: AuditEntry | None = None
        self.length = 0

    def follow(self, entries: Iterable[AuditEntry]) -> str | None:
        """None while all is well, else what is wrong with the first bad line."""
        for entry in entries:
            expected = self._last.sequence + 1 if self._last else 1
            if entry.sequence != expected:
                return f"line {expected} is missing"
            if entry.previous_hash != (self._last.hash if self._last else FIRST):
                return f"line {entry.sequence} does not follow the one before"
            if entry.hash != digest(entry):
                return f"line {entry.sequence} was changed"
            self._last = entry
            self.length += 1
        return None

    def ends_at(self, head: int) -> str | None:
        """`head` is the number of the last line that was ever written; 0 where nobody kept it."""
        return f"line {self.length + 1} is missing" if head > self.length else None

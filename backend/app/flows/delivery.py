"""What deliveries have in common: their outcomes, their counts, and an entry's next state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from app.core import backoff
from app.core.outbox import OutboxEntry, OutboxStatus
from app.flows.services import Services

LONGEST_ERROR = 300


class Outcome(StrEnum):
    SENT_TO_OWNER = "sent_to_owner"
    SENT_TO_CUSTOMER = "sent_to_customer"
    HELD = "held"
    SUPPRESSED = "suppressed"
    RETRYING = "retrying"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CALENDAR = "calendar"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """What one round of deliveries did."""

    texts_sent: int = 0
    texts_held: int = 0
    texts_suppressed: int = 0
    retrying: int = 0
    failed: int = 0
    uncertain: int = 0
    calendar_changes: int = 0


def counts_of(outcomes: Counter[Outcome]) -> DeliveryCounts:
    return DeliveryCounts(
        texts_sent=outcomes[Outcome.SENT_TO_OWNER] + outcomes[Outcome.SENT_TO_CUSTOMER],
        texts_held=outcomes[Outcome.HELD],
        texts_suppressed=outcomes[Outcome.SUPPRESSED],
        retrying=outcomes[Outcome.RETRYING],
        failed=outcomes[Outcome.FAILED],
        uncertain=outcomes[Outcome.UNCERTAIN],
        calendar_changes=outcomes[Outcome.CALENDAR],
    )


def finished(services: Services, entry: OutboxEntry, status: OutboxStatus, error: str | None = None) -> OutboxEntry:
    """The entry once nothing more will be done about it."""
    return replace(
        entry,
        status=status,
        last_error=None if error is None else error[:LONGEST_ERROR],
        finished_at=services.clock.now(),
        claimed_until=None,
        claimed_by=None,
    )


def later(services: Services, entry: OutboxEntry, error: str, *, at_least: timedelta | None = None) -> OutboxEntry:
    """The entry before its next try: it stays leased to nobody until its back-off has passed."""
    wait = max(backoff.delay(entry.attempts, entry.id), at_least or timedelta())
    return replace(
        entry,
        claimed_until=services.lease_now() + wait,
        claimed_by=None,
        last_error=error[:LONGEST_ERROR],
    )

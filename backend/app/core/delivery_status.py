"""The order of a text's states on its way, so that reports that overtake each other never set it back."""

from __future__ import annotations

from app.core.texts import TextStatus

FINAL = frozenset({TextStatus.DELIVERED, TextStatus.UNDELIVERED, TextStatus.FAILED})

# The provider's word -> ours. What says nothing new (queued, accepted, a word of tomorrow) proves that it was taken.
REPORTED = {
    "delivered": TextStatus.DELIVERED,
    "read": TextStatus.DELIVERED,
    "partially_delivered": TextStatus.DELIVERED,
    "undelivered": TextStatus.UNDELIVERED,
    "failed": TextStatus.FAILED,
    "canceled": TextStatus.FAILED,
}
RANK = {
    TextStatus.QUEUED: 0,
    TextStatus.DEFERRED: 0,
    TextStatus.UNCERTAIN: 0,
    TextStatus.SENT: 1,
}
LAST = 2


def reported_status(word: str) -> TextStatus:
    return REPORTED.get(word.strip().lower(), TextStatus.SENT)


def is_final(status: TextStatus) -> bool:
    return status in FINAL


def after_report(now: TextStatus, reported: TextStatus) -> TextStatus:
    """The state after the report: the further one of the two; what is final stays, also beside another final one."""
    return reported if RANK.get(reported, LAST) > RANK.get(now, LAST) else now

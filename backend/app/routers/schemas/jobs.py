"""What the jobs answer: counts, and with a dry run the people behind them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from pydantic import BaseModel

from app.flows.job_report import JobReport, Planned
from app.flows.run_due import DueWork

ALWAYS_COUNTED = ("opted_out", "no_phone", "quiet_hours", "already_sent")


class PlannedBody(BaseModel):
    """Somebody who would get `body`, or would not for `reason`."""

    customer_id: str | None
    customer_name: str | None
    phone: str | None
    appointment_id: str | None
    body: str | None
    reason: str | None

    @classmethod
    def of(cls, person: Planned) -> Self:
        return cls(
            customer_id=person.customer_id,
            customer_name=person.name,
            phone=person.phone,
            appointment_id=person.appointment_id,
            body=person.body,
            reason=person.reason,
        )


class _Report(BaseModel):
    """`skipped` counts by reason. `would_send` and `left_out` are filled by a dry run, at most 200 of each."""

    skipped: dict[str, int]
    failed: int
    dry_run: bool = False
    would_send: list[PlannedBody] = []
    left_out: list[PlannedBody] = []


class RemindersSent(_Report):
    reminders_sent: int


class FollowupsSent(_Report):
    followups_sent: int


class RetentionSent(_Report):
    messages_sent: int
    campaign_type: str


class DeliveredBody(BaseModel):
    """`held` wait for an hour or a person, `retrying` for the next try."""

    sent: int
    held: int
    suppressed: int
    retrying: int
    failed: int
    uncertain: int


class DueWorkDone(BaseModel):
    """What was due, by kind, over all tenants; `broken` names tenants whose work failed and is tried again."""

    businesses: int
    conversations_ended: int
    reminders_sent: int
    reminders_skipped: dict[str, int]
    texts: DeliveredBody
    calendar_changes: int
    calendar_changes_by_hand: int
    transcripts_forgotten: int
    broken: list[str]

    @classmethod
    def of(cls, done: DueWork) -> Self:
        delivered = done.delivered
        return cls(
            businesses=done.businesses,
            conversations_ended=done.conversations_ended,
            reminders_sent=done.reminders.sent,
            reminders_skipped=skipped(done.reminders),
            texts=DeliveredBody(
                sent=delivered.texts_sent,
                held=delivered.texts_held,
                suppressed=delivered.texts_suppressed,
                retrying=delivered.retrying,
                failed=delivered.failed,
                uncertain=delivered.uncertain,
            ),
            calendar_changes=delivered.calendar_changes,
            transcripts_forgotten=done.transcripts_forgotten,
            calendar_changes_by_hand=done.calendar_changes_by_hand,
            broken=done.broken,
        )


class JobRunOut(BaseModel):
    """`business_id` null: a job over all tenants. `result` is a short text of counts, or the error's kind."""

    name: str
    business_id: str | None
    last_run_at: datetime
    result: str
    ok: bool


class JobRunList(BaseModel):
    items: list[JobRunOut]
    next_cursor: str | None


def skipped(report: JobReport) -> dict[str, int]:
    return {**dict.fromkeys(ALWAYS_COUNTED, 0), **report.skipped}


def people(report: JobReport, dry_run: bool) -> dict[str, list[PlannedBody]]:
    """Names and numbers are shown only to who asked for them by a dry run."""
    if not dry_run:
        return {}
    return {
        "would_send": [PlannedBody.of(person) for person in report.planned],
        "left_out": [PlannedBody.of(person) for person in report.left_out],
    }

"""Jobs for cron: reminders of visits, and follow-ups to leads. Safe to call twice and from two machines at once."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query

from app.flows.job_report import JobReport
from app.flows.note_job import job_name, note_job
from app.flows.send_followups import send_followups
from app.flows.send_reminders import send_reminders
from app.routers.auth import TenantDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.schemas.jobs import FollowupsSent, RemindersSent, people, skipped

router = APIRouter(prefix="/v1/reminders", tags=["jobs"])

DryRun = Annotated[bool, Query(description="Send nothing; say who would get what, and who is left out and why")]


@router.post("/send-upcoming", summary="Remind customers of visits that start soon")
async def send_upcoming(
    caller: TenantDep,
    services: ServicesDep,
    runner: RunnerDep,
    hours_ahead: Annotated[int, Query(ge=1, le=168)] = 24,
    dry_run: DryRun = False,
) -> RemindersSent:
    job = partial(send_reminders, services, caller.business_id, hours_ahead=hours_ahead, dry_run=dry_run)
    report = await runner.run_long(
        note_job, services, job_name("send-upcoming", dry_run), caller.business_id, job, JobReport.summary
    )
    return RemindersSent(
        reminders_sent=report.sent,
        skipped=skipped(report),
        failed=report.failed,
        dry_run=dry_run,
        **people(report, dry_run),
    )


@router.post("/send-followups", summary="Ask recent leads who did not book whether they would still like a visit")
async def send_followups_route(
    caller: TenantDep,
    services: ServicesDep,
    runner: RunnerDep,
    days: Annotated[int, Query(ge=1, le=30)] = 7,
    max_messages: Annotated[int, Query(ge=1, le=500)] = 50,
    dry_run: DryRun = False,
) -> FollowupsSent:
    job = partial(send_followups, services, caller.business_id, days=days, max_messages=max_messages, dry_run=dry_run)
    report = await runner.run_long(
        note_job, services, job_name("send-followups", dry_run), caller.business_id, job, JobReport.summary
    )
    return FollowupsSent(
        followups_sent=report.sent,
        skipped=skipped(report),
        failed=report.failed,
        dry_run=dry_run,
        **people(report, dry_run),
    )

"""Job for cron: invite past customers back."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query

from app.flows.job_report import JobReport
from app.flows.note_job import job_name, note_job
from app.flows.send_retention import DEFAULT_CAMPAIGN, send_retention
from app.routers.auth import TenantDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.reminders import DryRun
from app.routers.schemas.jobs import RetentionSent, people, skipped

router = APIRouter(prefix="/v1/retention", tags=["jobs"])


@router.post("/send-retention", summary="Invite customers whose last visit was long ago")
async def send_retention_route(
    caller: TenantDep,
    services: ServicesDep,
    runner: RunnerDep,
    min_days_since_last_visit: Annotated[int, Query(ge=30, le=1095)] = 180,
    max_messages: Annotated[int, Query(ge=1, le=500)] = 50,
    campaign_type: Annotated[str, Query(pattern=r"^[\w .\-]{0,64}$")] = DEFAULT_CAMPAIGN,
    service_type: Annotated[str | None, Query(max_length=64)] = None,
    tag: Annotated[str | None, Query(max_length=100)] = None,
    dry_run: DryRun = False,
) -> RetentionSent:
    campaign = campaign_type or DEFAULT_CAMPAIGN
    job = partial(
        send_retention,
        services,
        caller.business_id,
        min_days_since_last_visit=min_days_since_last_visit,
        max_messages=max_messages,
        campaign_type=campaign,
        service_type=service_type or None,
        tag=tag or None,
        dry_run=dry_run,
    )
    report = await runner.run_long(
        note_job, services, job_name("send-retention", dry_run), caller.business_id, job, JobReport.summary
    )
    return RetentionSent(
        messages_sent=report.sent,
        campaign_type=campaign,
        skipped=skipped(report),
        failed=report.failed,
        dry_run=dry_run,
        **people(report, dry_run),
    )

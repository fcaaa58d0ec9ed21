"""Job for cron: all due work of every tenant in one call."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter

from app.flows.note_job import note_job
from app.flows.run_due import DueWork, run_due
from app.routers.auth import AdminDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.schemas.jobs import DueWorkDone

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])


@router.post("/run-due", summary="Do everything that is due, of every tenant")
async def run_due_route(_caller: AdminDep, services: ServicesDep, runner: RunnerDep) -> DueWorkDone:
    job = partial(run_due, services)
    return DueWorkDone.of(await runner.run_long(note_job, services, "run-due", None, job, DueWork.summary))

"""Job for cron: all due work of every tenant in one call. And for the operator: when each job last ran."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter

from app.core.jobs import JobRun
from app.flows.note_job import list_runs, note_job
from app.flows.run_due import DueWork, run_due
from app.routers.answers import Answer
from app.routers.auth import AdminDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.paging import PagingDep
from app.routers.schemas.jobs import DueWorkDone, JobRunList

router = APIRouter(prefix="/v1")


@router.post("/jobs/run-due", summary="Do everything that is due, of every tenant", tags=["jobs"])
async def run_due_route(_caller: AdminDep, services: ServicesDep, runner: RunnerDep) -> DueWorkDone:
    job = partial(run_due, services)
    done = await runner.run_long(note_job, services, "run-due", None, job, DueWork.summary, _went_well)
    return DueWorkDone.of(done)


@router.get("/admin/jobs", summary="Each job's last run", response_model=JobRunList, tags=["admin"])
async def jobs(_caller: AdminDep, paging: PagingDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    return Answer(paging.listing(await runner.run(list_runs, services, paging.limit, paging.after), _fields))


def _went_well(done: DueWork) -> bool:
    return done.well


def _fields(run: JobRun) -> dict[str, Any]:
    return {
        "name": run.name,
        "business_id": run.business_id,
        "last_run_at": run.last_run_at.isoformat(),
        "result": run.result,
        "ok": run.ok,
    }

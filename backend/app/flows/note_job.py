"""Each job's last run is kept, so that an operator sees whether cron still does its work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import structlog

from app.core.jobs import JobRun
from app.flows.services import Services
from app.repositories.ports import Key, Page

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

LONGEST_RESULT = 300


def note_job(
    services: Services,
    name: str,
    business_id: str | None,
    job: Callable[[], Result],
    summary: Callable[[Result], str],
    went_well: Callable[[Result], bool] = lambda _result: True,
) -> Result:
    """Run `job` and keep how it ended; what it raises is raised. `business_id` None: a job over all tenants."""
    try:
        result = job()
    except Exception as error:  # whatever it was, the operator sees that the job broke
        log.error("job_broke", job=name, business_id=business_id, reason=type(error).__name__)
        keep_run(services, name, business_id, type(error).__name__, ok=False)
        raise
    keep_run(services, name, business_id, summary(result), ok=went_well(result))
    return result


def keep_run(services: Services, name: str, business_id: str | None, result: str, *, ok: bool) -> None:
    """Write down that a job ran just now."""
    log.info("job_ran", job=name, business_id=business_id, result=result, ok=ok)
    with services.store.unit_of_work() as unit:
        unit.job_runs.put(JobRun(name, business_id, services.clock.now(), result[:LONGEST_RESULT], ok))
        unit.commit()


def list_runs(services: Services, limit: int, after: Key | None) -> Page[JobRun]:
    """Each job's last run, by name and tenant."""
    with services.store.unit_of_work(read_only=True) as unit:
        runs = unit.job_runs.all()
    rest = [run for run in runs if after is None or _key(run) > tuple(after)]
    return Page(tuple(rest[:limit]), _key(rest[limit - 1]) if len(rest) > limit else None)


def _key(run: JobRun) -> Key:
    return run.name, run.business_id or ""


def job_name(name: str, dry_run: bool) -> str:
    """A rehearsal is no run of the job itself."""
    return f"{name} (dry run)" if dry_run else name

"""Each job's last run is kept, so that an operator sees whether cron still does its work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.core.jobs import JobRun
from app.flows.services import Services

Result = TypeVar("Result")

LONGEST_RESULT = 300


def note_job(
    services: Services,
    name: str,
    business_id: str | None,
    job: Callable[[], Result],
    summary: Callable[[Result], str],
) -> Result:
    """Run `job` and keep how it ended; what it raises is raised. `business_id` None: a job over all tenants."""
    try:
        result = job()
    except Exception as error:  # whatever it was, the operator sees that the job broke
        _keep(services, name, business_id, type(error).__name__, ok=False)
        raise
    _keep(services, name, business_id, summary(result), ok=True)
    return result


def _keep(services: Services, name: str, business_id: str | None, result: str, *, ok: bool) -> None:
    with services.store.unit_of_work() as unit:
        unit.job_runs.put(JobRun(name, business_id, services.clock.now(), result[:LONGEST_RESULT], ok))
        unit.commit()


def job_name(name: str, dry_run: bool) -> str:
    """A rehearsal is no run of the job itself."""
    return f"{name} (dry run)" if dry_run else name

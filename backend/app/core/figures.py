"""What the store knows of a whole deployment, for the operator's metrics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.jobs import JobRun


@dataclass(frozen=True, slots=True)
class Figures:
    """`tenants` holds every tenant's totals by name, also those who have none yet.

    `database_up` false: the store does not answer, and nothing else is known. The age is in seconds, 0 where nothing
    that is due waits.
    """

    tenants: dict[str, dict[str, int]] = field(default_factory=dict)
    outbox_pending: int = 0
    outbox_oldest_age: float = 0.0
    job_runs: Sequence[JobRun] = ()
    database_up: bool = True

"""What became of a job the last time it ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JobRun:
    """`business_id` None: a job over all tenants. `result` is a short text of counts, `ok` false where it broke."""

    name: str
    business_id: str | None
    last_run_at: datetime
    result: str
    ok: bool

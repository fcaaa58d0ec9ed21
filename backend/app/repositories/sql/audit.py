"""Who did what, and what the jobs did last. Both belong to the deployment; a line may concern one tenant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, PrimaryKeyConstraint, Table, bindparam, select

from app.core.audit import AuditEntry
from app.core.jobs import JobRun
from app.repositories.errors import DuplicateRecord, UnknownKey
from app.repositories.ports import Key, Page
from app.repositories.sql.businesses import VALUE, deployment
from app.repositories.sql.inserts import insert_or_change, insert_where_absent
from app.repositories.sql.rows import key_of, sliced
from app.repositories.sql.tables import metadata, optional, required
from app.repositories.sql.types import Moment
from app.repositories.sql.work import Work

audit = Table(
    "audit",
    metadata,
    required("sequence", BigInteger()),
    required("at", Moment()),
    required("actor"),
    required("action"),
    optional("business_id"),
    optional("target"),
    optional("request_id"),
    required("previous_hash"),
    required("hash"),
    PrimaryKeyConstraint("sequence"),
    Index("ix_audit_at", "at", "sequence"),
    Index("ix_audit_business_id_at", "business_id", "at", "sequence"),
)
job_runs = Table(
    "job_runs",
    metadata,
    required("name"),
    # Empty for a job over all tenants.
    required("business_id"),
    required("last_run_at", Moment()),
    required("result"),
    required("ok", Boolean()),
    PrimaryKeyConstraint("name", "business_id"),
)

ALL = select(*(audit.c[field.name] for field in fields(AuditEntry)))
LAST = ALL.order_by(audit.c.sequence.desc()).limit(1).execution_options(directory="audit.last")
CHAIN = (
    ALL.where(audit.c.sequence > bindparam("of_sequence"))
    .order_by(audit.c.sequence)
    .limit(bindparam("at_most"))
    .execution_options(directory="audit.chain")
)
LISTING = ALL.execution_options(directory="audit.page")
ADD = insert_where_absent(audit)
# The deployment's value under this name is the number of the newest line.
HEAD = "audit_head"
PUT_HEAD = insert_or_change(deployment, lambda new: {"value": new["value"]})
RUNS = (
    select(*(job_runs.c[field.name] for field in fields(JobRun)))
    .order_by(job_runs.c.name, job_runs.c.business_id)
    .execution_options(directory="job_runs.all")
)
PUT = insert_or_change(job_runs, lambda new: {name: new[name] for name in ("last_run_at", "result", "ok")})


class SqlAudit:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, entry: AuditEntry) -> None:
        values = {field.name: getattr(entry, field.name) for field in fields(AuditEntry)}
        if not self._work.run(ADD[self._work.dialect], values):
            raise DuplicateRecord("somebody else wrote this line")
        self._work.run(PUT_HEAD[self._work.dialect], {"name": HEAD, "value": str(entry.sequence)})

    def last(self) -> AuditEntry | None:
        row = self._work.first(LAST)
        return None if row is None else AuditEntry(**row._mapping)

    def head(self) -> int:
        row = self._work.first(VALUE, {"of_name": HEAD})
        return 0 if row is None else int(row.value)

    def chain(self, *, after: int, limit: int) -> Sequence[AuditEntry]:
        return tuple(
            AuditEntry(**row._mapping) for row in self._work.all(CHAIN, {"of_sequence": after, "at_most": limit})
        )

    def page(
        self,
        *,
        limit: int,
        after: Key | None = None,
        business_id: str | None = None,
        since: datetime | None = None,
    ) -> Page[AuditEntry]:
        statement = LISTING
        if business_id is not None:
            statement = statement.where(audit.c.business_id == business_id)
        if since is not None:
            statement = statement.where(audit.c.at >= since)
        by = (audit.c.at, audit.c.sequence)
        rows = self._work.all(sliced(statement, by, after=_numbered(after), newest_first=True, limit=limit))
        entries = tuple(AuditEntry(**row._mapping) for row in rows[:limit])
        return Page(entries, _key(entries[-1]) if len(rows) > limit else None)


class SqlJobRuns:
    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, run: JobRun) -> None:
        values: dict[str, Any] = {field.name: getattr(run, field.name) for field in fields(JobRun)}
        self._work.run(PUT[self._work.dialect], {**values, "business_id": run.business_id or ""})

    def all(self) -> Sequence[JobRun]:
        return tuple(
            JobRun(row.name, row.business_id or None, row.last_run_at, row.result, row.ok)
            for row in self._work.all(RUNS)
        )


def _key(entry: AuditEntry) -> Key:
    return key_of(entry.at, f"{entry.sequence:010d}")


def _numbered(after: Key | None) -> Key | None:
    """Raises `UnknownKey` for what no page gave."""
    if after is not None and not after[1].isdigit():
        raise UnknownKey("no page ended with this key")
    return after

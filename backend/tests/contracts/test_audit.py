"""Who did what: lines are added in order and stay."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.audit import AuditEntry, Chain, sealed
from app.core.jobs import JobRun
from app.repositories.errors import DuplicateRecord
from app.repositories.ports import Store, UnitOfWork
from tests.contracts.records import BROOKS, RIVERA, at, kept, walk


def note(unit: UnitOfWork, minutes: float, business_id: str | None = RIVERA, **more: Any) -> AuditEntry:
    fields = {"actor": "admin:1a2b3c4d", "action": "business.changed", "target": business_id, "request_id": "r1"}
    entry = sealed(unit.audit.last(), at=at(minutes), business_id=business_id, **{**fields, **more})
    unit.audit.add(entry)
    return entry


def test_a_line_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        assert unit.audit.last() is None
        first = note(unit, 0)
        second = note(unit, 1, None, target=None, request_id=None)
    with store.unit_of_work() as unit:
        assert unit.audit.last() == second
        assert list(unit.audit.chain(after=0, limit=10)) == [first, second]
        assert list(unit.audit.chain(after=1, limit=10)) == [second]
        assert list(unit.audit.chain(after=0, limit=1)) == [first]
        assert Chain().follow(unit.audit.chain(after=0, limit=10)) is None


def test_two_lines_never_share_a_place(store: Store) -> None:
    with kept(store) as unit:
        entry = note(unit, 0)
    with store.unit_of_work() as unit, pytest.raises(DuplicateRecord):
        unit.audit.add(entry)


def test_lines_are_listed_newest_first_by_tenant_and_time(store: Store) -> None:
    with kept(store) as unit:
        entries = [note(unit, minute, tenant) for minute, tenant in enumerate((RIVERA, BROOKS, RIVERA, None, RIVERA))]
    with store.unit_of_work() as unit:
        assert walk(unit.audit.page, limit=2) == entries[::-1]
        assert walk(unit.audit.page, limit=1, business_id=RIVERA) == [entries[4], entries[2], entries[0]]
        assert walk(unit.audit.page, limit=2, since=at(2)) == [entries[4], entries[3], entries[2]]


def test_the_last_run_of_a_job_replaces_the_one_before(store: Store) -> None:
    everybody = JobRun("run_due", None, at(0), "2 businesses", ok=True)
    with kept(store) as unit:
        unit.job_runs.put(JobRun("reminders", RIVERA, at(0), "1 sent", ok=True))
        unit.job_runs.put(JobRun("reminders", BROOKS, at(1), "it broke", ok=False))
        unit.job_runs.put(everybody)
        unit.job_runs.put(JobRun("reminders", RIVERA, at(2), "3 sent", ok=True))
    with store.unit_of_work() as unit:
        assert list(unit.job_runs.all()) == [
            JobRun("reminders", BROOKS, at(1), "it broke", ok=False),
            JobRun("reminders", RIVERA, at(2), "3 sent", ok=True),
            everybody,
        ]

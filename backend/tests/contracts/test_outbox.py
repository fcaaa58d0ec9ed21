"""Outgoing work: claimed by one drainer at a time, until it is finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Barrier, Thread
from typing import Any

import pytest

from app.core.outbox import OutboxEntry, OutboxKind, OutboxStatus
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store, UnitOfWork
from tests.contracts.records import BROOKS, NOON, RIVERA, an_entry, at, ids, kept, walk

FULL = an_entry(
    "entry",
    kind=OutboxKind.CALENDAR,
    subject_id="visit",
    due_at=at(3),
    action="put",
    payload={"event": "é"},
    status=OutboxStatus.UNCERTAIN,
    attempts=2,
    claimed_until=at(4),
    claimed_by="worker 1",
    sending_since=at(2),
    last_error="time-out",
    finished_at=at(5),
)


def claim(unit: UnitOfWork, minute: float = 0, **options: Any) -> Sequence[OutboxEntry]:
    defaults = {"now": at(minute), "lease_until": at(minute + 1), "claimed_by": "worker", "limit": 10}
    return unit.outbox.claim(**{**defaults, **options})


def test_an_entry_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        unit.outbox.add(an_entry("entry"))
        unit.outbox.save(FULL)
    with store.unit_of_work() as unit:
        assert unit.outbox.get(RIVERA, "entry") == FULL
        assert unit.outbox.get(BROOKS, "entry") is None


def test_an_id_is_given_once_and_an_unknown_one_cannot_be_saved(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.outbox.add(an_entry("entry"))
        with pytest.raises(DuplicateRecord):
            unit.outbox.add(an_entry("entry"))
        with pytest.raises(UnknownRecord):
            unit.outbox.save(an_entry("entry", BROOKS))


def test_a_claim_takes_what_is_due_of_all_tenants_oldest_first(store: Store) -> None:
    with kept(store) as unit:
        unit.outbox.add(an_entry("b", due_at=at(-1)))
        unit.outbox.add(an_entry("c", BROOKS, due_at=at(-2)))
        unit.outbox.add(an_entry("a", due_at=at(-1)))
        unit.outbox.add(an_entry("now"))
        unit.outbox.add(an_entry("later", due_at=at(1)))
        unit.outbox.add(an_entry("done", status=OutboxStatus.DONE))
        unit.outbox.add(an_entry("dead", status=OutboxStatus.DEAD))
    with kept(store) as unit:
        assert ids(claim(unit, limit=2)) == ["c", "a"]
        rest = claim(unit)
        assert ids(rest) == ["b", "now"]
        assert [(entry.claimed_by, entry.claimed_until) for entry in rest] == [("worker", at(1))] * 2
    with store.unit_of_work() as unit:
        assert unit.outbox.get(RIVERA, "now") == an_entry("now", claimed_by="worker", claimed_until=at(1))


def test_what_is_claimed_is_not_claimed_again_before_its_lease_ends(store: Store) -> None:
    with kept(store) as unit:
        unit.outbox.add(an_entry("entry"))
        assert ids(claim(unit)) == ["entry"]
    with kept(store) as unit:
        assert claim(unit, 0.9) == ()
        assert ids(claim(unit, 1, claimed_by="another")) == ["entry"]


def test_a_claim_may_be_narrowed(store: Store) -> None:
    with kept(store) as unit:
        unit.outbox.add(an_entry("mine", subject_id="one"))
        unit.outbox.add(an_entry("also", subject_id="two"))
        unit.outbox.add(an_entry("theirs", BROOKS, subject_id="one"))
    with store.unit_of_work() as unit:
        assert claim(unit, business_id=RIVERA, subject_ids=[]) == ()
        assert ids(claim(unit, business_id=RIVERA, subject_ids=["one", "three"])) == ["mine"]
        assert ids(claim(unit, business_id=RIVERA)) == ["also"]
        assert ids(claim(unit, subject_ids=["one"])) == ["theirs"]


def test_finished_work_is_not_claimed(store: Store) -> None:
    with kept(store) as unit:
        unit.outbox.add(an_entry("entry"))
        (entry,) = claim(unit)
        unit.outbox.save(replace(entry, status=OutboxStatus.DONE, finished_at=NOON))
    with store.unit_of_work() as unit:
        assert claim(unit, 99) == ()


def test_a_failed_attempt_is_claimed_when_it_is_due_again(store: Store) -> None:
    with kept(store) as unit:
        unit.outbox.add(an_entry("entry"))
        (entry,) = claim(unit)
        unit.outbox.save(replace(entry, attempts=1, due_at=at(5), claimed_until=None, claimed_by=None))
    with store.unit_of_work() as unit:
        assert claim(unit, 4) == ()
        assert ids(claim(unit, 5)) == ["entry"]


def test_claims_side_by_side_never_share_an_entry(store: Store) -> None:
    with kept(store) as unit:
        for number in range(60):
            unit.outbox.add(an_entry(f"{number:02}", RIVERA if number % 2 else BROOKS))
    together = Barrier(4)
    claimed: list[str] = []

    def drain(name: str) -> None:
        together.wait(30)
        for _ in range(10):
            with kept(store) as unit:
                mine = ids(claim(unit, limit=4, claimed_by=name))
            claimed.extend(mine)

    drainers = [Thread(target=drain, args=(f"worker {number}",)) for number in range(4)]
    for drainer in drainers:
        drainer.start()
    for drainer in drainers:
        drainer.join(60)
    assert sorted(claimed) == [f"{number:02}" for number in range(60)]


def test_it_says_how_much_waits_and_since_when(store: Store) -> None:
    with kept(store) as unit:
        assert unit.outbox.pending(now=NOON) == (0, None)
        unit.outbox.add(an_entry("later", due_at=at(5)))
        assert unit.outbox.pending(now=NOON) == (1, None)
        unit.outbox.add(an_entry("old", BROOKS, due_at=at(-5)))
        unit.outbox.add(an_entry("older", due_at=at(-9)))
        unit.outbox.add(an_entry("done", due_at=at(-99), status=OutboxStatus.DONE))
    with store.unit_of_work() as unit:
        assert unit.outbox.pending(now=NOON) == (3, at(-9))


def test_a_tenants_entries_are_listed_newest_first(store: Store) -> None:
    with kept(store) as unit:
        for name, created in (("a", 1), ("b", 2), ("c", 1), ("d", 0)):
            unit.outbox.add(an_entry(name, created_at=at(created)))
        unit.outbox.add(an_entry("other", BROOKS))
    with store.unit_of_work() as unit:
        for limit in (1, 2, 3, 9):
            assert ids(walk(unit.outbox.page, RIVERA, limit=limit)) == ["b", "c", "a", "d"]


def test_work_for_an_erased_subject_is_dropped(store: Store) -> None:
    with kept(store) as unit:
        unit.outbox.add(an_entry("one", subject_id="text"))
        unit.outbox.add(an_entry("two", subject_id="other"))
        unit.outbox.add(an_entry("three", BROOKS, subject_id="text"))
        unit.outbox.remove_subject(RIVERA, "text")
    with store.unit_of_work() as unit:
        assert unit.outbox.get(RIVERA, "one") is None
        assert ids(claim(unit)) == ["three", "two"]

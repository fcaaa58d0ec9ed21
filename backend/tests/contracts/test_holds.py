"""Offered times, kept for a caller until they expire or are let go."""

from __future__ import annotations

from app.repositories.ports import Store
from tests.contracts.records import BROOKS, NOON, RIVERA, a_hold, at, ids, kept


def test_a_hold_comes_back_whole_for_its_tenant_only(store: Store) -> None:
    with kept(store) as unit:
        unit.holds.put(RIVERA, a_hold("hold"))
    with store.unit_of_work() as unit:
        assert unit.holds.active_between(RIVERA, at(0), at(60), NOON) == (a_hold("hold"),)
        assert unit.holds.active_between(BROOKS, at(0), at(60), NOON) == ()


def test_holds_of_a_span_come_by_start_time(store: Store) -> None:
    with kept(store) as unit:
        unit.holds.put(RIVERA, a_hold("over", -60))
        unit.holds.put(RIVERA, a_hold("second", 30))
        unit.holds.put(RIVERA, a_hold("first", -30))
        unit.holds.put(RIVERA, a_hold("later", 60))
    with store.unit_of_work() as unit:
        assert ids(unit.holds.active_between(RIVERA, at(0), at(60), NOON)) == ["first", "second"]


def test_an_expired_hold_counts_no_more(store: Store) -> None:
    with kept(store) as unit:
        unit.holds.put(RIVERA, a_hold("hold", expires_at=at(5)))
    with store.unit_of_work() as unit:
        assert ids(unit.holds.active_between(RIVERA, at(0), at(60), at(4.9))) == ["hold"]
        assert unit.holds.active_between(RIVERA, at(0), at(60), at(5)) == ()


def test_a_hold_may_be_put_again_with_a_later_expiry(store: Store) -> None:
    with kept(store) as unit:
        unit.holds.put(RIVERA, a_hold("hold"))
        unit.holds.put(RIVERA, a_hold("hold", 30, expires_at=at(9)))
    with store.unit_of_work() as unit:
        assert unit.holds.active_between(RIVERA, at(0), at(90), NOON) == (a_hold("hold", 30, expires_at=at(9)),)


def test_a_hang_up_frees_all_holds_of_that_caller(store: Store) -> None:
    with kept(store) as unit:
        unit.holds.put(RIVERA, a_hold("one", session_id="call"))
        unit.holds.put(RIVERA, a_hold("two", session_id="call", technician_id="kim"))
        unit.holds.put(RIVERA, a_hold("three", session_id="chat"))
        unit.holds.put(BROOKS, a_hold("one", session_id="call"))
        unit.holds.release(RIVERA, "call")
        unit.holds.release(RIVERA, "nothing")
    with store.unit_of_work() as unit:
        assert ids(unit.holds.active_between(RIVERA, at(0), at(60), NOON)) == ["three"]
        assert ids(unit.holds.active_between(BROOKS, at(0), at(60), NOON)) == ["one"]


def test_a_sweep_forgets_what_has_expired(store: Store) -> None:
    with kept(store) as unit:
        unit.holds.put(RIVERA, a_hold("expired", expires_at=at(1)))
        unit.holds.put(RIVERA, a_hold("running", expires_at=at(3)))
        unit.holds.put(BROOKS, a_hold("expired", expires_at=at(1)))
        unit.holds.sweep(RIVERA, at(2))
    with store.unit_of_work() as unit:
        assert ids(unit.holds.active_between(RIVERA, at(0), at(60), at(0))) == ["running"]
        assert ids(unit.holds.active_between(BROOKS, at(0), at(60), at(0))) == ["expired"]

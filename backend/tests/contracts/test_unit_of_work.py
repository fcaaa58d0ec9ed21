"""A unit of work happens wholly or not at all."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from app.repositories.errors import DuplicateRecord, SlotTaken, StoreError
from app.repositories.ports import Store
from tests.contracts.records import (
    ANA,
    NOON,
    RIVERA,
    a_conversation,
    a_customer,
    a_hold,
    a_message,
    a_session,
    a_text,
    a_visit,
    an_answer,
    an_entry,
    ids,
    kept,
)


def test_what_is_committed_stays(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.customers.add(RIVERA, a_customer("ana"))
        unit.commit()
    with store.unit_of_work(read_only=True) as unit:
        assert unit.customers.get(RIVERA, "ana") == a_customer("ana")


def test_a_unit_sees_its_own_changes_before_it_commits(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.customers.add(RIVERA, a_customer("ana"))
        assert unit.customers.get(RIVERA, "ana") == a_customer("ana")


def test_what_is_not_committed_is_forgotten_in_every_repository(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.customers.add(RIVERA, a_customer("ana", phone=ANA))
        unit.appointments.book(RIVERA, a_visit("visit"))
        unit.conversations.add(RIVERA, a_conversation("talk"))
        unit.conversations.add_message(RIVERA, a_message("hello", "talk"))
        unit.sessions.add(RIVERA, a_session("call", provider_call_id="CA1"))
        unit.texts.add(RIVERA, a_text("text", provider_sid="SM1"))
        unit.holds.put(RIVERA, a_hold("hold"))
        unit.outbox.add(an_entry("entry"))
        unit.idempotency.add(RIVERA, an_answer("SM1"))
        unit.tallies.add(RIVERA, "calls", NOON.date())
    with store.unit_of_work() as unit:
        assert unit.customers.get(RIVERA, "ana") is None
        assert unit.customers.by_phone(RIVERA, ANA) is None
        assert unit.appointments.get(RIVERA, "visit") is None
        assert unit.appointments.active_between(RIVERA, NOON, a_visit("visit").end_time) == ()
        assert unit.conversations.get(RIVERA, "talk") is None
        assert unit.conversations.messages(RIVERA, "talk") == ()
        assert unit.sessions.by_call(RIVERA, "CA1") is None
        assert unit.texts.by_provider_sid(RIVERA, "SM1") is None
        assert unit.holds.active_between(RIVERA, NOON, a_hold("hold").end, NOON) == ()
        assert unit.outbox.pending(now=NOON) == (0, None)
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM1") is None
        assert unit.tallies.totals(RIVERA) == {}


def test_changes_and_removals_are_undone_too(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("ana", phone=ANA))
        unit.customers.add(RIVERA, a_customer("ben"))
        unit.tallies.add(RIVERA, "calls", NOON.date())
    with store.unit_of_work() as unit:
        unit.customers.save(RIVERA, a_customer("ana", phone=None, name="Somebody else"))
        unit.customers.remove(RIVERA, "ben")
        unit.tallies.add(RIVERA, "calls", NOON.date())
    with store.unit_of_work() as unit:
        assert unit.customers.by_phone(RIVERA, ANA) == a_customer("ana", phone=ANA)
        assert unit.customers.get(RIVERA, "ben") == a_customer("ben")
        assert ids(unit.customers.page(RIVERA, limit=9).items) == ["ben", "ana"]
        assert unit.tallies.totals(RIVERA) == {"calls": 1}


def test_an_exception_forgets_the_unit_and_passes_on(store: Store) -> None:
    def breaks() -> None:
        with store.unit_of_work() as unit:
            unit.customers.add(RIVERA, a_customer("ana"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    with store.unit_of_work() as unit:
        assert unit.customers.get(RIVERA, "ana") is None


def test_what_comes_after_a_commit_needs_a_commit_of_its_own(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.customers.add(RIVERA, a_customer("ana"))
        unit.tallies.add(RIVERA, "calls", NOON.date())
        unit.commit()
        unit.customers.add(RIVERA, a_customer("ben"))
        unit.tallies.add(RIVERA, "calls", NOON.date())
    with store.unit_of_work() as unit:
        assert ids(unit.customers.page(RIVERA, limit=9).items) == ["ana"]
        assert unit.tallies.totals(RIVERA) == {"calls": 1}


def test_a_unit_goes_on_after_it_was_refused_something(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("ana", phone=ANA))
        unit.appointments.book(RIVERA, a_visit("first"))
        unit.appointments.book(RIVERA, a_visit("later", start=120))
    with store.unit_of_work() as unit:
        unit.customers.add(RIVERA, a_customer("ben"))
        with pytest.raises(SlotTaken):
            unit.appointments.book(RIVERA, a_visit("second"))
        with pytest.raises(SlotTaken):
            unit.appointments.save(RIVERA, a_visit("later", start=30))
        with pytest.raises(DuplicateRecord):
            unit.customers.add(RIVERA, a_customer("twin", phone=ANA))
        with pytest.raises(DuplicateRecord):
            unit.customers.save(RIVERA, a_customer("ben", phone=ANA))
        unit.appointments.book(RIVERA, a_visit("second", start=60))
        unit.commit()
    with store.unit_of_work() as unit:
        assert unit.customers.get(RIVERA, "ben") == a_customer("ben")
        assert ids(unit.appointments.page(RIVERA, limit=9).items) == ["first", "second", "later"]


def test_a_unit_that_only_reads_refuses_to_write(store: Store) -> None:
    with store.unit_of_work(read_only=True) as unit, pytest.raises(StoreError):
        unit.customers.add(RIVERA, a_customer("ana"))
    with store.unit_of_work() as unit:
        assert unit.customers.get(RIVERA, "ana") is None


def test_two_units_at_once_both_keep_what_they_did(store: Store) -> None:
    entered = Event()

    def second() -> None:
        entered.set()
        with kept(store) as unit:
            unit.customers.add(RIVERA, a_customer("ben"))

    other = Thread(target=second)
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("ana"))
        other.start()
        assert entered.wait(10)
    other.join(10)
    assert not other.is_alive()
    with store.unit_of_work() as unit:
        assert set(ids(unit.customers.page(RIVERA, limit=9).items)) == {"ana", "ben"}


def test_the_store_says_that_it_answers(store: Store) -> None:
    store.check()

"""Who is owed a call back."""

from __future__ import annotations

import pytest

from app.core.callbacks import CallbackReason, CallbackStatus
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import ANA, BEN, BROOKS, RIVERA, a_callback, at, ids, kept, walk

FULL = a_callback(
    "call back",
    reason=CallbackReason.VOICEMAIL,
    last_seen=at(9),
    phone=ANA,
    customer_id="ana",
    customer_name="Ana Ortiz",
    attempts=3,
    recording_url="https://example.com/recording",
    transcript="please ring me",
    notes="after five",
    conversation_id="talk",
)


def test_a_callback_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        unit.callbacks.add(RIVERA, a_callback("call back"))
        unit.callbacks.save(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.callbacks.get(RIVERA, "call back") == FULL


def test_another_tenants_callback_is_as_good_as_absent(store: Store) -> None:
    with kept(store) as unit:
        unit.callbacks.add(RIVERA, FULL)
    with kept(store) as unit:
        assert unit.callbacks.get(BROOKS, "call back") is None
        assert unit.callbacks.open_for(BROOKS, ANA) is None
        assert unit.callbacks.page(BROOKS, limit=9).items == ()
        with pytest.raises(UnknownRecord):
            unit.callbacks.save(BROOKS, FULL)
        unit.callbacks.remove(BROOKS, "call back")
    with store.unit_of_work() as unit:
        assert unit.callbacks.get(RIVERA, "call back") == FULL


def test_an_id_is_given_once(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.callbacks.add(RIVERA, FULL)
        with pytest.raises(DuplicateRecord):
            unit.callbacks.add(RIVERA, a_callback("call back"))


def test_an_open_callback_is_found_by_its_number_until_it_is_done(store: Store) -> None:
    done = a_callback("done", phone=ANA, first_seen=at(5), status=CallbackStatus.DONE)
    with kept(store) as unit:
        unit.callbacks.add(RIVERA, FULL)
        unit.callbacks.add(RIVERA, done)
        unit.callbacks.add(RIVERA, a_callback("bens", phone=BEN))
    with kept(store) as unit:
        assert unit.callbacks.open_for(RIVERA, ANA) == FULL
        unit.callbacks.save(RIVERA, a_callback("call back", phone=ANA, status=CallbackStatus.DONE))
    with store.unit_of_work() as unit:
        assert unit.callbacks.open_for(RIVERA, ANA) is None


def test_a_removed_callback_is_gone(store: Store) -> None:
    with kept(store) as unit:
        unit.callbacks.add(RIVERA, FULL)
        unit.callbacks.remove(RIVERA, "call back")
        unit.callbacks.remove(RIVERA, "call back")
    with store.unit_of_work() as unit:
        assert unit.callbacks.get(RIVERA, "call back") is None


def test_the_newest_come_first_and_filters_narrow_them(store: Store) -> None:
    with kept(store) as unit:
        for name, seen, changes in (
            ("a", 1, {"phone": ANA}),
            ("b", 2, {}),
            ("c", 1, {"phone": ANA, "status": CallbackStatus.DONE}),
            ("d", 0, {}),
        ):
            unit.callbacks.add(RIVERA, a_callback(name, first_seen=at(seen), **changes))
    with store.unit_of_work() as unit:
        for limit in (1, 2, 3, 9):
            assert ids(walk(unit.callbacks.page, RIVERA, limit=limit)) == ["b", "c", "a", "d"]
        assert ids(walk(unit.callbacks.page, RIVERA, limit=1, status=CallbackStatus.OPEN)) == ["b", "a", "d"]
        assert ids(walk(unit.callbacks.page, RIVERA, limit=1, phone=ANA)) == ["c", "a"]
        assert ids(walk(unit.callbacks.page, RIVERA, limit=9, phone=ANA, status=CallbackStatus.DONE)) == ["c"]

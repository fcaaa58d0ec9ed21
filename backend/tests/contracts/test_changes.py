"""What changed lately, in the order of the commits."""

from __future__ import annotations

from threading import Thread

import pytest

from app.core.changes import Change, ChangeKind
from app.repositories.errors import UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import BROOKS, RIVERA, a_callback, a_conversation, a_text, a_visit, kept

SMS, CALLBACK = ChangeKind.SMS, ChangeKind.CALLBACK


def changes_of(store: Store, business_id: str, number: int = 0, limit: int = 9_999) -> list[Change]:
    with store.unit_of_work(read_only=True) as unit:
        return list(unit.changes.after(business_id, number, limit=limit))


def test_what_is_stored_is_noted_once_in_a_unit(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("visit"))
        unit.conversations.add(RIVERA, a_conversation("talk"))
        unit.callbacks.add(RIVERA, a_callback("ring"))
        unit.texts.add(RIVERA, a_text("text"))
        unit.texts.save(RIVERA, a_text("text", body="better"))
    noted = changes_of(store, RIVERA)
    assert [change.number for change in noted] == [1, 2, 3, 4]
    assert {(change.kind.value, change.subject_id) for change in noted} == {
        ("appointment", "visit"),
        ("conversation", "talk"),
        ("callback", "ring"),
        ("sms", "text"),
    }
    assert changes_of(store, BROOKS) == []


def test_later_changes_go_on_from_the_last_number(store: Store) -> None:
    for name in ("a", "b"):
        with kept(store) as unit:
            unit.callbacks.add(RIVERA, a_callback(name))
    with kept(store) as unit:
        unit.callbacks.save(RIVERA, a_callback("a", notes="after five"))
        unit.callbacks.add(BROOKS, a_callback("c"))
        unit.callbacks.remove(RIVERA, "b")
    assert changes_of(store, RIVERA, 1, limit=2) == [Change(2, CALLBACK, "b"), Change(3, CALLBACK, "a")]
    assert changes_of(store, RIVERA, 3) == [Change(4, CALLBACK, "b")]
    assert changes_of(store, BROOKS) == [Change(1, CALLBACK, "c")]
    with store.unit_of_work(read_only=True) as unit:
        assert unit.changes.newest([RIVERA, BROOKS, "nobody"]) == {RIVERA: 4, BROOKS: 1}


def test_what_is_not_committed_or_was_refused_did_not_change(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.callbacks.add(RIVERA, a_callback("forgotten"))
    with kept(store) as unit, pytest.raises(UnknownRecord):
        unit.texts.save(RIVERA, a_text("absent"))
    assert changes_of(store, RIVERA) == []


def test_only_the_last_are_remembered(store: Store) -> None:
    for first in (0, 700):
        with kept(store) as unit:
            for number in range(first, first + 700):
                unit.changes.note(RIVERA, SMS, f"text {number}")
    remembered = changes_of(store, RIVERA)
    assert (len(remembered), remembered[0], remembered[-1]) == (
        1_000,
        Change(401, SMS, "text 400"),
        Change(1_400, SMS, "text 1399"),
    )
    assert changes_of(store, RIVERA, 1_398) == [Change(1_399, SMS, "text 1398"), Change(1_400, SMS, "text 1399")]
    assert changes_of(store, RIVERA, 5_000) == []


def test_who_follows_along_misses_nothing_of_many_writers(store: Store) -> None:
    def write(writer: int) -> None:
        for number in range(15):
            with kept(store) as unit:
                unit.changes.note(RIVERA, SMS, f"{writer} {number}")

    writers = [Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in writers:
        thread.start()
    seen: list[Change] = []
    while len(seen) < 60:
        assert any(thread.is_alive() for thread in writers) or changes_of(store, RIVERA, len(seen)), "one is missing"
        seen += changes_of(store, RIVERA, len(seen), limit=3)
    for thread in writers:
        thread.join(60)
    assert [change.number for change in seen] == list(range(1, 61))

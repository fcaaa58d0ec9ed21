"""Texts in and out, and what became of them."""

from __future__ import annotations

import pytest

from app.core.texts import Audience, Direction, TextKind, TextStatus
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import ANA, BEN, BROOKS, RIVERA, a_text, at, ids, kept, walk

FULL = a_text(
    "text",
    direction=Direction.IN,
    audience=Audience.OWNER,
    kind=TextKind.REMINDER,
    body="Hasta mañana 👋",
    status=TextStatus.UNDELIVERED,
    segments=2,
    reason="unreachable",
    error_code="30003",
    send_after=at(1),
    sent_at=at(2),
    expires_at=at(3),
    provider_sid="SM1",
    customer_id="ana",
    conversation_id="talk",
    appointment_id="visit",
    campaign="spring",
)


def test_a_text_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        unit.texts.add(RIVERA, a_text("text"))
        unit.texts.save(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.texts.get(RIVERA, "text") == FULL
        assert unit.texts.by_provider_sid(RIVERA, "SM1") == FULL


def test_another_tenants_text_is_as_good_as_absent(store: Store) -> None:
    with kept(store) as unit:
        unit.texts.add(RIVERA, FULL)
    with kept(store) as unit:
        assert unit.texts.get(BROOKS, "text") is None
        assert unit.texts.by_provider_sid(BROOKS, "SM1") is None
        assert unit.texts.page(BROOKS, limit=9).items == ()
        with pytest.raises(UnknownRecord):
            unit.texts.save(BROOKS, FULL)
        unit.texts.remove(BROOKS, "text")
    with store.unit_of_work() as unit:
        assert unit.texts.get(RIVERA, "text") == FULL


def test_an_id_is_given_once(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.texts.add(RIVERA, FULL)
        with pytest.raises(DuplicateRecord):
            unit.texts.add(RIVERA, a_text("text"))


def test_a_removed_text_is_gone(store: Store) -> None:
    with kept(store) as unit:
        unit.texts.add(RIVERA, FULL)
        unit.texts.remove(RIVERA, "text")
        unit.texts.remove(RIVERA, "text")
    with store.unit_of_work() as unit:
        assert unit.texts.get(RIVERA, "text") is None
        assert unit.texts.by_provider_sid(RIVERA, "SM1") is None


def test_the_newest_come_first_and_ids_break_ties(store: Store) -> None:
    with kept(store) as unit:
        for name, created in (("a", 1), ("b", 2), ("c", 1), ("d", 0)):
            unit.texts.add(RIVERA, a_text(name, created_at=at(created)))
    with store.unit_of_work() as unit:
        for limit in (1, 2, 3, 9):
            assert ids(walk(unit.texts.page, RIVERA, limit=limit)) == ["b", "c", "a", "d"]


def test_filters_narrow_the_list_together(store: Store) -> None:
    with kept(store) as unit:
        unit.texts.add(RIVERA, a_text("to ana"))
        unit.texts.add(
            RIVERA, a_text("from ana", created_at=at(1), direction=Direction.IN, from_number=ANA, to_number=None)
        )
        unit.texts.add(RIVERA, a_text("to ben", created_at=at(2), to_number=BEN, kind=TextKind.REMINDER))
        unit.texts.add(RIVERA, a_text("to self", created_at=at(3), from_number=ANA, status=TextStatus.SENT))
    with store.unit_of_work() as unit:

        def found(**filters: object) -> list[str]:
            return ids(walk(unit.texts.page, RIVERA, limit=1, **filters))

        assert found(phone=ANA) == ["to self", "from ana", "to ana"]
        assert found(phone=ANA, direction=Direction.OUT) == ["to self", "to ana"]
        assert found(direction=Direction.IN) == ["from ana"]
        assert found(kind=TextKind.REMINDER) == ["to ben"]
        assert found(status=TextStatus.SENT, phone=ANA) == ["to self"]
        assert found(since=at(1)) == ["to self", "to ben", "from ana"]
        assert found(since=at(1), phone=ANA, kind=TextKind.CONFIRMATION) == ["to self", "from ana"]
        assert found(phone="+18165550199") == []


def test_several_texts_are_read_at_once(store: Store) -> None:
    with kept(store) as unit:
        for name in ("one", "two", "three"):
            unit.texts.add(RIVERA, a_text(name))
    with store.unit_of_work() as unit:
        found = unit.texts.get_many(RIVERA, ["three", "one", "none"])
        assert sorted(text.id for text in found) == ["one", "three"]
        assert unit.texts.get_many(RIVERA, []) == ()
        assert unit.texts.get_many(BROOKS, ["one"]) == ()


def test_numbers_to_which_texts_failed_are_found_among_many(store: Store) -> None:
    failed = {"status": TextStatus.UNDELIVERED, "error_code": "30006"}
    with kept(store) as unit:
        unit.texts.add(RIVERA, a_text("to ana", created_at=at(2), **failed))
        unit.texts.add(RIVERA, a_text("to ben", created_at=at(2), to_number=BEN, error_code="30007"))
        unit.texts.add(BROOKS, a_text("to ben", created_at=at(2), to_number=BEN, **failed))
    with store.unit_of_work() as unit:

        def found(*phones: str, since: int = 0) -> frozenset[str]:
            return unit.texts.failed_to(RIVERA, phones, codes=("30005", "30006"), since=at(since))

        assert found(ANA, BEN) == {ANA}
        assert found(ANA, since=2) == {ANA}
        assert found(ANA, since=3) == frozenset()
        assert found(BEN) == found() == frozenset()


def test_a_text_whose_number_changes_is_found_by_the_new_one_alone(store: Store) -> None:
    with kept(store) as unit:
        unit.texts.add(RIVERA, a_text("text"))
        unit.texts.save(RIVERA, a_text("text", to_number=BEN))
    with store.unit_of_work() as unit:
        assert unit.texts.page(RIVERA, limit=9, phone=ANA).items == ()
        assert ids(unit.texts.page(RIVERA, limit=9, phone=BEN).items) == ["text"]


def test_old_words_are_forgotten_and_the_rows_stay(store: Store) -> None:
    with kept(store) as unit:
        for tenant, name, minutes in ((RIVERA, "old", 0), (RIVERA, "young", 10), (BROOKS, "old", 0)):
            unit.texts.add(tenant, a_text(name, body="hello", created_at=at(minutes)))
    with kept(store) as unit:
        assert unit.texts.forget_words(RIVERA, at(-5), at(10)) == 1
        assert unit.texts.forget_words(RIVERA, at(-5), at(10)) == 0
    with store.unit_of_work() as unit:
        bodies = {
            (tenant, name): unit.texts.get(tenant, name) for tenant in (RIVERA, BROOKS) for name in ("old", "young")
        }
    assert {place: text and text.body for place, text in bodies.items()} == {
        (RIVERA, "old"): "",
        (RIVERA, "young"): "hello",
        (BROOKS, "old"): "hello",
        (BROOKS, "young"): None,
    }

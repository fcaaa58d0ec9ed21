"""Customers: one per phone number, found by part of what is known of them."""

from __future__ import annotations

import pytest

from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import ANA, BEN, BROOKS, RIVERA, a_customer, at, ids, kept, walk

FULL = a_customer(
    "ana",
    phone=ANA,
    email="ana@example.com",
    address="4120 Rainbow Boulevard, Kansas City",
    language="es",
    tags=("vip", "gate code"),
    notes="Two dogs.\nRing twice.",
    sms_opt_out=True,
    marketing_consent_at=at(7),
    created_at=at(1),
    updated_at=at(2),
)


def test_a_customer_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.customers.get(RIVERA, "ana") == FULL
        assert unit.customers.by_phone(RIVERA, ANA) == FULL


def test_another_tenants_customer_is_as_good_as_absent(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, FULL)
    with kept(store) as unit:
        assert unit.customers.get(BROOKS, "ana") is None
        assert unit.customers.by_phone(BROOKS, ANA) is None
        assert unit.customers.page(BROOKS, limit=9).items == ()
        with pytest.raises(UnknownRecord):
            unit.customers.save(BROOKS, FULL)
        unit.customers.remove(BROOKS, "ana")
    with store.unit_of_work() as unit:
        assert unit.customers.get(RIVERA, "ana") == FULL


def test_two_tenants_may_have_the_same_customer(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, FULL)
        unit.customers.add(BROOKS, a_customer("ana", phone=ANA))
    with store.unit_of_work() as unit:
        assert unit.customers.get(RIVERA, "ana") == FULL
        assert unit.customers.get(BROOKS, "ana") == a_customer("ana", phone=ANA)


def test_a_phone_number_has_one_customer(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.customers.add(RIVERA, a_customer("ana", phone=ANA))
        unit.customers.add(RIVERA, a_customer("ben", phone=BEN))
        with pytest.raises(DuplicateRecord):
            unit.customers.add(RIVERA, a_customer("twin", phone=ANA))
        with pytest.raises(DuplicateRecord):
            unit.customers.save(RIVERA, a_customer("ben", phone=ANA))
        with pytest.raises(DuplicateRecord):
            unit.customers.add(RIVERA, a_customer("ana"))


def test_many_customers_may_have_no_phone(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("ana"))
        unit.customers.add(RIVERA, a_customer("ben"))
    with store.unit_of_work() as unit:
        assert ids(unit.customers.page(RIVERA, limit=9).items) == ["ben", "ana"]


def test_a_number_is_free_again_after_a_change_or_a_removal(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("ana", phone=ANA))
        unit.customers.save(RIVERA, a_customer("ana", phone=BEN))
        unit.customers.add(RIVERA, a_customer("new", phone=ANA))
        unit.customers.remove(RIVERA, "ana")
        unit.customers.add(RIVERA, a_customer("ben", phone=BEN))
    with store.unit_of_work() as unit:
        assert unit.customers.by_phone(RIVERA, ANA) == a_customer("new", phone=ANA)
        assert unit.customers.by_phone(RIVERA, BEN) == a_customer("ben", phone=BEN)
        assert unit.customers.get(RIVERA, "ana") is None


def test_removing_nobody_is_no_error(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.customers.remove(RIVERA, "nobody")


def test_the_newest_come_first_and_ids_break_ties(store: Store) -> None:
    with kept(store) as unit:
        for name, created in (("a", 1), ("b", 2), ("c", 1), ("d", 0)):
            unit.customers.add(RIVERA, a_customer(name, created_at=at(created)))
        unit.customers.add(BROOKS, a_customer("other"))
    with store.unit_of_work() as unit:
        for limit in (1, 2, 3, 4, 9):
            assert ids(walk(unit.customers.page, RIVERA, limit=limit)) == ["b", "c", "a", "d"]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("ortiz", ["ana"]),
        ("ORTIZ", ["ana"]),
        ("MÜLLER", ["jose"]),
        ("josé", ["jose"]),
        ("5550142", ["ana"]),
        ("@example", ["jose", "ana"]),
        ("rainbow", ["ana"]),
        ("100%", ["odd"]),
        ("_", ["odd"]),
        ("\\", ["odd"]),
        ("'", ["odd"]),
        ("nobody", []),
        ("ortiz+1", []),
        ("Two dogs", []),
    ],
)
def test_q_is_a_part_of_a_name_phone_email_or_address_in_any_case(store: Store, part: str, found: list[str]) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, FULL)
        unit.customers.add(RIVERA, a_customer("jose", name="José Müller", email="jm@example.com", created_at=at(2)))
        unit.customers.add(RIVERA, a_customer("odd", name="Mr 100% _ \\ O'Odd", created_at=at(3)))
        unit.customers.add(BROOKS, FULL)
    with store.unit_of_work() as unit:
        assert ids(walk(unit.customers.page, RIVERA, limit=1, q=part)) == found


def test_a_search_follows_what_was_changed(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("ana", name="Ana Ortiz"))
        unit.customers.save(RIVERA, a_customer("ana", name="Ana Vega"))
    with store.unit_of_work() as unit:
        assert ids(unit.customers.page(RIVERA, limit=9, q="vega").items) == ["ana"]
        assert unit.customers.page(RIVERA, limit=9, q="ortiz").items == ()


def test_a_tag_and_a_phone_narrow_the_list(store: Store) -> None:
    with kept(store) as unit:
        for number in range(3):
            unit.customers.add(RIVERA, a_customer(f"tagged{number}", tags=("vip", "new"), created_at=at(number)))
        unit.customers.add(RIVERA, a_customer("almost", tags=("vip2",), phone=ANA))
        unit.customers.save(RIVERA, a_customer("tagged1", tags=("new",), created_at=at(1)))
        unit.customers.add(BROOKS, a_customer("other", tags=("vip",)))
    with store.unit_of_work() as unit:
        assert ids(walk(unit.customers.page, RIVERA, limit=1, tag="vip")) == ["tagged2", "tagged0"]
        assert ids(walk(unit.customers.page, RIVERA, limit=9, tag="vip", q="ana")) == ["tagged2", "tagged0"]
        assert ids(unit.customers.page(RIVERA, limit=9, phone=ANA).items) == ["almost"]
        assert unit.customers.page(RIVERA, limit=9, phone=ANA, tag="vip").items == ()


def test_a_removed_customer_leaves_no_tag_behind(store: Store) -> None:
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("ana", tags=("vip",)))
        unit.customers.remove(RIVERA, "ana")
        unit.customers.add(RIVERA, a_customer("ana"))
    with store.unit_of_work() as unit:
        assert unit.customers.page(RIVERA, limit=9, tag="vip").items == ()


def test_several_customers_are_read_at_once(store: Store) -> None:
    with kept(store) as unit:
        for name in ("ana", "ben", "cleo"):
            unit.customers.add(RIVERA, a_customer(name, phone=None))
    with store.unit_of_work() as unit:
        found = unit.customers.get_many(RIVERA, ["cleo", "ana", "nobody", "ana"])
        assert sorted(customer.id for customer in found) == ["ana", "cleo"]
        assert unit.customers.get_many(RIVERA, []) == ()
        assert unit.customers.get_many(BROOKS, ["ana"]) == ()

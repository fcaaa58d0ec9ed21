"""Counters that a tenant sees or a bill depends on."""

from __future__ import annotations

from datetime import date
from threading import Thread

from app.repositories.ports import Store
from tests.contracts.records import BROOKS, RIVERA, kept

MONDAY, TUESDAY, WEDNESDAY = date(2026, 1, 12), date(2026, 1, 13), date(2026, 1, 14)


def test_counts_add_up_by_name_since_a_day_and_over_all(store: Store) -> None:
    with kept(store) as unit:
        unit.tallies.add(RIVERA, "calls", MONDAY)
        unit.tallies.add(RIVERA, "calls", TUESDAY, 2)
        unit.tallies.add(RIVERA, "texts", MONDAY, 5)
    with kept(store) as unit:
        unit.tallies.add(RIVERA, "calls", TUESDAY)
    with store.unit_of_work() as unit:
        assert unit.tallies.totals(RIVERA) == {"calls": 4, "texts": 5}
        assert unit.tallies.totals(RIVERA, MONDAY) == {"calls": 4, "texts": 5}
        assert unit.tallies.totals(RIVERA, TUESDAY) == {"calls": 3}
        assert unit.tallies.totals(RIVERA, WEDNESDAY) == {}
        assert unit.tallies.totals(BROOKS) == {}


def test_a_unit_counts_what_it_has_just_added(store: Store) -> None:
    with kept(store) as unit:
        unit.tallies.add(RIVERA, "calls", MONDAY)
    with store.unit_of_work() as unit:
        unit.tallies.add(RIVERA, "calls", MONDAY)
        assert unit.tallies.totals(RIVERA) == {"calls": 2}
        assert unit.tallies.totals(RIVERA, MONDAY) == {"calls": 2}
        assert unit.tallies.all_totals() == {RIVERA: {"calls": 2}}


def test_counts_are_told_apart_by_day(store: Store) -> None:
    with kept(store) as unit:
        for name, day in (("texts", TUESDAY), ("calls", MONDAY), ("calls", WEDNESDAY), ("calls", WEDNESDAY)):
            unit.tallies.add(RIVERA, name, day)
        unit.tallies.add(BROOKS, "calls", TUESDAY)
        days = unit.tallies.by_day(RIVERA, TUESDAY)
    assert list(days.items()) == [(TUESDAY, {"texts": 1}), (WEDNESDAY, {"calls": 2})]


def test_the_operator_sees_all_tenants(store: Store) -> None:
    with kept(store) as unit:
        unit.tallies.add(RIVERA, "calls", MONDAY)
        unit.tallies.add(RIVERA, "calls", TUESDAY)
        unit.tallies.add(BROOKS, "texts", MONDAY, 3)
    with store.unit_of_work(read_only=True) as unit:
        assert unit.tallies.all_totals() == {RIVERA: {"calls": 2}, BROOKS: {"texts": 3}}


def test_many_writers_lose_no_count_and_do_not_block_each_other(store: Store) -> None:
    def count(forwards: bool) -> None:
        names = [f"name {number}" for number in range(5)]
        for _ in range(10):
            with kept(store) as unit:
                for name in names if forwards else reversed(names):
                    unit.tallies.add(RIVERA, name, MONDAY)

    writers = [Thread(target=count, args=(number % 2 == 0,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    with store.unit_of_work() as unit:
        assert unit.tallies.totals(RIVERA) == {f"name {number}": 40 for number in range(5)}

"""Promises that hold for whatever is stored, tried with much that nobody would think of."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.appointments import AppointmentStatus
from app.repositories.errors import SlotTaken, UnknownKey
from app.repositories.ports import Key, Store
from tests.contracts.records import RIVERA, a_conversation, a_customer, a_message, a_text, a_visit, at, ids, kept, walk

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
# The examples of one test share a store; each has a tenant of its own.
SHARED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@SHARED
@given(minutes=st.lists(st.integers(0, 5), max_size=12), limit=st.integers(1, 5), tagged=st.sets(st.integers(0, 11)))
def test_any_walk_through_any_pages_meets_each_record_once_in_order(
    store: Store, minutes: list[int], limit: int, tagged: set[int]
) -> None:
    tenant = uuid4().hex
    customers = [
        a_customer(f"{number:02}", created_at=at(minute), tags=("vip",) if number in tagged else ())
        for number, minute in enumerate(minutes)
    ]
    newest_first = sorted(customers, key=lambda customer: (customer.created_at, customer.id), reverse=True)
    with kept(store) as unit:
        for customer in customers:
            unit.customers.add(tenant, customer)
    with store.unit_of_work() as unit:
        assert walk(unit.customers.page, tenant, limit=limit) == newest_first
        assert walk(unit.customers.page, tenant, limit=limit, tag="vip") == [c for c in newest_first if c.tags]


@SHARED
@given(words=WORDS)
def test_any_words_come_back_as_they_were_written(store: Store, words: str) -> None:
    tenant, name = uuid4().hex, uuid4().hex
    with kept(store) as unit:
        unit.customers.add(tenant, a_customer(name, name=words, tags=(words,)))
        unit.conversations.add(tenant, a_conversation(name, summary=words))
        unit.conversations.add_message(tenant, a_message(name, name, text=words))
        unit.texts.add(tenant, a_text(name, body=words))
    with store.unit_of_work() as unit:
        assert unit.customers.get(tenant, name) == a_customer(name, name=words, tags=(words,))
        assert unit.conversations.messages(tenant, name) == (a_message(name, name, text=words),)
        assert unit.texts.get(tenant, name) == a_text(name, body=words)
        assert ids(unit.customers.page(tenant, limit=1, q=words).items) == [name]
        assert ids(unit.customers.page(tenant, limit=1, tag=words).items) == [name]
        assert ids(unit.conversations.page(tenant, limit=1, q=words).items) == [name]


@SHARED
@given(wishes=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.booleans()), max_size=15))
def test_however_visits_are_booked_no_two_active_ones_overlap(
    store: Store, wishes: list[tuple[int, int, bool]]
) -> None:
    tenant = uuid4().hex
    busy: set[int] = set()
    with kept(store) as unit:
        for number, (start, minutes, active) in enumerate(wishes):
            status = AppointmentStatus.SCHEDULED if active else AppointmentStatus.CANCELLED
            visit = a_visit(str(number), start, minutes, status=status)
            wanted = set(range(start, start + minutes)) if active else set()
            if wanted & busy:
                with pytest.raises(SlotTaken):
                    unit.appointments.book(tenant, visit)
            else:
                unit.appointments.book(tenant, visit)
                busy |= wanted
    with store.unit_of_work() as unit:
        visits = unit.appointments.active_between(tenant, at(-1), at(100))
        taken = [minute for visit in visits for minute in range(100) if visit.overlaps(at(minute), at(minute + 1))]
        assert sorted(taken) == sorted(busy)


def test_what_no_database_can_write_is_left_out_of_a_text(store: Store) -> None:
    """NUL and half a surrogate pair arrive in the requests of vandals; the rest of the words is kept."""
    with kept(store) as unit:
        unit.customers.add(RIVERA, a_customer("odd", name="A\x00na \ud800!", notes="\x00", tags=("\x00v",)))
        assert unit.customers.get(RIVERA, "\x00\ud800") is None
        unit.customers.page(RIVERA, limit=1, q="\x00\ud800")
    with store.unit_of_work() as unit:
        customer = unit.customers.get(RIVERA, "odd")
        assert customer is not None
        assert customer.name.replace("\x00", "").startswith("Ana ")


@pytest.mark.parametrize(
    "key", [("yesterday", "x"), ("", ""), ("2026-01-14", "x"), ("2026-13-45T00:00:00.000000", "x")]
)
def test_a_key_that_no_page_gave_is_refused(store: Store, key: Key) -> None:
    with store.unit_of_work() as unit:
        for page in (
            unit.customers.page,
            unit.appointments.page,
            unit.conversations.page,
            unit.texts.page,
            unit.callbacks.page,
            unit.outbox.page,
        ):
            with pytest.raises(UnknownKey):
                page(RIVERA, limit=1, after=key)
        with pytest.raises(UnknownKey):
            unit.businesses.page(limit=1, after=key)

"""The first answer to a request is the only one."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import BROOKS, RIVERA, an_answer, at, kept


def test_an_answer_comes_back_whole_for_its_tenant_scope_and_key(store: Store) -> None:
    answer = an_answer("SM1", answer="<Response>é</Response>", status_code=201)
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, answer)
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM1") == answer
        assert unit.idempotency.get(BROOKS, "twilio_sms", "SM1") is None
        assert unit.idempotency.get(RIVERA, "twilio_voice", "SM1") is None
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM2") is None


def test_a_scope_and_key_are_answered_once(store: Store) -> None:
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("SM1"))
        with pytest.raises(DuplicateRecord):
            unit.idempotency.add(RIVERA, an_answer("SM1", answer="other"))
        unit.idempotency.add(BROOKS, an_answer("SM1"))
        unit.idempotency.add(RIVERA, an_answer("SM1", "twilio_voice"))
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM1") == an_answer("SM1")


def test_a_scope_and_a_key_do_not_run_into_each_other(store: Store) -> None:
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("b\nc", "a"))
        unit.idempotency.add(RIVERA, an_answer("c", "a\nb", answer="other"))
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "a", "b\nc") == an_answer("b\nc", "a")


def test_of_many_deliveries_at_once_one_is_first(store: Store) -> None:
    together = Barrier(8)
    results: list[str] = []

    def deliver(number: int) -> None:
        together.wait(30)
        try:
            with kept(store) as unit:
                unit.idempotency.add(RIVERA, an_answer("SM1", answer=str(number)))
            results.append("first")
        except DuplicateRecord:
            results.append("again")

    deliveries = [Thread(target=deliver, args=(number,)) for number in range(8)]
    for delivery in deliveries:
        delivery.start()
    for delivery in deliveries:
        delivery.join(60)
    assert sorted(results) == ["again"] * 7 + ["first"]


def test_a_rolled_back_answer_may_be_given_again(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.idempotency.add(RIVERA, an_answer("SM1"))
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("SM1"))
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM1") == an_answer("SM1")


def test_old_answers_are_forgotten_by_tenant(store: Store) -> None:
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("old", created_at=at(-2)))
        unit.idempotency.add(RIVERA, an_answer("older", created_at=at(-3)))
        unit.idempotency.add(RIVERA, an_answer("new", created_at=at(-1)))
        unit.idempotency.add(BROOKS, an_answer("old", created_at=at(-2)))
        assert unit.idempotency.forget_before(RIVERA, at(-1)) == 2
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "twilio_sms", "old") is None
        assert unit.idempotency.get(RIVERA, "twilio_sms", "new") is not None
        assert unit.idempotency.get(BROOKS, "twilio_sms", "old") is not None


def test_an_answer_may_be_replaced_but_not_made_by_it(store: Store) -> None:
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("SM1", answer="first"))
    with kept(store) as unit:
        unit.idempotency.save(RIVERA, an_answer("SM1", answer="second", status_code=201))
        for tenant, key in ((BROOKS, "SM1"), (RIVERA, "SM2")):
            with pytest.raises(UnknownRecord):
                unit.idempotency.save(tenant, an_answer(key))
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM1") == an_answer("SM1", answer="second", status_code=201)


def test_answers_about_a_person_are_emptied_and_their_keys_stay(store: Store) -> None:
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("SM1", answer="Dear 100% Zoë_x, hello"))
        unit.idempotency.add(RIVERA, an_answer("SM2", answer="Dear Zoë, hello"))
        unit.idempotency.add(BROOKS, an_answer("SM1", answer="Dear 100% Zoë_x, hello"))
    with kept(store) as unit:
        assert unit.idempotency.redact(RIVERA, ["100% Zoë_x", "nobody"]) == 1
        assert unit.idempotency.redact(RIVERA, []) == 0
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM1") == an_answer("SM1", answer="")
        assert unit.idempotency.get(RIVERA, "twilio_sms", "SM2") == an_answer("SM2", answer="Dear Zoë, hello")
        assert unit.idempotency.get(BROOKS, "twilio_sms", "SM1") == an_answer("SM1", answer="Dear 100% Zoë_x, hello")


def test_old_answers_are_emptied_and_that_they_were_given_stays(store: Store) -> None:
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("SM1", "twilio_text", answer="hello"))
        unit.idempotency.add(RIVERA, an_answer("C1", "POST /v1/widget/message", answer="hello"))
        unit.idempotency.add(RIVERA, an_answer("C2", "retention:spring", answer="kept"))
        unit.idempotency.add(BROOKS, an_answer("SM1", "twilio_text", answer="hello"))
    prefixes = ("twilio_text", "POST ")
    with kept(store) as unit:
        assert unit.idempotency.forget_answers(RIVERA, at(-60), prefixes=prefixes) == 0
        assert unit.idempotency.forget_answers(RIVERA, at(60), prefixes=prefixes) == 2
        assert unit.idempotency.forget_answers(RIVERA, at(60), prefixes=prefixes) == 0
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "twilio_text", "SM1") == an_answer("SM1", "twilio_text", answer="")
        for tenant, scope, key in ((RIVERA, "retention:spring", "C2"), (BROOKS, "twilio_text", "SM1")):
            kept_answer = unit.idempotency.get(tenant, scope, key)
            assert kept_answer is not None
            assert kept_answer.answer


def test_answers_are_forgotten_by_scope(store: Store) -> None:
    with kept(store) as unit:
        unit.idempotency.add(RIVERA, an_answer("SM1", "twilio_sms"))
        unit.idempotency.add(RIVERA, an_answer("C1", "retention:spring"))
    with kept(store) as unit:
        assert unit.idempotency.forget_before(RIVERA, at(60), scopes=["twilio_sms", "twilio_voice"]) == 1
        assert unit.idempotency.forget_before(RIVERA, at(60), scopes=[]) == 0
    with store.unit_of_work() as unit:
        assert unit.idempotency.get(RIVERA, "retention:spring", "C1") is not None

"""Who does not want texts: the latest decision of a number counts."""

from __future__ import annotations

from app.core.opt_outs import OptOut
from app.repositories.ports import Store
from tests.contracts.records import ANA, BEN, BROOKS, RIVERA, at, kept

STOP = OptOut(ANA, True, at(0), "sms", "Stop.", "SM1")
START = OptOut(ANA, False, at(1), "web")


def test_a_decision_comes_back_whole_for_that_tenant_and_number_only(store: Store) -> None:
    with kept(store) as unit:
        unit.opt_outs.put(RIVERA, STOP)
    with store.unit_of_work() as unit:
        assert unit.opt_outs.get(RIVERA, ANA) == STOP
        assert unit.opt_outs.get(BROOKS, ANA) is None
        assert unit.opt_outs.get(RIVERA, BEN) is None


def test_a_later_decision_replaces_the_first(store: Store) -> None:
    with kept(store) as unit:
        unit.opt_outs.put(RIVERA, STOP)
        unit.opt_outs.put(BROOKS, STOP)
    with kept(store) as unit:
        unit.opt_outs.put(RIVERA, START)
    with store.unit_of_work() as unit:
        assert unit.opt_outs.get(RIVERA, ANA) == START
        assert unit.opt_outs.get(BROOKS, ANA) == STOP


def test_a_decision_may_be_removed(store: Store) -> None:
    with kept(store) as unit:
        unit.opt_outs.put(RIVERA, STOP)
        unit.opt_outs.put(BROOKS, STOP)
        unit.opt_outs.remove(RIVERA, ANA)
        unit.opt_outs.remove(RIVERA, ANA)
    with store.unit_of_work() as unit:
        assert unit.opt_outs.get(RIVERA, ANA) is None
        assert unit.opt_outs.get(BROOKS, ANA) == STOP


def test_of_many_numbers_those_that_opted_out_are_told(store: Store) -> None:
    with kept(store) as unit:
        unit.opt_outs.put(RIVERA, STOP)
        unit.opt_outs.put(RIVERA, OptOut(BEN, False, at(1), "sms"))
    with store.unit_of_work() as unit:
        assert unit.opt_outs.among(RIVERA, [BEN, ANA, "+18165550000"]) == {ANA}
        assert unit.opt_outs.among(BROOKS, [ANA]) == frozenset()
        assert unit.opt_outs.among(RIVERA, []) == frozenset()

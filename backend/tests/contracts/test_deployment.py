"""Values of the deployment itself."""

from __future__ import annotations

import pytest

from app.repositories.errors import DuplicateRecord
from app.repositories.ports import Store
from tests.contracts.records import kept


def test_a_value_is_kept_as_it_was_first_written(store: Store) -> None:
    with kept(store) as unit:
        assert unit.deployment.get("hash_key") is None
        unit.deployment.add("hash_key", "first")
    with store.unit_of_work() as unit, pytest.raises(DuplicateRecord):
        unit.deployment.add("hash_key", "second")
    with store.unit_of_work() as unit:
        assert unit.deployment.get("hash_key") == "first"
        assert unit.deployment.get("other") is None


def test_a_value_that_was_not_committed_was_never_written(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.deployment.add("hash_key", "first")
    with kept(store) as unit:
        unit.deployment.add("hash_key", "second")
    with store.unit_of_work() as unit:
        assert unit.deployment.get("hash_key") == "second"


def test_a_value_can_be_one_that_changes(store: Store) -> None:
    for value in ("first", "second"):
        with kept(store) as unit:
            unit.deployment.put("last_error_at", value)
            unit.deployment.put("other", value)
    with store.unit_of_work(read_only=True) as unit:
        assert (unit.deployment.get("last_error_at"), unit.deployment.get("other")) == ("second", "second")

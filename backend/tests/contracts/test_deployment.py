"""Values of the deployment itself are written once."""

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

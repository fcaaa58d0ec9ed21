"""Every contract suite runs on every adapter; a new adapter is done when it is added here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.repositories.memory.store import MemoryStore
from app.repositories.ports import Store
from tests.contracts.records import BROOKS, RIVERA, a_business, kept


@pytest.fixture(params=["memory"])
def empty_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    store = MemoryStore()
    yield store
    store.close()


@pytest.fixture
def store(empty_store: Store) -> Store:
    """A store with two tenants."""
    with kept(empty_store) as unit:
        unit.businesses.add(a_business(RIVERA))
        unit.businesses.add(a_business(BROOKS))
    return empty_store

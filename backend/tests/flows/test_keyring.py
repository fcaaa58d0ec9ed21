"""The deployment's own key is made once and kept."""

from __future__ import annotations

import pytest

from app.flows.keyring import KeyRing
from app.repositories.memory.store import MemoryStore


def test_the_key_of_the_first_start_stays() -> None:
    store = MemoryStore()
    KeyRing().ensure(store, "first")
    KeyRing().ensure(store, "second")
    with store.unit_of_work(read_only=True) as unit:
        assert KeyRing().of(unit) == b"first"


def test_a_configured_key_is_used_and_not_stored() -> None:
    store = MemoryStore()
    ring = KeyRing("configured")
    ring.ensure(store, "fresh")
    with store.unit_of_work(read_only=True) as unit:
        assert ring.of(unit) == b"configured"
        assert unit.deployment.get("hash_key") is None


def test_without_a_key_nothing_is_hashed() -> None:
    with MemoryStore().unit_of_work(read_only=True) as unit, pytest.raises(LookupError):
        KeyRing().of(unit)

"""Hashed secrets: found by their hash, listed by their tenant."""

from __future__ import annotations

import pytest

from app.core.credentials import CredentialKind
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import BROOKS, RIVERA, a_credential, at, ids, kept


def test_a_hash_leads_to_its_secret_of_any_tenant(store: Store) -> None:
    hers, his = a_credential("hers"), a_credential("his", BROOKS, kind=CredentialKind.OWNER_TOKEN)
    with kept(store) as unit:
        unit.credentials.add(RIVERA, hers)
        unit.credentials.add(BROOKS, his)
    with store.unit_of_work(read_only=True) as unit:
        assert unit.credentials.by_hash("hash of hers") == hers
        assert unit.credentials.by_hash("hash of his") == his
        assert unit.credentials.by_hash("hash of nobody's") is None


def test_a_tenant_lists_its_own_oldest_first(store: Store) -> None:
    with kept(store) as unit:
        unit.credentials.add(RIVERA, a_credential("new", created_at=at(2)))
        unit.credentials.add(RIVERA, a_credential("old", created_at=at(1)))
        unit.credentials.add(BROOKS, a_credential("other", BROOKS))
    with store.unit_of_work() as unit:
        assert ids(unit.credentials.of(RIVERA)) == ["old", "new"]


def test_an_expiry_and_a_last_use_are_stored(store: Store) -> None:
    used = a_credential("key", expires_at=at(60), last_used_at=at(1))
    with kept(store) as unit:
        unit.credentials.add(RIVERA, a_credential("key"))
        unit.credentials.save(RIVERA, used)
    with store.unit_of_work() as unit:
        assert unit.credentials.by_hash("hash of key") == used


def test_a_secret_and_an_id_are_given_once(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.credentials.add(RIVERA, a_credential("key"))
        with pytest.raises(DuplicateRecord):
            unit.credentials.add(BROOKS, a_credential("copy", BROOKS, secret_hash="hash of key"))
        with pytest.raises(DuplicateRecord):
            unit.credentials.add(RIVERA, a_credential("key", secret_hash="another"))


def test_a_secret_of_an_unknown_tenant_is_refused(store: Store) -> None:
    with store.unit_of_work() as unit, pytest.raises(UnknownRecord):
        unit.credentials.add("nobody", a_credential("key", "nobody"))


def test_another_tenants_secret_cannot_be_changed(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.credentials.add(RIVERA, a_credential("key"))
        with pytest.raises(UnknownRecord):
            unit.credentials.save(BROOKS, a_credential("key", BROOKS))

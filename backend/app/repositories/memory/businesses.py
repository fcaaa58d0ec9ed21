"""Tenants, their hashed secrets, and what belongs to the deployment."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.businesses import Business
from app.core.credentials import Credential
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.memory.tables import Index, Journal, Table, time_key
from app.repositories.ports import Key, Page

# Tenants themselves belong to no tenant.
EVERYBODY = ""


class MemoryBusinesses:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Business] = Table(journal, lambda business: time_key(business.created_at))
        self._numbers = Index(journal)
        self._feeds = Index(journal)

    def add(self, business: Business) -> None:
        if self._rows.get(EVERYBODY, business.id) is not None:
            raise DuplicateRecord(f"business {business.id} exists")
        self._own_number(business, None)
        self._own_feed(business, None)
        self._rows.put(EVERYBODY, business.id, business)

    def get(self, business_id: str) -> Business | None:
        return self._rows.get(EVERYBODY, business_id)

    def save(self, business: Business) -> None:
        before = self.get(business.id)
        if before is None:
            raise UnknownRecord(f"business {business.id}")
        self._own_number(business, before.phone_number)
        self._own_feed(business, before.calendar_feed_secret_hash)
        self._rows.put(EVERYBODY, business.id, business)

    def owning_number(self, phone_number: str) -> Business | None:
        business_id = self._numbers.get(phone_number)
        return None if business_id is None else self.get(business_id)

    def with_feed(self, secret_hash: str) -> Business | None:
        business_id = self._feeds.get(secret_hash)
        return None if business_id is None else self.get(business_id)

    def page(self, *, limit: int, after: Key | None = None) -> Page[Business]:
        return self._rows.page(EVERYBODY, limit=limit, after=after, descending=False)

    def _own_feed(self, business: Business, before: str | None) -> None:
        if before is not None:
            self._feeds.put(before, None)
        if business.calendar_feed_secret_hash is not None:
            self._feeds.put(business.calendar_feed_secret_hash, business.id)

    def _own_number(self, business: Business, before: str | None) -> None:
        if business.phone_number == before:
            return
        if business.phone_number is not None:
            if self._numbers.get(business.phone_number) is not None:
                raise DuplicateRecord("this phone number belongs to another business")
            self._numbers.put(business.phone_number, business.id)
        if before is not None:
            self._numbers.put(before, None)


class MemoryCredentials:
    def __init__(self, journal: Journal, businesses: MemoryBusinesses) -> None:
        self._businesses = businesses
        self._rows: Table[Credential] = Table(journal, lambda credential: time_key(credential.created_at))
        self._hashes = Index(journal)

    def add(self, business_id: str, credential: Credential) -> None:
        if self._businesses.get(business_id) is None:
            raise UnknownRecord(f"business {business_id}")
        if self._hashes.get(credential.secret_hash) or self._rows.get(business_id, credential.id):
            raise DuplicateRecord("this secret exists")
        self._hashes.put(credential.secret_hash, f"{business_id}/{credential.id}")
        self._rows.put(business_id, credential.id, credential)

    def save(self, business_id: str, credential: Credential) -> None:
        if self._rows.get(business_id, credential.id) is None:
            raise UnknownRecord(f"credential {credential.id}")
        self._rows.put(business_id, credential.id, credential)

    def of(self, business_id: str) -> Sequence[Credential]:
        return tuple(self._rows.rows(business_id))

    def by_hash(self, secret_hash: str) -> Credential | None:
        place = self._hashes.get(secret_hash)
        if place is None:
            return None
        business_id, _, credential_id = place.rpartition("/")
        return self._rows.get(business_id, credential_id)


class MemoryDeployment:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[tuple[str, str]] = Table(journal, lambda row: row[0])

    def get(self, name: str) -> str | None:
        row = self._rows.get(EVERYBODY, name)
        return None if row is None else row[1]

    def add(self, name: str, value: str) -> None:
        if self.get(name) is not None:
            raise DuplicateRecord(f"{name} has a value")
        self.put(name, value)

    def put(self, name: str, value: str) -> None:
        self._rows.put(EVERYBODY, name, (name, value))

"""What stores of tenants and their secrets promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.core.businesses import Business
from app.core.credentials import Credential
from app.repositories.ports.paging import Key, Page


class Businesses(Protocol):
    """Tenants. Phone numbers are unique across tenants (`DuplicateRecord`)."""

    def add(self, business: Business) -> None: ...
    def get(self, business_id: str) -> Business | None: ...
    def save(self, business: Business) -> None: ...
    def owning_number(self, phone_number: str) -> Business | None:
        """Directory look-up: the tenant whose own number this is."""
        ...

    def with_feed(self, secret_hash: str) -> Business | None:
        """Directory look-up: the tenant whose `calendar_feed_secret_hash` this is."""
        ...

    def page(self, *, limit: int, after: Key | None = None) -> Page[Business]:
        """All tenants, oldest first. Key: (created_at, id)."""
        ...


class Credentials(Protocol):
    """Hashed secrets of tenants."""

    def add(self, business_id: str, credential: Credential) -> None:
        """Raises `DuplicateRecord` for a known hash, `UnknownRecord` for an unknown tenant."""
        ...

    def save(self, business_id: str, credential: Credential) -> None: ...
    def of(self, business_id: str) -> Sequence[Credential]:
        """All of a tenant's, oldest first."""
        ...

    def by_hash(self, secret_hash: str) -> Credential | None:
        """Directory look-up: whose secret this is."""
        ...

"""The operator's side of tenants: made, listed, changed, suspended, given new secrets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.businesses import Business
from app.core.credentials import Credential, CredentialKind
from app.flows import credentials
from app.flows.audit import Who, note
from app.flows.change_business import Apply, applied, reachable, sensible, stored
from app.flows.converse import business_of
from app.flows.errors import Conflict
from app.flows.services import Services
from app.repositories.errors import DuplicateRecord
from app.repositories.ports import Key, Page, UnitOfWork


@dataclass(frozen=True, slots=True)
class Tenant:
    """A business and the newest credential of each kind; `secrets` only where they were just made."""

    business: Business
    credentials: Mapping[CredentialKind, Credential]
    secrets: Mapping[CredentialKind, str]


@dataclass(frozen=True, slots=True)
class Rotated:
    """`old_stops_at` is now where no grace was given."""

    kind: CredentialKind
    secret: str
    old_stops_at: datetime


def create_business(unit: UnitOfWork, services: Services, apply: Apply, who: Who) -> Tenant:
    """A tenant that can take calls, and its secrets. Raises `Invalid`, `Conflict`."""
    now = services.clock.now()
    bare = Business(id=services.new_id(), name="", created_at=now, updated_at=now)
    business = applied(bare, apply, now)
    sensible(bare, business)
    reachable(services, bare, business)
    try:
        unit.businesses.add(business)
    except DuplicateRecord:
        raise Conflict("This phone number belongs to another business.") from None
    secrets = {kind: credentials.issue(unit, services, business.id, kind) for kind in CredentialKind}
    note(unit, services, who, "business.created", business.id, business.id)
    return tenant_of(unit, business, secrets)


def list_businesses(services: Services, limit: int, after: Key | None) -> Page[Tenant]:
    """Oldest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        page = unit.businesses.page(limit=limit, after=after)
        return Page(tuple(tenant_of(unit, business) for business in page.items), page.next_key)


def read_tenant(services: Services, business_id: str) -> Tenant:
    with services.store.unit_of_work(read_only=True) as unit:
        return tenant_of(unit, business_of(unit, business_id))


def change_tenant(unit: UnitOfWork, services: Services, business_id: str, apply: Apply, who: Who) -> Tenant:
    """Replace the named fields, the status among them. Raises `NotFound`, `Invalid`, `Conflict`."""
    before = business_of(unit, business_id)
    business = stored(unit, services, before, apply)
    suspended = {True: "business.changed", False: f"business.{business.status.lower()}"}
    note(unit, services, who, suspended[before.status is business.status], business_id, business_id)
    return tenant_of(unit, business)


def rotate_credential(
    unit: UnitOfWork, services: Services, business_id: str, kind: CredentialKind, grace_minutes: int, who: Who
) -> Rotated:
    """A new secret, shown this once. Raises `NotFound`."""
    business_of(unit, business_id)
    secret = credentials.rotate(unit, services, business_id, kind, grace_minutes)
    note(unit, services, who, f"{kind}.rotated", business_id, business_id)
    return Rotated(kind, secret, services.clock.now() + timedelta(minutes=grace_minutes))


def tenant_of(unit: UnitOfWork, business: Business, secrets: Mapping[CredentialKind, str] | None = None) -> Tenant:
    newest = {credential.kind: credential for credential in unit.credentials.of(business.id)}
    return Tenant(business, newest, secrets or {})

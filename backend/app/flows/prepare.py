"""What must be there before the first caller: the tables, the deployment's key, the default tenant."""

from __future__ import annotations

from app.core.businesses import Business
from app.flows.ensure_default_business import ensure_default_business
from app.flows.services import Services


def prepare(services: Services, business: Business, *, create: bool) -> None:
    """May be repeated, also by several workers at once.

    Raises `StoreUnavailable` where the store is away, `SchemaMismatch` where its schema is not this version's and
    may not be made (`create`: where it is empty).
    """
    services.store.prepare(create=create)
    services.keys.ensure(services.store, services.new_token())
    ensure_default_business(services, business)

"""Whose call or text this is: the tenant that a webhook names, or the one that owns the number."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.businesses import Business
from app.core.credentials import CredentialKind
from app.core.phones import as_e164
from app.flows.credentials import find
from app.flows.errors import Forbidden, Unauthorized
from app.flows.services import Services
from app.repositories.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Named:
    """What a webhook says about its tenant. `own_number` is ours of the two; `fallback` a tenant for all the rest."""

    business_id: str | None = None
    api_key: str | None = None
    own_number: str | None = None
    fallback: str | None = None


def identify_business(services: Services, named: Named) -> Business | None:
    """The tenant, or None where there is none. Nothing is ever made of an unknown name.

    Raises `Unauthorized` for a key that is nobody's and `Forbidden` where two of them name different tenants.
    """
    with services.store.unit_of_work(read_only=True) as unit:
        claims = [
            _by_id(unit, named.business_id),
            _by_key(unit, services, named.api_key),
            _by_number(unit, named.own_number),
        ]
        known = [business for business in claims if business is not None]
        if len({business.id for business in known}) > 1:
            raise Forbidden("The business named and the number called do not belong together.")
        if named.business_id is not None:
            return claims[0]
        return known[0] if known else _by_id(unit, named.fallback)


def _by_id(unit: UnitOfWork, business_id: str | None) -> Business | None:
    return unit.businesses.get(business_id) if business_id else None


def _by_key(unit: UnitOfWork, services: Services, api_key: str | None) -> Business | None:
    if api_key is None:
        return None
    credential = find(unit, services, api_key, CredentialKind.API_KEY)
    if credential is None:
        raise Unauthorized("This credential is not valid.")
    return unit.businesses.get(credential.business_id)


def _by_number(unit: UnitOfWork, number: str | None) -> Business | None:
    e164 = as_e164(number)
    return unit.businesses.owning_number(e164) if e164 else None

"""Tenants as the admin API writes them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.core.businesses import Business, BusinessStatus, Technician
from app.core.credentials import CredentialKind
from app.flows.admin_businesses import Rotated, Tenant
from app.routers.schemas.business import BusinessBody, business_fields
from app.routers.schemas.fields import Line, Shape

MOST_GRACE = 24 * 60


class TenantBody(BusinessBody):
    """A business for the operator to change: as the owner may, and its status."""

    status: BusinessStatus | None = None


class NewTenantBody(TenantBody):
    """Name, vertical, time zone and phone are enough; all else begins as is usual in the trade."""

    name: Annotated[Line, Field(min_length=1)]

    def make(self, bare: Business, now: datetime) -> Business:
        """What is usual, then what was named. Raises ValueError naming the field that makes no sense."""
        business = self.apply(_usual_of(self.vertical or "plumbing").apply(bare, now), now)
        if "technicians" in self.model_fields_set:
            return business
        first = Technician("technician_1", business.name, phone=business.owner_phone, on_call=True)
        return replace(business, technicians=(first,))


class RotateBody(Shape):
    grace_minutes: int = Field(default=0, ge=0, le=MOST_GRACE)


class TenantOut(BaseModel):
    """With all fields of the owner's `/v1/owner/business`."""

    id: str
    name: str
    status: BusinessStatus
    api_key_prefix: str | None
    owner_token_prefix: str | None
    widget_token_prefix: str | None


class NewTenantOut(TenantOut):
    """The secrets are shown this once."""

    api_key: str | None = None
    owner_token: str | None = None
    widget_token: str | None = None


class TenantList(BaseModel):
    items: list[TenantOut]
    next_cursor: str | None


SECRETS = frozenset(str(kind) for kind in CredentialKind)


def tenant_fields(tenant: Tenant) -> dict[str, Any]:
    fields = business_fields(tenant.business)
    for kind in CredentialKind:
        credential = tenant.credentials.get(kind)
        used = credential.last_used_at if credential else None
        fields[f"{kind}_prefix"] = credential.prefix if credential else None
        fields[f"{kind}_last_used_at"] = tenant.business.local(used).isoformat() if used else None
    return {**fields, **{str(kind): secret for kind, secret in tenant.secrets.items()}}


def rotated_fields(rotated: Rotated, business_id: str) -> dict[str, Any]:
    return {
        "business_id": business_id,
        str(rotated.kind): rotated.secret,
        f"{rotated.kind}_prefix": rotated.secret[:8],
        "old_stops_at": rotated.old_stops_at.isoformat(),
    }


@cache
def _usual_of(vertical: str) -> BusinessBody:
    with resources.files("app.data").joinpath("onboarding.toml").open("rb") as file:
        usual = tomllib.load(file)
    return BusinessBody.model_validate({**usual["common"], **usual[vertical], "vertical": vertical})

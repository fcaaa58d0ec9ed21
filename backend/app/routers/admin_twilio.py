"""`/v1/admin/twilio/provision`: a tenant's number is pointed at this service."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from app.flows.provision_number import Provisioned, PublicAddresses, provision_number
from app.routers.answers import Answer
from app.routers.auth import AdminDep, who
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.schemas.fields import Id

router = APIRouter(prefix="/v1/admin/twilio", tags=["admin"])


class ChangeOut(BaseModel):
    setting: str
    from_: str = Field(alias="from")
    to: str


class ProvisionedOut(BaseModel):
    business_id: str
    phone_number: str
    phone_number_sid: str
    dry_run: bool
    changes: list[ChangeOut]
    verified: bool
    notes: list[str]


@router.post(
    "/provision/{business_id}",
    summary="Set the webhooks of the tenant's number at Twilio, and read them back",
    response_model=ProvisionedOut,
)
async def provision(
    business_id: Id,
    request: Request,
    caller: AdminDep,
    services: ServicesDep,
    runner: RunnerDep,
    settings: SettingsDep,
    dry_run: Annotated[bool, Query(description="Say what would change, and change nothing")] = False,
) -> Answer:
    addresses = PublicAddresses(settings.public_base_url, settings.twilio_fallback_url)
    done = await runner.run_long(
        provision_number, services, business_id, addresses, who(request, caller), dry_run=dry_run
    )
    return Answer(_shown(done))


def _shown(done: Provisioned) -> dict[str, object]:
    return {
        "business_id": done.business_id,
        "phone_number": done.phone_number,
        "phone_number_sid": done.phone_number_sid,
        "dry_run": done.dry_run,
        "changes": [{"setting": one.setting, "from": one.before, "to": one.after} for one in done.changes],
        "verified": done.verified,
        "notes": list(done.notes),
    }

"""`/v1/admin/twilio`: how webhooks are doing, and a tenant's number pointed at this service."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from app.flows.provision_number import Provisioned, PublicAddresses, provision_number
from app.flows.twilio_health import FIGURES, twilio_health
from app.providers.ports import MeterReader
from app.routers.answers import Answer
from app.routers.auth import AdminDep, who
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.schemas.fields import Id
from app.routers.twilio_webhooks import last_forgery

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


class TwilioFigures(BaseModel):
    voice_requests: int
    voice_errors: int
    sms_requests: int
    sms_errors: int


class AllTwilioFigures(TwilioFigures):
    signature_failures: int


class TwilioConfig(BaseModel):
    sms_provider: str
    signatures_verified: bool
    numbers: int


class TwilioHealthOut(BaseModel):
    """`global`: since this deployment's counters began; `by_business`: since each tenant did."""

    global_: AllTwilioFigures = Field(alias="global")
    by_business: dict[str, TwilioFigures]
    config: TwilioConfig
    last_error_at: datetime | None


@router.get("/health", summary="Webhooks by tenant, failures, and how they are set up", response_model=TwilioHealthOut)
async def health(
    request: Request, caller: AdminDep, services: ServicesDep, runner: RunnerDep, settings: SettingsDep
) -> Answer:
    del caller
    known = await runner.run(twilio_health, services)
    meter: MeterReader = request.app.state.meter
    counts = meter.counts()
    moments = [moment for moment in (known.last_error_at, last_forgery(request)) if moment is not None]
    last = max(moments, default=None)
    return Answer(
        {
            "global": {
                **{figure: counts[f"twilio_{figure}"] for figure in FIGURES},
                "signature_failures": counts["twilio_signature_failures"],
            },
            "by_business": known.by_business,
            "config": {
                "sms_provider": settings.sms_provider,
                "signatures_verified": settings.verifies_twilio_signatures,
                "numbers": known.numbers,
            },
            "last_error_at": last.isoformat() if last else None,
        }
    )


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

"""`/v1/owner/business`: the settings of the caller's own business."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from app.core.businesses import Business
from app.core.wording.texts import default_templates
from app.flows import change_business as flow
from app.flows.outside import run_turn
from app.flows.services import Services
from app.routers.answers import Answer, local_time
from app.routers.auth import OwnerDep, who
from app.routers.calendar_feed import feed_fields
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.schemas.business import BusinessBody, business_fields

router = APIRouter(prefix="/v1/owner/business", tags=["owner"])

TEMPLATE_DEFAULTS = default_templates()


@router.get("", summary="The business and its settings")
async def read(
    request: Request, caller: OwnerDep, services: ServicesDep, runner: RunnerDep, settings: SettingsDep
) -> Answer:
    business = await runner.run(flow.read_business, services, caller.business_id)
    return Answer({**settings_fields(business, services), **feed_fields(request, settings, services, business)})


@router.patch("", summary="Replace the named settings")
async def change(
    body: BusinessBody,
    request: Request,
    caller: OwnerDep,
    services: ServicesDep,
    runner: RunnerDep,
    settings: SettingsDep,
) -> Answer:
    business = await runner.run(
        run_turn,
        services,
        caller.business_id,
        lambda unit, _: flow.change_business(unit, services, caller.business_id, body.apply, who(request, caller)),
    )
    return Answer({**settings_fields(business, services), **feed_fields(request, settings, services, business)})


def settings_fields(business: Business, services: Services) -> dict[str, Any]:
    """The settings, and beside them what a page needs to show them: the time there, and our own words for texts."""
    return {
        **business_fields(business),
        "now": local_time(services.clock.now(), business),
        "template_defaults": TEMPLATE_DEFAULTS,
    }

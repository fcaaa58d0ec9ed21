"""`/v1/admin/businesses/usage`: what each tenant used, for the operator and the bill."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from app.core.businesses import BusinessStatus
from app.core.segments import cost_cents
from app.flows import usage as flow
from app.routers.answers import Answer, local_time
from app.routers.auth import AdminDep, who
from app.routers.csv_answer import CSV, csv_answer
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.paging import PagingDep
from app.routers.schemas.fields import Id

router = APIRouter(prefix="/v1/admin/businesses", tags=["admin"])

UsageDays = Annotated[int, Query(ge=1, le=366, description="How many UTC days back, today included")]


class Figures(BaseModel):
    calls: int
    texts_in: int
    texts_out: int
    sms_segments: int
    appointments: int
    bookings: int
    emergencies: int


class DayFigures(Figures):
    date: date


class UsageOut(Figures):
    """`appointments`: visits that were made in any way; `bookings`: those that the receptionist made.

    `sms_cost_cents`: what the segments cost by the deployment's price of one.
    """

    business_id: str
    name: str
    status: BusinessStatus
    days: int
    sms_cost_cents: int
    last_activity_at: datetime | None
    by_day: list[DayFigures]


class UsageList(BaseModel):
    items: list[UsageOut]
    next_cursor: str | None


@router.get("/usage", summary="What each tenant used, oldest tenant first", response_model=UsageList)
async def of_all(
    caller: AdminDep,
    paging: PagingDep,
    services: ServicesDep,
    runner: RunnerDep,
    settings: SettingsDep,
    days: UsageDays = 30,
) -> Answer:
    del caller
    page = await runner.run(flow.usage_of_all, services, days, paging.limit, paging.after)
    return Answer(paging.listing(page, partial(usage_fields, settings.sms_segment_cents)))


@router.get("/usage.csv", summary="The same as CSV, all tenants", response_class=StreamingResponse, responses=CSV)
async def as_csv(
    request: Request, caller: AdminDep, services: ServicesDep, runner: RunnerDep, days: UsageDays = 30
) -> StreamingResponse:
    await runner.run(flow.begin_usage_export, services, who(request, caller))
    return csv_answer(runner, "usage", flow.usage_text(services, days))


@router.get("/{business_id}/usage", summary="What one tenant used", response_model=UsageOut)
async def of_one(
    business_id: Id,
    caller: AdminDep,
    services: ServicesDep,
    runner: RunnerDep,
    settings: SettingsDep,
    days: UsageDays = 30,
) -> Answer:
    del caller
    usage = await runner.run(flow.usage_of, services, business_id, days)
    return Answer(usage_fields(settings.sms_segment_cents, usage))


def usage_fields(segment_cents: float, usage: flow.Usage) -> dict[str, Any]:
    return {
        "business_id": usage.business.id,
        "name": usage.business.name,
        "status": usage.business.status,
        "days": len(usage.by_day),
        **usage.totals,
        "sms_cost_cents": cost_cents(usage.totals["sms_segments"], segment_cents),
        "last_activity_at": local_time(usage.last_activity_at, usage.business),
        "by_day": [{"date": day.isoformat(), **figures} for day, figures in usage.by_day.items()],
    }

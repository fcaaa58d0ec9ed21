"""`/v1/owner/export`: tables as CSV, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from app.core.businesses import Business
from app.flows import export_tables as flow
from app.routers.auth import OwnerDep, who
from app.routers.csv_answer import CSV, csv_answer
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.owner_statistics import Days

router = APIRouter(prefix="/v1/owner/export", tags=["owner"])


class Export:
    """One request for a table."""

    def __init__(self, request: Request, caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> None:
        self._business_id, self._who = caller.business_id, who(request, caller)
        self.services, self._runner = services, runner

    async def answer(self, name: str, text: Callable[[Business], Iterator[str]]) -> StreamingResponse:
        business = await self._runner.run(flow.begin_export, self.services, self._business_id, name, self._who)
        return csv_answer(self._runner, name, text(business))


ExportDep = Annotated[Export, Depends()]


@router.get("/service-mix.csv", summary="Visits by service", response_class=StreamingResponse, responses=CSV)
async def service_mix(export: ExportDep, days: Days = 30) -> StreamingResponse:
    return await export.answer("service-mix", lambda business: flow.service_mix_text(export.services, business, days))


@router.get(
    "/conversations.csv", summary="Conversations, newest first", response_class=StreamingResponse, responses=CSV
)
async def conversations(export: ExportDep, days: Days = 30) -> StreamingResponse:
    return await export.answer(
        "conversations",
        lambda business: flow.as_text(
            export.services, business, flow.conversations_table(export.services, business, days)
        ),
    )


@router.get("/customers.csv", summary="All customers", response_class=StreamingResponse, responses=CSV)
async def customers(export: ExportDep) -> StreamingResponse:
    return await export.answer(
        "customers",
        lambda business: flow.as_text(export.services, business, flow.customers_table(export.services)),
    )


@router.get(
    "/appointments.csv",
    summary="Visits of the last days and those booked ahead",
    response_class=StreamingResponse,
    responses=CSV,
)
async def appointments(export: ExportDep, days: Days = 30) -> StreamingResponse:
    return await export.answer(
        "appointments",
        lambda business: flow.as_text(
            export.services, business, flow.appointments_table(export.services, business, days)
        ),
    )

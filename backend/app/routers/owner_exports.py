"""`/v1/owner/export`: tables as CSV, streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from app.core.businesses import Business
from app.flows import export_tables as flow
from app.routers.auth import OwnerDep, who
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.owner_statistics import Days
from app.routers.runner import Runner

router = APIRouter(prefix="/v1/owner/export", tags=["owner"])

_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "A table as CSV"}}


class Export:
    """One request for a table."""

    def __init__(self, request: Request, caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> None:
        self._business_id, self._who = caller.business_id, who(request, caller)
        self.services, self._runner = services, runner

    async def answer(self, name: str, text: Callable[[Business], Iterator[str]]) -> StreamingResponse:
        business = await self._runner.run(flow.begin_export, self.services, self._business_id, name, self._who)
        return StreamingResponse(
            _read(self._runner, text(business)),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )


ExportDep = Annotated[Export, Depends()]


@router.get("/service-mix.csv", summary="Visits by service", response_class=StreamingResponse, responses=_CSV)
async def service_mix(export: ExportDep, days: Days = 30) -> StreamingResponse:
    return await export.answer("service-mix", lambda business: flow.service_mix_text(export.services, business, days))


@router.get(
    "/conversations.csv", summary="Conversations, newest first", response_class=StreamingResponse, responses=_CSV
)
async def conversations(export: ExportDep, days: Days = 30) -> StreamingResponse:
    return await export.answer(
        "conversations",
        lambda business: flow.as_text(
            export.services, business, flow.conversations_table(export.services, business, days)
        ),
    )


@router.get("/customers.csv", summary="All customers", response_class=StreamingResponse, responses=_CSV)
async def customers(export: ExportDep) -> StreamingResponse:
    return await export.answer(
        "customers",
        lambda business: flow.as_text(export.services, business, flow.customers_table(export.services)),
    )


@router.get(
    "/appointments.csv",
    summary="Visits of the last days and those booked ahead",
    response_class=StreamingResponse,
    responses=_CSV,
)
async def appointments(export: ExportDep, days: Days = 30) -> StreamingResponse:
    return await export.answer(
        "appointments",
        lambda business: flow.as_text(
            export.services, business, flow.appointments_table(export.services, business, days)
        ),
    )


async def _read(runner: Runner, pieces: Iterator[str]) -> AsyncIterator[str]:
    """Each piece is read off the event loop, and only once the one before was sent."""
    while (piece := await runner.run_long(next, pieces, None)) is not None:
        yield piece

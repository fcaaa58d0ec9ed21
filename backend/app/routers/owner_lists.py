"""`/v1/owner/messages` and `/v1/owner/callbacks`: texts in and out, and people to ring back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app.core.callbacks import CallbackStatus
from app.core.texts import Direction, TextKind, TextStatus
from app.flows import owner_lists as flow
from app.flows.outside import run_turn
from app.routers.answers import Answer
from app.routers.auth import OwnerDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.paging import PagingDep
from app.routers.schemas.crm import given
from app.routers.schemas.fields import Id, Search
from app.routers.schemas.owner import (
    CallbackList,
    CallbackOut,
    CallbackPatch,
    TextList,
    callback_fields,
    text_fields,
)

router = APIRouter(prefix="/v1/owner", tags=["owner"])


@router.get("/messages", summary="Every text in and out, newest first", response_model=TextList)
async def messages(
    caller: OwnerDep,
    paging: PagingDep,
    services: ServicesDep,
    runner: RunnerDep,
    direction: Direction | None = None,
    phone: Annotated[Search | None, Query(description="Either end, as people write it")] = None,
    kind: TextKind | None = None,
    status: TextStatus | None = None,
) -> Answer:
    wanted = flow.TextFilter(direction, phone or None, kind, status)
    business, page = await runner.run(flow.list_texts, services, caller.business_id, wanted, paging.limit, paging.after)
    return Answer(paging.listing(page, lambda text: text_fields(text, business)))


@router.get("/callbacks", summary="People to ring back, newest first", response_model=CallbackList)
async def callbacks(
    caller: OwnerDep,
    paging: PagingDep,
    services: ServicesDep,
    runner: RunnerDep,
    status: CallbackStatus | None = None,
) -> Answer:
    business, page = await runner.run(
        flow.list_callbacks, services, caller.business_id, status, paging.limit, paging.after
    )
    return Answer(paging.listing(page, lambda callback: callback_fields(callback, business)))


@router.patch("/callbacks/{callback_id}", summary="Tick a callback off, or note something", response_model=CallbackOut)
async def change_callback(
    callback_id: Id, body: CallbackPatch, caller: OwnerDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    business, callback = await runner.run(
        run_turn,
        services,
        caller.business_id,
        lambda unit, _: flow.change_callback(unit, caller.business_id, callback_id, given(body)),
    )
    return Answer(callback_fields(callback, business))

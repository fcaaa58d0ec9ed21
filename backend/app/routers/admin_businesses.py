"""`/v1/admin/businesses`: tenants, and their secrets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.core.credentials import CredentialKind
from app.flows import admin_businesses as flow
from app.flows.answer_once import DEPLOYMENT, Answered, answer_once
from app.flows.outside import run_turn
from app.routers.answers import Answer
from app.routers.auth import AdminDep, who
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep, once
from app.routers.paging import PagingDep
from app.routers.schemas.fields import Id
from app.routers.schemas.tenants import (
    MOST_GRACE,
    SECRETS,
    NewTenantBody,
    NewTenantOut,
    RotateBody,
    TenantBody,
    TenantList,
    TenantOut,
    rotated_fields,
    tenant_fields,
)

router = APIRouter(prefix="/v1/admin/businesses", tags=["admin"])

Grace = Annotated[int, Query(ge=0, le=MOST_GRACE, description="How long the old secret goes on working")]


@router.post("", summary="Make a tenant; its secrets are shown this once", status_code=201, response_model=NewTenantOut)
async def create(
    body: NewTenantBody,
    request: Request,
    caller: AdminDep,
    asked: OnceDep,
    services: ServicesDep,
    runner: RunnerDep,
) -> Answer:
    answered = await runner.run(
        answer_once,
        services,
        DEPLOYMENT,
        asked,
        lambda unit, _: flow.create_business(unit, services, body.make, who(request, caller)),
        lambda _unit, tenant: Answered(201, tenant_fields(tenant)),
        secrets=SECRETS,
    )
    return once(answered)


@router.get("", summary="Tenants, oldest first", response_model=TenantList)
async def find(caller: AdminDep, paging: PagingDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    del caller
    page = await runner.run(flow.list_businesses, services, paging.limit, paging.after)
    return Answer(paging.listing(page, tenant_fields))


@router.get("/{business_id}", summary="One tenant", response_model=TenantOut)
async def read(business_id: Id, caller: AdminDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    del caller
    return Answer(tenant_fields(await runner.run(flow.read_tenant, services, business_id)))


@router.patch("/{business_id}", summary="Change, suspend or resume a tenant", response_model=TenantOut)
async def change(
    business_id: Id,
    body: TenantBody,
    request: Request,
    caller: AdminDep,
    services: ServicesDep,
    runner: RunnerDep,
) -> Answer:
    tenant = await runner.run(
        run_turn,
        services,
        business_id,
        lambda unit, _: flow.change_tenant(unit, services, business_id, body.apply, who(request, caller)),
    )
    return Answer(tenant_fields(tenant))


def _rotation(kind: CredentialKind) -> Callable[..., Awaitable[Answer]]:
    async def rotate(
        business_id: Id,
        request: Request,
        caller: AdminDep,
        asked: OnceDep,
        services: ServicesDep,
        runner: RunnerDep,
        body: RotateBody | None = None,
        grace_minutes: Grace = 0,
    ) -> Answer:
        grace = body.grace_minutes if body is not None else grace_minutes
        answered = await runner.run(
            answer_once,
            services,
            DEPLOYMENT,
            asked,
            lambda unit, _: flow.rotate_credential(unit, services, business_id, kind, grace, who(request, caller)),
            lambda _unit, rotated: Answered(200, rotated_fields(rotated, business_id)),
            secrets=SECRETS,
        )
        return once(answered)

    return rotate


for _path, _kind, _what in (
    ("rotate-key", CredentialKind.API_KEY, "API key"),
    ("rotate-owner-token", CredentialKind.OWNER_TOKEN, "owner token"),
    ("rotate-widget-token", CredentialKind.WIDGET_TOKEN, "widget token"),
):
    router.add_api_route(
        f"/{{business_id}}/{_path}",
        _rotation(_kind),
        methods=["POST"],
        summary=f"A new {_what}, shown this once; the old one stops at once or after the grace",
        response_model=None,
    )

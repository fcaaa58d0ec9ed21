"""`POST /v1/admin/demo-tenants`: two tenants to look at, each with a month behind it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.flows.demo_tenants import make_demo_tenants
from app.routers.answers import Answer
from app.routers.auth import AdminDep, deployment_secrets, who
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep

router = APIRouter(prefix="/v1/admin", tags=["admin"])


class DemoTenantOut(BaseModel):
    id: str
    name: str
    api_key: str
    owner_token: str
    widget_token: str


class DemoTenantsOut(BaseModel):
    tenants: list[DemoTenantOut]


@router.post(
    "/demo-tenants",
    summary="Two tenants with a month behind them; calling it again answers the same",
    status_code=201,
    response_model=DemoTenantsOut,
)
async def make(
    request: Request, caller: AdminDep, services: ServicesDep, runner: RunnerDep, settings: SettingsDep
) -> Answer:
    admin_key = deployment_secrets(settings).admin_key
    made = await runner.run_long(make_demo_tenants, services, admin_key, who(request, caller))
    tenants = [
        {
            "id": tenant.business.id,
            "name": tenant.business.name,
            **{str(kind): secret for kind, secret in tenant.secrets.items()},
        }
        for tenant in made
    ]
    return Answer({"tenants": tenants}, status_code=201)

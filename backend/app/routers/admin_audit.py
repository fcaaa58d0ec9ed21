"""`GET /v1/admin/audit`: who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from app.core.audit import AuditEntry
from app.flows.read_audit import read_audit
from app.routers.answers import Answer
from app.routers.auth import AdminDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.paging import PagingDep
from app.routers.schemas.fields import Id, Moment

router = APIRouter(prefix="/v1/admin", tags=["admin"])

From = Annotated[Moment | None, Query(alias="from", description="ISO 8601 with an offset, inclusive")]


class AuditLine(BaseModel):
    """`actor` is a role and the prefix of a credential; `target` an id."""

    at: datetime
    actor: str
    action: str
    business_id: str | None
    target: str | None
    request_id: str | None


class AuditList(BaseModel):
    items: list[AuditLine]
    next_cursor: str | None


@router.get("/audit", summary="Who did what, newest first", response_model=AuditList)
async def audit(
    caller: AdminDep,
    paging: PagingDep,
    services: ServicesDep,
    runner: RunnerDep,
    business_id: Annotated[Id | None, Query(description="Only what concerns this tenant")] = None,
    since: From = None,
) -> Answer:
    del caller
    page = await runner.run(read_audit, services, business_id, since, paging.limit, paging.after)
    return Answer(paging.listing(page, _fields))


def _fields(line: AuditEntry) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "actor": line.actor,
        "action": line.action,
        "business_id": line.business_id,
        "target": line.target,
        "request_id": line.request_id,
    }

"""`GET /v1/admin/system`: what runs here, whether it is ready, what waits."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.flows.system_state import system_state
from app.routers.answers import Answer
from app.routers.auth import AdminDep
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep

router = APIRouter(prefix="/v1/admin", tags=["admin"])


class DatabaseOut(BaseModel):
    """`detail`: what is wrong and what to do; `schema`: the revision it is at, null for memory."""

    ready: bool
    detail: str | None
    schema_: str | None = Field(alias="schema")


class OutboxOut(BaseModel):
    pending: int
    oldest_age_seconds: float


class TextsOut(BaseModel):
    """Of all tenants, since each began."""

    sent: int
    delivered: int
    failed: int
    segments: int


class ProvidersOut(BaseModel):
    sms: str
    calendar: str
    speech: str
    assistant: str


class SystemOut(BaseModel):
    version: str
    environment: str
    public_base_url: str | None
    database: DatabaseOut
    outbox: OutboxOut
    texts: TextsOut
    providers: ProvidersOut
    tenants: int


@router.get(
    "/system", summary="What runs here, whether it is ready, and what waits to go out", response_model=SystemOut
)
async def system(
    request: Request, caller: AdminDep, services: ServicesDep, runner: RunnerDep, settings: SettingsDep
) -> Answer:
    del caller
    state = await runner.run(system_state, services)
    figures = state.figures
    return Answer(
        {
            "version": request.app.version,
            "environment": settings.environment,
            "public_base_url": settings.public_base_url,
            "database": {"ready": state.trouble is None, "detail": state.trouble, "schema": state.schema},
            "outbox": {"pending": figures.outbox_pending, "oldest_age_seconds": figures.outbox_oldest_age},
            "texts": dict(state.texts),
            "providers": {
                "sms": settings.sms_provider,
                "calendar": "stub" if settings.calendar_use_stub else "google",
                "speech": settings.speech_provider,
                "assistant": settings.assistant_provider,
            },
            "tenants": len(figures.tenants),
        }
    )

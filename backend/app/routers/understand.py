"""`/v1/voice/understand`: what the assistant makes of one utterance. Nothing is stored."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import AfterValidator, Field

from app.core.time_zones import known_timezone
from app.core.understanding.frame import Language
from app.flows.explain_words import explain_words
from app.routers.answers import Answer
from app.routers.auth import TenantDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.schemas.fields import Moment, Shape
from app.routers.schemas.understood import UnderstoodOut, understood_fields

router = APIRouter(prefix="/v1/voice", tags=["voice"])


class UnderstandBody(Shape):
    """`now` with an offset (default: the service's clock), `timezone` an IANA name (default: the business's)."""

    text: str = Field(max_length=100_000)
    now: Moment | None = None
    timezone: Annotated[str, AfterValidator(known_timezone)] | None = None
    language: Literal["en", "es"] | None = None


@router.post(
    "/understand", summary="What the assistant makes of one utterance; nothing is stored", response_model=UnderstoodOut
)
async def understand(body: UnderstandBody, caller: TenantDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    frame = await runner.run(
        explain_words,
        services,
        caller.business_id,
        body.text,
        now=body.now,
        zone=ZoneInfo(body.timezone) if body.timezone else None,
        language=Language(body.language) if body.language else None,
    )
    return Answer(understood_fields(frame))

"""`/v1/voice/understand`: what the assistant makes of one utterance. Nothing is stored."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import AfterValidator, AwareDatetime, Field

from app.core.understanding.frame import Language
from app.flows.explain_words import explain_words
from app.routers.answers import Answer
from app.routers.auth import TenantDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.schemas.business import Shape, known_timezone
from app.routers.schemas.understood import UnderstoodOut, understood_fields

router = APIRouter(prefix="/v1/voice", tags=["voice"])


def _sensible(moment: datetime) -> datetime:
    """Calendars are reckoned from it in both directions, so it keeps away from the ends of time."""
    if not datetime(1970, 1, 1, tzinfo=UTC) <= moment <= datetime(2500, 1, 1, tzinfo=UTC):
        raise ValueError("must be between the years 1970 and 2500")
    return moment


class UnderstandBody(Shape):
    """`now` with an offset (default: the service's clock), `timezone` an IANA name (default: the business's)."""

    text: str = Field(max_length=100_000)
    now: Annotated[AwareDatetime, AfterValidator(_sensible)] | None = None
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

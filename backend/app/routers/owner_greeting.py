"""`POST /v1/owner/greeting/preview`: how a greeting will sound."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from app.flows.preview_greeting import preview_greeting
from app.routers.answers import Answer
from app.routers.auth import OwnerDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.schemas.fields import Prose
from app.routers.schemas.session import AudioOut
from app.routers.speaking import audio_of

router = APIRouter(prefix="/v1/owner", tags=["owner"])


class PreviewBody(BaseModel):
    """Without a text, the greeting of the settings."""

    text: Prose = ""


class PreviewOut(BaseModel):
    """`text`: the greeting as it was given; `heard`: all that a new caller hears, which `audio` plays."""

    text: str
    heard: str
    audio: AudioOut | None


@router.post("/greeting/preview", summary="How a greeting will sound", response_model=PreviewOut)
async def preview(
    caller: OwnerDep, services: ServicesDep, runner: RunnerDep, body: PreviewBody | None = None
) -> Answer:
    text = body.text.strip() if body else ""
    shown = await runner.run(preview_greeting, services, caller.business_id, text)
    audio = await audio_of(runner, services, caller.business_id, shown.heard, shown.language)
    return Answer({"text": text or shown.heard, "heard": shown.heard, "audio": audio})

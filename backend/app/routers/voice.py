"""`/v1/voice/session`: a spoken conversation led through the API, as the try page does."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response

from app.core import tallies
from app.core.conversations import Channel
from app.flows import speak
from app.flows.converse import StartCommand
from app.providers.ports import SOUND_TYPE
from app.routers.answers import Answer
from app.routers.auth import TenantDep
from app.routers.conversing import Desk, heard_of
from app.routers.counting import Counters, counted
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep
from app.routers.schemas.session import (
    EndBody,
    EndedOut,
    InputBody,
    StartBody,
    StartedOut,
    TurnOut,
    started_fields,
    turn_fields,
)

COUNTERS = Counters(
    "voice_session_requests", "voice_session_errors", tallies.VOICE_SESSION_REQUESTS, tallies.VOICE_SESSION_ERRORS
)

Token = Annotated[str, Path(max_length=4_096)]
SOUND: dict[int | str, dict[str, Any]] = {200: {"content": {"audio/wav": {}}, "description": "A recording"}}

router = APIRouter(prefix="/v1/voice", tags=["voice"])
sessions = APIRouter(prefix="/v1/voice/session", tags=["voice"], dependencies=[Depends(counted(COUNTERS))])


def _desk(caller: TenantDep, services: ServicesDep, runner: RunnerDep) -> Desk:
    return Desk(services, runner, caller.business_id, COUNTERS.tenant_requests, spoken=True)


DeskDep = Annotated[Desk, Depends(_desk)]


@sessions.post("/start", summary="Begin a conversation; the reply is the greeting", response_model=StartedOut)
async def start(desk: DeskDep, asked: OnceDep, body: StartBody | None = None) -> Answer:
    given = body or StartBody()
    command = StartCommand(
        Channel.VOICE,
        caller_phone=given.caller_phone,
        provider_call_id=given.provider_call_id or None,
        lead_source=given.lead_source or None,
        language=given.language,
    )
    return await desk.begin(command, asked, started_fields)


@sessions.post("/input", summary="What the caller said; the reply is the next words", response_model=TurnOut)
async def hear(body: InputBody, desk: DeskDep, asked: OnceDep) -> Answer:
    return await desk.hear(body.session_id, heard_of(body), asked, turn_fields)


@sessions.post("/end", summary="The caller has gone", response_model=EndedOut)
async def end(body: EndBody, desk: DeskDep) -> Answer:
    return await desk.end(body.session_id)


@router.get("/audio/{token}", summary="Play what an answer's `audio` names", response_class=Response, responses=SOUND)
async def play(token: Token, services: ServicesDep, runner: RunnerDep) -> Response:
    """The token is the credential: it names one business's words, and ends a quarter of an hour after it was made."""
    sound = await runner.run_long(speak.play, services, token)
    return Response(sound.content, media_type=SOUND_TYPE, headers={"Cache-Control": "private, max-age=300"})

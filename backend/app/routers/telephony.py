"""`/telephony`: the same conversation, for a telephone provider that speaks JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from app.core import tallies
from app.core.conversations import Channel
from app.flows.converse import StartCommand
from app.routers.answers import Answer
from app.routers.auth import TenantDep
from app.routers.conversing import Desk, heard_of
from app.routers.counting import Counters, counted
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep
from app.routers.schemas.session import (
    EndBody,
    EndedOut,
    InboundBody,
    InputBody,
    StartedOut,
    TurnOut,
    started_fields,
    turn_fields,
)

COUNTERS = Counters("twilio_voice_requests", "twilio_voice_errors", tallies.VOICE_REQUESTS, tallies.VOICE_ERRORS)

router = APIRouter(prefix="/telephony", tags=["telephony"], dependencies=[Depends(counted(COUNTERS))])


def _desk(caller: TenantDep, services: ServicesDep, runner: RunnerDep) -> Desk:
    return Desk(services, runner, caller.business_id, COUNTERS.tenant_requests, spoken=True)


DeskDep = Annotated[Desk, Depends(_desk)]


@router.post("/inbound", summary="A call comes in; the reply is the greeting", response_model=StartedOut)
async def inbound(desk: DeskDep, asked: OnceDep, body: InboundBody | None = None) -> Answer:
    given = body or InboundBody()
    command = StartCommand(
        Channel.VOICE,
        caller_phone=given.caller_phone,
        provider_call_id=given.provider_call_id or None,
        lead_source=given.lead_source or None,
    )
    return await desk.begin(command, asked, started_fields)


@router.post("/audio", summary="What the caller said; the reply is the next words", response_model=TurnOut)
async def audio(body: InputBody, desk: DeskDep, asked: OnceDep) -> Answer:
    return await desk.hear(body.session_id, heard_of(body), asked, turn_fields)


@router.post("/end", summary="The call is over", response_model=EndedOut)
async def end(body: EndBody, desk: DeskDep) -> Answer:
    return await desk.end(body.session_id)

"""`/v1/widget`: the chat on a business's web site."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from app.core import tallies
from app.core.businesses import Business
from app.core.conversations import Channel
from app.core.wording.catalogue import say
from app.flows.change_business import read_business
from app.flows.converse import StartCommand
from app.routers.answers import Answer
from app.routers.auth import WidgetDep
from app.routers.conversing import Desk, words
from app.routers.counting import Counters, counted
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep
from app.routers.schemas.session import (
    ChatBusinessOut,
    ChatMessageBody,
    ChatStartBody,
    ChatStartedOut,
    ChatTurnOut,
    chat_started_fields,
    chat_turn_fields,
)

COUNTERS = Counters("widget_requests", "widget_errors", tallies.WIDGET_REQUESTS, tallies.WIDGET_ERRORS)

router = APIRouter(prefix="/v1/widget", tags=["widget"], dependencies=[Depends(counted(COUNTERS))])


def _desk(caller: WidgetDep, services: ServicesDep, runner: RunnerDep) -> Desk:
    return Desk(services, runner, caller.business_id, COUNTERS.tenant_requests)


DeskDep = Annotated[Desk, Depends(_desk)]


@router.get("/business", summary="Who answers here", response_model=ChatBusinessOut)
async def business(desk: DeskDep) -> Answer:
    return Answer(_shown(await desk.runner.run(read_business, desk.services, desk.business_id)))


@router.post("/start", summary="Open a chat; the reply is the greeting", response_model=ChatStartedOut)
async def start(desk: DeskDep, asked: OnceDep, body: ChatStartBody | None = None) -> Answer:
    given = body or ChatStartBody()
    command = StartCommand(
        Channel.WEB, name=given.name or None, phone=given.phone, email=given.email, lead_source="widget"
    )
    return await desk.begin(command, asked, chat_started_fields)


@router.post("/message", summary="What the visitor wrote; the reply is the next words", response_model=ChatTurnOut)
async def message(body: ChatMessageBody, desk: DeskDep, asked: OnceDep) -> Answer:
    """A chat's conversation id is the secret that opens it, so it is its session's id too."""
    return await desk.hear(body.conversation_id, words(body.text), asked, chat_turn_fields, only=Channel.WEB)


def _shown(business: Business) -> dict[str, str]:
    greeting = business.greeting or say(business.language, "greeting.web", business=business.name)
    return {"id": business.id, "name": business.name, "language": business.language, "greeting": greeting}

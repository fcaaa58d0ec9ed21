"""`/v1/crm/conversations`: what was said, and what came of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app.core.conversations import Channel, Outcome
from app.flows import crm_conversations as flow
from app.flows.outside import run_turn
from app.routers.answers import Answer
from app.routers.auth import CrmDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.paging import PagingDep
from app.routers.schemas.crm import (
    ConversationList,
    ConversationPatch,
    ConversationWithMessages,
    conversation_fields,
    given,
    message_fields,
)
from app.routers.schemas.fields import Id, Search

router = APIRouter(prefix="/v1/crm/conversations", tags=["crm"])


@router.get("", summary="Conversations, newest first", response_model=ConversationList)
async def find(
    caller: CrmDep,
    paging: PagingDep,
    services: ServicesDep,
    runner: RunnerDep,
    channel: Channel | None = None,
    outcome: Outcome | None = None,
    flagged: bool | None = None,
    q: Annotated[Search | None, Query(description="Part of the name, phone, summary or notes")] = None,
) -> Answer:
    wanted = flow.ConversationFilter(channel, outcome, flagged, q or None)
    business, page = await runner.run(
        flow.list_conversations, services, caller.business_id, wanted, paging.limit, paging.after
    )
    return Answer(paging.listing(page, lambda talk: conversation_fields(talk, business)))


@router.get("/{conversation_id}", summary="One conversation with its messages", response_model=ConversationWithMessages)
async def read(conversation_id: Id, caller: CrmDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    business, talk, messages = await runner.run(flow.read_conversation, services, caller.business_id, conversation_id)
    said = [message_fields(message, business) for message in messages]
    return Answer({**conversation_fields(talk, business), "messages": said})


@router.patch(
    "/{conversation_id}", summary="Flag, tag, note, or correct the outcome", response_model=ConversationWithMessages
)
async def change(
    conversation_id: Id, body: ConversationPatch, caller: CrmDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    await runner.run(
        run_turn,
        services,
        caller.business_id,
        lambda unit, _: flow.change_conversation(unit, caller.business_id, conversation_id, given(body)),
    )
    return await read(conversation_id, caller, services, runner)

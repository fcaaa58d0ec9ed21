"""`POST /v1/owner/messages`, take-over and hand-back: the owner speaks for themselves."""

from __future__ import annotations

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field, model_validator

from app.core.texts import Text
from app.flows.answer_once import Answered, answer_once
from app.flows.converse import business_of
from app.flows.open_emergencies import take_by_hand
from app.flows.outside import Outside, run_turn
from app.flows.take_over import hand_back, take_over
from app.flows.text_by_hand import text_by_hand_in
from app.repositories.ports import UnitOfWork
from app.routers.answers import Answer
from app.routers.auth import OwnerDep
from app.routers.crm_conversations import read
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep, once
from app.routers.schemas.crm import ConversationWithMessages
from app.routers.schemas.fields import Id, PhoneText, Prose, Shape
from app.routers.schemas.owner import TextOut, text_fields

router = APIRouter(prefix="/v1/owner", tags=["owner"])


class MessageBody(Shape):
    """To a number or a customer, whichever is given."""

    body: Annotated[Prose, Field(min_length=1, max_length=1600)]
    phone: PhoneText | None = None
    customer_id: Id | None = None

    @model_validator(mode="after")
    def _one_recipient(self) -> Self:
        if (self.phone is None) == (self.customer_id is None):
            raise ValueError("give either `phone` or `customer_id`")
        return self


@router.post(
    "/messages", summary="Send a text by hand, through the consent gate", status_code=201, response_model=TextOut
)
async def send(body: MessageBody, caller: OwnerDep, asked: OnceDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    business_id = caller.business_id

    def finish(unit: UnitOfWork, text: Text) -> Answered:
        stored = unit.texts.get(business_id, text.id) or text
        return Answered(201, text_fields(stored, business_of(unit, business_id)))

    answered = await runner.run(
        answer_once,
        services,
        business_id,
        asked,
        lambda unit, _: text_by_hand_in(
            unit, services, business_id, body=body.body, phone=body.phone, customer_id=body.customer_id
        ),
        finish,
    )
    return once(answered)


@router.post(
    "/conversations/{conversation_id}/takeover",
    summary="The assistant stays silent in this conversation",
    response_model=ConversationWithMessages,
)
async def takeover(conversation_id: Id, caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    def begin(unit: UnitOfWork, _: Outside) -> None:
        take_by_hand(unit, services, caller.business_id, conversation_id)
        take_over(unit, services, caller.business_id, conversation_id)

    await runner.run(run_turn, services, caller.business_id, begin)
    return await read(conversation_id, caller, services, runner)


@router.post(
    "/conversations/{conversation_id}/handback",
    summary="The assistant answers again in this conversation",
    response_model=ConversationWithMessages,
)
async def handback(conversation_id: Id, caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    await runner.run(
        run_turn,
        services,
        caller.business_id,
        lambda unit, _: hand_back(unit, caller.business_id, conversation_id),
    )
    return await read(conversation_id, caller, services, runner)

"""`/v1/owner/privacy`: what is held on a person, given to them or erased."""

from __future__ import annotations

from typing import Any, Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, model_validator

from app.core.businesses import Business
from app.core.opt_outs import OptOut
from app.flows.privacy import Holding, erase_person, export_person
from app.routers.answers import Answer, local_time
from app.routers.auth import OwnerDep, who
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.schemas.appointments import AppointmentOut, appointment_fields
from app.routers.schemas.crm import (
    ConversationWithMessages,
    CustomerOut,
    conversation_fields,
    customer_fields,
    message_fields,
)
from app.routers.schemas.fields import Id, PhoneText, Shape
from app.routers.schemas.owner import CallbackOut, TextOut, callback_fields, text_fields

router = APIRouter(prefix="/v1/owner/privacy", tags=["owner"])


class PersonBody(Shape):
    """By number or customer, whichever is given."""

    phone: PhoneText | None = None
    customer_id: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.phone is None) == (self.customer_id is None):
            raise ValueError("give either `phone` or `customer_id`")
        return self


class PersonOut(BaseModel):
    phone: str | None
    customer: CustomerOut | None
    appointments: list[AppointmentOut]
    conversations: list[ConversationWithMessages]
    messages: list[TextOut]
    callbacks: list[CallbackOut]
    opt_out: dict[str, Any] | None


class ErasedOut(BaseModel):
    """How much of what was erased."""

    erased: dict[str, int]


@router.post("/export", summary="All that is held on a person", response_model=PersonOut)
async def export(
    body: PersonBody, request: Request, caller: OwnerDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    holding = await runner.run_long(
        export_person,
        services,
        caller.business_id,
        who(request, caller),
        phone=body.phone,
        customer_id=body.customer_id,
    )
    return Answer(_fields(holding))


@router.post("/erase", summary="Erase a person; the counts stay", response_model=ErasedOut)
async def erase(
    body: PersonBody, request: Request, caller: OwnerDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    erased = await runner.run_long(
        erase_person,
        services,
        caller.business_id,
        who(request, caller),
        phone=body.phone,
        customer_id=body.customer_id,
    )
    return Answer({"erased": erased})


def _fields(holding: Holding) -> dict[str, Any]:
    person, business = holding.person, holding.person.business
    return {
        "phone": person.phone,
        "customer": customer_fields(person.customer, business) if person.customer else None,
        "appointments": [appointment_fields(visit, business) for visit in person.visits],
        "conversations": [
            {
                **conversation_fields(talk, business),
                "messages": [message_fields(message, business) for message in holding.messages[talk.id]],
            }
            for talk in person.conversations
        ],
        "messages": [text_fields(text, business) for text in person.texts],
        "callbacks": [callback_fields(callback, business) for callback in person.callbacks],
        "opt_out": _opt_out_fields(person.opt_out, business),
    }


def _opt_out_fields(opt_out: OptOut | None, business: Business) -> dict[str, Any] | None:
    if opt_out is None:
        return None
    return {
        "opted_out": opt_out.opted_out,
        "at": local_time(opt_out.at, business),
        "source": opt_out.source,
        "evidence": opt_out.evidence,
    }

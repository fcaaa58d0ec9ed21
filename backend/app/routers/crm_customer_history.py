"""`/v1/crm/customers/{id}/…`: what happened with one person, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.conversations import Conversation
from app.core.texts import Text
from app.flows.crm_appointments import list_appointments
from app.flows.crm_conversations import ConversationFilter, list_conversations
from app.flows.crm_customers import read_customer
from app.flows.crm_timeline import Moment, timeline
from app.routers.answers import Answer, local_time
from app.routers.auth import CrmDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.paging import PagingDep
from app.routers.schemas.appointments import AppointmentList, AppointmentOut, appointment_fields
from app.routers.schemas.crm import ConversationList, ConversationOut, conversation_fields
from app.routers.schemas.fields import Id
from app.routers.schemas.owner import CallbackOut, TextOut, callback_fields, text_fields

router = APIRouter(prefix="/v1/crm/customers/{customer_id}", tags=["crm"])


class TimelineItem(BaseModel):
    """The record stands under the name of its type."""

    type: Literal["appointment", "conversation", "text", "callback"]
    at: datetime
    id: str
    appointment: AppointmentOut | None = None
    conversation: ConversationOut | None = None
    text: TextOut | None = None
    callback: CallbackOut | None = None


class Timeline(BaseModel):
    items: list[TimelineItem]
    next_cursor: str | None


@router.get("/appointments", summary="A customer's visits, newest first", response_model=AppointmentList)
async def appointments(
    customer_id: Id, caller: CrmDep, paging: PagingDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    business, customer = await runner.run(read_customer, services, caller.business_id, customer_id)
    page = await runner.run(
        list_appointments,
        services,
        caller.business_id,
        limit=paging.limit,
        after=paging.after,
        customer_id=customer.id,
        newest_first=True,
    )
    return Answer(paging.listing(page, lambda visit: appointment_fields(visit, business)))


@router.get("/conversations", summary="A customer's conversations, newest first", response_model=ConversationList)
async def conversations(
    customer_id: Id, caller: CrmDep, paging: PagingDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    business, customer = await runner.run(read_customer, services, caller.business_id, customer_id)
    wanted = ConversationFilter(customer_id=customer.id)
    _, page = await runner.run(list_conversations, services, caller.business_id, wanted, paging.limit, paging.after)
    return Answer(paging.listing(page, lambda talk: conversation_fields(talk, business)))


@router.get("/timeline", summary="Visits, conversations, texts and callbacks, newest first", response_model=Timeline)
async def everything(
    customer_id: Id, caller: CrmDep, paging: PagingDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    business, page = await runner.run(timeline, services, caller.business_id, customer_id, paging.limit, paging.after)
    return Answer(paging.listing(page, lambda moment: _fields(moment, business)))


def _fields(moment: Moment, business: Business) -> dict[str, Any]:
    record = moment.record
    fields: dict[str, Any]
    if isinstance(record, Appointment):
        fields = appointment_fields(record, business)
    elif isinstance(record, Conversation):
        fields = conversation_fields(record, business)
    elif isinstance(record, Text):
        fields = text_fields(record, business)
    else:
        fields = callback_fields(record, business)
    return {"type": moment.kind, "at": local_time(moment.at, business), "id": record.id, moment.kind: fields}

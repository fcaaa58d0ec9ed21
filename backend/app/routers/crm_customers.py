"""`/v1/crm/customers`: the people whom the business serves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.flows import crm_customers as flow
from app.flows.answer_once import Answered, answer_once
from app.flows.converse import business_of
from app.flows.outside import run_turn
from app.routers.answers import Answer
from app.routers.auth import CrmDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep, once
from app.routers.paging import PagingDep
from app.routers.schemas.crm import CustomerBody, CustomerList, CustomerOut, CustomerPatch, customer_fields, given
from app.routers.schemas.fields import Id, Search, Tag

router = APIRouter(prefix="/v1/crm/customers", tags=["crm"])


@router.post(
    "",
    summary="Add a customer, or update the one with this phone number",
    status_code=201,
    response_model=CustomerOut,
    responses={200: {"model": CustomerOut, "description": "A customer with this phone number existed: updated"}},
)
async def add(body: CustomerBody, caller: CrmDep, asked: OnceDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    answered = await runner.run(
        answer_once,
        services,
        caller.business_id,
        asked,
        lambda unit, _: flow.add_customer(unit, services, caller.business_id, given(body)),
        lambda unit, added: Answered(
            201 if added.new else 200, customer_fields(added.customer, business_of(unit, caller.business_id))
        ),
    )
    return once(answered)


@router.get("", summary="Customers, newest first", response_model=CustomerList)
async def find(
    caller: CrmDep,
    paging: PagingDep,
    services: ServicesDep,
    runner: RunnerDep,
    q: Annotated[Search | None, Query(description="Part of a name, phone, email or address")] = None,
    tag: Annotated[Tag | None, Query(description="Customers with this tag")] = None,
    phone: Annotated[Search | None, Query(description="The customer with this number, as people write it")] = None,
) -> Answer:
    wanted = flow.CustomerFilter(q or None, tag or None, phone or None)
    business, page = await runner.run(
        flow.list_customers, services, caller.business_id, wanted, paging.limit, paging.after
    )
    return Answer(paging.listing(page, lambda customer: customer_fields(customer, business)))


@router.get("/{customer_id}", summary="One customer", response_model=CustomerOut)
async def read(customer_id: Id, caller: CrmDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    business, customer = await runner.run(flow.read_customer, services, caller.business_id, customer_id)
    return Answer(customer_fields(customer, business))


@router.patch("/{customer_id}", summary="Change the named fields of a customer", response_model=CustomerOut)
async def change(
    customer_id: Id, body: CustomerPatch, caller: CrmDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    await runner.run(
        run_turn,
        services,
        caller.business_id,
        lambda unit, _: flow.change_customer(unit, services, caller.business_id, customer_id, given(body)),
    )
    return await read(customer_id, caller, services, runner)


@router.delete("/{customer_id}", summary="Forget a customer's record", status_code=204)
async def remove(customer_id: Id, caller: CrmDep, services: ServicesDep, runner: RunnerDep) -> Response:
    await runner.run(
        run_turn,
        services,
        caller.business_id,
        lambda unit, _: flow.remove_customer(unit, services, caller.business_id, customer_id),
    )
    return Response(status_code=204)

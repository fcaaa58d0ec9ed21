"""`/v1/crm/appointments` and `/v1/crm/availability`: the schedule, by hand."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.core.appointments import AppointmentStatus
from app.flows import crm_appointments as flow
from app.flows.answer_once import Answered, answer_once
from app.flows.change_business import read_business
from app.flows.converse import business_of
from app.flows.crm_availability import as_fields, list_availability
from app.flows.crm_change_appointment import AppointmentPatch, change_appointment, preview_change
from app.flows.crm_place import stored_visit
from app.flows.crm_preview import Preview, preview
from app.routers.answers import Answer
from app.routers.auth import CrmDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep, once
from app.routers.paging import MOST, PagingDep
from app.routers.schemas.appointments import (
    AppointmentBody,
    AppointmentList,
    AppointmentOut,
    AppointmentPatchBody,
    Availability,
    appointment_fields,
)
from app.routers.schemas.crm import given
from app.routers.schemas.fields import Id, Line, Moment
from app.routers.schemas.owner import text_fields

router = APIRouter(prefix="/v1/crm", tags=["crm"])

From = Annotated[Moment | None, Query(alias="from", description="ISO 8601 with an offset, inclusive")]
To = Annotated[Moment | None, Query(alias="to", description="ISO 8601 with an offset, exclusive")]
Statuses = Annotated[list[AppointmentStatus], Query(default_factory=list, description="May be named several times")]
DryRun = Annotated[bool, Query(description="Change nothing; answer what would be, and the `texts` that would go out")]
Force = Annotated[bool, Query(description="Overrule opening hours; never an overlap")]


@router.post("/appointments", summary="Book by hand", status_code=201, response_model=AppointmentOut)
async def book(
    body: AppointmentBody,
    caller: CrmDep,
    asked: OnceDep,
    services: ServicesDep,
    runner: RunnerDep,
    force: Force = False,
    dry_run: DryRun = False,
) -> Answer:
    business_id, new = caller.business_id, body.new()
    if dry_run:
        seen = await runner.run(
            preview,
            services,
            business_id,
            lambda unit, uncounted, outside: flow.create_appointment_in(
                unit, uncounted, outside, business_id, new, actor=caller.actor, force=force
            ),
        )
        return Answer(preview_fields(seen))
    answered = await runner.run(
        answer_once,
        services,
        business_id,
        asked,
        lambda unit, outside: flow.create_appointment_in(
            unit, services, outside, business_id, new, actor=caller.actor, force=force
        ),
        lambda unit, visit: Answered(
            201, appointment_fields(stored_visit(unit, business_id, visit.id), business_of(unit, business_id))
        ),
    )
    return once(answered)


@router.get("/appointments", summary="Appointments by start time", response_model=AppointmentList)
async def find(
    caller: CrmDep,
    paging: PagingDep,
    services: ServicesDep,
    runner: RunnerDep,
    status: Statuses,
    start: From = None,
    end: To = None,
    customer_id: Id | None = None,
    technician_id: Line | None = None,
) -> Answer:
    business = await runner.run(read_business, services, caller.business_id)
    page = await runner.run(
        flow.list_appointments,
        services,
        caller.business_id,
        limit=paging.limit,
        after=paging.after,
        start=start,
        end=end,
        statuses=status,
        customer_id=customer_id,
        technician_id=technician_id or None,
    )
    return Answer(paging.listing(page, lambda visit: appointment_fields(visit, business)))


@router.get("/appointments/{appointment_id}", summary="One appointment", response_model=AppointmentOut)
async def read(appointment_id: Id, caller: CrmDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    business = await runner.run(read_business, services, caller.business_id)
    visit = await runner.run(flow.get_appointment, services, caller.business_id, appointment_id)
    return Answer(appointment_fields(visit, business))


@router.patch("/appointments/{appointment_id}", summary="Change, move or close a visit", response_model=AppointmentOut)
async def change(
    appointment_id: Id,
    body: AppointmentPatchBody,
    caller: CrmDep,
    services: ServicesDep,
    runner: RunnerDep,
    force: Force = False,
    dry_run: DryRun = False,
) -> Answer:
    patch = AppointmentPatch(given(body))
    if dry_run:
        return Answer(
            preview_fields(
                await runner.run(
                    preview_change,
                    services,
                    caller.business_id,
                    appointment_id,
                    patch,
                    actor=caller.actor,
                    force=force,
                )
            )
        )
    await runner.run(
        change_appointment, services, caller.business_id, appointment_id, patch, actor=caller.actor, force=force
    )
    return await read(appointment_id, caller, services, runner)


@router.delete("/appointments/{appointment_id}", summary="Cancel a visit", response_model=AppointmentOut)
async def cancel(appointment_id: Id, caller: CrmDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    await runner.run(flow.cancel_appointment, services, caller.business_id, appointment_id, actor=caller.actor)
    return await read(appointment_id, caller, services, runner)


@router.get("/availability", summary="Free times, in order", response_model=Availability)
async def availability(
    caller: CrmDep,
    services: ServicesDep,
    runner: RunnerDep,
    start: From = None,
    end: To = None,
    service_type: Line | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Answer:
    business = await runner.run(read_business, services, caller.business_id)
    slots = await runner.run(
        list_availability,
        services,
        caller.business_id,
        start=start,
        end=end,
        service_type=service_type or None,
        limit=limit,
    )
    return Answer({"items": [as_fields(business, slot) for slot in slots]})


def preview_fields(seen: Preview) -> dict[str, Any]:
    return {
        **appointment_fields(seen.visit, seen.business),
        "texts": [text_fields(text, seen.business) for text in seen.texts],
    }

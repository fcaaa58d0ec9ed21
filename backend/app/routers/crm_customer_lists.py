"""`/v1/crm/customers/merge` and `/import`: many records at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from pydantic import BaseModel

from app.flows.answer_once import Answered, answer_once
from app.flows.converse import business_of
from app.flows.crm_import import import_customers
from app.flows.crm_merge import merge_customers
from app.routers.answers import Answer
from app.routers.auth import CrmDep, who
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.idempotency import OnceDep, once
from app.routers.schemas.crm import CustomerOut, customer_fields
from app.routers.schemas.fields import Id, Shape

router = APIRouter(prefix="/v1/crm/customers", tags=["crm"])


class MergeBody(Shape):
    keep_id: Id
    merge_id: Id


class ImportFault(BaseModel):
    """`row` as a spreadsheet shows it: the header is row 1."""

    row: int
    detail: str


class ImportOut(BaseModel):
    created: int
    updated: int
    skipped: int
    errors: list[ImportFault]


@router.post("/merge", summary="Everything of the second customer goes to the first", response_model=CustomerOut)
async def merge(
    body: MergeBody, request: Request, caller: CrmDep, asked: OnceDep, services: ServicesDep, runner: RunnerDep
) -> Answer:
    business_id = caller.business_id
    named = who(request, caller)
    answered = await runner.run_long(
        answer_once,
        services,
        business_id,
        asked,
        lambda unit, _: merge_customers(unit, services, business_id, body.keep_id, body.merge_id, named),
        lambda unit, customer: Answered(200, customer_fields(customer, business_of(unit, business_id))),
    )
    return once(answered)


@router.post("/import", summary="Customers from a CSV file; a bad row never stops the others", response_model=ImportOut)
async def import_file(
    caller: CrmDep,
    services: ServicesDep,
    runner: RunnerDep,
    file: Annotated[UploadFile, File(description="Columns: name, phone, email, address, tags")],
    dry_run: Annotated[bool, Query(description="Report only; nothing is stored")] = False,
) -> Answer:
    content = await file.read()
    report = await runner.run_long(import_customers, services, caller.business_id, content, dry_run=dry_run)
    faults = [{"row": row, "detail": detail} for row, detail in report.errors]
    return Answer({"created": report.created, "updated": report.updated, "skipped": report.skipped, "errors": faults})

"""`/v1/owner/schedule`, `/summary` and `/reschedules`: the day, as data and as a sentence to be heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.conversations import Conversation
from app.core.wording.day_plan import count_sentence, day_sentence, reschedules_sentence
from app.flows.open_emergencies import open_emergencies
from app.flows.owner_day import DayPlan, plan_of_day, waiting_for_time
from app.routers.answers import Answer, local_time
from app.routers.auth import OwnerDep
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.schemas.crm import ConversationOut, conversation_fields
from app.routers.schemas.session import AudioOut
from app.routers.speaking import audio_of

router = APIRouter(prefix="/v1/owner", tags=["owner"])


class PlannedVisit(BaseModel):
    id: str
    customer_name: str
    start_time: datetime
    end_time: datetime
    service_type: str
    address: str | None
    is_emergency: bool
    status: AppointmentStatus
    technician_id: str


class Schedule(BaseModel):
    """`reply_text` is written to be heard."""

    reply_text: str
    date: date
    appointments: list[PlannedVisit]


class Summary(BaseModel):
    reply_text: str
    date: date
    total_appointments: int
    emergency_appointments: int
    standard_appointments: int
    open_emergencies: list[ConversationOut]


class SpokenSchedule(Schedule):
    audio: AudioOut | None


class SpokenSummary(Summary):
    audio: AudioOut | None


class WaitingVisit(BaseModel):
    id: str
    customer_name: str
    start_time: datetime
    end_time: datetime
    status: AppointmentStatus


class Reschedules(BaseModel):
    reply_text: str
    reschedules: list[WaitingVisit]


@router.get("/schedule/today", summary="Today's visits, and a sentence about them", response_model=Schedule)
async def today(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    return Answer(schedule_fields(await runner.run(plan_of_day, services, caller.business_id), tomorrow=False))


@router.get("/schedule/tomorrow", summary="Tomorrow's visits, and a sentence about them", response_model=Schedule)
async def tomorrow(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    plan = await runner.run(plan_of_day, services, caller.business_id, days_ahead=1)
    return Answer(schedule_fields(plan, tomorrow=True))


@router.get("/schedule/tomorrow/audio", summary="The same, and how the sentence sounds", response_model=SpokenSchedule)
async def tomorrow_aloud(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    plan = await runner.run(plan_of_day, services, caller.business_id, days_ahead=1)
    return await _aloud(schedule_fields(plan, tomorrow=True), plan.business, services, runner)


@router.get("/summary/today/audio", summary="The same, and how the sentence sounds", response_model=SpokenSummary)
async def summary_aloud(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    plan = await runner.run(plan_of_day, services, caller.business_id)
    _, waiting = await runner.run(open_emergencies, services, caller.business_id)
    return await _aloud(summary_fields(plan, waiting), plan.business, services, runner)


@router.get("/summary/today", summary="How many jobs today", response_model=Summary)
async def summary(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    plan = await runner.run(plan_of_day, services, caller.business_id)
    _, waiting = await runner.run(open_emergencies, services, caller.business_id)
    return Answer(summary_fields(plan, waiting))


@router.get("/reschedules", summary="Visits whose customers wait for a new time", response_model=Reschedules)
async def reschedules(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    business, visits = await runner.run(waiting_for_time, services, caller.business_id)
    return Answer(
        {
            "reply_text": reschedules_sentence(business, visits),
            "reschedules": [_times(visit, business) for visit in visits],
        }
    )


async def _aloud(fields: dict[str, Any], business: Business, services: ServicesDep, runner: RunnerDep) -> Answer:
    audio = await audio_of(runner, services, business.id, fields["reply_text"], business.language)
    return Answer({**fields, "audio": audio})


def schedule_fields(plan: DayPlan, *, tomorrow: bool) -> dict[str, Any]:
    return {
        "reply_text": day_sentence(plan.business, plan.visits, tomorrow=tomorrow),
        "date": plan.day.isoformat(),
        "appointments": [_planned(visit, plan.business) for visit in plan.visits],
    }


def summary_fields(plan: DayPlan, waiting: Sequence[Conversation]) -> dict[str, Any]:
    return {
        "reply_text": count_sentence(plan.business, plan.visits),
        "date": plan.day.isoformat(),
        "total_appointments": len(plan.visits),
        "emergency_appointments": plan.emergencies,
        "standard_appointments": len(plan.visits) - plan.emergencies,
        "open_emergencies": [conversation_fields(talk, plan.business) for talk in waiting],
    }


def _planned(visit: Appointment, business: Business) -> dict[str, Any]:
    return {
        **_times(visit, business),
        "service_type": visit.service_type,
        "address": visit.address,
        "is_emergency": visit.is_emergency,
        "technician_id": visit.technician_id,
    }


def _times(visit: Appointment, business: Business) -> dict[str, Any]:
    return {
        "id": visit.id,
        "customer_name": visit.customer_name,
        "start_time": local_time(visit.start_time, business),
        "end_time": local_time(visit.end_time, business),
        "status": visit.status,
    }

"""`/v1/owner/…-metrics`, `/service-mix`, `/analytics`, `/retention`, `/followups`: figures for the owner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.core import tallies
from app.core.access import Caller
from app.core.appointments import ServiceCount
from app.core.segments import cost_cents
from app.core.statistics import DayCount
from app.core.texts import TextKind
from app.flows import owner_statistics as flow
from app.flows.campaign_results import campaign_results
from app.flows.read_totals import totals_of
from app.flows.services import Services
from app.routers.answers import Answer
from app.routers.auth import OwnerDep
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.runner import Runner

router = APIRouter(prefix="/v1/owner", tags=["owner"])

Days = Annotated[int, Query(ge=1, le=90, description="How many of the business's days back, today included")]

SMS_FIGURES = {
    "owner_messages": tallies.SMS_SENT_OWNER,
    "customer_messages": tallies.SMS_SENT_CUSTOMER,
    "total_messages": tallies.SMS_SENT_TOTAL,
    "confirmations_via_sms": tallies.SMS_CONFIRMATIONS,
    "cancellations_via_sms": tallies.SMS_CANCELLATIONS,
    "reschedules_via_sms": tallies.SMS_RESCHEDULES,
    "opt_out_events": tallies.SMS_OPT_OUTS,
    "opt_in_events": tallies.SMS_OPT_INS,
    "delivered": tallies.SMS_DELIVERED,
    "failed": tallies.SMS_FAILED,
    "segments": tallies.SMS_SEGMENTS,
}


@router.get("/sms-metrics", summary="Texts, and what customers answered by text", response_model=dict[str, int])
async def sms_metrics(caller: OwnerDep, services: ServicesDep, runner: RunnerDep, settings: SettingsDep) -> Answer:
    totals = await runner.run(totals_of, services, caller.business_id)
    figures = {figure: totals.get(counter, 0) for figure, counter in SMS_FIGURES.items()}
    return Answer({**figures, "cost_cents": cost_cents(figures["segments"], settings.sms_segment_cents)})


@router.get("/twilio-metrics", summary="Twilio's webhooks for this business", response_model=dict[str, int])
async def twilio_metrics(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    totals = await runner.run(totals_of, services, caller.business_id)
    figures = tallies.GROUPS["twilio_by_business"]
    return Answer({figure: totals.get(counter, 0) for figure, counter in figures.items()})


@router.get("/service-mix", summary="Visits by service: the last days and what is booked ahead")
async def service_mix(caller: OwnerDep, services: ServicesDep, runner: RunnerDep, days: Days = 30) -> Answer:
    counts = await runner.run(flow.service_mix_of, services, caller.business_id, days)
    return Answer(
        {
            "days": days,
            "total_appointments": sum(one.count for one in counts),
            "emergency_appointments": sum(one.count for one in counts if one.is_emergency),
            "service_type_counts": _by_service(counts),
            "emergency_service_type_counts": _by_service(one for one in counts if one.is_emergency),
        }
    )


@router.get("/analytics", summary="Conversations and what came of them")
async def analytics(caller: OwnerDep, services: ServicesDep, runner: RunnerDep, days: Days = 30) -> Answer:
    made = await runner.run_long(flow.analytics_of, services, caller.business_id, days)
    return Answer(
        {
            "days": days,
            "calls": made.calls,
            "texts": made.texts,
            "chats": made.chats,
            "booked": made.booked,
            "booked_after_hours": made.booked_after_hours,
            "conversion_rate": made.conversion_rate,
            "missed": made.missed,
            "emergencies": made.emergencies,
            "average_turns": made.average_turns,
            "median_seconds_to_book": made.median_seconds_to_book,
            "by_day": [_day(one) for one in made.by_day],
            "by_hour": list(made.by_hour),
            "by_outcome": made.by_outcome,
            "by_lead_source": made.by_lead_source,
        }
    )


@router.get("/retention", summary="Texts that invited customers back, and what they brought in the last year")
async def retention(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    return await _results(TextKind.RETENTION, caller, services, runner)


@router.get("/followups", summary="Texts to leads who had not booked, and what they brought in the last year")
async def followups(caller: OwnerDep, services: ServicesDep, runner: RunnerDep) -> Answer:
    return await _results(TextKind.FOLLOWUP, caller, services, runner)


async def _results(kind: TextKind, caller: Caller, services: Services, runner: Runner) -> Answer:
    results = await runner.run_long(campaign_results, services, caller.business_id, kind)
    campaigns = [
        {"campaign_type": one.campaign_type, "sent": one.sent, "booked_after": one.booked_after} for one in results
    ]
    return Answer({"campaigns": campaigns, "total_sent": sum(one.sent for one in results)})


def _day(count: DayCount) -> dict[str, Any]:
    return {"date": count.day.isoformat(), "conversations": count.conversations, "booked": count.booked}


def _by_service(counts: Iterable[ServiceCount]) -> dict[str, int]:
    by_service: dict[str, int] = {}
    for one in counts:
        by_service[one.service_type] = by_service.get(one.service_type, 0) + one.count
    return by_service

"""All routers of the app, in the order of the OpenAPI document."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from app.routers import (
    admin_audit,
    admin_businesses,
    admin_demo,
    admin_system,
    admin_twilio,
    admin_usage,
    calendar_feed,
    crm_appointments,
    crm_conversations,
    crm_customer_history,
    crm_customer_lists,
    crm_customers,
    jobs,
    metrics,
    owner_business,
    owner_day,
    owner_events,
    owner_exports,
    owner_greeting,
    owner_lists,
    owner_messages,
    owner_privacy,
    owner_statistics,
    reminders,
    retention,
    system,
    telephony,
    twilio_sms,
    twilio_voice,
    understand,
    voice,
    widget,
)
from app.routers.admission import admit

_ROUTERS: tuple[APIRouter, ...] = (
    system.router,
    metrics.router,
    voice.router,
    voice.sessions,
    understand.router,
    telephony.router,
    widget.router,
    twilio_voice.router,
    twilio_sms.router,
    crm_customers.router,
    crm_customer_lists.router,
    crm_customer_history.router,
    crm_appointments.router,
    crm_conversations.router,
    owner_business.router,
    owner_day.router,
    owner_events.router,
    owner_exports.router,
    owner_greeting.router,
    owner_lists.router,
    owner_messages.router,
    owner_privacy.router,
    owner_statistics.router,
    calendar_feed.router,
    admin_usage.router,
    admin_businesses.router,
    admin_audit.router,
    admin_demo.router,
    admin_system.router,
    admin_twilio.router,
    reminders.router,
    retention.router,
    jobs.router,
)


def _prepared() -> APIRouter:
    whole = APIRouter(dependencies=[Depends(admit)])
    for router in _ROUTERS:
        whole.include_router(router)
    return whole


# FastAPI prepares the routes of a router at the first request, anew for each app that includes it; these are shared.
ROUTES = _prepared().routes

"""All routers of the app, in the order of the OpenAPI document."""

from __future__ import annotations

from fastapi import APIRouter

from app.routers import (
    admin_businesses,
    admin_twilio,
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
    owner_lists,
    owner_messages,
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

ROUTERS: tuple[APIRouter, ...] = (
    system.router,
    metrics.router,
    voice.router,
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
    owner_lists.router,
    owner_messages.router,
    owner_statistics.router,
    calendar_feed.router,
    admin_businesses.router,
    admin_twilio.router,
    reminders.router,
    retention.router,
    jobs.router,
)

"""Names of the counters that a tenant sees. The store keeps them by tenant and UTC day."""

from __future__ import annotations

SMS_SENT_TOTAL = "sms_sent_total"
SMS_SENT_OWNER = "sms_sent_owner"
SMS_SENT_CUSTOMER = "sms_sent_customer"
SMS_SEGMENTS = "sms_segments"
SMS_DELIVERED = "sms_delivered"
SMS_FAILED = "sms_failed"
SMS_CONFIRMATIONS = "sms_confirmations_via_sms"
SMS_CANCELLATIONS = "sms_cancellations_via_sms"
SMS_RESCHEDULES = "sms_reschedules_via_sms"
SMS_OPT_OUTS = "sms_opt_out_events"
SMS_OPT_INS = "sms_opt_in_events"
TEXTS_IN = "texts_in"
CALLS = "conversations_voice"
BOOKINGS = "bookings"
EMERGENCIES = "emergencies"
APPOINTMENTS_SCHEDULED = "appointments_scheduled"
APPOINTMENTS_MOVED = "appointments_moved"
APPOINTMENTS_CANCELLED = "appointments_cancelled"
VOICE_REQUESTS = "voice_requests"
VOICE_ERRORS = "voice_errors"
SMS_REQUESTS = "sms_requests"
SMS_ERRORS = "sms_errors"
VOICE_SESSION_REQUESTS = "voice_session_requests"
VOICE_SESSION_ERRORS = "voice_session_errors"
WIDGET_REQUESTS = "widget_requests"
WIDGET_ERRORS = "widget_errors"
LEAD_FOLLOWUPS_SENT = "lead_followups_sent"
CONVERSATION_TURNS = "conversation_turns"
UNDERSTANDING_MISSES = "understanding_misses"

RETENTION_PREFIX = "retention_sent:"


def retention_sent(campaign_type: str) -> str:
    """The counter of one campaign; the name after the prefix is the campaign's."""
    return RETENTION_PREFIX + campaign_type


# What a tenant used, as the operator and a bill name it.
USAGE = {
    "calls": CALLS,
    "texts_in": TEXTS_IN,
    "texts_out": SMS_SENT_TOTAL,
    "sms_segments": SMS_SEGMENTS,
    "appointments": APPOINTMENTS_SCHEDULED,
    "bookings": BOOKINGS,
    "emergencies": EMERGENCIES,
}
# How the metrics group them: the group's name, and each figure's name in it by the counter it shows.
SMS_FIGURES = {
    name: name
    for name in (
        SMS_SENT_TOTAL,
        SMS_SENT_OWNER,
        SMS_SENT_CUSTOMER,
        SMS_CONFIRMATIONS,
        SMS_CANCELLATIONS,
        SMS_RESCHEDULES,
        SMS_OPT_OUTS,
        SMS_OPT_INS,
        LEAD_FOLLOWUPS_SENT,
    )
}
GROUPS: dict[str, dict[str, str]] = {
    "sms_by_business": SMS_FIGURES,
    "twilio_by_business": {name: name for name in (VOICE_REQUESTS, VOICE_ERRORS, SMS_REQUESTS, SMS_ERRORS)},
    "voice_sessions_by_business": {"requests": VOICE_SESSION_REQUESTS, "errors": VOICE_SESSION_ERRORS},
    "widget_by_business": {"requests": WIDGET_REQUESTS, "errors": WIDGET_ERRORS},
}
# Figures of a tenant that only Prometheus shows, beside those of the groups.
WATCHED = (
    APPOINTMENTS_SCHEDULED,
    APPOINTMENTS_MOVED,
    APPOINTMENTS_CANCELLED,
    SMS_DELIVERED,
    SMS_FAILED,
    SMS_SEGMENTS,
    CONVERSATION_TURNS,
    UNDERSTANDING_MISSES,
)
# The Prometheus series of a tenant's figure, where it has another name there.
SERIES = {
    VOICE_REQUESTS: "twilio_voice_requests",
    VOICE_ERRORS: "twilio_voice_errors",
    SMS_REQUESTS: "twilio_sms_requests",
    SMS_ERRORS: "twilio_sms_errors",
}


def retention_of(totals: dict[str, int]) -> dict[str, int]:
    """Texts sent by campaign."""
    return {
        name.removeprefix(RETENTION_PREFIX): amount
        for name, amount in totals.items()
        if name.startswith(RETENTION_PREFIX)
    }

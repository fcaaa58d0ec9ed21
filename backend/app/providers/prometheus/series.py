"""What this service counts about itself: names, helps, and the series that are there before their first event."""

from __future__ import annotations

PREFIX = "ai_telephony_"

# JSON name -> help. Per-tenant figures come from the store, not from here.
COUNTERS = {
    "total_requests": "HTTP requests answered.",
    "total_errors": "Answers of 500 or more, and Twilio webhooks that failed inside or failed their signature.",
    "appointments_scheduled": "Visits booked, by any way in.",
    "sms_sent_total": "Texts handed to the provider.",
    "sms_sent_owner": "Texts to owners and technicians handed to the provider.",
    "sms_sent_customer": "Texts to customers handed to the provider.",
    "twilio_voice_requests": "Voice webhooks received.",
    "twilio_voice_errors": "Voice webhooks that failed.",
    "twilio_sms_requests": "Messaging webhooks received.",
    "twilio_sms_errors": "Messaging webhooks that failed.",
    "twilio_signature_failures": "Twilio webhooks without a valid signature.",
    "voice_session_requests": "Requests to the voice session API.",
    "voice_session_errors": "Requests to the voice session API that failed inside.",
    "widget_requests": "Requests to the web chat.",
    "widget_errors": "Requests to the web chat that failed inside.",
    "overload_refused": "Calls, texts and requests turned away because they would have waited too long.",
}

# Twilio waits 15 seconds at most.
LATENCY_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0)

PROVIDERS = ("calendar", "sms", "model", "speech")
# As the providers' errors are named; `error` is a fault of our own.
OUTCOMES = ("ok", "rejected", "unavailable", "unknown", "error")


def series_name(json_name: str) -> str:
    """`total_requests` and `sms_sent_total` both end in one `_total` at Prometheus."""
    return PREFIX + json_name.removeprefix("total_").removesuffix("_total")

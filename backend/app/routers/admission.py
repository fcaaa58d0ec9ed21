"""Every route asks first whether this worker can still serve it in time. Twilio's webhooks answer that in TwiML."""

from __future__ import annotations

from fastapi import Request

from app.flows.errors import Overloaded
from app.routers.dependencies import ServicesDep, StrainDep
from app.routers.strain import RETRY_AFTER_SECONDS

# Whoever watches over us; and those who have an answer of their own.
ALWAYS = ("/healthz", "/readyz", "/metrics", "/twilio/")
UNDER_WAY = frozenset(
    {
        "/v1/voice/session/input",
        "/v1/voice/session/end",
        "/telephony/audio",
        "/telephony/end",
        "/v1/widget/message",
    }
)
# The ways in whose requests are counted by themselves: turned away is an answer of 503, so an error.
COUNTED = {
    "/v1/voice/session/": "voice_session",
    "/telephony/": "twilio_voice",
    "/v1/widget/": "widget",
}


async def admit(request: Request, strain: StrainDep, services: ServicesDep) -> None:
    """Raises `Overloaded`, before anything is looked up or changed."""
    path = request.scope["route"].path
    if path.startswith(ALWAYS) or not strain.is_too_much(under_way=path in UNDER_WAY):
        return
    services.meter.count("overload_refused")
    for prefix, name in COUNTED.items():
        if path.startswith(prefix):
            services.meter.count(f"{name}_requests")
            services.meter.count(f"{name}_errors")
    raise Overloaded(
        "More is asked for at this moment than can be answered in time; please try again shortly.",
        retry_after=RETRY_AFTER_SECONDS,
    )

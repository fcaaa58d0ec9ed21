"""Where a telephone number's calls and texts go at the provider, and what has to change so that they come here."""

from __future__ import annotations

from dataclasses import dataclass, fields
from urllib.parse import urlencode

# Twilio tries again, twice in all, after a failed connection, a time-out or a 5xx: a lost turn is no lost call.
TRY_AGAIN = "#rc=2&rp=ct,rt,5xx"
POST = "POST"


@dataclass(frozen=True, slots=True)
class NumberWebhooks:
    """Addresses, empty where there is none. While an application or a trunk is set, the addresses do not count."""

    voice_url: str = ""
    voice_method: str = POST
    voice_fallback_url: str = ""
    voice_fallback_method: str = POST
    status_callback: str = ""
    status_callback_method: str = POST
    sms_url: str = ""
    sms_method: str = POST
    voice_application_sid: str = ""
    sms_application_sid: str = ""
    trunk_sid: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    setting: str
    before: str
    after: str


def wanted_webhooks(base_url: str, business_id: str, fallback_url: str | None) -> NumberWebhooks:
    """All of a tenant's webhooks. Without a fallback elsewhere, this service is asked once more."""
    query = f"?{urlencode({'business_id': business_id})}"
    voice = f"{base_url}/twilio/voice{query}"
    return NumberWebhooks(
        voice_url=voice + TRY_AGAIN,
        voice_fallback_url=fallback_url or voice,
        voice_fallback_method="GET" if fallback_url else POST,  # a file on a static host takes no POST
        status_callback=f"{base_url}/twilio/voice/status{query}{TRY_AGAIN}",
        sms_url=f"{base_url}/twilio/sms{query}{TRY_AGAIN}",
    )


def changes(before: NumberWebhooks, after: NumberWebhooks) -> tuple[Change, ...]:
    """The settings that differ, in a stated order."""
    names = [field.name for field in fields(NumberWebhooks)]
    return tuple(
        Change(name, getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )

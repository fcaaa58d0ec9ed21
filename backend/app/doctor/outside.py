"""What only others can tell: Twilio, the calendar, the clocks of the world, and this service's own public address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

import httpx
from twilio.request_validator import RequestValidator

from app.core.businesses import Business
from app.doctor.findings import Finding, fault, note, ok
from app.flows.audit import Who
from app.flows.errors import FlowError
from app.flows.provision_number import PublicAddresses, provision_number
from app.flows.services import Services
from app.providers.ports import ProviderError
from app.settings import Settings

DOCTOR = Who("doctor")
# Twilio and Google refuse what is minutes off; reminders would be as late.
MOST_SKEW = timedelta(seconds=60)
# A call in progress whose end is not reported: verified, counted, and without effect.
PROBE = {"CallSid": "CA" + "0" * 32, "CallStatus": "in-progress", "From": "", "To": ""}
PROBE_PATH = "/twilio/voice/status"


def numbers_point_here(settings: Settings, services: Services, businesses: Sequence[Business]) -> Iterator[Finding]:
    """What is set at Twilio for each business's number, as a rehearsal of provisioning finds it."""
    if services.numbers is None:
        yield note("twilio", "no account is set up", "set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN")
        return
    addresses = PublicAddresses(settings.public_base_url, settings.twilio_fallback_url)
    for business in businesses:
        part = f"twilio {business.id}"
        if business.phone_number is None:
            yield note(part, "has no phone_number", "set it, or name the business in the webhooks' address")
            continue
        try:
            found = provision_number(services, business.id, addresses, DOCTOR, dry_run=True)
        except FlowError as error:
            yield fault(
                part, error.detail, "check TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and the business's phone_number"
            )
            continue
        if found.changes:
            wrong = ", ".join(change.setting for change in found.changes)
            yield fault(part, f"at Twilio differs: {wrong}", f"POST /v1/admin/twilio/provision/{business.id} sets them")
        else:
            yield ok(part, f"{business.phone_number} points here")


def calendar_is_shared(services: Services, businesses: Sequence[Business]) -> Iterator[Finding]:
    if services.calendar.immediate:
        yield note("calendar", "is a stub: no real events", "CALENDAR_USE_STUB=false and a service account")
        return
    now = services.clock.now()
    for business in businesses:
        part = f"calendar {business.id}"
        try:
            services.calendar.busy(business, now, now + timedelta(days=1))
        except ProviderError as error:
            code = f" ({error.code})" if error.code else ""
            yield fault(
                part,
                f"does not say when it is busy: {type(error).__name__}{code}",
                "share the calendar with the service account, 'Make changes to events'; see docs/google-calendar.md",
            )
        else:
            yield ok(part, "says when it is busy")


def public_address_answers(settings: Settings, http: httpx.Client, base: str | None) -> Iterator[Finding]:
    """`base`: where the running service is asked; the public address where none is given."""
    if base is None:
        yield note("address", "nothing to ask", "set PUBLIC_BASE_URL, or say --url http://127.0.0.1:8000")
        return
    try:
        answer = http.get(f"{base}/healthz")
        healthy = answer.status_code == 200 and answer.json().get("status") == "ok"
    except (httpx.HTTPError, ValueError) as error:
        yield fault("address", f"{base} does not answer: {type(error).__name__}", "DNS, firewall, certificate, proxy?")
        return
    if not healthy:
        yield fault("address", f"{base}/healthz answers {answer.status_code}", "is that address this service's?")
        return
    yield ok("address", f"{base} answers")
    yield from clock_is_right(answer.headers.get("date"))
    yield from signatures_are_right(settings, http, base)


def clock_is_right(date: str | None, now: datetime | None = None) -> Iterator[Finding]:
    if date is None:
        return
    skew = abs((now or datetime.now(UTC)) - parsedate_to_datetime(date))
    if skew > MOST_SKEW:
        yield fault("clock", f"this machine's is {skew.total_seconds():.0f} s off", "let it follow a time server (NTP)")
    else:
        yield ok("clock", "agrees with the answering server's")


def signatures_are_right(settings: Settings, http: httpx.Client, base: str) -> Iterator[Finding]:
    """A request signed as Twilio signs it must pass, one without a signature must not."""
    if not settings.verifies_twilio_signatures:
        yield note("signatures", "are not verified", "set TWILIO_AUTH_TOKEN, else anybody can be Twilio")
        return
    path = f"{PROBE_PATH}?{urlencode({'business_id': 'default_business'})}"
    signed_url = f"{settings.public_base_url or base}{path}"
    for number, token in enumerate(settings.twilio_auth_tokens, 1):
        signature = RequestValidator(token).compute_signature(signed_url, PROBE)
        status = _posted(http, f"{base}{path}", {"X-Twilio-Signature": signature})
        if status == 200:
            yield ok("signatures", f"token {number} is accepted")
        else:
            yield fault(
                "signatures",
                f"a request that was signed with token {number} is answered {status}",
                "the running service has another PUBLIC_BASE_URL or TWILIO_AUTH_TOKEN, or a proxy changes the address",
            )
    if _posted(http, f"{base}{path}", {}) != 403:
        yield fault("signatures", "an unsigned request passes", "VERIFY_TWILIO_SIGNATURES=true, and restart")


def _posted(http: httpx.Client, url: str, headers: dict[str, str]) -> int | str:
    try:
        return http.post(url, data=PROBE, headers=headers).status_code
    except httpx.HTTPError as error:
        return type(error).__name__

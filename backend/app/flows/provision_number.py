"""Point a tenant's number at this service: look, change what differs, read it back."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from app.core.businesses import Business
from app.core.number_webhooks import Change, changes, wanted_webhooks
from app.flows.audit import Who, note
from app.flows.converse import business_of
from app.flows.errors import Conflict, Unreachable
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.providers.ports import OwnedNumber, PhoneNumbers, ProviderError
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

NO_FALLBACK_ELSEWHERE = (
    "TWILIO_FALLBACK_URL is not set, so Twilio asks this service once more where it failed. Host "
    "ops/twilio/fallback.xml on another machine and set it, so that calls reach the owner while this service is down."
)
MESSAGING_SERVICE = (
    "Texts go through a messaging service: let it defer to the sender's webhook, or set this address as its "
    "inbound request URL."
)
PLAIN_HTTP = "PUBLIC_BASE_URL is plain http: what callers say would cross the net readable."


@dataclass(frozen=True, slots=True)
class Provisioned:
    """`changes` are carried out, or would be where it was a dry run; `verified`: read back as wanted."""

    business_id: str
    phone_number: str
    phone_number_sid: str
    dry_run: bool
    changes: tuple[Change, ...]
    verified: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicAddresses:
    """The service's own, and the one that answers while it is down."""

    base_url: str | None
    fallback_url: str | None = None


def provision_number(
    services: Services, business_id: str, addresses: PublicAddresses, who: Who, *, dry_run: bool
) -> Provisioned:
    """Raises `NotFound`, `Conflict` where something is not set up for it, `Unreachable` where Twilio does not play."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
    numbers, base_url, phone = _ready(services, business, addresses)
    try:
        number = _owned(numbers, phone)
        wanted = wanted_webhooks(base_url, business.id, addresses.fallback_url)
        differing = changes(number.webhooks, wanted)
        if differing and not dry_run:
            number = numbers.change(number.sid, differing)
    except ProviderError as error:
        log.error("twilio_provisioning_failed", business_id=business_id, reason=str(error), code=error.code)
        raise Unreachable(f"Twilio did not do it: {error}.") from None
    verified = not changes(number.webhooks, wanted)
    if differing and not dry_run:
        _audit(services, who, business_id, number)
    notes = _notes(business, addresses, verified=verified or dry_run)
    return Provisioned(business_id, phone, number.sid, dry_run, differing, verified, notes)


def _ready(services: Services, business: Business, addresses: PublicAddresses) -> tuple[PhoneNumbers, str, str]:
    if services.numbers is None:
        raise Conflict("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set.")
    if addresses.base_url is None:
        raise Conflict("PUBLIC_BASE_URL is not set: Twilio needs an address to ask.")
    if business.phone_number is None:
        raise Conflict("This business has no phone_number.")
    return services.numbers, addresses.base_url, business.phone_number


def _owned(numbers: PhoneNumbers, phone: str) -> OwnedNumber:
    number = numbers.find(phone)
    if number is None:
        raise Conflict("The Twilio account has no such number; buy it, or correct the business's phone_number.")
    return number


def _audit(services: Services, who: Who, business_id: str, number: OwnedNumber) -> None:
    def body(unit: UnitOfWork, _outside: Outside) -> None:
        note(unit, services, who, "twilio.provisioned", business_id, number.sid)

    run_turn(services, business_id, body)


def _notes(business: Business, addresses: PublicAddresses, *, verified: bool) -> tuple[str, ...]:
    notes = []
    if not verified:
        notes.append("Twilio does not show all of it as set; look at the number in its console.")
    if addresses.fallback_url is None:
        notes.append(NO_FALLBACK_ELSEWHERE)
    if business.messaging_service_sid:
        notes.append(MESSAGING_SERVICE)
    if (addresses.base_url or "").startswith("http://"):
        notes.append(PLAIN_HTTP)
    return tuple(notes)

"""What every flow is given: stores, providers, the clock, and the deployment's bounds."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.core.demo import Script
from app.core.identification import DIGITS
from app.flows.keyring import KeyRing
from app.providers.ports import Assistant, CalendarProvider, Clock, Meter, PhoneNumbers, SmsProvider, Speech, Spool
from app.repositories.ports import Store


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of the deployment that flows keep to; minutes and counts."""

    hold_minutes: int = 5
    max_call_turns: int = 40
    max_call_minutes: int = 20
    max_silent_turns: int = 3
    pause_texts: bool = False
    pause_booking: bool = False
    # Texts and calls of one number in a day; 0 is no limit.
    max_texts_per_number: int = 0
    max_calls_per_number: int = 0
    # Countries beside a business's own that may be rung and texted, and `PREMIUM`.
    reach: frozenset[str] = frozenset()


def _nobody_to_wake() -> None:
    """Without a background drainer, what waits is delivered by the next job."""


def _six_digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


@dataclass(frozen=True, slots=True)
class Services:
    """`new_id` makes opaque ids that sort by creation; `new_secret` makes random ones that open something.

    `new_token` makes what a credential is made of, without any order. `keys` holds the deployment's own key.
    """

    store: Store
    clock: Clock
    sms: SmsProvider
    calendar: CalendarProvider
    meter: Meter
    bounds: Bounds
    new_id: Callable[[], str]
    new_secret: Callable[[], str]
    default_business_id: str = "default_business"
    # Wakes the background drainer after a commit that left work in the outbox.
    wake: Callable[[], None] = _nobody_to_wake
    # Leases and back-off run on the real clock, also where the service's own is a development clock.
    lease_clock: Clock | None = None
    new_token: Callable[[], str] = secrets.token_urlsafe
    # Makes a code that is texted to a customer to show who is calling.
    new_code: Callable[[], str] = _six_digits
    keys: KeyRing = field(default_factory=KeyRing)
    # Where this service is reached from outside, without a slash at its end; None: nowhere.
    public_base_url: str | None = None
    # Helps to understand where the rules are unsure; None: the rules alone.
    assistant: Assistant | None = None
    # Keeps what callers must not lose while the database is away; None: it is lost.
    spool: Spool | None = None
    # The telephone account's numbers; None: no account is set up.
    numbers: PhoneNumbers | None = None
    # Reads aloud; None: nothing does.
    speech: Speech | None = None
    # What demo tenants are made with; None: there are none, as in production.
    rehearsal: Rehearsal | None = None

    @property
    def asks_outside(self) -> bool:
        """A turn may wait for the network, so it never runs on the event loop."""
        return self.assistant is not None or not self.calendar.immediate

    def lease_now(self) -> datetime:
        return (self.lease_clock or self.clock).now()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`services`: a stage that touches nothing outside itself, on the given clock. `script_of`: a tenant's month."""

    script_of: Callable[[str, datetime], Script]
    services: Callable[[Clock], Services]

"""A person whom the business serves. One per phone number and tenant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Customer:
    """`phone` is E.164. `sms_opt_out` is derived from the opt-out records when read through a flow."""

    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    sms_opt_out: bool = False
    marketing_consent_at: datetime | None = None

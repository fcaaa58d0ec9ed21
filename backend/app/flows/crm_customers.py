"""Customers by hand: added, changed, listed, removed. One per phone number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.core.businesses import Business
from app.core.customers import Customer
from app.core.phones import NotAPhoneNumber, searched, to_e164
from app.flows.converse import business_of
from app.flows.errors import Conflict, Invalid, NotFound
from app.flows.opt_outs import is_opted_out, latest_decision, opted_out_of, record_opt_in, record_opt_out
from app.flows.services import Services
from app.repositories.ports import Key, Page, UnitOfWork

# What a person at the desk may decide about texts: their own decisions, never those that the customer made.
BY_STAFF = "owner"


@dataclass(frozen=True, slots=True)
class Added:
    """`new` is false where a customer with this phone number existed and was updated."""

    customer: Customer
    new: bool


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """`q` is part of a name, phone, email or address; `phone` is as people write it."""

    q: str | None = None
    tag: str | None = None
    phone: str | None = None


def add_customer(unit: UnitOfWork, services: Services, business_id: str, given: Mapping[str, Any]) -> Added:
    """Store a customer, or update the one with this phone number. `given`: fields of `Customer`."""
    business = business_of(unit, business_id)
    fields = _normal(given, business)
    phone = fields.get("phone")
    existing = unit.customers.by_phone(business_id, phone) if phone else None
    if existing is not None:
        return Added(_changed(unit, services, business, existing, fields), new=False)
    now = services.clock.now()
    opt_out = fields.pop("sms_opt_out", None)
    fields = _with_consent(fields, None, now)
    customer = Customer(id=services.new_id(), created_at=now, updated_at=now, **fields)
    unit.customers.add(business_id, customer)
    _decide_texts(unit, services, business, customer, opt_out)
    return Added(as_known(unit, services, business, customer), new=True)


def change_customer(
    unit: UnitOfWork, services: Services, business_id: str, customer_id: str, given: Mapping[str, Any]
) -> Customer:
    """Replace the named fields. Raises `NotFound`, and `Conflict` where another customer has the phone number."""
    business = business_of(unit, business_id)
    fields = _normal(given, business)
    customer = customer_of(unit, business_id, customer_id)
    phone = fields.get("phone")
    other = unit.customers.by_phone(business_id, phone) if phone else None
    if other is not None and other.id != customer.id:
        raise Conflict("Another customer has this phone number; merge the two instead.", customer_id=other.id)
    return _changed(unit, services, business, customer, fields)


def read_customer(services: Services, business_id: str, customer_id: str) -> tuple[Business, Customer]:
    """One customer and the business. Raises `NotFound`."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        return business, as_known(unit, services, business, customer_of(unit, business_id, customer_id))


def list_customers(
    services: Services, business_id: str, wanted: CustomerFilter, limit: int, after: Key | None
) -> tuple[Business, Page[Customer]]:
    """Newest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        phone = phone_of(wanted.phone, business, "query.phone") if wanted.phone else None
        part = searched(wanted.q)
        page = unit.customers.page(business_id, limit=limit, after=after, q=part, tag=wanted.tag, phone=phone)
        phones = [one.phone for one in page.items if one.phone]
        silent = opted_out_of(unit, business, phones, services.keys)
        known = tuple(replace(one, sms_opt_out=one.phone in silent) for one in page.items)
        return business, replace(page, items=known)


def remove_customer(unit: UnitOfWork, services: Services, business_id: str, customer_id: str) -> None:
    """Forget the record; past visits and conversations stay. Raises `Conflict` while a visit is to come."""
    customer = customer_of(unit, business_id, customer_id)
    if unit.appointments.upcoming_for(business_id, customer.id, services.clock.now()):
        raise Conflict("This customer has a visit to come; cancel it first.")
    unit.customers.remove(business_id, customer.id)


def customer_of(unit: UnitOfWork, business_id: str, customer_id: str) -> Customer:
    customer = unit.customers.get(business_id, customer_id)
    if customer is None:
        raise NotFound("There is no such customer.")
    return customer


def as_known(unit: UnitOfWork, services: Services, business: Business, customer: Customer) -> Customer:
    """With `sms_opt_out` as the opt-out records have it."""
    return replace(customer, sms_opt_out=is_opted_out(unit, business, customer.phone, services.keys))


def phone_of(written: str, business: Business, loc: str) -> str:
    """E.164 of what somebody wrote. Raises `Invalid`."""
    try:
        return to_e164(written, business.country)
    except NotAPhoneNumber:
        raise Invalid(loc, "This is no phone number.") from None


def _normal(given: Mapping[str, Any], business: Business) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("phone") is not None:
        fields["phone"] = phone_of(fields["phone"], business, "body.phone")
    return fields


def _changed(
    unit: UnitOfWork, services: Services, business: Business, customer: Customer, fields: dict[str, Any]
) -> Customer:
    opt_out = fields.pop("sms_opt_out", None)
    now = services.clock.now()
    changed = replace(customer, updated_at=now, **_with_consent(fields, customer.marketing_consent_at, now))
    unit.customers.save(business.id, changed)
    _decide_texts(unit, services, business, changed, opt_out)
    return as_known(unit, services, business, changed)


def _with_consent(fields: dict[str, Any], since: datetime | None, now: datetime) -> dict[str, Any]:
    """`marketing_consent` is kept as the moment at which it was first noted."""
    consent = fields.pop("marketing_consent", None)
    return fields if consent is None else {**fields, "marketing_consent_at": (since or now) if consent else None}


def _decide_texts(
    unit: UnitOfWork, services: Services, business: Business, customer: Customer, opt_out: bool | None
) -> None:
    """Staff may note that somebody wants no texts, and take back their own note; a customer's own STOP stands."""
    if opt_out is None or opt_out is is_opted_out(unit, business, customer.phone, services.keys):
        return
    if customer.phone is None:
        raise Invalid("body.sms_opt_out", "Without a phone number there is nothing to opt out.")
    if opt_out:
        record_opt_out(unit, services, business, customer.phone, source=BY_STAFF, evidence="noted by the business")
        return
    latest = latest_decision(unit, business, customer.phone, services.keys)
    if latest is not None and latest.source != BY_STAFF:
        raise Invalid("body.sms_opt_out", "The customer opted out; only they can opt in again, by texting START.")
    record_opt_in(unit, services, business, customer.phone, source=BY_STAFF, evidence="noted by the business")

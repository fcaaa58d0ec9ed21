"""Two records of one person become one: everything of the second goes to the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from app.core.customers import Customer
from app.flows.audit import Who, note
from app.flows.converse import business_of
from app.flows.crm_customers import as_known
from app.flows.errors import Conflict, Invalid
from app.flows.services import Services
from app.repositories.ports import Key, Page, UnitOfWork

BATCH = 200


def merge_customers(
    unit: UnitOfWork, services: Services, business_id: str, keep_id: str, merge_id: str, who: Who
) -> Customer:
    """The kept record's own fields win; what it lacks comes from the other, which is gone afterwards.

    Raises `Conflict` where one of them is no customer of this business, `Invalid` where both are the same.
    """
    business = business_of(unit, business_id)
    if keep_id == merge_id:
        raise Invalid("body.merge_id", "A customer cannot be merged with itself.")
    keep, other = (unit.customers.get(business_id, customer_id) for customer_id in (keep_id, merge_id))
    if keep is None or other is None:
        raise Conflict("Only two customers of this business can be merged.")
    _hand_over(unit, business_id, keep, other)
    unit.customers.remove(business_id, other.id)
    joined = replace(_joined(keep, other), updated_at=services.clock.now())
    unit.customers.save(business_id, joined)
    note(unit, services, who, "customers.merged", business_id, keep.id)
    return as_known(unit, services, business, joined)


def _joined(keep: Customer, other: Customer) -> Customer:
    moved_on = other.phone if keep.phone and other.phone and other.phone != keep.phone else None
    notes = [keep.notes, other.notes, f"Also reached at {moved_on}" if moved_on else ""]
    return replace(
        keep,
        phone=keep.phone or other.phone,
        email=keep.email or other.email,
        address=keep.address or other.address,
        language=keep.language or other.language,
        tags=tuple(dict.fromkeys((*keep.tags, *other.tags))),
        notes="\n".join(note for note in notes if note),
        marketing_consent_at=keep.marketing_consent_at or other.marketing_consent_at,
    )


def _hand_over(unit: UnitOfWork, business_id: str, keep: Customer, other: Customer) -> None:
    for visit in _each(
        lambda after: unit.appointments.page(business_id, limit=BATCH, after=after, customer_id=other.id)
    ):
        unit.appointments.save(business_id, replace(visit, customer_id=keep.id, version=visit.version + 1))
    for talk in _each(
        lambda after: unit.conversations.page(business_id, limit=BATCH, after=after, customer_id=other.id)
    ):
        unit.conversations.save(business_id, replace(talk, customer_id=keep.id))
    if other.phone is None:
        return
    phone = other.phone
    for text in _each(lambda after: unit.texts.page(business_id, limit=BATCH, after=after, phone=phone)):
        if text.customer_id == other.id:
            unit.texts.save(business_id, replace(text, customer_id=keep.id))
    for callback in _each(lambda after: unit.callbacks.page(business_id, limit=BATCH, after=after, phone=phone)):
        if callback.customer_id == other.id:
            unit.callbacks.save(business_id, replace(callback, customer_id=keep.id))


def _each(page_after: Callable[[Key | None], Page[Any]]) -> Iterator[Any]:
    """Every record of a list, read whole before any is changed: a change may move it in the list."""
    records: list[Any] = []
    after: Key | None = None
    while True:
        page = page_after(after)
        records += page.items
        after = page.next_key
        if after is None:
            return iter(records)

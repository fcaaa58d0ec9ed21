"""What the owner looks through: texts in and out, and people to ring back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackStatus
from app.core.texts import Direction, Text, TextKind, TextStatus
from app.flows.converse import business_of
from app.flows.crm_customers import phone_of
from app.flows.errors import Conflict, NotFound
from app.flows.services import Services
from app.repositories.ports import Key, Page, UnitOfWork


@dataclass(frozen=True, slots=True)
class TextFilter:
    """`phone` is either end, as people write it."""

    direction: Direction | None = None
    phone: str | None = None
    kind: TextKind | None = None
    status: TextStatus | None = None


def list_texts(
    services: Services, business_id: str, wanted: TextFilter, limit: int, after: Key | None
) -> tuple[Business, Page[Text]]:
    """Newest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        page = unit.texts.page(
            business_id,
            limit=limit,
            after=after,
            direction=wanted.direction,
            phone=phone_of(wanted.phone, business, "query.phone") if wanted.phone else None,
            kind=wanted.kind,
            status=wanted.status,
        )
        return business, page


def list_callbacks(
    services: Services, business_id: str, status: CallbackStatus | None, limit: int, after: Key | None
) -> tuple[Business, Page[Callback]]:
    """Newest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        return business_of(unit, business_id), unit.callbacks.page(business_id, limit=limit, after=after, status=status)


def change_callback(
    unit: UnitOfWork, business_id: str, callback_id: str, given: Mapping[str, Any]
) -> tuple[Business, Callback]:
    """Tick it off, or open it again; note something. Raises `NotFound`, `Conflict`."""
    callback = unit.callbacks.get(business_id, callback_id)
    if callback is None:
        raise NotFound("There is no such callback.")
    callback = replace(callback, **given)
    other = unit.callbacks.open_for(business_id, callback.phone) if callback.phone else None
    if callback.status is CallbackStatus.OPEN and other is not None and other.id != callback.id:
        raise Conflict("There is another open callback for this number.", callback_id=other.id)
    unit.callbacks.save(business_id, callback)
    return business_of(unit, business_id), callback

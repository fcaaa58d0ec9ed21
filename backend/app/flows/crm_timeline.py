"""All that happened with one person, newest first: visits, conversations, texts, calls to return."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.callbacks import Callback
from app.core.conversations import Conversation
from app.core.customers import Customer
from app.core.texts import Text
from app.flows.converse import business_of
from app.flows.crm_customers import customer_of
from app.flows.services import Services
from app.repositories.errors import UnknownKey
from app.repositories.ports import Key, Page, UnitOfWork

Event = Appointment | Conversation | Text | Callback
Listing = Callable[[int, Key | None], Page[Any]]


@dataclass(frozen=True, slots=True)
class Moment:
    """`kind` says what the record is: appointment, conversation, text or callback."""

    kind: str
    at: datetime
    record: Event


@dataclass(slots=True)
class _Source:
    """One list that the timeline is joined of, and how far it was read. `after` is only of use while not `done`."""

    kind: str
    listing: Listing
    at: Callable[[Any], datetime]
    after: Key | None = None
    done: bool = False
    page: Page[Any] = Page(())  # noqa: RUF009  # an immutable value

    def read(self, limit: int) -> list[Moment]:
        self.page = Page(()) if self.done else self.listing(limit, self.after)
        return [Moment(self.kind, self.at(record), record) for record in self.page.items]

    def taken(self, count: int) -> None:
        """So many of what was read are on the page; the rest is read again for the next one."""
        if self.done or count == 0:
            self.done = self.done or not self.page.items
            return
        page = self.page if count == len(self.page.items) else self.listing(count, self.after)
        self.after, self.done = page.next_key, page.next_key is None


def timeline(
    services: Services, business_id: str, customer_id: str, limit: int, after: Key | None
) -> tuple[Business, Page[Moment]]:
    """A page of everything. Raises `NotFound`."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        sources = _sources(unit, business_id, customer_of(unit, business_id, customer_id))
        _resume(sources, after)
        moments = [moment for source in sources for moment in source.read(limit)]
        moments.sort(key=lambda moment: moment.at, reverse=True)
        shown = moments[:limit]
        for source in sources:
            source.taken(sum(moment.kind == source.kind for moment in shown))
        more = any(not source.done for source in sources)
        return business, Page(tuple(shown), _state(sources) if more else None)


def _sources(unit: UnitOfWork, business_id: str, customer: Customer) -> list[_Source]:
    sources = [
        _Source(
            "appointment",
            lambda limit, after: unit.appointments.page(
                business_id, limit=limit, after=after, customer_id=customer.id, newest_first=True
            ),
            lambda visit: visit.start_time,
        ),
        _Source(
            "conversation",
            lambda limit, after: unit.conversations.page(
                business_id, limit=limit, after=after, customer_id=customer.id
            ),
            lambda talk: talk.started_at,
        ),
    ]
    if customer.phone is None:
        return sources
    phone = customer.phone
    return [
        *sources,
        _Source(
            "text",
            lambda limit, after: unit.texts.page(business_id, limit=limit, after=after, phone=phone),
            lambda text: text.created_at,
        ),
        _Source(
            "callback",
            lambda limit, after: unit.callbacks.page(business_id, limit=limit, after=after, phone=phone),
            lambda callback: callback.first_seen,
        ),
    ]


def _state(sources: list[_Source]) -> Key:
    return "timeline", json.dumps({source.kind: source.after for source in sources if not source.done})


def _resume(sources: list[_Source], after: Key | None) -> None:
    if after is None:
        return
    try:
        keys: dict[str, list[str] | None] = json.loads(after[1])
    except ValueError:
        raise UnknownKey("no page ended with this key") from None
    for source in sources:
        key = keys.get(source.kind)
        source.done = source.kind not in keys
        source.after = (key[0], key[1]) if key else None

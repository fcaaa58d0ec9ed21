"""All that is held on one person: by their number, their customer record, and what hangs on either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.callbacks import Callback
from app.core.conversations import Conversation
from app.core.customers import Customer
from app.core.opt_outs import OptOut
from app.core.texts import Text
from app.flows.converse import business_of
from app.flows.crm_customers import customer_of, phone_of
from app.flows.errors import Invalid
from app.repositories.ports import Key, Page, UnitOfWork

BATCH = 200
# Shorter words stand in too many other answers.
SHORTEST_TRACE = 3


@dataclass(frozen=True, slots=True)
class Person:
    """What a business holds on somebody. `phone` is E.164."""

    business: Business
    phone: str | None
    customer: Customer | None
    visits: tuple[Appointment, ...]
    conversations: tuple[Conversation, ...]
    texts: tuple[Text, ...]
    callbacks: tuple[Callback, ...]
    opt_out: OptOut | None

    @property
    def traces(self) -> list[str]:
        """Words by which the person is found in stored answers: their number, and each part of names and places."""
        names = [talk.customer_name for talk in self.conversations] + [visit.customer_name for visit in self.visits]
        places = [visit.address for visit in self.visits]
        if self.customer is not None:
            names, places = [*names, self.customer.name], [*places, self.customer.address]
        parts = [part for name in names if name for part in name.split()]
        parts += [part.strip() for place in places if place for part in place.split(",")]
        parts += [word for word in (self.phone, self.customer.email if self.customer else None) if word]
        return sorted({part for part in parts if len(part) >= SHORTEST_TRACE})


def find_person(unit: UnitOfWork, business_id: str, *, phone: str | None, customer_id: str | None) -> Person:
    """By either. Raises `NotFound` for an unknown customer, `Invalid` for what is no phone number."""
    business = business_of(unit, business_id)
    if customer_id is not None:
        customer: Customer | None = customer_of(unit, business_id, customer_id)
        number = customer.phone if customer else None
    elif phone is not None:
        number = phone_of(phone, business, "body.phone")
        customer = unit.customers.by_phone(business_id, number)
    else:
        raise Invalid("body.phone", "Name a phone number or a customer.")
    visits = _visits(unit, business_id, customer)
    talks = _conversations(unit, business_id, customer, number)
    about = _About(number, customer, visits, talks)
    return Person(
        business=business,
        phone=number,
        customer=customer,
        visits=visits,
        conversations=talks,
        texts=tuple(filter(about.text, _each(lambda after: _texts(unit, business_id, after)))),
        callbacks=tuple(filter(about.callback, _each(lambda after: _callbacks(unit, business_id, after)))),
        opt_out=unit.opt_outs.get(business_id, number) if number else None,
    )


class _About:
    """Is this record about that person? Alerts to the owner are, too, so every text is looked at."""

    def __init__(
        self,
        phone: str | None,
        customer: Customer | None,
        visits: tuple[Appointment, ...],
        talks: tuple[Conversation, ...],
    ) -> None:
        self._phone = phone
        self._customer_id = customer.id if customer else None
        self._visits = {visit.id for visit in visits}
        self._talks = {talk.id for talk in talks}

    def text(self, text: Text) -> bool:
        return self._linked(text.customer_id, text.conversation_id) or (
            text.appointment_id in self._visits
            or (self._phone is not None and self._phone in (text.from_number, text.to_number))
        )

    def callback(self, callback: Callback) -> bool:
        return self._linked(callback.customer_id, callback.conversation_id) or (
            self._phone is not None and callback.phone == self._phone
        )

    def _linked(self, customer_id: str | None, conversation_id: str | None) -> bool:
        known = self._customer_id is not None and customer_id == self._customer_id
        return known or conversation_id in self._talks


def _visits(unit: UnitOfWork, business_id: str, customer: Customer | None) -> tuple[Appointment, ...]:
    if customer is None:
        return ()
    return tuple(
        _each(lambda after: unit.appointments.page(business_id, limit=BATCH, after=after, customer_id=customer.id))
    )


def _conversations(
    unit: UnitOfWork, business_id: str, customer: Customer | None, phone: str | None
) -> tuple[Conversation, ...]:
    found: dict[str, Conversation] = {}
    if customer is not None:
        found |= {
            talk.id: talk
            for talk in _each(
                lambda after: unit.conversations.page(business_id, limit=BATCH, after=after, customer_id=customer.id)
            )
        }
    if phone is not None:
        found |= {
            talk.id: talk
            for talk in _each(lambda after: unit.conversations.page(business_id, limit=BATCH, after=after, phone=phone))
        }
    return tuple(found.values())


def _texts(unit: UnitOfWork, business_id: str, after: Key | None) -> Page[Text]:
    return unit.texts.page(business_id, limit=BATCH, after=after)


def _callbacks(unit: UnitOfWork, business_id: str, after: Key | None) -> Page[Callback]:
    return unit.callbacks.page(business_id, limit=BATCH, after=after)


def _each(page_after: Callable[[Key | None], Page[Any]]) -> Iterator[Any]:
    after: Key | None = None
    while True:
        page = page_after(after)
        yield from page.items
        after = page.next_key
        if after is None:
            return

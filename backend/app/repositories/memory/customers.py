"""Customers, one per phone number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.core.customers import Customer
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.memory.tables import Index, Journal, Table, time_key
from app.repositories.ports import Key, Page


class MemoryCustomers:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Customer] = Table(journal, lambda customer: time_key(customer.created_at))
        self._phones = Index(journal)

    def add(self, business_id: str, customer: Customer) -> None:
        if self._rows.get(business_id, customer.id) is not None:
            raise DuplicateRecord(f"customer {customer.id} exists")
        self._own_phone(business_id, customer, None)
        self._rows.put(business_id, customer.id, customer)

    def get(self, business_id: str, customer_id: str) -> Customer | None:
        return self._rows.get(business_id, customer_id)

    def get_many(self, business_id: str, customer_ids: Collection[str]) -> Sequence[Customer]:
        found = (self.get(business_id, customer_id) for customer_id in set(customer_ids))
        return tuple(customer for customer in found if customer is not None)

    def by_phone(self, business_id: str, phone: str) -> Customer | None:
        customer_id = self._phones.get((business_id, phone))
        return None if customer_id is None else self.get(business_id, customer_id)

    def save(self, business_id: str, customer: Customer) -> None:
        before = self.get(business_id, customer.id)
        if before is None:
            raise UnknownRecord(f"customer {customer.id}")
        self._own_phone(business_id, customer, before.phone)
        self._rows.put(business_id, customer.id, customer)

    def remove(self, business_id: str, customer_id: str) -> None:
        customer = self.get(business_id, customer_id)
        if customer is not None and customer.phone is not None:
            self._phones.put((business_id, customer.phone), None)
        self._rows.remove(business_id, customer_id)

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        q: str | None = None,
        tag: str | None = None,
        phone: str | None = None,
    ) -> Page[Customer]:
        needle = (q or "").casefold()

        def matches(customer: Customer) -> bool:
            fields = (customer.name, customer.phone, customer.email, customer.address)
            return (
                (not needle or any(needle in (field or "").casefold() for field in fields))
                and (tag is None or tag in customer.tags)
                and (phone is None or customer.phone == phone)
            )

        return self._rows.page(business_id, limit=limit, after=after, descending=True, matches=matches)

    def _own_phone(self, business_id: str, customer: Customer, before: str | None) -> None:
        if customer.phone == before:
            return
        if customer.phone is not None:
            if self._phones.get((business_id, customer.phone)) is not None:
                raise DuplicateRecord("a customer with this phone number exists")
            self._phones.put((business_id, customer.phone), customer.id)
        if before is not None:
            self._phones.put((business_id, before), None)

"""Customers, one per phone number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Boolean, Index, and_, bindparam, delete, insert

from app.core.customers import Customer
from app.repositories.ports import Key, Page
from app.repositories.sql.rows import RECORD, TENANT, Rows, containing, same, sliced
from app.repositories.sql.tables import index, optional, part_of, required, tenant_table
from app.repositories.sql.types import Json, Moment
from app.repositories.sql.work import Work

customers = tenant_table(
    "customers",
    required("id"),
    required("name"),
    required("created_at", Moment()),
    required("updated_at", Moment()),
    optional("phone"),
    optional("email"),
    optional("address"),
    optional("language"),
    required("tags", Json(tuple[str, ...])),
    required("notes"),
    required("sms_opt_out", Boolean()),
    optional("marketing_consent_at", Moment()),
    # What a search looks through, in one case.
    required("searched"),
    Index("uq_customers_phone", "business_id", "phone", unique=True),
    index("customers", "created_at", "id"),
)
# One row for each tag, so that finding those who have it costs nothing for those who have not.
customer_tags = tenant_table(
    "customer_tags",
    required("tag"),
    required("created_at", Moment()),
    required("customer_id"),
    part_of("customers", "customer_id"),
    index("customer_tags", "customer_id"),
    key=("tag", "created_at", "customer_id"),
)

ROWS = Rows(customers, Customer, order="created_at")
BY_PHONE = ROWS.all.where(ROWS.tenant, customers.c.phone == bindparam("of_phone"))
ADD_TAG = insert(customer_tags)
DROP_TAGS = delete(customer_tags).where(
    customer_tags.c.business_id == bindparam(TENANT), customer_tags.c.customer_id == bindparam(RECORD)
)
TAGGED = ROWS.all.join(
    customer_tags,
    and_(customer_tags.c.business_id == customers.c.business_id, customer_tags.c.customer_id == customers.c.id),
)


class SqlCustomers:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, business_id: str, customer: Customer) -> None:
        ROWS.add(self._work, business_id, customer, searched=_searched(customer))
        self._tag(business_id, customer)

    def get(self, business_id: str, customer_id: str) -> Customer | None:
        return ROWS.get(self._work, business_id, customer_id)

    def get_many(self, business_id: str, customer_ids: Collection[str]) -> Sequence[Customer]:
        return ROWS.get_many(self._work, business_id, customer_ids)

    def by_phone(self, business_id: str, phone: str) -> Customer | None:
        return ROWS.latest(self._work, BY_PHONE, business_id, of_phone=phone)

    def save(self, business_id: str, customer: Customer) -> None:
        with self._work.guarded():
            ROWS.replace(self._work, business_id, customer, searched=_searched(customer))
        self._untag(business_id, customer.id)
        self._tag(business_id, customer)

    def remove(self, business_id: str, customer_id: str) -> None:
        self._untag(business_id, customer_id)
        ROWS.remove(self._work, business_id, customer_id)

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
        conditions = [same(customers.c.phone, phone), containing(customers.c.searched, q)]
        if tag is None:
            return ROWS.page(self._work, business_id, *conditions, limit=limit, after=after)
        wanted = [customer_tags.c.business_id == business_id, customer_tags.c.tag == tag]
        tagged = TAGGED.where(*wanted, *(each for each in conditions if each is not None))
        by = (customer_tags.c.created_at, customer_tags.c.customer_id)
        listing = sliced(tagged, by, after=after, newest_first=True, limit=limit)
        return ROWS.page_of(self._work.all(listing), limit)

    def _tag(self, business_id: str, customer: Customer) -> None:
        for tag in sorted(set(customer.tags)):
            values = {"business_id": business_id, "customer_id": customer.id, "created_at": customer.created_at}
            self._work.run(ADD_TAG, {**values, "tag": tag})

    def _untag(self, business_id: str, customer_id: str) -> None:
        self._work.run(DROP_TAGS, {TENANT: business_id, RECORD: customer_id})


def _searched(customer: Customer) -> str:
    fields = (customer.name, customer.phone, customer.email, customer.address)
    return "\n".join(field or "" for field in fields).casefold()

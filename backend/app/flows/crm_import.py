"""Customers from a spreadsheet: a bad row never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from app.core.businesses import Business
from app.core.customer_rows import CustomerRow, NotATable, read_rows
from app.core.customers import Customer
from app.core.phones import NotAPhoneNumber, to_e164
from app.flows.converse import business_of
from app.flows.errors import Invalid
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

BATCH = 200
# More lines than this nobody reads.
MOST_ERRORS = 1_000


@dataclass(slots=True)
class ImportReport:
    """`skipped`: rows that say what was known already. `errors`: row number and what is wrong with it."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, row: int, detail: str) -> None:
        if len(self.errors) < MOST_ERRORS:
            self.errors.append((row, detail))


def import_customers(services: Services, business_id: str, content: bytes, *, dry_run: bool) -> ImportReport:
    """One customer per phone number; what a row leaves blank stays. Committed in batches, with `dry_run` not at all.

    Raises `Invalid` where the file is no table of customers.
    """
    report = ImportReport()
    seen: dict[str, Customer] = {}
    try:
        rows = iter(read_rows(content))
        while batch := list(islice(rows, BATCH)):
            with services.store.unit_of_work(read_only=dry_run) as unit:
                _take(unit, services, business_of(unit, business_id), batch, report, seen, dry_run=dry_run)
                if not dry_run:
                    unit.commit()
    except NotATable as error:
        raise Invalid("body.file", str(error)) from None
    return report


def _take(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    rows: Iterable[CustomerRow],
    report: ImportReport,
    seen: dict[str, Customer],
    *,
    dry_run: bool,
) -> None:
    """`seen` is what a dry run would have stored so far."""
    for row in rows:
        try:
            phone = to_e164(row.phone, business.country) if row.fault is None else ""
        except NotAPhoneNumber:
            row = replace(row, fault="phone is no phone number")
        if row.fault is not None:
            report.refuse(row.row, row.fault)
            continue
        known = seen.get(phone) or unit.customers.by_phone(business.id, phone)
        customer = _changed(known, row) if known else _new(services, row, phone)
        if known is None:
            report.created += 1
        elif customer == known:
            report.skipped += 1
            continue
        else:
            customer = replace(customer, updated_at=services.clock.now())
            report.updated += 1
        if dry_run:
            seen[phone] = customer
        elif known is None:
            unit.customers.add(business.id, customer)
        else:
            unit.customers.save(business.id, customer)


def _new(services: Services, row: CustomerRow, phone: str) -> Customer:
    now = services.clock.now()
    return Customer(
        id=services.new_id(),
        name=row.name,
        phone=phone,
        email=row.email,
        address=row.address,
        tags=row.tags,
        created_at=now,
        updated_at=now,
    )


def _changed(known: Customer, row: CustomerRow) -> Customer:
    tags: Sequence[str] = tuple(dict.fromkeys((*known.tags, *row.tags)))
    return replace(
        known, name=row.name, email=row.email or known.email, address=row.address or known.address, tags=tuple(tags)
    )

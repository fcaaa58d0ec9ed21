"""Counters. Collected in the unit of work and written last, sorted, so that writers never wait in a circle."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import BigInteger, Date, bindparam, func, select

from app.repositories.sql.inserts import insert_or_change
from app.repositories.sql.rows import TENANT
from app.repositories.sql.tables import index, required, tenant_table
from app.repositories.sql.work import Work

tallies = tenant_table(
    "tallies",
    required("name"),
    required("day", Date()),
    required("amount", BigInteger()),
    index("tallies", "day", "name"),
    key=("name", "day"),
)
# The same over all days, so that the operator's metrics cost nothing for the years gone by.
tally_totals = tenant_table("tally_totals", required("name"), required("amount", BigInteger()), key=("name",))

TOTALS = select(tally_totals.c.name, tally_totals.c.amount).where(tally_totals.c.business_id == bindparam(TENANT))
SINCE = (
    select(tallies.c.name, func.sum(tallies.c.amount).label("amount"))
    .where(tallies.c.business_id == bindparam(TENANT), tallies.c.day >= bindparam("of_day"))
    .group_by(tallies.c.name)
)
BY_DAY = (
    select(tallies.c.day, tallies.c.name, tallies.c.amount)
    .where(tallies.c.business_id == bindparam(TENANT), tallies.c.day >= bindparam("of_day"))
    .order_by(tallies.c.day, tallies.c.name)
)
EVERYBODY = select(tally_totals.c.business_id, tally_totals.c.name, tally_totals.c.amount).execution_options(
    directory="tallies.all_totals"
)


ADD_TO_DAY = insert_or_change(tallies, lambda new: {"amount": tallies.c.amount + new.amount})
ADD_TO_TOTAL = insert_or_change(tally_totals, lambda new: {"amount": tally_totals.c.amount + new.amount})


class SqlTallies:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._added: Counter[tuple[str, str, date]] = Counter()

    def add(self, business_id: str, name: str, day: date, amount: int = 1) -> None:
        self._added[business_id, name, day] += amount

    def totals(self, business_id: str, since: date | None = None) -> dict[str, int]:
        self.flush()
        if since is None:
            rows = self._work.all(TOTALS, {TENANT: business_id})
        else:
            rows = self._work.all(SINCE, {TENANT: business_id, "of_day": since})
        return {row.name: int(row.amount) for row in rows}

    def by_day(self, business_id: str, since: date) -> dict[date, dict[str, int]]:
        self.flush()
        days: dict[date, dict[str, int]] = {}
        for row in self._work.all(BY_DAY, {TENANT: business_id, "of_day": since}):
            days.setdefault(row.day, {})[row.name] = row.amount
        return days

    def all_totals(self) -> dict[str, dict[str, int]]:
        self.flush()
        totals: dict[str, dict[str, int]] = {}
        for row in self._work.all(EVERYBODY):
            totals.setdefault(row.business_id, {})[row.name] = row.amount
        return totals

    def flush(self) -> None:
        """Write what was collected."""
        if not self._added:
            return
        added, self._added = sorted(self._added.items()), Counter()
        sums: Counter[tuple[str, str]] = Counter()
        for (business_id, name, _), amount in added:
            sums[business_id, name] += amount
        daily = [{"business_id": tenant, "name": name, "day": day, "amount": n} for (tenant, name, day), n in added]
        totals = [{"business_id": tenant, "name": name, "amount": n} for (tenant, name), n in sorted(sums.items())]
        self._work.run(ADD_TO_DAY[self._work.dialect], daily)
        self._work.run(ADD_TO_TOTAL[self._work.dialect], totals)

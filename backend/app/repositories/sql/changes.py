"""What changed lately. Numbers are given under a lock that ends with the commit, so they stand in its order."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import BigInteger, bindparam, delete, select

from app.core.changes import Change, ChangeKind
from app.repositories.ports import CHANGES_KEPT, Noted
from app.repositories.sql.inserts import insert_or_change
from app.repositories.sql.rows import TENANT, Rows
from app.repositories.sql.tables import required, tenant_table
from app.repositories.sql.types import Named
from app.repositories.sql.work import Work

changes = tenant_table(
    "changes",
    required("number", BigInteger()),
    required("kind", Named(ChangeKind)),
    required("subject_id"),
    key=("number",),
)
# One row for each tenant, which a unit that noted something changes last.
change_heads = tenant_table("change_heads", required("number", BigInteger()), key=())

ROWS = Rows(changes, Change, key="number")
AFTER = (
    ROWS.all.where(ROWS.tenant, changes.c.number > bindparam("of_number"))
    .order_by(changes.c.number)
    .limit(bindparam("of_limit"))
)
FORGET = delete(changes).where(ROWS.tenant, changes.c.number <= bindparam("of_number"))
COUNT_UP = insert_or_change(change_heads, lambda new: {"number": change_heads.c.number + new.number})
HEAD = select(change_heads.c.number).where(change_heads.c.business_id == bindparam(TENANT))
HEADS = (
    select(change_heads.c.business_id, change_heads.c.number)
    .where(change_heads.c.business_id.in_(bindparam("of_tenants", expanding=True)))
    .execution_options(directory="changes.newest")
)


class SqlChanges:
    def __init__(self, work: Work) -> None:
        self._work = work

    def note(self, business_id: str, kind: ChangeKind, subject_id: str) -> None:
        self._work.noted[business_id, kind, subject_id] = None

    def hand_over(self) -> Sequence[Noted]:
        noted = tuple(self._work.noted)
        self._work.noted.clear()
        return noted

    def after(self, business_id: str, number: int, *, limit: int) -> Sequence[Change]:
        return ROWS.many(self._work, AFTER, business_id, of_number=number, of_limit=limit)

    def newest(self, business_ids: Collection[str]) -> dict[str, int]:
        rows = self._work.all(HEADS, {"of_tenants": sorted(business_ids)})
        return {row.business_id: row.number for row in rows}

    def flush(self) -> None:
        """Number what was noted; the last that a unit does before it commits."""
        by_tenant: dict[str, list[Noted]] = {}
        for noted in self.hand_over():
            by_tenant.setdefault(noted[0], []).append(noted)
        for business_id, its in sorted(by_tenant.items()):
            self._number(business_id, its)

    def _number(self, business_id: str, noted: Sequence[Noted]) -> None:
        self._work.run(COUNT_UP[self._work.dialect], {"business_id": business_id, "number": len(noted)})
        head = self._work.first(HEAD, {TENANT: business_id})
        assert head is not None  # it was written just now
        first = head.number - len(noted) + 1
        rows = [
            {"business_id": business_id, "number": first + place, "kind": kind, "subject_id": subject_id}
            for place, (_, kind, subject_id) in enumerate(noted)
        ]
        self._work.run(changes.insert(), rows[-CHANGES_KEPT:])
        self._work.run(FORGET, {TENANT: business_id, "of_number": head.number - CHANGES_KEPT})

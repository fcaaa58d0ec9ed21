"""Who does not want texts."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Boolean, bindparam, select

from app.core.opt_outs import OptOut
from app.repositories.sql.rows import TENANT, Rows
from app.repositories.sql.tables import optional, required, tenant_table
from app.repositories.sql.types import Moment
from app.repositories.sql.work import Work

opt_outs = tenant_table(
    "opt_outs",
    required("phone"),
    required("opted_out", Boolean()),
    required("at", Moment()),
    required("source"),
    required("evidence"),
    optional("reference"),
    key=("phone",),
)

ROWS = Rows(opt_outs, OptOut, key="phone")
AMONG = select(opt_outs.c.phone).where(
    ROWS.tenant, opt_outs.c.phone.in_(bindparam("of_phones", expanding=True)), opt_outs.c.opted_out.is_(True)
)


class SqlOptOuts:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, business_id: str, phone: str) -> OptOut | None:
        return ROWS.get(self._work, business_id, phone)

    def among(self, business_id: str, phones: Collection[str]) -> frozenset[str]:
        rows = self._work.all(AMONG, {TENANT: business_id, "of_phones": list(phones)})
        return frozenset(row.phone for row in rows)

    def put(self, business_id: str, opt_out: OptOut) -> None:
        ROWS.put(self._work, business_id, opt_out)

    def remove(self, business_id: str, phone: str) -> None:
        ROWS.remove(self._work, business_id, phone)

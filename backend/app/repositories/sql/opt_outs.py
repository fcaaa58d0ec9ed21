"""Who does not want texts."""

from __future__ import annotations

from sqlalchemy import Boolean

from app.core.opt_outs import OptOut
from app.repositories.sql.rows import Rows
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


class SqlOptOuts:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, business_id: str, phone: str) -> OptOut | None:
        return ROWS.get(self._work, business_id, phone)

    def put(self, business_id: str, opt_out: OptOut) -> None:
        ROWS.put(self._work, business_id, opt_out)

    def remove(self, business_id: str, phone: str) -> None:
        ROWS.remove(self._work, business_id, phone)

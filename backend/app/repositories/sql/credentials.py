"""The hashed secrets of tenants."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ForeignKeyConstraint, Index, bindparam, exists, literal, select

from app.core.credentials import Credential, CredentialKind
from app.repositories.errors import UnknownRecord
from app.repositories.sql.businesses import businesses
from app.repositories.sql.rows import TENANT, Rows
from app.repositories.sql.tables import index, optional, required, tenant_table
from app.repositories.sql.types import Moment, Named
from app.repositories.sql.work import Work

credentials = tenant_table(
    "credentials",
    required("id"),
    required("kind", Named(CredentialKind)),
    required("secret_hash"),
    required("prefix"),
    required("created_at", Moment()),
    optional("expires_at", Moment()),
    optional("last_used_at", Moment()),
    ForeignKeyConstraint(["business_id"], ["businesses.business_id"]),
    Index("uq_credentials_secret_hash", "secret_hash", unique=True),
    index("credentials", "created_at", "id"),
)

ROWS = Rows(credentials, Credential, order="created_at")
OWN = ROWS.where()
BY_HASH = ROWS.all.where(credentials.c.secret_hash == bindparam("of_hash")).execution_options(
    directory="credentials.by_hash"
)
TENANT_EXISTS = select(literal(1)).where(exists().where(businesses.c.business_id == bindparam(TENANT)))


class SqlCredentials:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, business_id: str, credential: Credential) -> None:
        if self._work.first(TENANT_EXISTS, {TENANT: business_id}) is None:
            raise UnknownRecord(f"business {business_id}")
        ROWS.add(self._work, business_id, credential)

    def save(self, business_id: str, credential: Credential) -> None:
        ROWS.replace(self._work, business_id, credential)

    def of(self, business_id: str) -> Sequence[Credential]:
        return ROWS.many(self._work, OWN, business_id)

    def by_hash(self, secret_hash: str) -> Credential | None:
        row = self._work.first(BY_HASH, {"of_hash": secret_hash})
        return None if row is None else ROWS.record_of(row)

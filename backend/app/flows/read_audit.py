"""The audit log, for the operator to read."""

from __future__ import annotations

from datetime import datetime

from app.core.audit import AuditEntry
from app.flows.services import Services
from app.repositories.ports import Key, Page


def read_audit(
    services: Services, business_id: str | None, since: datetime | None, limit: int, after: Key | None
) -> Page[AuditEntry]:
    """Newest first; of one tenant where it is named, from that moment on."""
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.audit.page(limit=limit, after=after, business_id=business_id, since=since)

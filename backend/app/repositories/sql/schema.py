"""All tables, for those who need them all."""

from __future__ import annotations

from app.repositories.sql import (
    appointments,
    audit,
    businesses,
    callbacks,
    changes,
    conversations,
    credentials,
    customers,
    holds,
    idempotency,
    opt_outs,
    outbox,
    sessions,
    tallies,
    texts,
)
from app.repositories.sql.tables import metadata

__all__ = ["metadata"]

# Each of them registers its tables when it is imported.
MODULES = (
    appointments,
    audit,
    businesses,
    callbacks,
    changes,
    conversations,
    credentials,
    customers,
    holds,
    idempotency,
    opt_outs,
    outbox,
    sessions,
    tallies,
    texts,
)

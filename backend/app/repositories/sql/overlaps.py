"""No technician in two places at once, by the database: also a hand-written statement cannot do it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Connection, Table, event, func, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from app.core.appointments import ACTIVE_STATUSES

CONSTRAINT = "no_overlap"
# What the trigger says, and by what its refusal is known.
REFUSAL = "slot_taken"
ACTIVE = ", ".join(f"'{status}'" for status in sorted(ACTIVE_STATUSES))

# Active visits of one technician never overlap, so of those that begin before the new one ends only the latest
# can reach into it: one look into an index, however many there are.
TRIGGER = """
CREATE TRIGGER appointments_no_overlap_%(when)s BEFORE %(when)s ON appointments
WHEN NEW.status IN (%(active)s) AND (
    SELECT end_time FROM appointments
    WHERE business_id = NEW.business_id AND technician_id = NEW.technician_id AND status IN (%(active)s)
      AND start_time < NEW.end_time AND %(other)s
    ORDER BY start_time DESC LIMIT 1
) > NEW.start_time
BEGIN SELECT RAISE(ABORT, '%(refusal)s'); END
"""
OURS = {"active": ACTIVE, "refusal": REFUSAL}
TRIGGERS = (
    TRIGGER % {**OURS, "when": "INSERT", "other": "id <> NEW.id"},
    TRIGGER % {**OURS, "when": "UPDATE", "other": "rowid <> OLD.rowid"},
)
# Times compare as text in SQLite, so one in another form would slip through.
DIGIT = "[0-9]"
FORM = f"{DIGIT * 4}-{DIGIT * 2}-{DIGIT * 2}T{DIGIT * 2}:{DIGIT * 2}:{DIGIT * 2}.{DIGIT * 6}Z"


def guard_overlaps(table: Table) -> None:
    """A trigger for each way of writing in SQLite, an exclusion constraint in PostgreSQL."""
    event.listen(table, "after_create", _create_triggers)
    event.listen(table, "before_create", _create_extension)
    for name in ("start_time", "end_time"):
        form = CheckConstraint(f"{name} GLOB '{FORM}'", name=f"{name}_form")
        table.append_constraint(form.ddl_if(dialect="sqlite"))
    exclusion = ExcludeConstraint(
        (table.c.business_id, "="),
        (table.c.technician_id, "="),
        (func.tstzrange(table.c.start_time, table.c.end_time), "&&"),
        where=text(f"status IN ({ACTIVE})"),
        name=f"{table.name}_{CONSTRAINT}",
    )
    table.append_constraint(exclusion.ddl_if(dialect="postgresql"))


def _create_triggers(_table: Table, connection: Connection, **_: Any) -> None:
    if connection.dialect.name == "sqlite":
        for trigger in TRIGGERS:
            connection.exec_driver_sql(trigger)


def _create_extension(_table: Table, connection: Connection, **_: Any) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS btree_gist")

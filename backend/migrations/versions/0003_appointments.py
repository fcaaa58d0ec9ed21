"""Visits, which the database keeps from overlapping, and their history."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from migrations.columns import JSON, MOMENT, column, index, key, maybe, on, part_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ACTIVE = "'CONFIRMED', 'PENDING_RESCHEDULE', 'SCHEDULED'"
TRIGGER = f"""
CREATE TRIGGER appointments_no_overlap_%(when)s BEFORE %(when)s ON appointments
WHEN NEW.status IN ({ACTIVE}) AND (
    SELECT end_time FROM appointments
    WHERE business_id = NEW.business_id AND technician_id = NEW.technician_id AND status IN ({ACTIVE})
      AND start_time < NEW.end_time AND %(other)s
    ORDER BY start_time DESC LIMIT 1
) > NEW.start_time
BEGIN SELECT RAISE(ABORT, 'slot_taken'); END
"""
DIGIT = "[0-9]"
FORM = f"{DIGIT * 4}-{DIGIT * 2}-{DIGIT * 2}T{DIGIT * 2}:{DIGIT * 2}:{DIGIT * 2}.{DIGIT * 6}Z"


def no_overlap() -> list[Any]:
    """What the table itself can say about it; in SQLite the rest is a trigger's."""
    if on("sqlite"):
        return [
            sa.CheckConstraint(f"{name} GLOB '{FORM}'", name=op.f(f"ck_appointments_{name}_form"))
            for name in ("start_time", "end_time")
        ]
    return [
        ExcludeConstraint(
            ("business_id", "="),
            ("technician_id", "="),
            (sa.text("tstzrange(start_time, end_time)"), "&&"),
            where=sa.text(f"status IN ({ACTIVE})"),
            name="appointments_no_overlap",
        )
    ]


def upgrade() -> None:
    if on("postgresql"):
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "appointments",
        column("business_id"),
        column("id"),
        column("customer_id"),
        column("customer_name"),
        column("technician_id"),
        column("start_time", MOMENT),
        column("end_time", MOMENT),
        column("service_type"),
        column("created_at", MOMENT),
        column("updated_at", MOMENT),
        maybe("customer_phone"),
        column("description"),
        maybe("address"),
        column("is_emergency", sa.Boolean()),
        column("status"),
        maybe("lead_source"),
        maybe("estimated_value_cents", sa.BigInteger()),
        column("tags", JSON),
        column("reminder_sent", sa.Boolean()),
        column("reminder_steps", JSON),
        maybe("calendar_event_id"),
        column("calendar_sync"),
        maybe("conversation_id"),
        column("late_cancellation", sa.Boolean()),
        column("version", sa.Integer()),
        column("is_long", sa.Boolean()),
        key("appointments", "id"),
        sa.CheckConstraint("end_time > start_time", name=op.f("ck_appointments_ends_after_it_begins")),
        *no_overlap(),
    )
    index("appointments", "customer_id", "start_time", "id")
    index("appointments", "is_long", "end_time")
    index("appointments", "start_time", "id")
    index("appointments", "status", "start_time", "id")
    index("appointments", "technician_id", "start_time", "id")

    op.create_table(
        "appointment_changes",
        column("business_id"),
        column("id"),
        column("appointment_id"),
        column("at", MOMENT),
        column("actor"),
        column("action"),
        column("before", JSON),
        column("after", JSON),
        column("reason"),
        key("appointment_changes", "id"),
        part_of("appointment_changes", "appointments", "appointment_id"),
    )
    index("appointment_changes", "appointment_id", "at", "id")
    if on("sqlite"):
        op.execute(TRIGGER % {"when": "INSERT", "other": "id <> NEW.id"})
        op.execute(TRIGGER % {"when": "UPDATE", "other": "rowid <> OLD.rowid"})


def downgrade() -> None:
    op.drop_table("appointment_changes")
    op.drop_table("appointments")

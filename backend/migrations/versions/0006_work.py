"""What a unit of work leaves behind: outgoing work, first answers, holds, counters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.columns import JSON, MOMENT, column, index, key, maybe

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        column("business_id"),
        column("id"),
        column("kind"),
        column("subject_id"),
        column("due_at", MOMENT),
        column("created_at", MOMENT),
        column("action"),
        column("payload", JSON),
        column("status"),
        column("attempts", sa.Integer()),
        maybe("claimed_until", MOMENT),
        maybe("claimed_by"),
        maybe("sending_since", MOMENT),
        maybe("last_error"),
        maybe("finished_at", MOMENT),
        key("outbox", "id"),
    )
    index("outbox", "created_at", "id")
    index("outbox", "subject_id")
    index("outbox", "due_at", "id", name="ix_outbox_waiting", only="status = 'pending'")
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["due_at", "id"],
        sqlite_where=sa.text("status = 'pending'"),
        postgresql_where=sa.text("status = 'pending'"),
    )

    op.create_table(
        "idempotency",
        column("business_id"),
        column("scope"),
        column("key"),
        column("fingerprint"),
        column("answer"),
        column("created_at", MOMENT),
        column("status_code", sa.Integer()),
        key("idempotency", "scope", "key"),
    )
    index("idempotency", "created_at")

    op.create_table(
        "holds",
        column("business_id"),
        column("id"),
        column("session_id"),
        column("technician_id"),
        column("start", MOMENT),
        column("end", MOMENT),
        column("expires_at", MOMENT),
        key("holds", "id"),
    )
    index("holds", "expires_at")
    index("holds", "session_id")
    index("holds", "start", "id")

    op.create_table(
        "tallies",
        column("business_id"),
        column("name"),
        column("day", sa.Date()),
        column("amount", sa.BigInteger()),
        key("tallies", "name", "day"),
    )

    op.create_table(
        "tally_totals",
        column("business_id"),
        column("name"),
        column("amount", sa.BigInteger()),
        key("tally_totals", "name"),
    )


def downgrade() -> None:
    op.drop_table("tally_totals")
    op.drop_table("tallies")
    op.drop_table("holds")
    op.drop_table("idempotency")
    op.drop_table("outbox")

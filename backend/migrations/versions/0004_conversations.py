"""What was said: conversations, messages, sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.columns import JSON, MOMENT, column, index, key, maybe, part_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        column("business_id"),
        column("id"),
        column("channel"),
        column("started_at", MOMENT),
        maybe("ended_at", MOMENT),
        maybe("customer_id"),
        maybe("customer_name"),
        maybe("phone"),
        maybe("outcome"),
        maybe("intent"),
        column("language"),
        column("summary"),
        column("flagged_for_review", sa.Boolean()),
        column("tags", JSON),
        column("notes"),
        column("message_count", sa.Integer()),
        maybe("lead_source"),
        column("is_emergency", sa.Boolean()),
        maybe("emergency_reason"),
        column("taken_over", sa.Boolean()),
        maybe("appointment_id"),
        maybe("provider_call_id"),
        maybe("booked_at", MOMENT),
        column("searched"),
        key("conversations", "id"),
    )
    index("conversations", "channel", "started_at", "id")
    index("conversations", "customer_id", "started_at", "id")
    index("conversations", "flagged_for_review", "started_at", "id")
    index("conversations", "outcome", "started_at", "id")
    index("conversations", "phone", "started_at", "id")
    index("conversations", "started_at", "id")

    op.create_table(
        "messages",
        column("business_id"),
        column("conversation_id"),
        column("position", sa.Integer()),
        column("id"),
        column("role"),
        column("text"),
        column("at", MOMENT),
        column("understood"),
        key("messages", "conversation_id", "position"),
        part_of("messages", "conversations", "conversation_id"),
    )

    op.create_table(
        "sessions",
        column("business_id"),
        column("id"),
        column("conversation_id"),
        column("channel"),
        column("state", JSON),
        column("started_at", MOMENT),
        column("updated_at", MOMENT),
        maybe("caller_phone"),
        maybe("provider_call_id"),
        column("turns", sa.Integer()),
        column("silent_turns", sa.Integer()),
        maybe("ended_at", MOMENT),
        column("served", sa.Boolean()),
        column("version", sa.Integer()),
        key("sessions", "id"),
    )
    index("sessions", "conversation_id", "started_at", "id")
    index("sessions", "channel", "updated_at", "id", name="ix_sessions_idle", only="ended_at IS NULL")
    index("sessions", "channel", "caller_phone", "updated_at", "id", name="ix_sessions_open", only="ended_at IS NULL")
    op.create_index("uq_sessions_provider_call_id", "sessions", ["business_id", "provider_call_id"], unique=True)


def downgrade() -> None:
    op.drop_table("sessions")
    op.drop_table("messages")
    op.drop_table("conversations")

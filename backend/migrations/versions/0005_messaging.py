"""Texts, who does not want them, and who is owed a call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.columns import MOMENT, column, index, key, maybe

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "texts",
        column("business_id"),
        column("id"),
        column("direction"),
        column("audience"),
        column("kind"),
        maybe("from_number"),
        maybe("to_number"),
        column("body"),
        column("status"),
        column("created_at", MOMENT),
        column("segments", sa.Integer()),
        maybe("reason"),
        maybe("error_code"),
        maybe("send_after", MOMENT),
        maybe("sent_at", MOMENT),
        maybe("expires_at", MOMENT),
        maybe("provider_sid"),
        maybe("customer_id"),
        maybe("conversation_id"),
        maybe("appointment_id"),
        maybe("campaign"),
        key("texts", "id"),
    )
    index("texts", "created_at", "id")
    index("texts", "direction", "created_at", "id")
    index("texts", "from_number", "created_at", "id")
    index("texts", "kind", "created_at", "id")
    index("texts", "provider_sid", only="provider_sid IS NOT NULL")
    index("texts", "status", "created_at", "id")
    index("texts", "to_number", "created_at", "id")

    op.create_table(
        "opt_outs",
        column("business_id"),
        column("phone"),
        column("opted_out", sa.Boolean()),
        column("at", MOMENT),
        column("source"),
        column("evidence"),
        maybe("reference"),
        key("opt_outs", "phone"),
    )

    op.create_table(
        "callbacks",
        column("business_id"),
        column("id"),
        column("reason"),
        column("first_seen", MOMENT),
        column("last_seen", MOMENT),
        maybe("phone"),
        maybe("customer_id"),
        maybe("customer_name"),
        column("status"),
        column("attempts", sa.Integer()),
        maybe("recording_url"),
        maybe("transcript"),
        column("notes"),
        maybe("conversation_id"),
        key("callbacks", "id"),
    )
    index("callbacks", "first_seen", "id")
    index("callbacks", "phone", "first_seen", "id")
    index("callbacks", "status", "first_seen", "id")


def downgrade() -> None:
    op.drop_table("callbacks")
    op.drop_table("opt_outs")
    op.drop_table("texts")

"""Tenants, their secrets, and what belongs to the deployment."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.columns import MOMENT, column, index, key, maybe

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "businesses",
        column("business_id"),
        column("name"),
        column("status"),
        maybe("phone_number"),
        maybe("calendar_feed_secret_hash"),
        column("created_at", MOMENT),
        column("updated_at", MOMENT),
        column("settings"),
        key("businesses"),
    )

    op.create_index("uq_businesses_phone_number", "businesses", ["phone_number"], unique=True)
    op.create_index("uq_businesses_calendar_feed", "businesses", ["calendar_feed_secret_hash"], unique=True)
    op.create_index("ix_businesses_created_at", "businesses", ["created_at", "business_id"])

    op.create_table(
        "credentials",
        column("business_id"),
        column("id"),
        column("kind"),
        column("secret_hash"),
        column("prefix"),
        column("created_at", MOMENT),
        maybe("expires_at", MOMENT),
        maybe("last_used_at", MOMENT),
        key("credentials", "id"),
        sa.ForeignKeyConstraint(["business_id"], ["businesses.business_id"], name="fk_credentials_businesses"),
    )
    index("credentials", "created_at", "id")
    op.create_index("uq_credentials_secret_hash", "credentials", ["secret_hash"], unique=True)

    op.create_table(
        "deployment",
        column("name"),
        column("value"),
        sa.PrimaryKeyConstraint("name", name="pk_deployment"),
    )


def downgrade() -> None:
    op.drop_table("deployment")
    op.drop_table("credentials")
    op.drop_table("businesses")

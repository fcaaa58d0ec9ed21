"""Customers and their tags."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.columns import JSON, MOMENT, column, index, key, maybe, part_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customers",
        column("business_id"),
        column("id"),
        column("name"),
        column("created_at", MOMENT),
        column("updated_at", MOMENT),
        maybe("phone"),
        maybe("email"),
        maybe("address"),
        maybe("language"),
        column("tags", JSON),
        column("notes"),
        column("sms_opt_out", sa.Boolean()),
        maybe("marketing_consent_at", MOMENT),
        column("searched"),
        key("customers", "id"),
    )
    index("customers", "created_at", "id")
    op.create_index("uq_customers_phone", "customers", ["business_id", "phone"], unique=True)

    op.create_table(
        "customer_tags",
        column("business_id"),
        column("tag"),
        column("created_at", MOMENT),
        column("customer_id"),
        key("customer_tags", "tag", "created_at", "customer_id"),
        part_of("customer_tags", "customers", "customer_id"),
    )
    index("customer_tags", "customer_id")


def downgrade() -> None:
    op.drop_table("customer_tags")
    op.drop_table("customers")

"""What changed lately, for open dashboards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.columns import column, key

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "changes",
        column("business_id"),
        column("number", sa.BigInteger()),
        column("kind"),
        column("subject_id"),
        key("changes", "number"),
    )
    op.create_table(
        "change_heads",
        column("business_id"),
        column("number", sa.BigInteger()),
        key("change_heads"),
    )


def downgrade() -> None:
    op.drop_table("change_heads")
    op.drop_table("changes")

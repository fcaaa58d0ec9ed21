"""Read a tenant's counters of some days without those of all others."""

from __future__ import annotations

from alembic import op

from migrations.columns import index

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index("tallies", "day", "name")


def downgrade() -> None:
    op.drop_index("ix_tallies_day_name", "tallies")

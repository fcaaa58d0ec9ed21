"""What the operator sees: who did what, and what the jobs did last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.columns import MOMENT, column, maybe

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        column("sequence", sa.BigInteger()),
        column("at", MOMENT),
        column("actor"),
        column("action"),
        maybe("business_id"),
        maybe("target"),
        maybe("request_id"),
        column("previous_hash"),
        column("hash"),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at", "sequence"])
    op.create_index("ix_audit_business_id_at", "audit", ["business_id", "at", "sequence"])

    op.create_table(
        "job_runs",
        column("name"),
        column("business_id"),
        column("last_run_at", MOMENT),
        column("result"),
        column("ok", sa.Boolean()),
        sa.PrimaryKeyConstraint("name", "business_id", name="pk_job_runs"),
    )


def downgrade() -> None:
    op.drop_table("job_runs")
    op.drop_table("audit")

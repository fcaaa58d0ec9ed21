"""Keep what the carrier says of a caller's number, and that a recorded caller had been told so."""

from __future__ import annotations

from alembic import op

from migrations.columns import MOMENT, maybe

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", maybe("caller_verdict"))
    op.add_column("conversations", maybe("recording_consent_at", MOMENT))


def downgrade() -> None:
    op.drop_column("conversations", "recording_consent_at")
    op.drop_column("conversations", "caller_verdict")

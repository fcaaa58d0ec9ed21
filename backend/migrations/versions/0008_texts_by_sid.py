"""Find a text by the provider's id without looking through the tenant's others."""

from __future__ import annotations

from alembic import op

from migrations.columns import index

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KNOWN = "provider_sid IS NOT NULL"


def upgrade() -> None:
    op.drop_index("ix_texts_provider_sid", "texts")
    index("texts", "provider_sid", "created_at", "id", only=KNOWN)


def downgrade() -> None:
    op.drop_index("ix_texts_provider_sid_created_at_id", "texts")
    index("texts", "provider_sid", only=KNOWN)

"""How alike the reports of a component are is kept, so that a newcomer alone must be compared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own; components without a row are compared again when they are next touched."""
    op.create_table(
        "scored",
        sa.Column("component", sa.Text, primary_key=True, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Nothing else knows of it."""
    op.drop_table("scored")

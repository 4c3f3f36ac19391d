"""A small picture of each page, kept with it."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; pages that are kept already have none."""
    op.execute("ALTER TABLE page ADD COLUMN thumbnail TEXT")

"""What on a page is no word and is compared all the same: seals, signatures, photos."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Pages read before have none; they get them when they are read anew."""
    op.execute("ALTER TABLE reading ADD COLUMN spots TEXT NOT NULL DEFAULT '[]'")

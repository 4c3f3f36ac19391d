"""The number that a citizen drew at the counter stands on the dossier."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE handling ADD COLUMN queue_number TEXT NOT NULL DEFAULT ''")

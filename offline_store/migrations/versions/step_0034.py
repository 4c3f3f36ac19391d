"""What whoever asks is to the owner of a dossier, where its procedure wants to know."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody was asked before."""
    op.execute("ALTER TABLE handling ADD COLUMN owner_relation TEXT NOT NULL DEFAULT ''")

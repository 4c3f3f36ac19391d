"""Each day has its series of dossier codes: an index, so that the last number is soon found."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.execute("CREATE INDEX block_book ON block (agency, book)")

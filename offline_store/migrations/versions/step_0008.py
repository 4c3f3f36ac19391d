"""Acts on the pages of several papers at once, and papers whose pages all went to another one."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE page_edit ADD COLUMN together TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN dissolved INTEGER NOT NULL DEFAULT 0",
)


def upgrade() -> None:
    """Add the columns; every act so far was on one paper, and every paper is one."""
    for statement in STATEMENTS:
        op.execute(statement)

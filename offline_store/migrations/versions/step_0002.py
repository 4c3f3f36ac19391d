"""The journal of what was done to a document's pages, so that any of it can be taken back."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE page_edit (
        document_id TEXT NOT NULL REFERENCES document (id),
        sequence INTEGER NOT NULL CHECK (sequence >= 1),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        act TEXT NOT NULL,
        facts TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
        PRIMARY KEY (document_id, sequence)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the journal."""
    for statement in TABLES:
        op.execute(statement)

"""What central was told of lots."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE lot_told (
        lot_id TEXT NOT NULL PRIMARY KEY REFERENCES lot (id),
        etag TEXT NOT NULL CHECK (length(etag) = 64),
        told_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER lot_told_not_in_training BEFORE INSERT ON lot_told
    WHEN EXISTS (SELECT 1 FROM training)
    BEGIN SELECT RAISE(ABORT, 'not-in-training'); END
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in STATEMENTS:
        op.execute(statement)

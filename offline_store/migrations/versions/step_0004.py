"""Documents whose pages, text and copy have gone from this desk, after central had them."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE purged (
        document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id),
        at TEXT NOT NULL
    ) STRICT
    """,
    # Only what central has signed for may ever go.
    """
    CREATE TRIGGER purged_after_receipt BEFORE INSERT ON purged
    WHEN NOT EXISTS (
        SELECT 1 FROM outbox WHERE document_id = NEW.document_id AND state = 'accepted'
    )
    BEGIN SELECT RAISE(ABORT, 'purged-after-receipt'); END
    """,
    """
    CREATE TRIGGER purged_stays BEFORE DELETE ON purged
    BEGIN SELECT RAISE(ABORT, 'purged-stays'); END
    """,
)


def upgrade() -> None:
    """Add the table and its rules."""
    for statement in STATEMENTS:
        op.execute(statement)

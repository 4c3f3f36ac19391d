"""What clerks put right is kept with who and when, and counted; kind and fields can be said."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE reading ADD COLUMN kind_said TEXT",
    "ALTER TABLE reading ADD COLUMN fields_said TEXT NOT NULL DEFAULT '[]'",
    # A page that goes in an act on pages may come back: what was put right on it does not go.
    """
    CREATE TABLE correction (
        sequence INTEGER NOT NULL PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES document (id),
        page_id TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('word', 'field', 'kind')),
        place TEXT NOT NULL,
        read_as TEXT NOT NULL,
        before TEXT,
        text TEXT NOT NULL,
        undone INTEGER NOT NULL CHECK (undone IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX correction_document ON correction (document_id)",
    # Counts alone: they outlive the page.
    """
    CREATE TABLE reading_tally (
        page_id TEXT NOT NULL PRIMARY KEY,
        at TEXT NOT NULL,
        words INTEGER NOT NULL,
        wrong INTEGER NOT NULL,
        digits INTEGER NOT NULL,
        digits_wrong INTEGER NOT NULL,
        doubtful INTEGER NOT NULL,
        doubtful_wrong INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX reading_tally_at ON reading_tally (at)",
)


def upgrade() -> None:
    """Add columns and tables; nobody has said anything of a kind or field yet."""
    for statement in STATEMENTS:
        op.execute(statement)
